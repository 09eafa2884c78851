import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../platform/db/db.ts'
import { campaignRoutes } from '../campaign/index.ts'
import { saveProduct } from '../catalog/index.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import type { ShopOffer } from './contract.ts'
import { copyOffers } from './copying.ts'
import { createShelves, type Shelves } from './live.ts'
import { pricingRoutes } from './routes.ts'
import { knownRuleSets } from './service.ts'
import { bedding, offered, per300 } from './testing.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shelves: Shelves
let shopId: number
let boss: Awaited<ReturnType<Desk['as']>>
let serial = 0

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    shelves = createShelves({ ...deps, log: (message) => desk.faults.push(message), later: () => () => {} })
    pricingRoutes(app, { ...deps, shelves })
    campaignRoutes(app, { ...deps, copied: [copyOffers], ruleSets: knownRuleSets })
  })
})
afterAll(async () => {
  await shelves.close()
  await desk.close()
})
beforeEach(async () => {
  serial += 1
  shopId = (await desk.shop(`店${serial}`)).id
  await desk.db.tx({ shops: [shopId] }, async (tx) => {
    for (const product of bedding) await saveProduct(tx, shopId, product)
  })
  await desk.person(shopId, `boss${serial}`, 'owner')
  boss = await desk.as(`boss${serial}`)
  desk.published.splice(0)
})

const path = (rest: string) => `/api/shops/${shopId}/${rest}`
const put = (one: ShopOffer, id = one.offer.id) =>
  boss(path(`offers/${encodeURIComponent(id)}`), { method: 'PUT', body: one })
const quote = async (lines: object[], more: object = {}) =>
  (await boss(path('quote'), { body: { lines, ...more } })).body
const sheets = { product: 'LB-S18', quantity: 1 }

describe('[OFR-1] offers', () => {
  test('are in force for the next quote, audited and told', async () => {
    expect((await quote([sheets])).quote.payableFen).toBe(39900)
    const { status, body } = await put(per300)
    expect([status, body]).toEqual([200, { offer: per300, problems: [] }])
    expect((await quote([sheets])).quote.payableFen).toBe(34900)
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'offer.added',
      detail: { id: 'per-300', kind: 'per-n' },
    })
    expect(desk.published.at(-1)).toMatchObject({ kind: 'settings', data: { shopId, area: 'pricing' } })
  })

  test('changed, their fields are told; as they were, nothing is', async () => {
    await put(per300)
    await put({ ...per300, offer: { ...per300.offer, params: { everyFen: 30000, minusFen: 4000 } } })
    expect((await quote([sheets])).quote.payableFen).toBe(35900)
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'offer.changed',
      detail: { id: 'per-300', params: { to: { minusFen: 4000 } } },
    })
    const before = desk.published.length
    await put({ ...per300, offer: { ...per300.offer, params: { everyFen: 30000, minusFen: 4000 } } })
    expect(desk.published).toHaveLength(before)
  })

  test('switched off and removed, they count no more', async () => {
    await put(per300)
    await put({ ...per300, enabled: false })
    expect((await quote([sheets])).quote.payableFen).toBe(39900)
    await put(per300)
    expect((await boss(path('offers/per-300'), { method: 'DELETE' })).status).toBe(200)
    expect((await quote([sheets])).quote.payableFen).toBe(39900)
    expect((await boss(path('offers/per-300'), { method: 'DELETE' })).status).toBe(404)
  })

  test.each<[string, ShopOffer, string]>([
    ['an unknown kind', offered({ id: 'x', kind: 'no-such' }), 'offer.kind'],
    [
      'a negative amount',
      offered({ id: 'x', kind: 'per-n', params: { everyFen: 30000, minusFen: -1 } }),
      'offer.params.minusFen',
    ],
    [
      'a fraction of a fen',
      offered({ id: 'x', kind: 'per-n', params: { everyFen: 30000, minusFen: 0.5 } }),
      'offer.params.minusFen',
    ],
    [
      'an end before its beginning',
      offered({
        ...{ id: 'x', kind: 'per-n', params: { everyFen: 30000, minusFen: 100 } },
        ...{ from: '2026-11-11T00:00:00+08:00', to: '2026-11-10T00:00:00+08:00' },
      }),
      'offer.to',
    ],
    [
      'a product that is not there',
      offered({
        ...{ id: 'x', kind: 'per-n', params: { everyFen: 30000, minusFen: 100 } },
        scope: { items: ['GONE'] },
      }),
      'offer.scope.items',
    ],
  ])('[OFR-2] %s is refused at its place', async (_, one, field) => {
    const { status, body } = await put(one)
    expect(status).toBe(400)
    expect(body.error.detail.problems[0]).toMatchObject({ field, said: { zh: expect.any(String) } })
    expect((await boss(path('offers'))).body.offers).toEqual([])
  })

  test('of a campaign or an activity that is not there', async () => {
    expect((await put({ ...per300, campaignId: 999 })).status).toBe(404)
  })

  test('the id of the address holds', async () => {
    expect((await put(per300, 'other')).status).toBe(404)
  })

  test('[OFR-3] what contradicts, can never apply or names what is gone is listed with the offer', async () => {
    const fixed = (id: string, priceFen: number) =>
      offered({ ...{ id, kind: 'fixed-price', params: { priceFen } }, scope: { items: ['LB-S18'] } })
    await put(fixed('a', 29900))
    expect((await put(fixed('b', 28900))).body.problems).toMatchObject([{ where: 'offers[b]' }])
    await put(
      offered({
        ...{ id: 'over', kind: 'per-n', params: { everyFen: 30000, minusFen: 100 } },
        to: '2026-01-01T00:00:00+08:00',
      }),
    )
    await put(
      offered({
        ...{ id: 'self', kind: 'per-n', params: { everyFen: 30000, minusFen: 100 } },
        ...{ excludes: ['nobody'], scope: { items: ['LB-Q1'] } },
      }),
    )
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`delete from product where shop_id = ${shopId} and product_id = 'LB-Q1'`.execute(tx),
    )
    const { problems } = (await boss(path('offers'))).body
    expect(problems.map(({ where }: { where: string }) => where)).toEqual([
      'offers[b]',
      'offers[self].excludes',
      'offers[over].to',
      'offers[self].scope.items',
    ])
  })
})

