import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { systemClock } from '../../platform/clock.ts'
import { all, type Db, openDb, sql } from '../../platform/db/db.ts'
import { createHub, type Logged } from '../../platform/events/hub.ts'
import { lockShop, readLog } from '../../platform/events/log.ts'
import type { Inbound } from '../channel/domain.ts'
import type { Card, Conversation, ConversationEvent, Message } from '../conversation/domain.ts'
import { conversationStore, createOutbox } from '../conversation/index.ts'
import { takeOrdersIn } from '../order/index.ts'
import { linkOrder } from '../order/store.ts'
import { unpaid } from '../order/testing.ts'
import { createShop } from '../shop/index.ts'
import { createPipeline, type Pipeline } from './pipeline.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
const pipelines: Pipeline[] = []

/** A desk process, as far as conversations are concerned. */
const process = () => {
  const published: Logged[] = []
  const hub = createHub(
    (shopId, after, limit) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit)),
    () => {},
  )
  hub.watch({ logged: (entries) => published.push(...entries) })
  const faults: unknown[] = []
  const pipeline = createPipeline({
    connection: database.connection,
    db,
    clock: systemClock,
    hub,
    log: (_message, error) => faults.push(error),
  })
  pipelines.push(pipeline)
  return { pipeline, published, faults }
}

const newShop = async (): Promise<number> => {
  const { shops } = await db.everyShop()
  return db.tx({ shops }, async (tx) => {
    const facts = { platform: 'site', name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    return (await createShop(tx, facts, Date.now())).id
  })
}

const from = (buyer: number, n: number, text = `第 ${n} 句`): Inbound => ({
  channelId: 1,
  buyer: { externalId: `b${buyer}`, name: `买家${buyer}`, verified: false },
  message: {
    externalId: `b${buyer}-m${n}`,
    kind: 'text',
    text,
    picture: null,
    size: null,
    sentAt: Date.parse('2026-11-11T08:00:00Z') + n * 1000,
  },
})

const stored = (shopId: number) =>
  db.tx({ shops: [shopId] }, (tx) =>
    all(
      tx,
      sql<{ external_id: string; buyer_id: number; text: string; message_id: number }>`
        select m.external_id, c.buyer_id, m.text, m.message_id from message m
        join conversation c using (shop_id, conversation_id)
        where m.shop_id = ${shopId} and m.author = 'buyer' order by c.buyer_id, m.sent_at, m.message_id`,
    ),
  )

/** The state a screen has after a snapshot of nothing and all events. */
const replayed = (entries: readonly Logged[]) => {
  const conversations = new Map<number, Conversation>()
  const messages = new Map<number, Message>()
  for (const entry of entries) {
    const { conversation, messages: said } = JSON.parse(entry.json) as ConversationEvent
    conversations.set(conversation.id, conversation)
    for (const message of said) messages.set(message.id, message)
  }
  return { conversations, messages }
}

const logOf = (shopId: number) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, 0, 100_000))

/** Event log complete and without gaps, and what it tells is what is stored. */
const expectLogTellsAll = async (shopId: number) => {
  const log = await logOf(shopId)
  expect(log.map((e) => e.seq)).toEqual(log.map((_, i) => i + 1))
  const told = replayed(log)
  await db.tx({ shops: [shopId] }, async (tx) => {
    const open = await conversationStore.openConversations(tx, [shopId])
    expect([...told.conversations.values()].filter((c) => c.status !== 'closed')).toEqual(open)
    for (const conversation of open) {
      const inIt = await conversationStore.messagesBefore(tx, shopId, conversation.id, null, 10_000)
      expect([...told.messages.values()].filter((m) => m.conversationId === conversation.id)).toEqual(inIt)
    }
  })
}

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.connection)
})
afterAll(async () => {
  await Promise.all(pipelines.map((p) => p.close()))
  await db.close()
  await database.drop()
})

