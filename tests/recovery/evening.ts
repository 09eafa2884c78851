import type pg from 'pg'
import { createChannel } from '../../src/features/channel/index.ts'
import { createPipeline } from '../../src/features/desk/pipeline.ts'
import type { OrderUpdate } from '../../src/features/order/domain/order.ts'
import { takeOrders } from '../../src/features/order/index.ts'
import type { PlanBody } from '../../src/features/recovery/domain/plan.ts'
import { addPlan, movePlan } from '../../src/features/recovery/service.ts'
import { closed, orderOf, paid, planBody, step, words } from '../../src/features/recovery/testing/plans.ts'
import { createShop } from '../../src/features/shop/index.ts'
import { openDb, sql } from '../../src/platform/db/db.ts'
import { createHub } from '../../src/platform/events/hub.ts'
import { readLog } from '../../src/platform/events/log.ts'
import { HOUR, MINUTE } from '../../src/shared/time.ts'
import { chanceOf } from '../faults/chance.ts'
import { type Broken, checkEvening, type Figures } from './check.ts'
import { places } from './server-places.ts'
import { openServers } from './servers.ts'

export interface Evening {
  orders: number
  seed: number
  /** Simulated minutes between two looks, and how many times a server is killed. */
  step: number
  kills: number
  say?(line: string): void
}

/** What was told to whom, by the provider's book. */
export interface Text {
  sendingId: number
  shopId: number
  orderId: string
  at: number
}

export const BEGINS = Date.parse('2026-11-11T19:00:00+08:00')
const LAST_ORDER = BEGINS + 3.25 * HOUR
const ENDS = BEGINS + 4 * HOUR

/** Several plans at once, by every channel and by every way to say when. */
const plans: Partial<PlanBody>[] = [
  {
    name: '实时催付',
    control: 0.1,
    steps: [
      step('soon', { when: { kind: 'delay', minutes: 5 } }),
      step('last', { when: { kind: 'before-end', minutes: 8 } }),
    ],
    arms: [
      { code: 'early', name: '早', weight: 1, minutes: { soon: 3 } },
      { code: 'late', name: '晚', weight: 1, minutes: { soon: 9 } },
    ],
  },
  {
    name: '短信',
    control: 0.2,
    audience: { leastFen: 20_000, mostFen: null, products: [], exceptReasons: [] },
    steps: [
      step('sms', {
        channel: 'sms',
        when: { kind: 'delay', minutes: 12 },
        words: [words('{product}待付款', { template: 'SMS_1' })],
      }),
    ],
    budgetFen: 2_000_000,
  },
  {
    name: '整点',
    steps: [step('hour', { when: { kind: 'hours', hours: ['20:00', '21:00', '09:00'], after: 0 } })],
  },
  {
    name: '电话',
    audience: { leastFen: 80_000, mostFen: null, products: [], exceptReasons: [] },
    steps: [step('call', { channel: 'phone', when: { kind: 'delay', minutes: 15 } })],
  },
]

/**
 * A promotion evening, seven to eleven, with orders that live half an hour (one in ten a day), on two server processes and one
 * database; a third process, this one, takes word of orders and buyers' messages. Servers are killed at random; orders are
 * paid, cancelled and refunded at any moment, between decision and sending too. Then it is checked from the database and the
 * provider's book whether everything was kept.
 */
