import pg from 'pg'
import { randomPassword } from '../src/cli/random-password.ts'
import { beginFaq, defaultFaq } from '../src/features/assistant/index.ts'
import { beginCampaign } from '../src/features/campaign/index.ts'
import { addSizeCharts, saveProducts } from '../src/features/catalog/index.ts'
import { createChannel } from '../src/features/channel/index.ts'
import { takeOrdersIn } from '../src/features/order/index.ts'
import { defaultPhrases, seedPhrases } from '../src/features/phrase/index.ts'
import { saveOffer } from '../src/features/pricing/store.ts'
import { createShop, joinShop, saveSettings } from '../src/features/shop/index.ts'
import type { Desk } from '../src/main.ts'
import type { Auth } from '../src/platform/auth/index.ts'
import type { Tx } from '../src/platform/db/db.ts'
import type { Logged } from '../src/platform/events/hub.ts'
import type { Instant } from '../src/shared/time.ts'
import type { Place } from './inputs.ts'
import { assistantOf } from './lubai/assistant.ts'
import { campaignsOf, pricesOf } from './lubai/campaigns.ts'
import { faq } from './lubai/faq.ts'
import { offersOf } from './lubai/offers.ts'
import { ordersOf } from './lubai/orders.ts'
import { people } from './lubai/people.ts'
import { phrases } from './lubai/phrases.ts'
import { charts, productsOf } from './lubai/products.ts'
import { type SeedShop, shops } from './lubai/shops.ts'
import { finished } from './lubai/talks-finished.ts'
import { open } from './lubai/talks-open.ts'
import { waiting } from './lubai/talks-waiting.ts'
import { play, type Stage } from './play.ts'
import type { SeedPerson } from './script.ts'
import { lockFirstStart, pricesWere, setOnline, shopExists } from './store.ts'

/** A way to sign in, told once. */
export interface FirstAccount {
  username: string
  password: string
  says: string
}

export interface FirstStart {
  accounts: FirstAccount[]
  /** The web chat channel whose page shows the buyer's side. */
  demoKey: string | null
}

/** A person and the password that nobody but the terminal will have seen. */
type Newcomer = Pick<SeedPerson, 'username' | 'name' | 'says'> & { password: string }
type SeedDesk = Pick<Desk, 'db' | 'auth' | 'hub' | 'clock'>
type Seeded = Omit<FirstStart, 'accounts'> & { events: Logged[] }

/** Hands out accounts whose passwords are already being hashed: 45 ms each on a core, and the cores side by side. */
const accountsFor = (auth: Pick<Auth, 'createAccount'>, newcomers: readonly Newcomer[]) => {
  const made = new Map(newcomers.map((person) => [person.username, auth.createAccount(person)]))
  // Awaited one after another below; one that fails before its turn must not count as unhandled.
  for (const account of made.values()) account.catch(() => {})
  return {
    createAccount: async ({ username }: { username: string }) => {
      const account = await made.get(username)
      if (account === undefined) throw new Error(`no account was prepared for ${username}`)
      return account
    },
  }
}

