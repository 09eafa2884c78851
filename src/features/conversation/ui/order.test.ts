import { expect, test } from 'vitest'
import type { Conversation } from '../domain.ts'
import { arranged, mostUrgent, neighbour } from './order.ts'

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

const talk = (id: number, more: Partial<Conversation>) => ({ id, status: 'open', ...more }) as Conversation

test('most urgent: the longest waiting of mine and nobody’s', () => {
  const all = [
    talk(1, { waitingSince: 50, assignee: 9 }),
    talk(2, { waitingSince: 300, assignee: 7 }),
    talk(3, { waitingSince: 200, assignee: null }),
    talk(4, { waitingSince: null, assignee: 7 }),
    talk(5, { waitingSince: 10, assignee: 7, status: 'snoozed' }),
  ]
  expect(mostUrgent(all, 7, () => false)?.id).toBe(3)
  expect(mostUrgent(all, 7, (c) => c.id === 3)?.id).toBe(2)
  expect(mostUrgent(all, 8, (c) => c.id === 3)).toBeNull()
})