export const playEvening = async (
  connection: pg.ClientConfig,
  { orders: count, seed, step: minutes, kills, say = () => {} }: Evening,
): Promise<{ broken: Broken[]; figures: Figures }> => {
  const chance = chanceOf(seed)
  const faults: string[] = []
  const time = { now: BEGINS }
  const clock = { now: () => time.now }
  const log = (message: string, error: unknown) => faults.push(`${message}: ${error}`)
  const db = openDb(connection, { poolSize: 6, onError: (error) => log('a connection broke', error) })
  const hub = createHub(
    (shopId, after, limit) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit)),
    (error) => log('the hub failed', error),
  )
  const deps = { db, hub, clock }
  const pipeline = createPipeline({ ...deps, connection, log })
  const shops: { id: number; channelId: number }[] = []
  for (const name of ['甲', '乙']) {
    const shop = await db.tx({ shops: [] }, (tx) =>
      createShop(tx, { platform: 'taobao', name, timeZone: 'Asia/Shanghai', locale: 'zh-CN' }, BEGINS),
    )
    const { id: channelId } = await db.tx({ shops: [shop.id] }, (tx) =>
      createChannel(tx, shop.id, { kind: 'bridge', name: 'B' }, BEGINS),
    )
    shops.push({ id: shop.id, channelId })
    const nobody = { personId: null, address: null }
    for (const body of plans) {
      const plan = await addPlan(deps, nobody, shop.id, planBody(body))
      await movePlan(deps, nobody, shop.id, plan.id, 'start')
    }
  }
  await witness(connection)

  // What will happen, and when.
  const coming = new Map<number, { shopId: number; updates: OrderUpdate[] }[]>()
  const happens = (shopId: number, update: OrderUpdate) => {
    const slot = Math.ceil((update.at - BEGINS) / (minutes * MINUTE))
    const list = coming.get(slot) ?? []
    const last = list.findLast((one) => one.shopId === shopId)
    // Few at once, so that each event names its orders and payments come between other things.
    if (last && last.updates.length < 40) last.updates.push(update)
    else list.push({ shopId, updates: [update] })
    coming.set(slot, list)
  }
  const optedOut = new Set<string>()
  for (let i = 0; i < count; i++) {
    const shop = chance.pick(shops)
    const at = BEGINS + Math.floor(chance.next() * (LAST_ORDER - BEGINS))
    const id = `${shop.id}-${i}`
    const buyer = `b${chance.between(1, Math.ceil(count * 0.7))}`
    if (chance.happens(0.02)) optedOut.add(`${shop.id}/${buyer}`)
    const long = chance.happens(0.1)
    const payBy = at + (long ? 24 * HOUR : 30 * MINUTE)
    const phone = `138${String(i).padStart(8, '0')}`
    const address = {
      name: '王',
      phone: chance.happens(0.8) ? phone : '138****0000',
      province: '',
      city: '',
      district: '',
      detail: '',
    }
    const payableFen = chance.pick([9_900, 19_900, 39_900, 99_900])
    happens(shop.id, orderOf(id, at, { buyer: { id: buyer, name: buyer }, payBy, address, payableFen }))
    const then = at + Math.floor(chance.next() * 32 * MINUTE)
    const fate = chance.next()
    const pays = fate < 0.45 && then < payBy
    if (pays) happens(shop.id, paid(id, then))
    else if (fate < 0.55) happens(shop.id, closed(id, then))
    else if (fate < 0.58)
      happens(shop.id, {
        ...{ id, at: then },
        refunds: [{ id: 'r', kind: 'refund', line: null, state: 'asked', fen: null, reason: '', at: then }],
      })
    if (!long && !pays) happens(shop.id, closed(id, payBy + MINUTE))
  }
  await db.tx({ shops: shops.map(({ id }) => id) }, async (tx) => {
    for (const one of optedOut) {
      const [shopId = '', buyer = ''] = one.split('/')
      await sql`insert into recovery_opt_out (shop_id, who, channel, at, how)
        values (${Number(shopId)}, ${`buyer:${buyer}`}, 'all', now(), '退订') on conflict do nothing`.execute(
        tx,
      )
    }
  })

  const texts: Text[] = []
  const servers = openServers(connection, 2, {
    fault(message) {
      // That is what the provider's silence is for.
      if (!message.includes('the provider did not answer')) faults.push(message)
    },
    provider({ id, orderId }, shopId, at) {
      texts.push({ sendingId: id, shopId, orderId: orderId ?? '', at })
      // One in a hundred is never answered.
      return id % 100 === 0 ? null : { state: 'sent', remoteId: `R${id}`, error: null }
    },
  })
  await servers.ready()
  const started = performance.now()

  const slots = Math.ceil((ENDS - BEGINS) / (minutes * MINUTE))
  // Half of them at any moment, half where a server is at its weakest; text messages leave before eight.
  const killAt = Array.from({ length: kills }, (_, n) => {
    const place = n % 2 === 0 ? undefined : places[(n >> 1) % places.length]
    const last = place === 'claimed' || place === 'taken' ? Math.floor((slots * 55) / 240) : slots - 12
    return { slot: chance.between(Math.min(3, last), last), place }
  })
  let serial = 0
  const wait = (ms: number) => new Promise((go) => setTimeout(go, ms))
  for (let slot = 0; slot <= slots; slot++) {
    time.now = BEGINS + slot * minutes * MINUTE
    const todo = (coming.get(slot) ?? []).toSorted(() => chance.next() - 0.5)
    const world = async () => {
      // In the order of the platform's word for each order: an order before what became of it.
      for (const { shopId, updates } of todo)
        await takeOrders(deps, shopId, updates, { source: 'platform', personId: null })
    }
    const talk = async () => {
      const inbound = shops.map(({ id, channelId }) => ({
        shopId: id,
        channelId,
        buyers: Array.from(
          { length: Math.ceil(count / 5000) },
          () => `b${chance.between(1, Math.ceil(count * 0.7))}`,
        ),
      }))
      for (const { shopId, channelId, buyers } of inbound)
        await pipeline.receive({
          shopId,
          inbound: buyers.map((name) => ({
            channelId,
            buyer: { externalId: name, name, verified: false },
            message: {
              externalId: `m${++serial}`,
              kind: 'text',
              text: '在吗',
              picture: null,
              size: null,
              sentAt: time.now,
            },
          })),
        })
    }
    const strikes = killAt
      .filter((one) => one.slot === slot && !one.place)
      .map(async () => {
        const after = chance.between(5, 120)
        const which = chance.between(0, 1)
        await wait(after)
        await servers.kill(which)
      })
    // What happens in the world happens while the servers look.
    const die = killAt.find((one) => one.slot === slot && one.place)?.place
    await Promise.all([servers.tick(time.now, die), world(), talk(), ...strikes])
    if (slot % 20 === 0)
      say(
        `${new Date(time.now + 8 * HOUR).toISOString().slice(11, 16)}, ${texts.length} texts, ${faults.length} faults`,
      )
  }
  // The night, and the next day: what was held leaves, what is over is closed.
  for (const at of [
    '2026-11-12T07:59:00+08:00',
    '2026-11-12T08:00:00+08:00',
    '2026-11-12T08:01:00+08:00',
    '2026-11-12T09:00:00+08:00',
    '2026-11-12T23:30:00+08:00',
    '2026-11-13T09:00:00+08:00',
  ])
    for (let n = 0; n < 3; n++) {
      time.now = Date.parse(at) + n
      await servers.tick(time.now)
    }
  const ms = performance.now() - started
  await servers.close()
  await pipeline.close()
  const checked = await checkEvening(db, { shops: shops.map(({ id }) => id), texts, optedOut, faults })
  await db.close()
  return { ...checked, figures: { ...checked.figures, orders: count, kills, seconds: Math.round(ms / 1000) } }
}