const emptyShop = async (
  tx: Tx,
  accounts: Pick<Auth, 'createAccount'>,
  newcomers: readonly Newcomer[],
  now: Instant,
): Promise<Seeded> => {
  const facts = { platform: 'site', name: '我的店铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
  const shop = await createShop(tx, facts, now)
  await beginFaq(tx, shop.id, defaultFaq(shop.locale), now)
  const chat = await createChannel(tx, shop.id, { kind: 'web-chat', name: '网页聊天' }, now)
  await createChannel(tx, shop.id, { kind: 'bridge', name: '消息桥' }, now)
  await seedPhrases(tx, shop.id, defaultPhrases(facts.locale), now)
  for (const person of newcomers)
    await joinShop(tx, accounts, shop.id, { ...person, role: 'owner', teams: [] }, now)
  return { demoKey: chat.key, events: [] }
}

/** The shop with everything but its people and talks. */
const furnish = async (tx: Tx, seed: SeedShop, now: Instant): Promise<Omit<Stage, 'people'>> => {
  const shop = await createShop(tx, seed.facts, now)
  await saveSettings(tx, shop.id, 'assistant', assistantOf(seed.name))
  await beginFaq(tx, shop.id, faq, now)
  const bridge = await createChannel(tx, shop.id, { kind: 'bridge', name: seed.bridge }, now)
  const chat = seed.webChat && (await createChannel(tx, shop.id, { kind: 'web-chat', ...seed.webChat }, now))
  await addSizeCharts(tx, shop.id, charts)
  await saveProducts(tx, shop.id, productsOf(seed.name, now))
  await seedPhrases(tx, shop.id, phrases, now)
  return { shop, channels: { bridge: bridge.id, 'web-chat': chat?.id ?? null } }
}

const lubai = async (
  tx: Tx,
  accounts: Pick<Auth, 'createAccount'>,
  newcomers: readonly Newcomer[],
  now: Instant,
): Promise<Seeded> => {
  const stages = []
  for (const seed of shops) stages.push({ seed, stage: await furnish(tx, seed, now) })
  const passwords = new Map(newcomers.map(({ username, password }) => [username, password]))
  const events: Logged[] = []
  for (const { seed, stage } of stages) {
    const staff = new Map<string, Place>()
    for (const { username, name, places, online } of people) {
      const as = { username, name, ...places[seed.name], password: passwords.get(username) }
      // In the next shop they are known.
      passwords.delete(username)
      const { personId, role } = await joinShop(tx, accounts, stage.shop.id, as, now)
      staff.set(username, { personId, role, online })
    }
    const online = [...staff.values()].filter((person) => person.online)
    await setOnline(
      tx,
      online.map(({ personId }) => personId),
      now,
    )
    await pricesWere(tx, stage.shop.id, pricesOf(seed.name, now))
    const owner = staff.get('xuman')?.personId ?? null
    const shop = { ...seed.facts, id: stage.shop.id }
    let near = 0
    for (const campaign of campaignsOf(seed.name, shop, { now, owner }))
      near = (await beginCampaign(tx, shop, campaign)).id
    for (const offer of offersOf(seed.name, near)) await saveOffer(tx, shop.id, offer)
    const talks = [...finished, ...open, ...waiting].filter(({ shop }) => shop === seed.name)
    events.push(...(await play(tx, { ...stage, people: staff }, talks, now)))
    const orders = ordersOf(seed.name, productsOf(seed.name, now), now)
    const { logged } = await takeOrdersIn(tx, shop.id, orders, { source: 'bridge', personId: null, now })
    events.push(...logged)
  }
  return { demoKey: shops.find(({ webChat }) => webChat)?.webChat?.key ?? null, events }
}

/** Plans made on empty tables would be kept for tables that are not: they freeze on the wrong index. */
const analyze = async (connection: pg.ClientConfig): Promise<void> => {
  const client = new pg.Client(connection)
  await client.connect()
  await client
    .query(
      'analyze shop, person, membership, channel, outbox_cursor, shop_log, event, buyer, conversation, message, product, phrase, faq, campaign, activity, sign_up, price_change, offer, shop_order',
    )
    .finally(() => client.end())
}

/**
 * Fills a database that has no shop: with one bare shop (`empty`), or with a made-up store in the middle of its day.
 * All in one transaction: a start that is killed half-way begins again, and no password goes untold. Returns null where
 * there is a shop already.
 */
export const firstStart = async (desk: SeedDesk, options: { empty: boolean }): Promise<FirstStart | null> => {
  const { db, auth, hub, clock } = desk
  if ((await db.everyShop()).shops.length > 0) return null
  const owner = { username: 'owner', name: '店主', says: 'owner' }
  const newcomers = (options.empty ? [owner] : people).map((p) => ({ ...p, password: randomPassword() }))
  const seeded = await db.tx({ shops: [] }, async (tx) => {
    await lockFirstStart(tx)
    if (await shopExists(tx)) return null
    const fill = options.empty ? emptyShop : lubai
    return fill(tx, accountsFor(auth, newcomers), newcomers, clock.now())
  })
  if (!seeded) return null
  await analyze(db.connection)
  hub.publish(seeded.events)
  return {
    accounts: newcomers.map(({ username, password, says }) => ({ username, password, says })),
    demoKey: seeded.demoKey,
  }
}
