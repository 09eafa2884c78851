import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql, type Tx } from '../../platform/db/db.ts'
import { catalogRoutes, plainProduct, saveProduct } from '../catalog/index.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import type { Activity } from './domain/activity.ts'
import type { Campaign } from './domain/campaign.ts'
import { campaignRoutes, loadCampaigns } from './index.ts'
import type { Copying } from './service.ts'
import { activityBody, at, campaignBody, onProduct, wave } from './testing.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let otherId: number
let boss: Awaited<ReturnType<Desk['as']>>
let bossId: number
const copies: Copying[] = []

const product = (id: string, known: Partial<Parameters<typeof plainProduct>[0]> = {}) =>
  plainProduct({ id, title: id, priceFen: 30000, stock: 9, ...known })

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    catalogRoutes(app, deps)
    campaignRoutes(app, { ...deps, copied: [async (_, copying) => void copies.push(copying)] })
  })
  shopId = (await desk.shop('甲', { platform: 'tmall' })).id
  otherId = (await desk.shop('乙')).id
  bossId = (await desk.person(shopId, 'boss', 'owner')).personId
  boss = await desk.as('boss')
  await desk.db.tx({ shops: [shopId] }, async (tx) => {
    await saveProduct(
      tx,
      shopId,
      product('P', { category: '床品', page: { 'shipping-time': '72 小时内发货' } }),
    )
    await saveProduct(tx, shopId, product('Q', { category: '珠宝/K金' }))
  })
})
afterAll(() => desk.close())
beforeEach(() => {
  desk.published.splice(0)
  copies.splice(0)
  desk.time.now = at('2020-09-25 12:00')
})

const path = (rest = '') => `/api/shops/${shopId}/campaigns${rest}`
const phases = [
  ['deposit', '2020-10-21 00:00', '2020-10-31 22:00'],
  ['spot', '2020-11-01 00:00', '2020-11-04 00:00'],
] as const
const body = campaignBody([wave('1', phases), wave('2', [['spot', '2020-11-11 00:00', '2020-11-12 00:00']])])
const add = async (change = {}): Promise<Campaign> =>
  (await boss(path(), { body: { ...body, ...change } })).body
const put = (rest: string, to: unknown) => boss(path(rest), { method: 'PUT', body: to })
const remove = (rest: string) => boss(path(rest), { method: 'DELETE' })
const from = (what: unknown, day: string, name = '今年') =>
  boss(path('/from'), { body: { from: what, name, day } })
const addActivity = async (id: number, change = {}): Promise<Activity> =>
  (await boss(path(`/${id}/activities`), { body: activityBody(change) })).body
const lastAudit = async () => {
  const all = await audited(desk.db, [shopId])
  return all.at(-1)
}
const change = (tx: Tx, isFen: number, when: string, known: { product?: string; source?: string } = {}) =>
  sql`insert into price_change (shop_id, product_id, is_fen, at, source)
    values (${shopId}, ${known.product ?? 'P'}, ${isFen}, to_timestamp(${at(when)}::float8 / 1000), ${known.source ?? 'edit'})`.execute(
    tx,
  )

describe('campaigns', () => {
  test('added, listed, changed and removed; each is audited and told to screens', async () => {
    const made = await add()
    expect(made).toEqual({ ...body, id: made.id })
    expect((await boss(path())).body.campaigns).toContainEqual(made)
    expect(await lastAudit()).toMatchObject({
      ...{ what: 'campaign.added', personId: bossId, detail: { id: made.id, name: '双十一' } },
    })
    const [first, second] = made.waves
    if (!first || !second) throw new Error('no waves')
    const later = {
      ...second,
      phases: [{ kind: 'spot' as const, from: at('2020-11-11 00:00'), to: at('2020-11-13 00:00') }],
    }
    expect((await put(`/${made.id}`, { ...body, waves: [first, later] })).body.waves[1]).toEqual(later)
    expect((await lastAudit())?.detail).toEqual({
      ...{ id: made.id, campaign: '双十一' },
      '2.spot': {
        from: '2020-11-11 00:00:00 – 2020-11-11 23:59:59',
        to: '2020-11-11 00:00:00 – 2020-11-12 23:59:59',
      },
    })
    // The same again is no change.
    desk.published.splice(0)
    await put(`/${made.id}`, { ...body, waves: [first, later] })
    expect(desk.published).toEqual([])
    expect((await remove(`/${made.id}`)).body).toEqual({})
    expect(desk.published.map(({ kind, data }) => [kind, data])).toEqual([
      ['settings', { shopId, area: 'campaign' }],
    ])
    expect((await remove(`/${made.id}`)).body.error.code).toBe('not-found')
  })

  test('the latest first', async () => {
    const old = await add({
      name: '去年',
      waves: [wave('1', [['spot', '2019-11-11 00:00', '2019-11-12 00:00']])],
    })
    const now = await add({ name: '今年' })
    const names = (await boss(path())).body.campaigns.map(({ name }: Campaign) => name)
    expect(names.indexOf('今年')).toBeLessThan(names.indexOf('去年'))
    for (const { id } of [old, now]) await remove(`/${id}`)
  })

  test('phases of one kind that overlap are refused, with their places', async () => {
    const waves = [wave('1', phases), wave('2', [['spot', '2020-11-03 23:59', '2020-11-12 00:00']])]
    const { status, body: answer } = await boss(path(), { body: { ...body, waves } })
    expect(status).toBe(400)
    expect(answer.error).toMatchObject({
      code: 'malformed',
      detail: { where: 'body', problems: [{ field: 'waves.1.phases.0', code: 'phase-overlap' }] },
    })
    expect((await boss(path())).body.campaigns).toEqual([])
  })

  test('what is on now, and what comes next, by the clock of the desk', async () => {
    const made = await add()
    desk.time.now = at('2020-10-31 22:10')
    expect((await boss(`/api/shops/${shopId}/phases`)).body).toMatchObject({
      at: desk.time.now,
      on: [],
      next: {
        at: at('2020-11-01 00:00'),
        starts: [{ campaignId: made.id, wave: '1', kind: 'spot' }],
        ends: [],
      },
    })
    await remove(`/${made.id}`)
  })
})

