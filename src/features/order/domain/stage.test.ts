import { expect, test } from 'vitest'
import { DAY } from '../../../shared/time.ts'
import type { Order } from './order.ts'
import { stageNow } from './stage.ts'

const now = Date.UTC(2026, 10, 11)
type Few = Pick<Order, 'status' | 'refunds' | 'createdAt'>
const order = (status: Order['status'], age = 1, refund?: Order['refunds'][number]['state']): Few => ({
  ...{ status, createdAt: now - age * DAY },
  refunds: refund
    ? [{ id: 'r', kind: 'refund', line: null, state: refund, fen: null, reason: '', at: now }]
    : [],
})

test.each<[string, Few[], string]>([
  ['no orders', [], 'none'],
  ['unpaid', [order('unpaid')], 'unpaid'],
  ['the balance is open', [order('deposit-paid')], 'unpaid'],
  ['paid', [order('paid')], 'paid'],
  ['half of it on its way', [order('part-shipped')], 'paid'],
  ['on its way', [order('shipped')], 'shipped'],
  ['received', [order('finished')], 'received'],
  ['closed', [order('closed')], 'none'],
  ['nobody knows', [order('unknown')], 'none'],
  ['money back is asked for', [order('shipped', 1, 'asked')], 'refunding'],
  ['… also of one that is closed', [order('closed', 1, 'returned')], 'refunding'],
  ['money back was refused', [order('shipped', 1, 'refused')], 'shipped'],
  ['money back is done', [order('closed', 1, 'done')], 'none'],
  ['the latest counts', [order('shipped', 5), order('unpaid', 1)], 'unpaid'],
  ['a closed one tells nothing', [order('paid', 5), order('closed', 1)], 'paid'],
  ['45 days ago', [order('finished', 45)], 'received'],
  ['longer ago', [order('finished', 46)], 'none'],
])('[ORD-20] %s', (_, orders, stage) => {
  expect(stageNow(orders, now)).toBe(stage)
})
