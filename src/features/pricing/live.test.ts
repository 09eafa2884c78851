import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { saveProduct } from '../catalog/index.ts'
import { changeSettings } from '../shop/index.ts'
import { openAdministration } from '../shop/testing.ts'
import type { ShopOffer } from './contract.ts'
import { wantedOf } from './domain/shelf.ts'
import { createShelves, type Shelves } from './live.ts'
import { saveOffer } from './store.ts'
import { bedding, per300 } from './testing.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let shelves: Shelves
let planned: (() => void)[] = []

beforeAll(async () => {
  desk = await openAdministration(() => {})
})
afterAll(() => desk.close())
beforeEach(async () => {
  planned = []
  shopId = (await desk.shop('店')).id
  await desk.db.tx({ shops: [shopId] }, async (tx) => {
    for (const product of bedding) await saveProduct(tx, shopId, product)
  })
  shelves = open()
})
afterEach(() => shelves.close())

const open = (memory?: number): Shelves =>
  createShelves({
    ...desk.deps,
    ...{ log: (message) => desk.faults.push(message) },
    later: (work) => {
      planned.push(work)
      return () => {
        planned = planned.filter((one) => one !== work)
      }
    },
    ...(memory !== undefined && { memory }),
  })
const change = (one: ShopOffer) =>
  changeSettings(desk.deps, { personId: null, address: null }, shopId, 'pricing', async (tx) => {
    await saveOffer(tx, shopId, one)
    return { gives: {}, audit: { what: 'offer.added', detail: {} } }
  })
const version = () =>
  desk.db.tx({ shops: [shopId] }, async (tx) => {
    const { rows } = await sql<{
      v: number
    }>`select config_version as v from shop_log where shop_id = ${shopId}`.execute(tx)
    return rows[0]?.v ?? 0
  })
const paid = (shelf = shelves.now(shopId)) =>
  shelf?.quote(wantedOf([{ product: 'LB-S18' }]), desk.time.now).quote?.payableFen

test('[OFR-7] nothing is there until it is asked for; then one for all', async () => {
  expect(shelves.now(shopId)).toBeNull()
  const [one, other] = await Promise.all([shelves.of(shopId), shelves.of(shopId)])
  expect(one).toBe(other)
  expect(shelves.now(shopId)).toBe(one)
  expect(shelves.ready([shopId], new Map())).toBeNull()
})

test('[OFR-7] a change is in force for who names its version, and soon for everybody', async () => {
  await shelves.of(shopId)
  expect(paid()).toBe(39900)
  await change(per300)
  expect(paid()).toBe(39900)
  await shelves.ready([shopId], new Map([[shopId, await version()]]))
  expect(paid()).toBe(34900)
  await change({ ...per300, enabled: false })
  for (const work of planned.splice(0)) work()
  await shelves.of(shopId, await version())
  expect(paid()).toBe(39900)
})

test('[OFR-7] what has not changed is not read again: the products stay the same objects', async () => {
  const before = await shelves.of(shopId)
  await change(per300)
  const after = await shelves.of(shopId, await version())
  expect(after).not.toBe(before)
  expect(after.products).toBe(before.products)
  // A change of something else changes nothing here.
  await changeSettings(desk.deps, { personId: null, address: null }, shopId, 'phrases', async () => ({
    gives: {},
    audit: { what: 'phrase.added', detail: {} },
  }))
  expect(await shelves.of(shopId, await version())).toBe(after)
  await changeSettings(desk.deps, { personId: null, address: null }, shopId, 'catalog', async (tx) => {
    await saveProduct(tx, shopId, { ...(bedding[0] ?? fail()), priceFen: 29900 })
    return { gives: {}, audit: { what: 'product.changed', detail: {} } }
  })
  expect(paid(await shelves.of(shopId, await version()))).toBe(29900)
})

test('[OFR-7] it makes room: what was asked for longest ago goes, and comes back when asked for', async () => {
  await shelves.close()
  shelves = open(1)
  const other = (await desk.shop('别店')).id
  await shelves.of(shopId)
  desk.time.now += 1000
  await shelves.of(other)
  expect(shelves.now(shopId)).toBeNull()
  expect(paid(await shelves.of(shopId))).toBe(39900)
})

test('[OFR-7] a shop that cannot be read costs nothing but its prices', async () => {
  await shelves.ready([999_999], new Map())
  expect(shelves.now(999_999)).toBeNull()
  expect(desk.faults.splice(0)).toEqual(['making a shop’s prices ready failed'])
  await expect(shelves.of(999_999)).rejects.toMatchObject({ code: 'not-found' })
  // Its messages do not wait for it again at once; after a while it is tried again.
  expect(shelves.ready([999_999], new Map())).toBeNull()
  desk.time.now += 15_000
  await shelves.ready([999_999], new Map())
  expect(desk.faults.splice(0)).toHaveLength(1)
})

const fail = (): never => {
  throw new Error('no product')
}