describe('CMP-7 made from another', () => {
  test('from the template of the platform', async () => {
    const { body: made } = await from({ template: 'double-eleven' }, '2026-11-11')
    expect(made).toMatchObject({ name: '今年', template: 'double-eleven' })
    const [first] = made.waves as Campaign['waves']
    expect(first?.phases.find(({ kind }) => kind === 'balance')?.from).toBe(at('2026-11-01 00:30'))
    expect(first?.phases.find(({ kind }) => kind === 'deposit')?.to).toBe(at('2026-10-31 22:00'))
    expect((await lastAudit())?.detail).toMatchObject({ template: 'double-eleven', day: '2026-11-11' })
    await remove(`/${made.id}`)
  })

  test('last year’s in one step: waves, phases, activities, rules; sign-ups stay behind', async () => {
    const rules = { ...body.rules, holdDays: 7, lowest: { share: 0.9, from: '2020-09-15', to: '2020-11-10' } }
    const old = await add({ rules })
    await addActivity(old.id, {
      facts: { gifts: { says: '送洗护袋' } },
      products: [onProduct('P')],
      owner: bossId,
    })
    await addActivity(old.id, { name: '第二', wave: '2', facts: { 'price-protection': { none: true } } })
    await put(`/${old.id}/sign-ups`, { signUps: [{ wave: '1', product: 'P', sku: null, priceFen: 27000 }] })
    const { body: made } = await from({ campaignId: old.id }, '2021-11-11')
    expect(made.rules).toEqual({ ...rules, lowest: { share: 0.9, from: '2021-09-15', to: '2021-11-10' } })
    expect(made.waves[0].phases[0]).toEqual({
      kind: 'deposit',
      from: at('2021-10-21 00:00'),
      to: at('2021-10-31 22:00'),
    })
    const was = (await boss(path(`/${old.id}/activities`))).body.activities
    const is = (await boss(path(`/${made.id}/activities`))).body.activities
    expect(is).toHaveLength(2)
    expect(is).toEqual(was.map((one: Activity, i: number) => ({ ...one, id: is[i].id, campaignId: made.id })))
    expect((await boss(path(`/${made.id}/sign-ups`))).body.signUps).toEqual([])
    expect(copies).toEqual([{ shopId, from: old, to: made, days: 365, zone: 'Asia/Shanghai' }])
    expect((await lastAudit())?.detail).toMatchObject({ copiedFrom: old.id, activities: 2 })
    for (const { id } of [old, made]) await remove(`/${id}`)
  })

  test('who has left owns nothing in the copy', async () => {
    const lan = await desk.person(shopId, 'lan', 'agent')
    const [first, second] = body.waves
    if (!first || !second) throw new Error('no waves')
    const old = await add({ waves: [{ ...first, owner: lan.personId }, second] })
    await addActivity(old.id, { owner: lan.personId })
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`delete from membership where shop_id = ${shopId} and person_id = ${lan.personId}`.execute(tx),
    )
    const { body: made } = await from({ campaignId: old.id }, '2021-11-11')
    expect(made.waves[0].owner).toBeNull()
    expect((await boss(path(`/${made.id}/activities`))).body.activities[0].owner).toBeNull()
    for (const { id } of [old, made]) await remove(`/${id}`)
  })

  test('of nothing there is, not found', async () =>
    expect((await from({ campaignId: 9999 }, '2021-11-11')).body.error.code).toBe('not-found'))
})

