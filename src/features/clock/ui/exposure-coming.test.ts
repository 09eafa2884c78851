import { expect, test } from 'vitest'
import { MINUTE } from '../../../shared/time.ts'
import type { Conversation } from '../../conversation/domain.ts'
import type { Running } from '../domain/live.ts'
import { comingOf, stakeOf } from './exposure-coming.ts'

const NOW = Date.parse('2026-11-11T12:00:00Z')
const talk = (id: number) => ({ id }) as Conversation
const clock = (minutes: number, money: number) =>
  ({ rule: { money }, since: NOW, dueAt: NOW + minutes * MINUTE }) as Running

test.each([
  ['what runs out soon, the next first', { 1: [clock(5, 100)], 2: [clock(1, 200)] }, [2, 1], 300],
  ['at its last moment it can still be met', { 1: [clock(0, 100)] }, [1], 100],
  ['what is over is lost already', { 1: [clock(-1, 100)] }, [], 0],
  ['what is far away', { 1: [clock(10, 100)], 2: [clock(11, 100)] }, [1], 100],
  ['what costs nothing', { 1: [clock(1, 0)] }, [], 0],
  ['two rules of one conversation', { 1: [clock(3, 100), clock(2, 50)] }, [1, 1], 150],
])('%s', (_, clocks: Record<number, Running[]>, ids, stake) => {
  const coming = comingOf(
    Object.keys(clocks).map((id) => talk(Number(id))),
    ({ id }) => clocks[id] ?? [],
    NOW,
    10 * MINUTE,
  )
  expect(coming.map(({ conversation }) => conversation.id)).toEqual(ids)
  expect(stakeOf(coming)).toBe(stake)
})
