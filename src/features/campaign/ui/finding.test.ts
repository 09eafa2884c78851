import { describe, expect, test } from 'vitest'
import type { WatchFinding } from '../contract.ts'
import type { Campaign } from '../domain/campaign.ts'
import { csvOf, grouped, heldUntil } from './finding.ts'

const ZONE = 'Asia/Shanghai'
const at = (iso: string) => Date.parse(`${iso}+08:00`)
const wave = (code: string, from: string, to: string) => ({
  ...{ code, name: code, owner: null },
  phases: [
    { kind: 'spot' as const, from: at(from), to: at(to) },
    { kind: 'after-sale' as const, from: at(to), to: at(to) + 86_400_000 },
  ],
})
const campaign: Campaign = {
  ...{ id: 1, name: '双11', template: null, ruleSet: null },
  waves: [
    wave('1', '2020-11-01T00:00:00', '2020-11-04T00:00:00'),
    wave('2', '2020-11-11T00:00:00', '2020-11-12T00:00:00'),
  ],
  rules: {
    ...{ noRaise: true, exceptCategories: [], holdDays: 15, protectDays: 7 },
    lowest: { share: 0.9, from: '2020-09-15', to: '2020-11-10' },
  },
}
const finding = (change: Partial<WatchFinding>): WatchFinding => ({
  ...{ rule: 'raise', campaignId: 1, wave: '1', product: 'P', sku: null, wasFen: 100, isFen: 120 },
  ...{ at: 0, evidence: [], excepted: null },
  ...change,
})

describe('until when something had to hold', () => {
  test.each([
    ['raise', '1', '2020-11-04T00:00:00'],
    ['raise', '2', '2020-11-12T00:00:00'],
    ['above-lowest', '1', '2020-11-11T00:00:00'],
    ['below-after', '1', '2020-11-27T00:00:00'],
    ['protection', '1', '2020-11-19T00:00:00'],
  ] as const)('%s in wave %s: %s', (rule, code, until) => {
    expect(heldUntil({ rule, wave: code }, campaign, ZONE)).toBe(at(until))
  })
  test('of a wave that is no more, nothing is said', () => {
    expect(heldUntil({ rule: 'raise', wave: '9' }, campaign, ZONE)).toBeNull()
    expect(heldUntil({ rule: 'protection', wave: '1' }, { ...campaign, waves: [] }, ZONE)).toBeNull()
  })
})

test('findings stand by rule, what is excepted last, else the latest first', () => {
  const all = [
    finding({ rule: 'protection', at: 5 }),
    finding({ at: 9, excepted: 'K金' }),
    finding({ at: 1 }),
    finding({ at: 3 }),
  ]
  expect(
    grouped(all).map(({ rule, findings, excepted }) => [rule, findings.map((f) => f.at), excepted]),
  ).toEqual([
    ['raise', [3, 1, 9], 1],
    ['protection', [5], 0],
  ])
})

test('a file for a spreadsheet holds words with commas and quotes, and nothing that it would reckon', () => {
  expect(csvOf([['a,b', 'he said "no"', '=1+1', '-5', '-x', '\n']])).toBe(
    '\uFEFF"a,b","he said ""no""",\'=1+1,-5,\'-x,"\n"\r\n',
  )
})