describe('[OFR-4] quotes of products', () => {
  test('what is unknown or open is a problem at its place, and nothing is guessed', async () => {
    const answer = await quote([sheets, { product: 'GONE', quantity: 1 }, { product: 'LB-Q1', quantity: 1 }])
    expect(answer.quote).toBeNull()
    expect(answer.problems.map(({ where }: { where: string }) => where)).toEqual([
      'lines[1].product',
      'lines[2].sku',
    ])
    expect(answer.problems[1].sentence.zh).toContain('200x230 ¥359')
    const wrong = await quote([{ product: 'LB-Q1', sku: 'LB-S18', quantity: 1 }])
    expect(wrong.problems[0].where).toBe('lines[0].sku')
  })

  test('a SKU has its own price', async () => {
    const { quote: found } = await quote([{ product: 'LB-Q1', sku: 'LB-Q1-L', quantity: 2 }])
    expect(found.payableFen).toBe(71800)
  })

  test('what if: the next step from the shop’s own products', async () => {
    await put(per300)
    const { status, body } = await boss(path('what-if'), {
      body: { lines: [{ product: 'LB-P1', quantity: 2 }] },
    })
    expect(status).toBe(200)
    const [first] = body.topUps
    expect(first.payableFen).toBe(25800 + first.extraFen)
    const unknown = await boss(path('what-if'), { body: { lines: [{ product: 'GONE', quantity: 1 }] } })
    expect(unknown.body.error.detail.problems[0].field).toBe('lines[0].product')
  })

  test('a file brings its own offers and rules', async () => {
    const file = {
      ...{ at: '2021-11-11T00:00:00+08:00', ruleSet: 'tmall-2021-d11' },
      lines: [{ item: 'A', priceFen: 50000 }],
      offers: [{ id: 'x', kind: 'cross-shop', params: { everyFen: 20000, minusFen: 3000 } }],
    }
    expect((await boss('/api/quote', { body: file })).body.quote.payableFen).toBe(44000)
    const bad = await boss('/api/quote', { body: { ...file, lines: [] } })
    expect(bad.body).toMatchObject({ quote: null, problems: [{ where: 'lines' }] })
  })
})

