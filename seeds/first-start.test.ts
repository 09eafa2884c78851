import { afterEach, beforeEach, expect, test } from 'vitest'
import { kindsOn, phasesAt } from '../src/features/campaign/domain/phases.ts'
import { checkActivity, checkCampaign } from '../src/features/campaign/domain/valid.ts'
import { loadCampaigns } from '../src/features/campaign/index.ts'
import { watchIn } from '../src/features/campaign/watching.ts'
import { type Conversation, ConversationEvent } from '../src/features/conversation/domain.ts'
import { conversationStore, createOutbox } from '../src/features/conversation/index.ts'
import { defaultPhrases } from '../src/features/phrase/index.ts'
import { wantedOf } from '../src/features/pricing/domain/shelf.ts'
import { loadShelf } from '../src/features/pricing/load.ts'
import { offers } from '../src/features/pricing/service.ts'
import { shopRoutes } from '../src/features/shop/index.ts'
import { openAdministration } from '../src/features/shop/testing.ts'
import { all, one, sql } from '../src/platform/db/db.ts'
import { readLog } from '../src/platform/events/log.ts'
import { DAY, MINUTE, SECOND } from '../src/shared/time.ts'
import { firstStart } from './index.ts'
import { productsOf } from './lubai/products.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
beforeEach(async () => {
  desk = await openAdministration(shopRoutes)
})
afterEach(() => desk.close())

