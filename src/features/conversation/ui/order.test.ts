import { expect, test } from 'vitest'
import type { Conversation, Route } from '../domain.ts'
import { arranged, inUrgency, mostUrgent, neighbour } from './order.ts'

test.each([
  ['nothing selected: the new order', 'abc', 'cab', null, false, 'cab'],
  ['the selected row stays', 'abc', 'cab', 'b', false, 'cba'],
  ['it stays even when it left the list', 'abc', 'ca', 'b', false, 'cba'],
  ['newcomers above do not push it', 'abc', 'xyabc', 'b', false, 'xbyac'],
  ['at the end of a shorter list', 'abcd', 'a', 'd', false, 'ad'],
  ['a selection that was not shown takes its own place', 'abc', 'axb', 'x', false, 'axb'],
  ['held: nobody moves, newcomers last', 'abc', 'xcba', 'b', true, 'abcx'],
  ['held: those gone are gone', 'abc', 'cb', null, true, 'bc'],
  ['held before anything was shown', '', 'ba', null, true, 'ba'],
] as const)('%s', (_, shown, next, selected, hold, expected) => {
  expect(arranged([...shown], [...next], selected, hold).join('')).toBe(expected)
})

test('an order that did not change keeps its reference', () => {
  const shown = ['a', 'b']
  expect(arranged(shown, ['a', 'b'], 'a', false)).toBe(shown)
})

test.each([
  ['b', 1, 'c'],
  ['c', 1, 'c'],
  ['a', -1, 'a'],
  [null, 1, 'a'],
  [null, -1, 'c'],
  ['gone', 1, 'a'],
] as const)('from %s by %i → %s', (from, by, to) => {
  expect(neighbour<string>(['a', 'b', 'c'], from, by)).toBe(to)
})

const NOBODY_WAITS = { waitingSince: null, queuedAt: null, lastAt: 0, assignee: null }
const talk = (id: number, more: Partial<Conversation>) =>
  ({ ...NOBODY_WAITS, id, status: 'open', ...more }) as Conversation

/** `due` of a conversation is written into its `lastMessageId` here: the order asks a function for it. */
const dueOf = (c: Conversation) => (c.lastMessageId as number | undefined) ?? null
const due = (lastMessageId: number) => ({ lastMessageId })

test.each([
  ['what is due first', [talk(1, due(90)), talk(2, due(30)), talk(3, due(60))], [2, 3, 1]],
  [
    'a clock before any wait without one',
    [talk(1, { waitingSince: 1 }), talk(2, { ...due(900), waitingSince: 500 })],
    [2, 1],
  ],
  [
    'without a clock the longest wait',
    [talk(1, { waitingSince: 50 }), talk(2, { waitingSince: 20 }), talk(3, { queuedAt: 30 })],
    [2, 3, 1],
  ],
  [
    'the answered by newest, last',
    [talk(1, { lastAt: 10 }), talk(2, { lastAt: 30 }), talk(3, { waitingSince: 99 })],
    [3, 2, 1],
  ],
  [
    'who was answered by the assistant, where only people count',
    [talk(1, { waitingSince: 5 }), talk(2, due(70))],
    [2, 1],
  ],
  [
    'equal deadlines by the wait, then by number',
    [talk(3, due(9)), talk(2, { ...due(9), waitingSince: 5 }), talk(1, { ...due(9), waitingSince: 5 })],
    [1, 2, 3],
  ],
  ['equal answers by the newest number', [talk(1, {}), talk(2, {})], [2, 1]],
])('%s', (_, all, ids) => {
  expect(inUrgency(all, dueOf).map((c) => c.id)).toEqual(ids)
  expect(inUrgency([...all].reverse(), dueOf).map((c) => c.id)).toEqual(ids)
})

test('most urgent: the first of mine and nobody’s', () => {
  const all = [
    talk(1, { waitingSince: 50, assignee: 9 }),
    talk(2, { waitingSince: 300, assignee: 7 }),
    talk(3, { waitingSince: 200 }),
    talk(4, { assignee: 7 }),
    talk(5, { waitingSince: 10, assignee: 7, status: 'snoozed' }),
    talk(6, { ...due(5), assignee: 9 }),
  ]
  const found = (all: Conversation[], person: number, ...not: number[]) =>
    mostUrgent(all, person, dueOf, (c) => not.includes(c.id))?.id ?? null
  expect(found(all, 7)).toBe(3)
  expect(found(all, 7, 3)).toBe(2)
  expect(found(all, 8, 3)).toBeNull()
  expect(found([...all, talk(7, { ...due(400), assignee: 7 })], 7)).toBe(7)
  // Offered by colleagues: after everything else, however late.
  const route = { offered: true } as Route
  const offered = [talk(8, { ...due(9), assignee: 9, route }), talk(10, { ...due(3), assignee: 9, route })]
  expect(found([...offered, ...all], 7)).toBe(3)
  expect(found([...offered, ...all], 8, 3)).toBe(10)
  expect(found([...offered, ...all], 8, 3, 10)).toBe(8)
})