describe('[OFR-5] rule sets', () => {
  test('the latest of the platform holds until another is chosen', async () => {
    const before = (await boss(path('rule-sets'))).body
    expect(before.ruleSets.length).toBeGreaterThan(3)
    const other = before.ruleSets.find(({ id }: { id: string }) => id !== before.chosen)
    const answer = await boss(path(`rule-sets/${other.id}`), {
      method: 'PUT',
      body: { ruleSet: null, choose: true },
    })
    expect(answer.body.chosen).toBe(other.id)
    expect((await quote([sheets])).quote.ruleSet.id).toBe(other.id)
  })

  test('the shop’s own version holds; one by which offers cannot be priced is refused, naming the offer', async () => {
    await put(per300)
    const { ruleSets, chosen } = (await boss(path('rule-sets'))).body
    const mine = { ...ruleSets.find(({ id }: { id: string }) => id === chosen), id: 'mine', trust: 'own' }
    const set = (ruleSet: object) =>
      boss(path('rule-sets/mine'), { method: 'PUT', body: { ruleSet, choose: true } })
    expect((await set(mine)).body.chosen).toBe('mine')
    const without = {
      ...mine,
      levels: mine.levels.filter(({ level }: { level: string }) => level !== 'shop'),
    }
    const refused = await set(without)
    expect(refused.status).toBe(400)
    expect(refused.body.error.detail.problems[0].field).toBe('offers[per-300].level')
    expect((await quote([sheets])).quote.payableFen).toBe(34900)
  })

  test('[OFR-2] while a campaign’s holds, every offer is reckoned by it: none that it cannot price is taken, nor is it removed', async () => {
    const { ruleSets, chosen } = (await boss(path('rule-sets'))).body
    const shipped = ruleSets.find(({ id }: { id: string }) => id === chosen)
    const mine = { ...shipped, id: 'mine', trust: 'own' }
    mine.levels = mine.levels.filter(({ level }: { level: string }) => level !== 'shop')
    const set = (ruleSet: object | null) =>
      boss(path('rule-sets/mine'), { method: 'PUT', body: { ruleSet, choose: false } })
    expect((await set(mine)).status).toBe(200)
    const rules = { noRaise: false, exceptCategories: [], lowest: null, holdDays: 0, protectDays: 0 }
    const body = { name: '双11', template: null, ruleSet: 'mine', waves: [], rules }
    expect((await boss(path('campaigns'), { body })).status).toBe(200)
    // It belongs to no campaign, and would leave the shop without any price for as long as that one is on.
    const refused = await put(per300)
    expect([refused.status, refused.body.error.detail.problems[0].field]).toEqual([400, 'offer.level'])
    const kept = await set(null)
    expect([kept.status, kept.body.error.detail.problems[0].field]).toEqual([400, 'ruleSet'])
  })

  test('one there is not', async () => {
    const answer = await boss(path('rule-sets/nowhere'), {
      method: 'PUT',
      body: { ruleSet: null, choose: true },
    })
    expect(answer.status).toBe(404)
  })
})

