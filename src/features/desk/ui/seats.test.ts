import { expect, test } from 'vitest'
import type { Conversation, Route } from '../../conversation/domain.ts'
import { loadOf, loadsIn, seatOf } from './seats.ts'

const talk = (shopId: number, assignee: number | null, slots?: number, status = 'open') =>
  ({ shopId, assignee, status, route: slots === undefined ? null : ({ slots } as Route) }) as Conversation

const open = [talk(1, 7), talk(1, 7, 2), talk(2, 7), talk(1, 9), talk(1, null, 2), talk(1, 7, 3, 'snoozed')]

test('what people have: over all shops, put away nothing', () => {
  expect(loadOf(open, 7)).toBe(4)
  expect(loadOf(open, 8)).toBe(0)
})

test.each([
  ['all shops together', 7, 8, null, 1, { load: 4, limit: 8, full: false }],
  ['the last slot', 7, 5, null, 1, { load: 4, limit: 5, full: false }],
  ['a conversation of two slots does not fit there', 7, 5, null, 2, { load: 4, limit: 5, full: true }],
  ['full', 7, 4, null, 1, { load: 4, limit: 4, full: true }],
  ['the shop’s own limit is tighter', 7, 8, 3, 1, { load: 3, limit: 3, full: true }],
  ['or is not', 7, 5, 6, 1, { load: 4, limit: 5, full: false }],
  ['a limit below what somebody has', 7, 2, null, 1, { load: 4, limit: 2, full: true }],
  ['nothing to do', 8, 8, null, 1, { load: 0, limit: 8, full: false }],
])('%s', (_, personId, slots, shopSlots, size, seat) => {
  expect(seatOf({ personId, slots, shopSlots }, loadsIn(open, 1), size)).toEqual(seat)
})
