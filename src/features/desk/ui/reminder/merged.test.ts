import { describe, expect, test } from 'vitest'
import { SECOND } from '../../../../shared/time.ts'
import { defaultClockSettings } from '../../../clock/domain/defaults.ts'
import { prepareClocks } from '../../../clock/domain/live.ts'
import type { ClockRule } from '../../../clock/domain/rule.ts'
import type { ClockState, Conversation, Route } from '../../../conversation/domain.ts'
import { reminderOf, type Watcher } from './merged.ts'

const T = Date.parse('2026-11-11T10:00:00+08:00')
const rule = { id: 'three', counted: 'round', starts: 'asked', answeredBy: 'assist', limit: 180, hours: [] }
const versions = [rule, { ...rule, id: 'greeting', answeredBy: 'any', limit: 6 }].map(
  (one) =>
    ({
      ...one,
      name: { zh: '', en: '' },
      enabled: true,
      from: 0,
      to: null,
      money: 0,
    }) as unknown as ClockRule,
)
const clocks = new Map([
  [
    1,
    prepareClocks(
      versions,
      {
        ...defaultClockSettings({ platform: 'douyin', locale: 'zh-CN' }),
        warn: { share: 0.5, seconds: 100 },
        steps: [
          { at: 0.3, do: 'nudge' },
          { at: 0.5, do: 'offer' },
          { at: 0.8, do: 'supervisor' },
        ],
      },
      'Asia/Shanghai',
    ),
  ],
])

/** Asked so many seconds after T. */
const talk = (
  id: number,
  asked: number | null,
  assignee: number | null,
  more: Partial<Conversation> = {},
) => {
  const at = asked === null ? null : T + asked * SECOND
  return {
    shopId: 1,
    id,
    status: 'open',
    assignee,
    team: 'pre-sales',
    waitingSince: at,
    queuedAt: null,
    clock:
      at === null
        ? null
        : ({
            assist: at,
            person: at,
            any: at,
            offline: null,
            reached: null,
            breached: [],
            steps: 0,
          } as ClockState),
    route: null,
    lastAt: at ?? T,
    lastAuthor: 'buyer',
    ...more,
  } as Conversation
}
const stepped = (c: Conversation, steps: number): Conversation => ({
  ...c,
  clock: c.clock && { ...c.clock, steps },
})
const offered = { route: { offered: true } as Route }

const agent: Watcher = {
  personId: 7,
  supervises: () => false,
  isOf: (_, team) => team === 'pre-sales',
}
const boss: Watcher = { personId: 1, supervises: (shop) => shop === 1, isOf: () => false }
const told = (all: Conversation[], who: Watcher, seconds: number) => {
  const { pressing, offered, called } = reminderOf(all, clocks, who, T + seconds * SECOND)
  const short = (g: typeof pressing) => g && [g.count, g.over, g.first.id]
  return [short(pressing), short(offered), short(called)]
}

describe('merged into one', () => {
  const all = [talk(1, 0, 7), talk(2, 40, 7), talk(3, 0, 9), talk(4, null, 7), talk(5, 10, null)]
  test.each([
    ['calm, though nobody was greeted in time', agent, 99, null],
    ['red from the shop’s seconds on', agent, 100, [1, 0, 1]],
    ['two, the longest first', agent, 140, [2, 0, 1]],
    ['one of them over', agent, 181, [2, 1, 1]],
    ['a supervisor sees the whole shop', boss, 110, [3, 0, 1]],
  ] as const)('%s', (_, who, seconds, pressing) => {
    expect(told(all, who, seconds)).toEqual([pressing, null, null])
  })
  test('an answer takes it away', () => {
    expect(told([talk(1, null, 7)], agent, 500)).toEqual([null, null, null])
  })
  test('so does putting it away', () => {
    expect(told([talk(1, 0, 7, { status: 'snoozed' })], agent, 500)).toEqual([null, null, null])
  })
})

test.each([
  ['nudged before it is red', stepped(talk(1, 0, 7), 1), agent, [[1, 0, 1], null, null]],
  ['a colleague’s nudge is not mine', stepped(talk(1, 0, 9), 1), agent, [null, null, null]],
  ['nor is it a supervisor’s', stepped(talk(1, 0, 9), 1), boss, [null, null, null]],
  ['offered to the team', talk(1, 0, 9, offered), agent, [null, [1, 0, 1], null]],
  ['not to another team', talk(1, 0, 9, { ...offered, team: 'after-sales' }), agent, [null, null, null]],
  ['not to who has it', talk(1, 0, 7, offered), agent, [null, null, null]],
  ['a supervisor is called', stepped(talk(1, 0, 9), 3), boss, [null, null, [1, 0, 1]]],
  ['an agent is not', stepped(talk(1, 0, 9), 3), agent, [null, null, null]],
  ['nor who has it themselves', stepped(talk(1, 0, 1), 3), boss, [[1, 0, 1], null, null]],
])('%s', (_, c, who, expected) => {
  expect(told([c], who, 60)).toEqual(expected)
})