describe('receive', () => {
  test('[CNV-3 CNV-4 EVT-1] whatever is repeated and shuffled, each message is stored once, in order, and told in the log', async () => {
    const { pipeline } = process()
    const parcels = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }))
      .chain(([buyers, each]) => {
        const sent = Array.from({ length: buyers * each }, (_, i) => from(i % buyers, Math.floor(i / buyers)))
        return fc
          .shuffledSubarray([...sent, ...sent, ...sent], { minLength: sent.length * 3 })
          .chain((order) =>
            fc.record({
              order: fc.constant(order),
              cuts: fc.array(fc.integer({ min: 1, max: 7 }), {
                minLength: order.length,
                maxLength: order.length,
              }),
              sent: fc.constant(sent),
            }),
          )
      })
    await fc.assert(
      fc.asyncProperty(parcels, async ({ order, cuts, sent }) => {
        const shopId = await newShop()
        const waiting = []
        for (let i = 0, c = 0; i < order.length; i += cuts[c++] ?? 1)
          waiting.push(pipeline.receive({ shopId, inbound: order.slice(i, i + (cuts[c] ?? 1)) }))
        const outcomes = (await Promise.all(waiting)).flatMap((r) => (r.replayed ? [] : r.outcomes))
        expect(outcomes.filter((o) => o.stored)).toHaveLength(sent.length)
        const rows = await stored(shopId)
        expect(rows).toHaveLength(sent.length)
        const byBuyer = Map.groupBy(rows, (row) => row.buyer_id)
        for (const said of byBuyer.values())
          expect(said.map((row) => row.text)).toEqual(said.map((_, n) => `第 ${n} 句`))
        await expectLogTellsAll(shopId)
      }),
      { numRuns: 12 },
    )
  })

  test('a delivery id is taken once; its messages sent under a new id are duplicates', async () => {
    const { pipeline } = process()
    const shopId = await newShop()
    const inbound = [from(1, 1), from(1, 2)]
    const first = await pipeline.receive({ shopId, inbound, delivery: { channelId: 1, id: 'd1' } })
    const again = await pipeline.receive({
      shopId,
      inbound: [from(2, 1)],
      delivery: { channelId: 1, id: 'd1' },
    })
    const fresh = await pipeline.receive({ shopId, inbound, delivery: { channelId: 1, id: 'd2' } })
    expect(again).toEqual({ replayed: true })
    expect(await stored(shopId)).toHaveLength(2)
    if (first.replayed || fresh.replayed) throw new Error('not replayed')
    expect(fresh.outcomes).toEqual(first.outcomes.map((o) => ({ ...o, stored: false })))
  })

  test('a batch that PostgreSQL refuses does not take its neighbours along', async () => {
    const { pipeline, faults } = process()
    const shopId = await newShop()
    const sent = [1, 2, 3].map((buyer) =>
      pipeline.receive({ shopId, inbound: [from(buyer, 1, buyer === 2 ? 'half\0way' : '好')] }),
    )
    const results = await Promise.allSettled(sent)
    expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await stored(shopId)).map((r) => r.text)).toEqual(['好', '好'])
    expect(faults).toHaveLength(1)
    await expectLogTellsAll(shopId)
  })

  test('[CNV-3 EVT-1] several processes write to one shop: numbers have no gaps, nobody loses a message', async () => {
    const shopId = await newShop()
    const desks = [process(), process(), process()]
    await Promise.all(
      desks.flatMap(({ pipeline }, d) =>
        Array.from({ length: 40 }, (_, n) =>
          pipeline.receive({ shopId, inbound: [from(n % 4, d * 100 + n)] }),
        ),
      ),
    )
    expect(await stored(shopId)).toHaveLength(120)
    await expectLogTellsAll(shopId)
  })

  test('a connection cut amid the work: what was sent is stored once', async () => {
    const { pipeline } = process()
    const shopId = await newShop()
    const owner = new pg.Client(database.connection)
    await owner.connect()
    const sent = []
    for (let n = 0; n < 60; n++) {
      sent.push(pipeline.receive({ shopId, inbound: [from(n % 3, n)] }))
      if (n % 20 === 10) {
        await sent[n - 5]
        await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where application_name like 'peakdesk lane%' and datname = current_database()`)
      }
    }
    await Promise.all(sent)
    await owner.end()
    expect(await stored(shopId)).toHaveLength(60)
    await expectLogTellsAll(shopId)
  })

  test('the hub hands on each event once and in order', async () => {
    const { pipeline, published } = process()
    const shopId = await newShop()
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => pipeline.receive({ shopId, inbound: [from(n % 5, n)] })),
    )
    const log = await logOf(shopId)
    expect(published.map((e) => e.seq)).toEqual(log.map((e) => e.seq))
    expect(published.map((e) => JSON.parse(e.json))).toEqual(log.map((e) => JSON.parse(e.json)))
  })
})

describe('commands', () => {
  const by = (personId: number) => ({ personId, mayTake: false })
  test('[CNV-10] two agents claim at once: one has it, the other is told', async () => {
    const shopId = await newShop()
    const one = process()
    const two = process()
    const received = await one.pipeline.receive({ shopId, inbound: [from(1, 1)] })
    if (received.replayed) throw new Error('new')
    const conversationId = received.outcomes[0]?.conversationId ?? 0
    const claim = (pipeline: Pipeline, personId: number) =>
      pipeline.submit({
        shopId,
        inputs: [
          {
            what: 'command',
            id: crypto.randomUUID(),
            conversationId,
            by: by(personId),
            command: { do: 'claim' },
            size: null,
          },
        ],
      })
    const done = await Promise.all([claim(one.pipeline, 7), claim(two.pipeline, 8)])
    const outcomes = done.map((d) => (d.replayed ? null : d.outcomes[0]))
    expect(outcomes.filter((o) => o?.ok)).toHaveLength(1)
    expect(outcomes.find((o) => o && !o.ok)).toEqual({ ok: false, why: 'already-claimed' })
  })

  test('[CNV-3] a reply sent twice is stored once', async () => {
    const shopId = await newShop()
    const { pipeline } = process()
    const received = await pipeline.receive({ shopId, inbound: [from(1, 1)] })
    if (received.replayed) throw new Error('new')
    const conversationId = received.outcomes[0]?.conversationId ?? 0
    const clientId = '0f0e0d0c-0b0a-4908-8706-050403020100'
    const reply = () =>
      pipeline.submit({
        shopId,
        inputs: [
          {
            what: 'command',
            id: clientId,
            conversationId,
            by: by(7),
            command: { do: 'reply', clientId, text: '在的', picture: null, assist: false },
            size: null,
          },
        ],
      })
    const ids = (await Promise.all([reply(), reply()])).map((d) =>
      d.replayed || !d.outcomes[0]?.ok ? 0 : d.outcomes[0].messageId,
    )
    ids.push(...[await reply()].map((d) => (d.replayed || !d.outcomes[0]?.ok ? 0 : d.outcomes[0].messageId)))
    expect(new Set(ids).size).toBe(1)
    const rows = await db.tx({ shops: [shopId] }, (tx) =>
      all(tx, sql`select 1 from message where shop_id = ${shopId} and external_id = ${clientId}`),
    )
    expect(rows).toHaveLength(1)
  })

  test('[CNV-20 CNV-24 BRG-46] a card is stored with its reply, waits in the outbox, and its product is remembered', async () => {
    const shopId = await newShop()
    const { pipeline } = process()
    const asked = from(1, 1, '有货吗')
    const received = await pipeline.receive({
      shopId,
      inbound: [{ ...asked, message: { ...asked.message, item: 'LB-9' } }],
    })
    if (received.replayed) throw new Error('new')
    const conversationId = received.outcomes[0]?.conversationId ?? 0
    const clientId = crypto.randomUUID()
    const card: Card = {
      kind: 'product',
      product: 'LB-1',
      sku: null,
      title: '四件套',
      priceFen: 32900,
      picture: null,
      url: null,
    }
    const text = '四件套 ¥329'
    await pipeline.submit({
      shopId,
      inputs: [
        {
          what: 'command',
          id: clientId,
          conversationId,
          by: by(7),
          command: { do: 'reply', clientId, text, picture: null, assist: false, card },
          size: null,
        },
      ],
    })
    const { messages } = await createOutbox(db, systemClock).pending(shopId, 1, 10)
    expect(messages.at(-1)).toMatchObject({ text, card })
    const kept = await db.tx({ shops: [shopId] }, (tx) =>
      conversationStore.messagesBefore(tx, shopId, conversationId, null, 10),
    )
    expect(kept.find((m) => m.author === 'buyer')?.detail).toEqual({ item: 'LB-9' })
    expect(kept.find((m) => m.externalId === clientId)?.detail).toEqual({ card })
    const now = await db.tx({ shops: [shopId] }, (tx) =>
      conversationStore.conversationById(tx, shopId, conversationId),
    )
    expect(now?.assistant.goods).toEqual(['LB-1', 'LB-9'])
    await expectLogTellsAll(shopId)
  })

  test('[BRG-14 ORD-13] a message that names an order makes it the buyer’s, where it has no buyer of its own', async () => {
    const shopId = await newShop()
    const { pipeline } = process()
    const at = Date.now()
    const by = { source: 'import' as const, personId: null, now: at }
    await db.tx({ shops: [shopId] }, async (tx) => {
      await lockShop(tx, shopId)
      await takeOrdersIn(tx, shopId, [unpaid('theirs', at), unpaid('free', at, { buyer: null })], by)
      await linkOrder(tx, shopId, 'said', 99)
    })
    const about = (buyer: number, n: number, order: string) => {
      const asked = from(buyer, n, '这个订单什么时候发')
      return { ...asked, message: { ...asked.message, order } }
    }
    const inbound = ['theirs', 'free', 'later', 'said'].map((order, i) => about(1, i + 1, order))
    const received = await pipeline.receive({ shopId, inbound: [...inbound, about(2, 9, 'free')] })
    if (received.replayed) throw new Error('new')
    const { conversationId = 0 } = received.outcomes[0] ?? {}
    const buyerId = (
      await db.tx({ shops: [shopId] }, (tx) => conversationStore.conversationById(tx, shopId, conversationId))
    )?.buyerId
    const links = await db.tx({ shops: [shopId] }, (tx) =>
      all(
        tx,
        sql<{ order: string; buyer: number }>`select order_id as "order", buyer_id as buyer from order_buyer
          where shop_id = ${shopId} order by order_id`,
      ),
    )
    expect(links).toEqual([
      { order: 'free', buyer: buyerId },
      { order: 'later', buyer: buyerId },
      { order: 'said', buyer: 99 },
    ])
    const kept = await db.tx({ shops: [shopId] }, (tx) =>
      conversationStore.messagesBefore(tx, shopId, conversationId, null, 10),
    )
    expect(kept.find((m) => m.author === 'buyer')?.detail).toEqual({ order: 'theirs' })
  })
})
