import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { all, sql, type Tx } from '../../platform/db/db.ts'
import { openAdministration } from '../shop/testing.ts'
import { takeOrders } from './index.ts'
import { unpaid } from './testing.ts'
import { keysBeside, orderKeys, talkOfOrder } from './whose.ts'

type Platform = 'taobao' | 'tmall' | 'jd' | 'pinduoduo' | 'site'
const platforms: Platform[] = ['taobao', 'tmall', 'jd', 'pinduoduo', 'site']

let desk: Awaited<ReturnType<typeof openAdministration>>
const shops = new Map<Platform, number>()
beforeAll(async () => {
  desk = await openAdministration(() => {})
  for (const platform of platforms) shops.set(platform, (await desk.shop(platform, { platform })).id)
})
afterAll(() => desk.close())

let last = 0
const haveBuyer = async (
  tx: Tx,
  shop: number,
  kind: string | null,
  { externalId, name, verified }: { externalId: string; name: string; verified: boolean },
) => {
  const id = ++last
  if (kind !== null)
    await sql`insert into channel (shop_id, channel_id, kind, name, key, secret)
      values (${shop}, ${id}, ${kind}, '', ${`k${id}`}, '')`.execute(tx)
  await sql`insert into buyer (shop_id, buyer_id, channel_id, external_id, name, verified, conversation_id)
    values (${shop}, ${id}, ${id}, ${externalId}, ${name}, ${verified}, ${id})`.execute(tx)
  return id
}
const buyersOf = async (tx: Tx, shop: number, key: string) =>
  (await all(tx, sql<{ id: number }>`select buyer_id as id from buyers_of(${shop}, ${key})`)).map(
    ({ id }) => id,
  )

test.each<[string, Platform, string | null, object, string[]]>([
  ['a name that is theirs alone', 'taobao', 'bridge', {}, ['x1', '小明']],
  ['imported chats, by a whole name', 'jd', 'import', { externalId: '小明', verified: false }, ['小明']],
  ['imported chats, by a name with stars', 'jd', 'import', { externalId: '小**', name: '小**' }, []],
  ['imported chats of a platform where names are alike', 'pinduoduo', 'import', { externalId: '小明' }, []],
  ['the name is the id', 'tmall', 'bridge', { name: 'x1' }, ['x1']],
  ['a name with stars', 'taobao', 'bridge', { name: '小**' }, ['x1']],
  ['no name', 'taobao', 'bridge', { name: '' }, ['x1']],
  ['a platform where names are alike', 'pinduoduo', 'bridge', {}, ['x1']],
  ['the own site by a connector', 'site', 'bridge', {}, ['x1']],
  ['a visitor who calls themselves so', 'site', 'web-chat', { verified: false }, []],
  ['a visitor with somebody’s id', 'site', 'web-chat', { externalId: 'user:7', verified: false }, []],
  ['whom the shop has signed for', 'site', 'web-chat', { externalId: 'user:7' }, ['7']],
  ['a web chat of a Taobao shop', 'taobao', 'web-chat', { verified: false }, []],
  ['a channel that is gone', 'taobao', null, {}, []],
])('[ORD-12] %s', (_, platform, kind, buyer, expected) =>
  desk.db.tx({ shops: [shops.get(platform) ?? 0] }, async (tx) => {
    const shop = shops.get(platform) ?? 0
    const id = await haveBuyer(tx, shop, kind, { externalId: 'x1', name: '小明', verified: true, ...buyer })
    expect(await orderKeys(tx, shop, id)).toEqual(expected)
    for (const key of ['x1', '小明', '小**', '', '7', 'user:7'])
      expect((await buyersOf(tx, shop, key)).includes(id), key).toBe(expected.includes(key))
  }),
)

test('[ORD-12] an order’s buyers are those whose keys are the order’s, whoever they are', () => {
  const word = fc.constantFrom('a', 'b', '7', 'user:a', 'user:7', '小明', '小*', '')
  const buyer = fc.record({ externalId: word, name: word, verified: fc.boolean() })
  const kind = fc.constantFrom('bridge', 'web-chat', 'import')
  return fc.assert(
    fc.asyncProperty(fc.constantFrom(...platforms), kind, buyer, word, async (platform, kind, buyer, key) => {
      const shop = shops.get(platform) ?? 0
      await desk.db.tx({ shops: [shop] }, async (tx) => {
        const id = await haveBuyer(tx, shop, kind, buyer)
        const keys = await orderKeys(tx, shop, id)
        expect((await buyersOf(tx, shop, key)).includes(id)).toBe(keys.includes(key))
      })
    }),
    { numRuns: 200 },
  )
})

test('[ORD-14] the talk about an order: what is open, else the latest, of its buyer or of whom somebody said it is', async () => {
  const shop = shops.get('tmall') ?? 0
  const order = (id: string, buyer: { id: string; name: string } | null) =>
    unpaid(id, desk.time.now, { buyer })
  const mine = [
    order('w1', { id: '旺旺九', name: '' }),
    order('w2', null),
    order('w3', { id: 'nobody', name: '' }),
  ]
  await takeOrders(desk.deps, shop, mine, { source: 'platform', personId: null })
  const talk = (tx: Tx, id: number, status: string, at: string) =>
    sql`insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, last_at, last_text, last_author,
      last_message_id, opened_at, assistant) values (${shop}, ${id}, ${id}, ${id}, ${status}, ${at}, '', 'buyer', 0, ${at}, '{}')`.execute(
      tx,
    )
  await desk.db.tx({ shops: [shop] }, async (tx) => {
    const who = { externalId: 'open-9', name: '旺旺九', verified: false }
    const open = await haveBuyer(tx, shop, 'bridge', who)
    const other = await haveBuyer(tx, shop, 'bridge', { ...who, externalId: 'x', name: '' })
    // Brought in later, of long ago.
    const old = await haveBuyer(tx, shop, 'import', { ...who, externalId: '旺旺九' })
    await talk(tx, open, 'open', '2026-11-11')
    await talk(tx, other, 'closed', '2026-11-10')
    await talk(tx, old, 'closed', '2024-11-11')
    expect(await talkOfOrder(tx, shop, 'w1')).toBe(open)
    await sql`update conversation set status = 'closed' where shop_id = ${shop} and conversation_id = ${open}`.execute(
      tx,
    )
    expect(await talkOfOrder(tx, shop, 'w1')).toBe(open)
    expect(await talkOfOrder(tx, shop, 'w2')).toBe(null)
    await sql`insert into order_buyer (shop_id, order_id, buyer_id) values (${shop}, 'w2', ${other})`.execute(
      tx,
    )
    expect(await talkOfOrder(tx, shop, 'w2')).toBe(other)
    expect(await talkOfOrder(tx, shop, 'w3')).toBe(null)
    expect(await buyersOf(tx, shop, 'nobody')).toEqual([])
    expect(await keysBeside(tx, shop, ['旺旺九', 'nobody'])).toEqual(
      new Map([
        ['旺旺九', expect.arrayContaining(['旺旺九', 'open-9'])],
        ['nobody', ['nobody']],
      ]),
    )
  })
})
