import { beforeEach, expect, test } from 'vitest'
import { MINUTE } from '../../../shared/time.ts'
import { shippedRules } from '../domain/shipped/index.ts'
import { dayOf } from './day.ts'
import { type DayMemory, dayMemory } from './memory.ts'

const ZONE = 'Asia/Shanghai'
const DAY = dayOf('2026-11-11', ZONE)
const rule = shippedRules.filter(({ id }) => id === 'douyin-3min')
const figures = { leaves: [], final: true, began: new Set([5]) }
let memory: DayMemory

beforeEach(() => {
  memory = dayMemory()
  memory.heard(null, 100)
  memory.keep(rule, DAY, ZONE, { figures, readUpTo: 100 })
})
const known = () => memory.find(rule, DAY, ZONE) !== undefined

test.each([
  ['nothing', [], true],
  ['a message of the next day', [{ conversationId: 9, at: DAY.to + 10 * MINUTE }], true],
  ['a message of the day that arrives late', [{ conversationId: 9, at: DAY.from }], false],
  ['an answer within the limit after midnight', [{ conversationId: 9, at: DAY.to + 2 * MINUTE }], false],
  ['a question shortly before the day', [{ conversationId: 9, at: DAY.from - 2 * MINUTE }], false],
  ['a session that began on the day goes on', [{ conversationId: 5, at: DAY.to + 10 * MINUTE }], false],
  [
    'much, in no order',
    [
      { conversationId: 9, at: DAY.to + 90 * MINUTE },
      { conversationId: 9, at: DAY.to - 1 },
    ],
    false,
  ],
  ['too much to look through', null, false],
])('[CLK-95] after %s, the day is known: %s', (_, since, is) => {
  memory.heard(since, 200)
  expect([known(), memory.upTo()]).toEqual([is, 200])
})

test('[CLK-95] what still moves is not kept', () => {
  const next = dayOf('2026-11-12', ZONE)
  memory.keep(rule, next, ZONE, { figures: { ...figures, final: false }, readUpTo: 100 })
  expect(memory.find(rule, next, ZONE)).toBeUndefined()
})

test('what was read before others heard of more is not kept', () => {
  const next = dayOf('2026-11-12', ZONE)
  memory.heard([], 200)
  memory.keep(rule, next, ZONE, { figures, readUpTo: 150 })
  expect(memory.find(rule, next, ZONE)).toBeUndefined()
})

test.each([
  ['a version that begins later', { from: DAY.to }, true],
  ['an end of the old version after the day', { to: DAY.to }, true],
  ['an end within the day', { to: DAY.to - 1 }, false],
  ['another limit', { limit: 60 }, false],
])('[CLK-58] an edit: %s, the day is known: %s', (_, change, is) => {
  const [old] = rule
  if (!old) throw new Error('a rule')
  const edited = 'from' in change ? [old, { ...old, ...change }] : [{ ...old, ...change }]
  expect(memory.find(edited, DAY, ZONE) !== undefined).toBe(is)
})