test('questions asked ahead of a sale are counted by campaign and wave', async () => {
  await desk.db.tx({ shops: [shopId] }, async (tx) => {
    for (const [i, rule] of [
      'price:compare:7:w1:LB-S18',
      'price:compare:7:w1:LB-P1',
      'price:quote:LB-S18',
    ].entries())
      await sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, outbound,
          author, kind, text, detail)
        values (${shopId}, 1, ${i + 1}, now(), now(), 1, true, 'assistant-auto', 'text', 'x',
          ${JSON.stringify({ rule })}::json)`.execute(tx)
  })
  expect((await boss(path('questions-shifted'))).body).toEqual({
    counts: [{ campaignId: 7, wave: 'w1', questions: 2, conversations: 1 }],
  })
})

test('[OFR-6] copied with its campaign, an offer’s times move like the phases', async () => {
  desk.time.now = Date.parse('2026-09-01T00:00:00Z')
  const day = (wall: string) => Date.parse(`${wall.replace(' ', 'T')}+08:00`)
  const wave = {
    ...{ code: 'w1', name: '第一波', owner: null },
    phases: [{ kind: 'spot', from: day('2025-11-10 20:00'), to: day('2025-11-12 00:00') }],
  }
  const rules = { noRaise: false, exceptCategories: [], lowest: null, holdDays: 0, protectDays: 0 }
  const body = { name: '双11 2025', template: 'double-eleven', ruleSet: null, waves: [wave], rules }
  const campaign = (await boss(path('campaigns'), { body })).body
  const activityBody = { name: '主会场', wave: 'w1', facts: {}, products: [], owner: null }
  const { status, body: activity } = await boss(path(`campaigns/${campaign.id}/activities`), {
    body: activityBody,
  })
  expect(desk.faults).toEqual([])
  expect([status, activity.name]).toEqual([200, '主会场'])
  const mine = { campaignId: campaign.id, activityId: activity.id }
  const cut = { depositFen: 5000, minusFen: 2000, balanceFrom: '2025-11-11T00:30:00+08:00' }
  const put_a = await put(
    offered(
      {
        ...{ id: 'a', kind: 'deposit-cut', params: cut, excludes: ['b'] },
        ...{ from: '2025-10-20T20:00:00+08:00', to: '2025-11-10T18:00:00+08:00' },
      },
      mine,
    ),
  )
  await put(
    offered(
      { id: 'b', kind: 'per-n', params: { everyFen: 30000, minusFen: 5000 } },
      { ...mine, activityId: null },
    ),
  )
  expect(put_a.body).not.toHaveProperty('error')
  const copy = await boss(path('campaigns/from'), {
    body: { from: { campaignId: campaign.id }, name: '双11 2026', day: '2026-11-11' },
  })
  expect(copy.status).toBe(200)
  const { offers, problems } = (await boss(path(`offers?campaignId=${copy.body.id}`))).body
  expect(problems).toEqual([])
  expect(offers).toMatchObject([
    {
      activityId: expect.any(Number),
      offer: {
        id: `a~${copy.body.id}`,
        from: '2026-10-20T12:00:00.000Z',
        to: '2026-11-10T10:00:00.000Z',
        params: { depositFen: 5000, balanceFrom: '2026-11-10T16:30:00.000Z' },
        excludes: [`b~${copy.body.id}`],
      },
    },
    { activityId: null, offer: { id: `b~${copy.body.id}`, from: null } },
  ])
  expect(offers[0].activityId).not.toBe(activity.id)
  // The one without times holds while its campaign sells.
  const at = (wall: string) => quote([sheets], { at: day(wall) })
  expect((await at('2026-11-10 19:59')).quote.payableFen).toBe(39900)
  expect((await at('2026-11-10 20:00')).quote.payableFen).toBe(34900)
})

test('[OFR-8] a campaign goes by rules that there are: else nothing could be priced while it is on', async () => {
  const campaign = {
    ...{ name: '双十一', template: null, ruleSet: 'tmall-2099', waves: [] },
    rules: { noRaise: false, exceptCategories: [], lowest: null, holdDays: 0, protectDays: 0 },
  }
  const { body } = await boss(path('campaigns'), { body: campaign })
  expect(body.error.detail.problems).toMatchObject([{ field: 'ruleSet', code: 'unknown-rule-set' }])
  expect(body.error.detail.problems[0].problem).toContain('tmall-2021-d11')
  const made = await boss(path('campaigns'), { body: { ...campaign, ruleSet: 'tmall-2021-d11' } })
  // One from before there was such a check is told with the offers.
  await desk.db.tx({ shops: [shopId] }, (tx) =>
    sql`update campaign set rule_set = 'gone' where shop_id = ${shopId}`.execute(tx),
  )
  const problems = (await boss(path('offers'))).body.problems
  expect(problems.map(({ where }: { where: string }) => where)).toEqual([
    `campaigns[${made.body.id}].ruleSet`,
  ])
})
