import { describe, expect, test } from 'vitest'
import { SECOND } from '../../../shared/time.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { defaultClockSettings } from '../domain/defaults.ts'
import { prepareClocks, standing } from '../domain/live.ts'
import type { ClockRule } from '../domain/rule.ts'
import { judge, pressOf } from './judge.ts'

const T = Date.parse('2026-11-11T10:00:00+08:00')
const rule = (id: string, limit: number, more: Partial<ClockRule> = {}): ClockRule => ({
  id,
  platform: null,
  name: { zh: id, en: id },
  counted: 'round',
  starts: 'asked',
  answeredBy: 'assist',
  autoExcluded: false,
  hours: [],
  limit,
  cap: null,
  sameSession: 0,
  days: 1,
  target: null,
  smallest: 0,
  money: 100_00,
  points: 0,
  consequences: [],
  enabled: true,
  from: 0,
  to: null,
  source: 'test',
  confidence: 'own',
  ...more,
})
const settings = {
  ...defaultClockSettings({ platform: 'douyin', locale: 'zh-CN' }),
  warn: { share: 0.5, seconds: 100 },
}
const shop = (...rules: ClockRule[]) => prepareClocks(rules, settings, 'Asia/Shanghai')
const greeting = rule('six', 6, { answeredBy: 'any', money: 0 })
const clocks = new Map([
  [1, shop(rule('three', 180), rule('ten', 600, { answeredBy: 'person' }))],
  [2, shop(greeting, rule('three', 180))],
  [3, shop(greeting)],
])
const asked = { person: T, assist: T, any: T, offline: null, reached: null, breached: [], steps: 0 }
const talk = (more: Partial<Conversation> = {}) =>
  ({
    shopId: 1,
    status: 'open',
    assignee: 7,
    waitingSince: T,
    queuedAt: null,
    clock: asked,
    route: null,
    lastAt: T,
    lastAuthor: 'buyer',
    ...more,
  }) as Conversation
const later = (seconds: number) => T + seconds * SECOND

describe('how pressing', () => {
  const c = talk()
  test.each([
    [0, 'calm', 180],
    [89, 'calm', 180],
    [90, 'half', 180],
    [99, 'half', 180],
    [100, 'late', 180],
    [180, 'late', 180],
    [181, 'over', 180],
    [599, 'over', 180],
    [601, 'over', 180],
    [30, 'calm', 180],
  ] as const)('after %i s → %s, as the clocks themselves say', (seconds, press, due) => {
    const { standing: stands } = judge(c, clocks, later(seconds))
    expect(stands?.press).toBe(press)
    expect(stands?.due).toBe(later(due))
    const ofShop = clocks.get(1)
    expect(ofShop && standing(c, ofShop, later(seconds))).toEqual(stands)
  })
})

describe('a greeting that did not come in time does not paint the wait red', () => {
  const c = talk({ shopId: 2 })
  test.each([
    [2, 'calm', 6],
    [3, 'half', 6],
    [6, 'late', 6],
    [7, 'calm', 180],
    [90, 'half', 180],
    [100, 'late', 180],
    [181, 'over', 180],
  ] as const)('after %i s → %s, by the clock of %3$i s', (seconds, press, due) => {
    const { standing: stands, running } = judge(c, clocks, later(seconds))
    expect(stands?.press).toBe(press)
    expect(stands?.due).toBe(later(due))
    // It is still among those that run.
    expect(running).toHaveLength(2)
  })
  test('alone, it leaves a buyer who waits', () => {
    const { waits, standing: stands } = judge(talk({ shopId: 3 }), clocks, later(60))
    expect(waits).toBe(true)
    expect(stands).toBeNull()
  })
})

test.each([
  ['its first clock', talk(), 180, true],
  [
    'answered by the assistant, where only people count',
    talk({ waitingSince: null, clock: { ...asked, assist: null, any: null } }),
    600,
    true,
  ],
  ['nobody waits', talk({ waitingSince: null, clock: null }), null, false],
  ['snoozed', talk({ status: 'snoozed' }), null, false],
  ['closed', talk({ status: 'closed' }), null, false],
  ['a shop whose clocks are not known', talk({ shopId: 9 }), null, true],
  ['the same, answered', talk({ shopId: 9, waitingSince: null }), null, false],
] as const)('%s', (_, c, due, waits) => {
  const judged = judge(c, clocks, T)
  expect(judged.standing?.due ?? null).toBe(due === null ? null : later(due))
  expect(judged.waits).toBe(waits)
  if (due === null) expect(judge(c, clocks, T + 1e9).standing).toBeNull()
})

test('it is read once for each state of a conversation, and judged anew only when that changes something', () => {
  const c = talk()
  expect(judge(c, clocks, later(10))).toBe(judge(c, clocks, later(20)))
  expect(judge(c, clocks, later(95))).not.toBe(judge(c, clocks, later(20)))
  expect(judge(c, clocks, later(95)).running).toBe(judge(c, clocks, later(20)).running)
  expect(judge({ ...c }, clocks, later(20)).running).not.toBe(judge(c, clocks, later(20)).running)
})

test.each([
  [89, 'calm'],
  [90, 'half'],
  [180, 'late'],
  [181, 'over'],
] as const)('one clock after %i s: %s', (seconds, press) => {
  const [first] = judge(talk(), clocks, T).running
  expect(first && pressOf(first, settings, later(seconds))).toBe(press)
})