describe('activities', () => {
  test('added, changed, removed; the audit tells each fact', async () => {
    const sale = await add()
    const made = await addActivity(sale.id, {
      facts: { gifts: { says: '送洗护袋' }, courier: { none: true } },
    })
    const to = activityBody({ facts: { gifts: { says: '送两双袜子' } }, products: [onProduct('P')] })
    expect((await put(`/${sale.id}/activities/${made.id}`, to)).body).toEqual({
      ...to,
      id: made.id,
      campaignId: sale.id,
    })
    expect(await lastAudit()).toMatchObject({
      what: 'activity.changed',
      detail: {
        gifts: { from: { says: '送洗护袋' }, to: { says: '送两双袜子' } },
        courier: { from: { none: true }, to: null },
        products: { from: 0, to: 1 },
      },
    })
    const loaded = await desk.db.tx({ shops: [shopId] }, (tx) => loadCampaigns(tx, shopId))
    expect(loaded).toEqual({
      campaigns: [sale],
      activities: [{ ...to, id: made.id, campaignId: sale.id }],
      zone: 'Asia/Shanghai',
    })
    expect((await remove(`/${sale.id}/activities/${made.id}`)).body).toEqual({})
    expect((await boss(path(`/${sale.id}/activities`))).body.activities).toEqual([])
    expect((await remove(`/${sale.id}/activities/${made.id}`)).body.error.code).toBe('not-found')
    await remove(`/${sale.id}`)
  })

  test('of another campaign is not found here', async () => {
    const [one, two] = [await add(), await add()]
    const made = await addActivity(one.id)
    expect((await put(`/${two.id}/activities/${made.id}`, activityBody())).body.error.code).toBe('not-found')
    expect((await remove(`/${two.id}/activities/${made.id}`)).body.error.code).toBe('not-found')
    for (const { id } of [one, two]) await remove(`/${id}`)
  })

  test('a wave there is not, products there are not, two answers for one product: each at its place', async () => {
    const sale = await add()
    await addActivity(sale.id, { facts: { gifts: { says: '送洗护袋' } }, products: [onProduct('P')] })
    const refused = async (change: object) => {
      const answer = await boss(path(`/${sale.id}/activities`), { body: activityBody(change) })
      return answer.body.error.detail.problems.map((one: { field: string; code: string }) => [
        one.field,
        one.code,
      ])
    }
    expect(await refused({ wave: '7' })).toEqual([['wave', 'unknown-wave']])
    expect(await refused({ products: [onProduct('nothing')] })).toEqual([
      ['products.0.product', 'unknown-product'],
    ])
    expect(await refused({ products: [onProduct('P')], facts: { gifts: { none: true } } })).toEqual([
      ['facts.gifts', 'contradicts'],
    ])
    const unused = await put(`/${sale.id}`, { ...body, waves: [wave('2', [])] })
    expect(unused.body.error.detail.problems).toMatchObject([{ field: 'waves', code: 'wave-in-use' }])
    await remove(`/${sale.id}`)
  })
})

