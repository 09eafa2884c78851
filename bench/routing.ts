import { parseArgs } from 'node:util'
import { type Figure, figures, figuresOf, mean, paired } from './routing/figures.ts'
import { inTurn, ours } from './routing/policies.ts'
import { simulate } from './routing/simulate.ts'
import { scenarios, worldOf } from './routing/world.ts'

/**
 * Our routing against first-in-first-out with people in turn, over the same simulated hours. See bench/routing.md.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '40' },
    from: { type: 'string', default: '1' }, // the first seed
    scenario: { type: 'string' }, // part of a name
    json: { type: 'boolean', default: false },
  },
})
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => Number(values.from) + i)
if (!(seeds.length >= 2)) throw new Error('--seeds: at least 2')

const decimals: Record<Figure, number> = {
  had6: 3,
  answered180: 3,
  p95: 1,
  breaches: 1,
  breachShare: 4,
  abandoned: 1,
  jain: 4,
  spread: 2,
  moved: 1,
  over: 0,
}
const said: Record<Figure, string> = {
  had6: 'a person has it within 6 s',
  answered180: 'a person answered first within 180 s',
  p95: 'p95 wait for a person, s',
  breaches: 'questions over 180 s',
  breachShare: 'share of all questions',
  abandoned: 'buyers who left',
  jain: 'Jain index of load',
  spread: 'most / least loaded',
  moved: 'moved',
  over: 'limits exceeded',
}

const policies = () => [ours(), inTurn(false), inTurn(true)]

const results = scenarios
  .filter(({ name }) => name.includes(values.scenario ?? ''))
  .map((scenario) => {
    const rows = seeds.map((seed) => {
      const world = worldOf(scenario, seed)
      // A fresh one of each for every hour: whose turn it is must not carry over.
      return policies().map((policy) => figuresOf(simulate(world, policy)))
    })
    const of = (policy: number, figure: Figure) => rows.map((row) => row[policy]?.[figure] ?? Number.NaN)
    const names = policies().map(({ name }) => name)
    return {
      scenario: scenario.name,
      policies: names,
      figures: Object.fromEntries(
        figures.map((figure) => [
          figure,
          {
            means: names.map((_, i) => mean(of(i, figure))),
            against: names.slice(1).map((_, i) => {
              const rival = of(i + 1, figure)
              return paired(of(0, figure).map((x, k) => x - (rival[k] ?? Number.NaN)))
            }),
          },
        ]),
      ) as Record<Figure, { means: number[]; against: { mean: number; half: number }[] }>,
    }
  })

if (values.json) console.log(JSON.stringify({ seeds, results }))
else
  for (const { scenario, policies: names, figures: found } of results) {
    console.log(`\n### ${scenario}\n`)
    console.log(
      `| | ${names.join(' | ')} | ${names
        .slice(1)
        .map((n) => `minus “${n}” (95 %)`)
        .join(' | ')} |`,
    )
    console.log(`|---|${'---:|'.repeat(2 * names.length - 1)}`)
    for (const figure of figures) {
      const { means, against } = found[figure]
      const shown = (x: number) => x.toFixed(decimals[figure])
      const cells = [
        ...means.map(shown),
        ...against.map((d) => `${d.mean > 0 ? '+' : ''}${shown(d.mean)} ± ${shown(d.half)}`),
      ]
      console.log(`| ${said[figure]} | ${cells.join(' | ')} |`)
    }
    const [mine, ...rivals] = found.breaches.means
    console.log(
      `\nQuestions over 180 s: ${rivals.map((r, i) => `${((100 * (mine ?? 0)) / r).toFixed(0)} % of “${names[i + 1]}”`).join(', ')}.`,
    )
  }
