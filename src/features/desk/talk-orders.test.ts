import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { createChannel } from '../channel/index.ts'
import { haveTalk } from '../guard/testing.ts'
import { takeOrders } from '../order/index.ts'
import { unpaid } from '../order/testing.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import { talkOrdersRoutes } from './talk-orders.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
type As = Awaited<ReturnType<Desk['as']>>
let desk: Desk
let agent: As
let viewer: As
let talks = 0
const shops = new Map<string, number>()
let orders = 0

const take = (shop: number, buyer: { id: string; name: string } | null, age = 0) => {
  const id = `t${++orders}`
  const word = unpaid(id, desk.time.now - age, { buyer })
  return takeOrders(desk.deps, shop, [word], { source: 'platform', personId: null }).then(() => id)
}
/** A conversation on a channel of its own. */
const talk = async (shop: number, kind: 'bridge' | 'web-chat', buyer: object) => {
  const id = ++talks
  const b = { externalId: `x${id}`, name: '小明', verified: true, ...buyer }
  await desk.db.tx({ shops: [shop] }, async (tx) => {
    const channel = await createChannel(tx, shop, { kind, name: kind }, desk.time.now)
    await haveTalk(tx, shop, { conversationId: id })
    await sql`update conversation set channel_id = ${channel.id} where shop_id = ${shop} and conversation_id = ${id}`.execute(
      tx,
    )
    await sql`update buyer set channel_id = ${channel.id}, external_id = ${b.externalId}, name = ${b.name},
      verified = ${b.verified} where shop_id = ${shop} and buyer_id = ${id}`.execute(tx)
  })
  return id
}
const path = (shop: number, id: number) => `/api/shops/${shop}/conversations/${id}/orders`
const shown = async (shop: number, id: number) =>
  (await agent(path(shop, id))).body.orders.map((o: { order: { id: string } }) => o.order.id)

beforeAll(async () => {
  desk = await openAdministration((app, deps) => talkOrdersRoutes(app, deps))
  for (const platform of ['taobao', 'site'] as const) {
    const { id } = await desk.shop(platform, { platform })
    shops.set(platform, id)
    await desk.person(id, `agent-${platform}`, 'agent')
    await desk.person(id, `viewer-${platform}`, 'viewer')
  }
})
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await desk.close()
})

describe('[ORD-12] on a platform', () => {
  let shop = 0
  beforeEach(async () => {
    shop = shops.get('taobao') ?? 0
    agent = await desk.as('agent-taobao')
    viewer = await desk.as('viewer-taobao')
  })

  test('orders come by the platform’s id and the name that is theirs alone, the latest first', async () => {
    const id = await talk(shop, 'bridge', { name: '旺旺一' })
    const [byName, byId] = [
      await take(shop, { id: '旺旺一', name: '旺旺一' }, 5),
      await take(shop, { id: `x${id}`, name: '' }),
    ]
    await take(shop, { id: 'another', name: '旺旺一' })
    expect(await shown(shop, id)).toEqual([byId, byName])
    const { body } = await agent(path(shop, id))
    expect(JSON.stringify(body)).not.toContain('13800005678')
    expect(body).toMatchObject({ more: false, orders: [{ can: expect.any(Array), wishes: [] }, {}] })
  })

  test('of more than twenty the latest are given', async () => {
    const id = await talk(shop, 'bridge', { name: '' })
    for (let i = 0; i < 21; i++) await take(shop, { id: `x${id}`, name: '' }, i)
    const { body } = await agent(path(shop, id))
    expect([body.orders.length, body.more]).toEqual([20, true])
  })

  test('[ORD-13] a person says whose an order is: it is shown, told in the log and written down', async () => {
    const id = await talk(shop, 'bridge', { name: '' })
    const order = await take(shop, { id: 'somebody', name: '' })
    expect(await shown(shop, id)).toEqual([])
    const { body } = await agent(path(shop, id), { body: { orderId: order } })
    expect(body.orders).toMatchObject([{ order: { id: order } }])
    expect(desk.published.at(-1)?.data).toEqual({ shopId: shop, orders: [order] })
    expect((await audited(desk.db, [shop])).at(-1)).toMatchObject({
      what: 'order.linked',
      detail: { orderId: order, conversationId: id },
    })
    // Somebody else says otherwise: it is theirs.
    const other = await talk(shop, 'bridge', { name: '' })
    await agent(path(shop, other), { body: { orderId: order } })
    expect([await shown(shop, id), await shown(shop, other)]).toEqual([[], [order]])
  })

  test('an order or a conversation that is not there is refused; who may only look links nothing', async () => {
    const id = await talk(shop, 'bridge', {})
    expect((await agent(path(shop, id), { body: { orderId: 'none' } })).body.error.detail).toEqual({
      orderId: 'none',
    })
    expect((await agent(path(shop, 99_999))).status).toBe(404)
    const order = await take(shop, null)
    expect((await viewer(path(shop, id), { body: { orderId: order } })).body.error.code).toBe('not-allowed')
    expect((await viewer(path(shop, id))).status).toBe(200)
  })
})

describe('[ORD-12] on the shop’s own site', () => {
  let shop = 0
  beforeEach(async () => {
    shop = shops.get('site') ?? 0
    agent = await desk.as('agent-site')
  })

  test('nobody sees another’s orders by calling themselves so', async () => {
    await take(shop, { id: '小明', name: '小明' })
    await take(shop, { id: '7', name: '小明' })
    const visitor = await talk(shop, 'web-chat', { externalId: '7', verified: false })
    const liar = await talk(shop, 'web-chat', { externalId: 'user:7', verified: false })
    expect([await shown(shop, visitor), await shown(shop, liar)]).toEqual([[], []])
  })

  test('whom the shop has signed for sees their own, and a person may say so of others', async () => {
    const mine = await take(shop, { id: '8', name: '小明' })
    const signed = await talk(shop, 'web-chat', { externalId: 'user:8' })
    expect(await shown(shop, signed)).toEqual([mine])
    const visitor = await talk(shop, 'web-chat', { externalId: 'v', verified: false })
    await agent(path(shop, visitor), { body: { orderId: mine } })
    expect(await shown(shop, visitor)).toEqual([mine])
  })
})