describe('sign-ups, watch and flags', () => {
  test('who is signed up keeps the time of it; prices and numbers are audited', async () => {
    const sale = await add()
    const one = { wave: '1', product: 'P', sku: null, priceFen: 27000 }
    const first = desk.time.now
    await put(`/${sale.id}/sign-ups`, { signUps: [one] })
    desk.time.now += 60_000
    const { body: after } = await put(`/${sale.id}/sign-ups`, {
      signUps: [
        { ...one, priceFen: 26000 },
        { ...one, wave: '2' },
      ],
    })
    expect(after.signUps).toEqual([
      { ...one, campaignId: sale.id, priceFen: 26000, signedAt: first },
      { ...one, campaignId: sale.id, wave: '2', signedAt: first + 60_000 },
    ])
    expect((await lastAudit())?.detail).toEqual({
      ...{ id: sale.id, campaign: '双十一', added: 1, removed: 0 },
      prices: [{ product: 'P', from: 27000, to: 26000 }],
    })
    const twice = await put(`/${sale.id}/sign-ups`, { signUps: [one, one] })
    expect(twice.body.error.detail.problems).toMatchObject([{ field: 'signUps.1', code: 'product-twice' }])
    await remove(`/${sale.id}`)
    expect((await boss(path(`/${sale.id}/sign-ups`))).body.error.code).toBe('not-found')
  })

  test('thousands in one request', async () => {
    const ids = Array.from({ length: 3000 }, (_, i) => `many-${i}`)
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`insert into product (shop_id, product_id, title, price_fen, stock, attributes)
        select ${shopId}, id, id, 100, 1, '{}' from unnest(${`{${ids}}`}::text[]) id`.execute(tx),
    )
    const sale = await add()
    const signUps = ids.map((id) => ({ wave: '1', product: id, sku: null, priceFen: 100 }))
    const { body: answer } = await put(`/${sale.id}/sign-ups`, { signUps })
    expect(answer.signUps).toHaveLength(3000)
    expect((await boss(`/api/shops/${shopId}/price-watch`)).body.findings).toEqual([])
    await remove(`/${sale.id}`)
  })

  test('CMP-11 the watch reads the catalog’s price changes and exceptions', async () => {
    const sale = await add()
    const of = (id: string) => ({ wave: '1', product: id, sku: null, priceFen: 30000 })
    await put(`/${sale.id}/sign-ups`, { signUps: [of('P'), of('Q')] })
    await desk.db.tx({ shops: [shopId] }, async (tx) => {
      for (const id of ['P', 'Q']) {
        await change(tx, 30000, '2020-09-01 00:00', { product: id })
        await change(tx, 31000, '2020-11-03 23:59:59', { product: id })
        await change(tx, 32000, '2020-11-04 00:00:00', { product: id })
      }
    })
    const { findings } = (await boss(`/api/shops/${shopId}/price-watch`)).body
    expect(findings).toMatchObject([
      {
        rule: 'raise',
        product: 'P',
        wasFen: 30000,
        isFen: 31000,
        at: at('2020-11-03 23:59:59'),
        excepted: null,
      },
      { rule: 'raise', product: 'Q', wasFen: 30000, isFen: 31000, excepted: 'K金' },
    ])
    expect(findings[0].evidence).toHaveLength(2)
    await remove(`/${sale.id}`)
  })

  test('CMP-11 a price edited in the desk, and one seen on the page, are held to the sign-up', async () => {
    const cup = product('CUP', { priceFen: 2000 })
    const products = `/api/shops/${shopId}/products/CUP`
    await boss(products, { method: 'PUT', body: cup })
    const sale = await add()
    await put(`/${sale.id}/sign-ups`, { signUps: [{ wave: '1', product: 'CUP', sku: null, priceFen: 2000 }] })
    desk.time.now = at('2020-11-02 12:00')
    await boss(products, { method: 'PUT', body: { ...cup, priceFen: 2100 } })
    await boss(products, { method: 'PUT', body: { ...cup, priceFen: 2000 } })
    const seen = { sku: null, fen: 2050, at: at('2020-11-02 11:00'), where: 'page' }
    expect((await boss(`${products}/seen`, { body: seen })).status).toBe(200)
    const { findings } = (await boss(`/api/shops/${shopId}/price-watch`)).body
    expect(findings).toMatchObject([
      { rule: 'raise', product: 'CUP', wasFen: 2000, isFen: 2050, at: seen.at },
      { rule: 'raise', product: 'CUP', wasFen: 2000, isFen: 2100, at: desk.time.now },
    ])
    await remove(`/${sale.id}`)
  })

  test('CMP-16 flags: the page, and a price seen at the checkout', async () => {
    const sale = await add()
    const made = await addActivity(sale.id, {
      facts: { 'shipping-time': { says: '48 小时内发货' } },
      products: [onProduct('P')],
    })
    await put(`/${sale.id}/sign-ups`, { signUps: [{ wave: '1', product: 'P', sku: null, priceFen: 27000 }] })
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      change(tx, 27500, '2020-11-02 00:00', { source: 'checkout' }),
    )
    expect((await boss(path(`/${sale.id}/flags`))).body.flags).toEqual([
      {
        ...{ activityId: made.id, fact: 'shipping-time', product: 'P' },
        ...{ here: '48 小时内发货', where: 'page', there: '72 小时内发货' },
      },
      { activityId: made.id, fact: 'price', product: 'P', here: '270', where: 'checkout', there: '275' },
    ])
    await remove(`/${sale.id}`)
  })
})

test('another shop’s campaigns are not there', async () => {
  const made = await add()
  await desk.person(otherId, 'elsewhere', 'owner')
  const elsewhere = await desk.as('elsewhere')
  const there = `/api/shops/${otherId}/campaigns`
  expect((await elsewhere(there)).body.campaigns).toEqual([])
  expect((await elsewhere(`${there}/${made.id}/activities`)).body.error.code).toBe('not-found')
  expect((await elsewhere(`${there}/${made.id}`, { method: 'PUT', body })).body.error.code).toBe('not-found')
  expect((await elsewhere(path())).body.error.code).toBe('not-found')
  await remove(`/${made.id}`)
  expect(desk.faults).toEqual([])
})
