import { expect, test } from 'vitest'
import { DAY } from '../../../shared/time.ts'
import { lastParcel, spokenOf } from './open.ts'
import type { Order } from './order.ts'

const NOW = 1.7e12
const order = (id: string, status: Order['status'], days: number, refunds: Order['refunds'] = []) => ({
  ...{ id, status, refunds },
  createdAt: NOW - days * DAY,
})

test.each([
  { says: 'nothing', orders: [], is: null },
  { says: 'closed only', orders: [order('1', 'closed', 1)], is: null },
  {
    says: 'the latest under way',
    orders: [order('1', 'shipped', 5), order('2', 'paid', 2), order('3', 'closed', 1)],
    is: '2',
  },
  {
    says: 'under way before received',
    orders: [order('1', 'finished', 1), order('2', 'shipped', 5)],
    is: '2',
  },
  { says: 'received of late', orders: [order('1', 'finished', 20)], is: '1' },
  { says: 'long over', orders: [order('1', 'finished', 90), order('2', 'unpaid', 80)], is: null },
])('[ORD-82] words speak of $says', ({ orders, is }) => {
  expect(spokenOf(orders, NOW)?.id ?? null).toBe(is)
})

test('[ORD-82] the last parcel counts', () => {
  const parcel = (id: string, at: number) => ({ id, at, carrier: '' })
  expect(lastParcel({ shipments: [parcel('a', 2), parcel('b', 5), parcel('c', 3)] })?.id).toBe('b')
  expect(lastParcel({ shipments: [] })).toBeNull()
})
