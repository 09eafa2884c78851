import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts'
import { plainProduct, saveProduct } from '../../catalog/index.ts'
import { audited, openAdministration } from '../../shop/testing.ts'
import { defaultReasonRules } from '../domain/reason-words.ts'
import { haveAsked, haveOrder } from '../testing/reading.ts'
import { type About, loadReason } from './load.ts'
import { reasonRoutes } from './routes.ts'
import { keepReason } from './store.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let shop: number
let chief: Awaited<ReturnType<typeof desk.as>>
let serial = 0

beforeAll(async () => {
  desk = await openAdministration(reasonRoutes)
})
afterAll(() => desk.close())
beforeEach(async () => {
  const n = serial++
  shop = (await desk.shop(`店 ${n}`)).id
  await desk.person(shop, `chief-${n}`, 'supervisor')
  chief = await desk.as(`chief-${n}`)
  await tx(async (t) => {
    await sqlChannel(t)
    await saveProduct(t, shop, plainProduct({ id: 'shirt', title: '海盐蓝衬衫', priceFen: 12800, stock: 5 }))
    await saveProduct(t, shop, plainProduct({ id: 'hat', title: '草帽', priceFen: 5900, stock: 0 }))
  })
})

const tx = <T>(work: Parameters<typeof desk.db.tx<T>>[1]) => desk.db.tx({ shops: [shop] }, work)
const sqlChannel = async (t: Parameters<Parameters<typeof desk.db.tx>[1]>[0]) => {
  const { sql } = await import('../../../platform/db/db.ts')
  await sql`insert into channel (shop_id, channel_id, kind, name, key, secret)
    overriding system value values (${shop}, 1, 'bridge', 'b', ${`k${shop}`}, 's')`.execute(t)
}
const said = (id: number, text: string, at = desk.time.now - MINUTE) =>
  tx((t) => haveAsked(t, shop, { id, goods: ['shirt'], at, said: [{ id: id * 100 + 1, text }] }))
const ordered = (id: string, buyerKey: string, more: object = {}) =>
  tx((t) =>
    haveOrder(t, shop, { id, buyerKey, products: ['shirt'], at: desk.time.now - 5 * MINUTE, ...more }),
  )
const order = (id: string, buyerKey: string, buyerId: number | null = null): About => ({
  ...{ subject: `order:${id}`, buyerKey, buyerId, orderId: id, products: ['shirt'] },
})
const load = (about: About[]) => tx((t) => loadReason(t, shop, about, desk.time.now))
const why = (subject: string) => chief(`/api/shops/${shop}/recovery/why/${encodeURIComponent(subject)}`)

test('[RCV-107] each of many has the reason of their own words', async () => {
  await said(1, '有点贵')
  await said(2, '什么时候能到广州')
  for (const n of [1, 2, 3]) await ordered(`o${n}`, `key${n}`)
  const told = await load([order('o1', 'key1'), order('o2', 'key2', 2), order('o3', 'key3')])
  expect([...told.values()].map(({ reason, buyerId }) => [reason, buyerId])).toEqual([
    ['doubt-price', 1],
    ['doubt-delivery', 2],
    ['forgot', null],
  ])
})

test('[RCV-107] what a person said goes before what the desk would guess', async () => {
  await said(1, '有点贵')
  await ordered('o1', 'key1')
  await tx((t) =>
    keepReason(t, shop, { subject: 'order:o1', reason: 'wrong-item', personId: 7, at: desk.time.now }),
  )
  expect((await load([order('o1', 'key1')])).get('order:o1')).toMatchObject({
    ...{ reason: 'wrong-item', confidence: 1, by: { personId: 7 } },
  })
})

test('[RCV-107] words of another shop, and of last month, are not read', async () => {
  await said(1, '有点贵', desk.time.now - 30 * DAY)
  await ordered('o1', 'key1')
  expect((await load([order('o1', 'key1')])).get('order:o1')?.reason).toBe('forgot')
})

test('[RCV-107] asked for what is out', async () => {
  const about = { subject: 'asked:9', buyerKey: 'key9', buyerId: null, orderId: null, products: ['hat'] }
  expect((await load([about])).get('asked:9')).toMatchObject({ reason: 'out-of-stock', confidence: 0.95 })
})

test('[RCV-108] it is told with its message, what follows, and words whose facts are known', async () => {
  await said(1, '能便宜点吗')
  await ordered('o1', 'key1', { payBy: desk.time.now + 20 * MINUTE })
  const { body } = await why('order:o1')
  expect(body).toMatchObject({
    ...{ reason: 'doubt-price', messageId: 101, by: null },
    because: { zh: '买家说“能便宜点吗”' },
    next: { remind: false, words: { zh: expect.stringContaining('shirt') } },
  })
  await ordered('o2', 'key2', { payBy: desk.time.now + 20 * MINUTE })
  expect((await why('order:o2')).body.next.words.zh).toMatch(/保留到11-11 10:20/)
  expect((await why('asked:1')).body).toMatchObject({ reason: 'doubt-price' })
  expect((await why('order:none')).status).toBe(404)
  expect((await why('asked:12345')).status).toBe(404)
  expect((await why('wish:1')).status).toBe(400)
})

test('[RCV-102] a shop changes the words; the audit tells, and the guess follows', async () => {
  await said(1, '台风天还送吗')
  await ordered('o1', 'key1')
  expect((await why('order:o1')).body.reason).toBe('doubt-product')
  const rules = defaultReasonRules()
  rules.words.push({ reason: 'doubt-delivery', weight: 'says', words: ['台风'], unless: [] })
  const at = `/api/shops/${shop}/recovery/reason-words`
  expect((await chief(at, { method: 'PUT', body: rules })).body).toEqual(rules)
  expect((await chief(at)).body).toEqual(rules)
  expect((await why('order:o1')).body.reason).toBe('doubt-delivery')
  expect(
    (await audited(desk.db, [shop])).filter(({ what }) => what === 'recovery.reason-words'),
  ).toHaveLength(1)
})

test('[RCV-107] five hundred are a matter of milliseconds', async () => {
  const about = Array.from({ length: 500 }, (_, i) => order(`x${i}`, `key${i}`))
  const began = performance.now()
  expect((await load(about)).size).toBe(500)
  expect(performance.now() - began).toBeLessThan((2 * HOUR) / 1000)
})
