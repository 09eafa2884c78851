import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../shared/time.ts'
import { createChannel } from '../channel/index.ts'
import { haveTalk } from '../guard/testing.ts'
import type { OrderUpdate } from '../order/domain/order.ts'
import { takeOrders } from '../order/index.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import { concessionsPaid } from './paid.ts'
import { concessionById } from './store.ts'
import { haveConcession } from './testing.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let shopId = 0
beforeAll(async () => {
  desk = await openAdministration(() => {})
  shopId = (await desk.shop('甲')).id
  await desk.db.tx({ shops: [shopId] }, (tx) =>
    createChannel(tx, shopId, { kind: 'bridge', name: '千牛' }, desk.time.now),
  )
})
afterAll(() => desk.close())

const told = (update: OrderUpdate) =>
  takeOrders({ ...desk.deps, noted: [concessionsPaid] }, shopId, [update], {
    source: 'bridge',
    personId: null,
  })

let talks = 0
/** Something given just now for half an hour, in a conversation whose buyer the platform knows by this name. */
const given = async () => {
  const conversationId = ++talks
  const at = desk.time.now
  const id = await desk.db.tx({ shops: [shopId] }, async (tx) => {
    await haveTalk(tx, shopId, { conversationId }, null)
    return haveConcession(tx, shopId, { conversationId, personId: 1, at })
  })
  return { id, key: `b${conversationId}`, at }
}
const stateOf = async (id: number) =>
  (await desk.db.tx({ shops: [shopId] }, (tx) => concessionById(tx, shopId, id, desk.time.now)))?.state

test.each<[string, (at: number) => Partial<OrderUpdate>, string]>([
  ['paid in time', (at) => ({ status: 'paid', paidAt: at + 5 * MINUTE }), 'paid'],
  [
    'in time, though told of later',
    (at) => ({ at: at + DAY, status: 'shipped', paidAt: at + 29 * MINUTE }),
    'paid',
  ],
  ['paid too late', (at) => ({ status: 'paid', paidAt: at + 31 * MINUTE }), 'open'],
  ['paid before it was given', (at) => ({ status: 'paid', paidAt: at - MINUTE }), 'open'],
  ['not paid', () => ({ status: 'unpaid' }), 'open'],
  [
    'paid by somebody else',
    (at) => ({ status: 'paid', paidAt: at + MINUTE, buyer: { id: 'x', name: 'x' } }),
    'open',
  ],
])('[BGN-16] %s', async (_, change, state) => {
  const { id, key, at } = await given()
  const first = { id: `o${id}`, at, createdAt: at, status: 'unpaid' as const, buyer: { id: key, name: key } }
  await told(first)
  await told({ ...first, at: at + 6 * MINUTE, ...change(at) })
  expect(await stateOf(id)).toBe(state)
})

test('[BGN-16] it is told in the audit, once', async () => {
  const before = (await audited(desk.db, [shopId])).filter(({ what }) => what === 'concession.paid').length
  const { id, key, at } = await given()
  const paid = { status: 'paid' as const, paidAt: at + MINUTE, buyer: { id: key, name: key } }
  await told({ id: `a${id}`, at: at + MINUTE, ...paid })
  await told({ id: `a${id}`, at: at + 2 * MINUTE, ...paid, remark: '加急' })
  const after = (await audited(desk.db, [shopId])).filter(({ what }) => what === 'concession.paid')
  expect(after).toHaveLength(before + 1)
})
