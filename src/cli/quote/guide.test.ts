import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { kinds } from '../../features/pricing/domain/kinds/index.ts'
import { preparePricing } from '../../features/pricing/domain/pricing.ts'
import { readPriceFile } from '../../features/pricing/domain/read.ts'
import { ruleSets } from '../../features/pricing/domain/shipped/index.ts'

const ROOT = new URL('../../../', import.meta.url)
const guide = readFileSync(new URL('docs/guide/pricing.md', ROOT), 'utf8')
const files = readdirSync(new URL('docs/guide/pricing/', ROOT)).filter((name) => name.endsWith('.json'))

/** What the engine says is paid for an example, fen. */
const paid = (name: string): number => {
  const json = JSON.parse(readFileSync(new URL(`docs/guide/pricing/${name}`, ROOT), 'utf8'))
  const { catalog: _, order: __, phases: ___, ...own } = json
  const file = readPriceFile(own)
  if (!file.ok) throw new Error(`${name}: ${JSON.stringify(file.problems)}`)
  const ready = preparePricing(file.offers, file.ruleSet)
  if (!ready.ok) throw new Error(`${name}: ${JSON.stringify(ready.problems)}`)
  return ready.pricing.quote(file.basket).payableFen
}

/** By hand, from the rules; published results where there are any (specs/pricing.md). */
const EXPECTED: Record<string, number> = {
  'jd.json': 4_200,
  // 330 − 30 of the shop − 20 and 10 of its coupons, which stack; freight of 6
  'open.json': 27_600,
  'own-rules.json': 14_200,
  'pdd.json': 3_400,
  'pdd-later.json': 3_000,
  'refund.json': 9_000,
  // 205 − 15 − 20
  'taobao-2020.json': 17_000,
  'taobao-d12.json': 55_500,
  'tmall-2015.json': 48_000,
  'tmall-2016-deposit.json': 88_000,
  // 920 reach two times 50, of which 75 are in the wallet
  'tmall-2018.json': 84_500,
  'tmall-2019.json': 31_820,
  'tmall-2020.json': 0,
  'tmall-2020-parallel.json': 45_000,
  // 999 + 318 + 49 − 150 − 6 × 30 − 8
  'tmall-2021.json': 102_800,
  // 356 + 113.75 + 78 − 40 − 50 − 9 − 3 = 445.75, at 95 % 423.46, and freight of 20 for each shop
  'tmall-2022.json': 46_346,
  // 239 + 128 − 20 − 50 − 25
  'tmall-2023.json': 27_200,
  // 459 − 69 (68.85 in whole yuan) + 69 for the three; 69 do not reach 300
  'tmall-2024.json': 45_900,
}

test.each(files)('%s pays what was reckoned by hand', (name) => {
  expect(paid(name)).toBe(EXPECTED[name])
})

test('the guide has every example, rule set, kind and parameter', () => {
  expect(files.toSorted()).toEqual(Object.keys(EXPECTED).toSorted())
  for (const name of files) expect(guide).toContain(`pricing/${name}`)
  for (const { id } of ruleSets) expect(guide).toMatch(new RegExp(`^\\| \`${id}\` \\|`, 'm'))
  const section = guide.slice(guide.indexOf('## Kinds of offers'), guide.indexOf('## Rule sets'))
  const row = (code: string): string => new RegExp(`^\\| \`${code}\` \\|.*$`, 'm').exec(section)?.[0] ?? ''
  for (const { code, params } of kinds) {
    const said = row(code) + row(/as `([a-z-]+)`/.exec(row(code))?.[1] ?? '')
    const { properties = {} } = z.toJSONSchema(params, { io: 'input' })
    expect(Object.keys(properties).length).toBeGreaterThan(0)
    for (const name of Object.keys(properties)) expect(`${code}: ${said}`).toContain(`\`${name}\``)
  }
})

const blocks = [...guide.matchAll(/```\n\$ (\.\/peakdesk .*)\n([\s\S]*?)```/g)].map(
  ([, command = '', output = '']) => ({
    command,
    output,
  }),
)

test('the guide shows some commands', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(5)
})

test.each(blocks)('$command prints what the guide shows', ({ command, output }) => {
  const [launcher = '', ...args] = command.split(' ')
  expect(execFileSync(launcher, args, { cwd: ROOT, encoding: 'utf8' })).toBe(output)
})
