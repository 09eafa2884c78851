import { readdirSync } from 'node:fs'
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser'
import { features, rules } from './directions.ts'

/** With another parser than swc the tool reads no TypeScript 7 and finds nothing, silently: so the count is checked. */
const FEWEST_MODULES = 100

const violations = async (root: string): Promise<{ modules: number; found: IViolation[] }> => {
  const { output } = await cruise(
    [`${root}src`],
    {
      ruleSet: { forbidden: rules(root) },
      validate: true,
      parser: 'swc',
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '\\.css$' },
    },
    { extensions: ['.ts', '.tsx', '.js'], conditionNames: ['import', 'types', 'node', 'default'] },
  )
  const { summary } = output as ICruiseResult
  return { modules: summary.totalCruised, found: summary.violations }
}

const told = ({ rule, from, to }: IViolation) => `  ${rule.name}: ${from} → ${to}`
const problems: string[] = []

const here = await violations('')
problems.push(...here.found.map(told))
if (here.modules < FEWEST_MODULES)
  problems.push(`  only ${here.modules} modules were read: the check is blind`)
for (const folder of readdirSync('src/features'))
  if (!features.includes(folder))
    problems.push(`  src/features/${folder} has no place in scripts/directions.ts`)

// The check must be able to fail: every file of the fixture breaks the rule it is named after.
const fixture = await violations('tests/directions/')
const broken = new Set(fixture.found.map((violation) => violation.rule.name))
for (const name of [
  'no-cycles',
  'shared-stands-alone',
  'domain-is-pure',
  'platform-knows-no-feature',
  'web-imports-no-server',
  'server-imports-no-web',
  'shop-uses-earlier-features',
])
  if (!broken.has(name)) problems.push(`  the fixture breaks ${name} and it was not noticed`)

if (problems.length > 0) {
  console.error(`Import directions:\n${problems.join('\n')}`)
  process.exitCode = 1
} else console.log(`Import directions: ${here.modules} modules, all as they should be.`)
