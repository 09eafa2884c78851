import { describe, expect, test } from 'vitest'
import { SECOND } from '../../../../shared/time.ts'
import { defaultClockSettings } from '../../../clock/domain/defaults.ts'
import { prepareClocks, standing } from '../../../clock/domain/live.ts'
import type { ClockRule } from '../../../clock/domain/rule.ts'
import type { Conversation } from '../../../conversation/domain.ts'
import { pressOf, ranOf } from './ran.ts'

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
const clocks = new Map([
  [
    1,
    prepareClocks(
      [rule('three', 180), rule('ten', 600, { answeredBy: 'person' })],
      settings,
      'Asia/Shanghai',
    ),
  ],
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

describe('how pressing', () => {
  test.each([
    [0, 'calm'],
    [89, 'calm'],
    [90, 'half'],
    [99, 'half'],
    [100, 'late'],
    [180, 'late'],
    [181, 'over'],
    [599, 'over'],
    [601, 'over'],
  ] as const)('after %i s → %s, as the clocks themselves say', (seconds, press) => {
    const now = T + seconds * SECOND
    const shop = clocks.get(1)
    expect(pressOf(ranOf(talk(), clocks), now)).toBe(press)
    expect(shop && standing(talk(), shop, now)?.press).toBe(press)
  })
})

test.each([
  ['its first clock', talk(), T + 180 * SECOND, true],
  [
    'answered by the assistant, where only people count',
    talk({ waitingSince: null, clock: { ...asked, assist: null, any: null } }),
    T + 600 * SECOND,
    true,
  ],
  ['nobody waits', talk({ waitingSince: null, clock: null }), null, false],
  ['snoozed', talk({ status: 'snoozed' }), null, false],
  ['closed', talk({ status: 'closed' }), null, false],
  ['a shop whose clocks are not known', talk({ shopId: 2 }), null, true],
  ['the same, answered', talk({ shopId: 2, waitingSince: null }), null, false],
] as const)('%s', (_, c, due, person) => {
  const ran = ranOf(c, clocks)
  expect(ran.due).toBe(due)
  expect(ran.person).toBe(person)
  if (due === null) expect(pressOf(ran, T + 1e9)).toBeNull()
})

test('it is read once for each state of a conversation', () => {
  const c = talk()
  expect(ranOf(c, clocks)).toBe(ranOf(c, clocks))
  expect(ranOf({ ...c }, clocks)).not.toBe(ranOf(c, clocks))
})