/**
 * Witnesses in the database: as a reminder is written (a chat) or claimed (a text message), in that very transaction, how its
 * order stands is written down. Whoever pays holds the order or the shop's turn, so that is the order of the commits.
 */
const witness = async (connection: pg.ClientConfig): Promise<void> => {
  const { Client } = (await import('pg')).default
  const client = new Client(connection)
  await client.connect()
  await client.query(`
    create table witness (sending_id bigint, channel text, status text, refunding boolean);
    create function saw(sending bigint, via text) returns void language sql as $$
      insert into witness select sending, via, o.status, exists (
        select from json_array_elements(o.doc -> 'order' -> 'refunds') r where r ->> 'state' in ('asked', 'agreed'))
      from recovery_sending s left join shop_order o on o.shop_id = s.shop_id and o.order_id = s.order_id
      where s.sending_id = sending $$;
    create function saw_chat() returns trigger language plpgsql as $$
      begin perform saw(substr(new.external_id, 10)::bigint, 'chat'); return null; end $$;
    create trigger saw_chat after insert on message for each row
      when (new.external_id like 'recovery:%') execute function saw_chat();
    create function saw_text() returns trigger language plpgsql as $$
      begin perform saw(new.sending_id, 'sms'); return null; end $$;
    create trigger saw_text after update on recovery_sending for each row
      when (new.state = 'uncertain' and old.state = 'queued') execute function saw_text();
    create function saw_call() returns trigger language plpgsql as $$
      begin perform saw(new.sending_id, 'phone'); return null; end $$;
    create trigger saw_call after insert on recovery_errand for each row execute function saw_call();`)
  await client.end()
}
