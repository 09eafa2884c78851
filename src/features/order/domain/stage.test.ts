import { expect, test } from 'vitest'
import type { Order } from './order.ts'
import { stageOf } from './stage.ts'

type Refunded = Order['refunds'][number]['state']
const refund = (state: Refunded) =>
  ({ id: 'r', kind: 'refund', line: null, state, fen: null, reason: '', at: 0 }) as const

test.each<[Order['status'], Refunded | null, string | null]>([
  ['unpaid', null, 'unpaid'],
  ['deposit-paid', null, 'unpaid'],
  ['paid', null, 'paid'],
  ['part-shipped', null, 'paid'],
  ['shipped', null, 'shipped'],
  ['finished', null, 'received'],
  ['closed', null, null],
  ['unknown', null, null],
  ['shipped', 'asked', 'refunding'],
  ['closed', 'returned', 'refunding'],
  ['shipped', 'refused', 'shipped'],
  ['closed', 'done', null],
])('[ORD-20] %s, refund %s: %s', (status, refunded, stage) => {
  expect(stageOf({ status, refunds: refunded ? [refund(refunded)] : [] })).toBe(stage)
})