const begin = (empty = false) => firstStart({ ...desk.deps, auth: desk.auth }, { empty })
const count = async (table: string): Promise<number> =>
  desk.db.tx(await desk.db.everyShop(), async (tx) => {
    const row = await one(tx, sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`)
    return row?.n ?? -1
  })
const conversations = async (): Promise<Conversation[]> =>
  desk.db.tx(await desk.db.everyShop(), async (tx) => {
    const { shops } = await desk.db.everyShop()
    const ids = await all(
      tx,
      sql<{
        shop: number
        id: number
      }>`select shop_id as shop, conversation_id as id from conversation order by 1, 2`,
    )
    expect(new Set(ids.map(({ shop }) => shop))).toEqual(new Set(shops))
    const found = []
    for (const { shop, id } of ids) found.push(await conversationStore.conversationById(tx, shop, id))
    return found.filter((c) => c !== undefined)
  })

// Afternoon, night and a minute after midnight in the shops' time zone.
test.each(['2026-11-11T07:30:20Z', '2026-11-11T19:00:07Z', '2026-11-11T16:01:00Z'])(
  'at %s there is a shop in the middle of its day',
  async (moment) => {
    desk.time.now = Date.parse(moment)
    const { now } = desk.time
    await begin()
    const talks = await conversations()
    const of = (test: (c: Conversation) => boolean) => talks.filter(test).length
    expect({
      finished: of((c) => c.status === 'closed'),
      answered: of((c) => c.status === 'open' && c.waitingSince === null),
      waiting: of((c) => c.status === 'open' && c.waitingSince !== null),
      snoozed: of((c) => c.status === 'snoozed'),
    }).toEqual({ finished: 9, answered: 6, waiting: 6, snoozed: 1 })

    const waits = talks
      .flatMap((c) => (c.waitingSince === null ? [] : [now - c.waitingSince]))
      .sort((a, b) => a - b)
    expect(waits[0]).toBeLessThanOrEqual(20 * SECOND)
    expect(waits.at(-1)).toBe(12 * MINUTE)
    // Nothing is overdue, and in the first minute the clocks of half the waiting at most ask for something.
    expect(of((c) => c.dueAt !== null && c.dueAt <= now)).toBe(0)
    expect(of((c) => c.dueAt !== null && c.dueAt <= now + MINUTE)).toBeLessThanOrEqual(3)
    // Whoever waits has unread words, whoever was answered by a person has none.
    for (const c of talks) {
      if (c.waitingSince !== null) expect(c.unread, c.buyerName).toBeGreaterThan(0)
      if (c.status === 'closed') expect(c.unread, c.buyerName).toBe(0)
      expect(c.lastAt).toBeLessThanOrEqual(now)
    }
    expect(of((c) => c.tags.length > 0)).toBeGreaterThan(5)
    expect(desk.faults).toEqual([])
  },
)

test.each(['2026-11-11T07:30:20Z', '2026-11-11T19:00:07Z', '2026-11-11T14:10:00Z', '2026-11-11T16:01:00Z'])(
  'at %s phases of campaigns are on, over and to come, and the watch has something to show',
  async (moment) => {
    desk.time.now = Date.parse(moment)
    const { now } = desk.time
    await begin()
    const { shops } = await desk.db.everyShop()
    const [market = 0, site = 0] = shops
    const load = (shopId: number) => desk.db.tx({ shops }, (tx) => loadCampaigns(tx, shopId))
    const live = await load(site)
    expect(kindsOn(live.campaigns, now)).toHaveLength(1)
    expect(phasesAt(live.campaigns, now).next).not.toBeNull()

    const { campaigns, activities, zone } = await load(market)
    expect(kindsOn(campaigns, now)).toContain('preheat')
    const spot = campaigns[0]?.waves[0]?.phases.find(({ kind }) => kind === 'spot')
    expect((spot?.from ?? 0) - now).toBeGreaterThan(0)
    expect((spot?.from ?? 0) - now).toBeLessThanOrEqual(DAY)
    expect(phasesAt(campaigns, now - 200 * DAY).on).toEqual([])
    const found = await desk.db.tx({ shops }, (tx) => watchIn(tx, market))
    expect(found.map(({ rule, product }) => [rule, product])).toEqual([
      ['above-lowest', 'LB-T03'],
      ['raise', 'LB-Q20'],
    ])
    // The same that a person would be held to, and two answers for nothing.
    const known = new Map(productsOf('tmall').map(({ id }) => [id, { category: null, skus: [] }]))
    const members = new Set(activities.flatMap(({ owner }) => owner ?? []))
    for (const { id, ...campaign } of campaigns) {
      expect(checkCampaign(campaign, { zone, members })).toEqual([])
      const own = activities.filter(({ campaignId }) => campaignId === id)
      for (const activity of own) {
        const others = own.filter((one) => one !== activity)
        const against = { waves: campaign.waves, others, catalog: known, members }
        expect(checkActivity(activity, against)).toEqual([])
      }
    }
  },
)

test('offers can be priced, now and in the coming phases', async () => {
  desk.time.now = Date.parse('2026-11-11T07:30:20Z')
  const { now } = desk.time
  await begin()
  const { shops } = await desk.db.everyShop()
  const shelves = await desk.db.tx({ shops }, (tx) => Promise.all(shops.map((id) => loadShelf(tx, id))))
  for (const shopId of shops)
    expect((await offers({ db: desk.db, clock: { now: () => now } }, shopId, undefined)).problems).toEqual([])
  const paid = shelves.map(({ shelf }) => {
    return [now, now + DAY].map((at) => {
      const { quote, problems } = shelf.quote(wantedOf([{ product: 'LB-S15' }]), at)
      expect(problems).toEqual([])
      return quote?.payableFen
    })
  })
  // On the marketplace deposits are taken: 289, which the coupon of 300 does not reach. On the own site 329 less it.
  expect(paid).toEqual([
    [28_900, 28_900],
    [29_900, 29_900],
  ])
})

test('what the screens show besides is there', async () => {
  const first = await begin()
  expect(await count('shop')).toBe(2)
  expect(await count('team')).toBe(8)
  expect(await count('channel')).toBe(3)
  expect(await count('product')).toBeGreaterThanOrEqual(24)
  expect(await count('phrase')).toBeGreaterThanOrEqual(80)
  const facts = await desk.db.tx(await desk.db.everyShop(), async (tx) => ({
    platforms: await all(tx, sql<{ p: string }>`select platform as p from shop order by shop_id`),
    teams: await all(
      tx,
      sql<{ team: string }>`select distinct unnest(teams) as team from membership order by 1`,
    ),
    roles: await all(tx, sql<{ role: string }>`select distinct role from membership order by 1`),
    online: await all(
      tx,
      sql<{ n: number }>`select count(*)::int as n from membership where state = 'online' group by shop_id`,
    ),
    shared: await all(tx, sql<{ n: number }>`select count(*)::int as n from membership group by person_id`),
    notes: await all(tx, sql<{ n: string }>`select note as n from buyer where note <> ''`),
    pictures: await all(
      tx,
      sql<{ n: number }>`select octet_length(bytes) as n from message
        join picture p on message.picture = p.shop_id || '/' || p.picture_id`,
    ),
    earlier: await all(
      tx,
      sql<{
        n: number
      }>`select count(*)::int as n from conversation group by shop_id, buyer_id having count(*) > 1`,
    ),
    demo: await all(tx, sql<{ kind: string }>`select kind from channel where key = 'demo'`),
  }))
  expect(facts.platforms.map(({ p }) => p)).toEqual(['tmall', 'site'])
  expect(facts.teams.map(({ team }) => team)).toEqual([
    'after-sales',
    'bargaining',
    'order-change',
    'pre-sales',
  ])
  expect(facts.roles.map(({ role }) => role)).toEqual(['agent', 'owner', 'supervisor', 'viewer'])
  expect(facts.online.map(({ n }) => n)).toEqual([4, 4])
  expect(facts.shared.every(({ n }) => n === 2)).toBe(true)
  expect(facts.notes.length).toBeGreaterThanOrEqual(2)
  expect(facts.pictures).toHaveLength(1)
  expect(facts.pictures[0]?.n).toBeGreaterThan(1000)
  expect(facts.earlier).toHaveLength(1)
  expect(facts.demo).toEqual([{ kind: 'web-chat' }])
  expect(first?.demoKey).toBe('demo')
})

test('everybody signs in with the password that was shown, which is nobody else’s', async () => {
  const first = await begin()
  const passwords = first?.accounts.map(({ password }) => password) ?? []
  expect(passwords).toHaveLength(6)
  for (const password of passwords) expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  expect(new Set(passwords).size).toBe(passwords.length)
  for (const { username, password } of first?.accounts ?? []) {
    const ask = await desk.as(username, password)
    expect((await ask('/api/me')).body.shops).toHaveLength(2)
  }

  const other = await openAdministration(shopRoutes)
  const again = await firstStart({ ...other.deps, auth: other.auth }, { empty: false })
  await other.close()
  expect(again?.accounts.filter(({ password }) => passwords.includes(password))).toEqual([])
})

test('a second start changes nothing', async () => {
  await begin()
  const before = [await count('shop'), await count('message'), await count('event'), await count('person')]
  expect(await begin()).toBeNull()
  expect(await begin(true)).toBeNull()
  expect([await count('shop'), await count('message'), await count('event'), await count('person')]).toEqual(
    before,
  )
})

test('of two that start at once, one seeds', async () => {
  const both = await Promise.all([begin(), begin()])
  expect(both.filter((first) => first !== null)).toHaveLength(1)
  expect(await count('shop')).toBe(2)
})

test('a start that fails half-way leaves nothing behind, and the next one seeds', async () => {
  const createAccount: typeof desk.auth.createAccount = async (fresh) => {
    if (fresh.username === 'zhoumu') throw new Error('the disk is full')
    return desk.auth.createAccount(fresh)
  }
  const failing = firstStart({ ...desk.deps, auth: { ...desk.auth, createAccount } }, { empty: false })
  await expect(failing).rejects.toThrow('the disk is full')
  expect(await count('shop')).toBe(0)
  expect(await count('person')).toBe(0)
  const first = await begin()
  const owner = first?.accounts.find(({ username }) => username === 'owner')
  await desk.as('owner', owner?.password)
})

test('the event log tells the same as the tables', async () => {
  await begin()
  const now = new Map<string, Conversation>()
  let messages = 0
  const { shops } = await desk.db.everyShop()
  const { published } = desk
  for (const shopId of shops) {
    const log = await desk.db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, 0, 10_000))
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1))
    expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).sort((a, b) => a - b))
    expect(published.filter((entry) => entry.shopId === shopId).map(({ seq }) => seq)).toEqual(
      log.map(({ seq }) => seq),
    )
    for (const { data } of log.filter(({ kind }) => kind === 'conversation')) {
      const { conversation, messages: fresh } = ConversationEvent.parse(data)
      now.set(`${shopId}/${conversation.id}`, conversation)
      messages += fresh.length
    }
  }
  expect([...now.values()].sort((a, b) => a.shopId - b.shopId || a.id - b.id)).toEqual(await conversations())
  expect(await count('message')).toBe(messages)
})

test('a connector that comes for the first time gets nothing of the past', async () => {
  await begin()
  const outbox = createOutbox(desk.db, desk.deps.clock)
  for (const shopId of (await desk.db.everyShop()).shops) {
    const channels = await desk.db.tx({ shops: [shopId] }, (tx) =>
      all(tx, sql<{ id: number }>`select channel_id as id from channel`),
    )
    for (const { id } of channels) expect((await outbox.pending(shopId, id, 10)).messages).toEqual([])
  }
})

test('messages and their audit entries lie where they were said', async () => {
  await begin()
  const strayed = await desk.db.tx(await desk.db.everyShop(), async (tx) => ({
    messages: await all(tx, sql`select message_id from message where received_at <> sent_at`),
    audit: await all(
      tx,
      sql`select audit_id from audit a join message m on m.shop_id = a.shop_id and m.message_id = (a.detail ->> 'message')::bigint
        where a.at <> m.sent_at or m.author <> 'agent'`,
    ),
  }))
  expect(strayed).toEqual({ messages: [], audit: [] })
  expect(await count('audit')).toBeGreaterThan(30)
})

test('an empty start has one bare shop, its owner and two channels', async () => {
  const first = await begin(true)
  expect(first?.accounts.map(({ username }) => username)).toEqual(['owner'])
  const facts = await desk.db.tx(await desk.db.everyShop(), async (tx) => ({
    shop: await all(tx, sql`select platform, name, time_zone, locale, settings from shop`),
    channels: await all(tx, sql<{ kind: string; key: string }>`select kind, key from channel order by kind`),
    members: await all(tx, sql`select role, teams from membership`),
  }))
  expect(facts.shop).toEqual([
    { platform: 'site', name: '我的店铺', time_zone: 'Asia/Shanghai', locale: 'zh-CN', settings: {} },
  ])
  expect(facts.channels.map(({ kind }) => kind)).toEqual(['bridge', 'web-chat'])
  expect(first?.demoKey).toBe(facts.channels[1]?.key)
  expect(facts.members).toEqual([{ role: 'owner', teams: [] }])
  expect(await count('phrase')).toBe(defaultPhrases('zh-CN').length)
  for (const table of ['product', 'conversation', 'message', 'buyer']) expect(await count(table)).toBe(0)
  await desk.as('owner', first?.accounts[0]?.password)
})
