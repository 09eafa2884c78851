import { expect, test } from 'vitest'
import type { Conversation } from '../../conversation/domain.ts'
import type { Queued } from '../contract.ts'
import { WaitReason } from '../domain/reason.ts'
import { queueRows, toldKey } from './queue.ts'

const waiting = (id: number, waitingSince: number) => ({
  conversation: { shopId: 1, id, waitingSince } as Conversation,
  judged: { waits: true, running: [], standing: null },
})
const told = (reasons: Record<number, WaitReason | null>) =>
  new Map(Object.entries(reasons).map(([id, reason]) => [toldKey(1, Number(id)), { reason } as Queued]))
const shown = (rows: ReturnType<typeof queueRows>) =>
  rows.map((row) => (row.is === 'head' ? `${row.group} ${row.count} ${row.oldest}` : row.conversation.id))

test('by reason, what needs people first; the order within a group is kept', () => {
  const queue = [waiting(3, 30), waiting(1, 10), waiting(2, 20), waiting(4, 40)]
  expect(shown(queueRows(queue, told({ 1: 'all-full', 2: 'nobody-online', 3: 'all-full' })))).toEqual([
    'nobody-online 1 20',
    2,
    'all-full 2 10',
    3,
    1,
    'placing 1 40',
    4,
  ])
})

test('what the desk is giving away, or has not spoken of yet, is being placed', () => {
  expect(shown(queueRows([waiting(1, 10), waiting(2, 20)], told({ 1: null })))).toEqual([
    'placing 2 10',
    1,
    2,
  ])
})

test('another shop’s conversation of the same number has its own reason', () => {
  const queue = [waiting(1, 10)]
  expect(shown(queueRows(queue, new Map([[toldKey(2, 1), { reason: 'all-full' } as Queued]])))[0]).toBe(
    'placing 1 10',
  )
})

test.each(WaitReason.options)('%s is never lost', (reason) => {
  expect(shown(queueRows([waiting(1, 10)], told({ 1: reason })))).toEqual([`${reason} 1 10`, 1])
})
