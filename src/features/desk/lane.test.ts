import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { systemClock } from '../../platform/clock.ts'
import { all, type Db, openDb, sql } from '../../platform/db/db.ts'
import { createHub } from '../../platform/events/hub.ts'
import { append, lockShop, readLog } from '../../platform/events/log.ts'
import { createShop } from '../shop/index.ts'
import { createPipeline, type Pipeline } from './pipeline.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let owner: pg.Client
let pipeline: Pipeline

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.connection)
  owner = new pg.Client(database.connection)
  await owner.connect()
  const hub = createHub(
    (shopId, after, limit) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit)),
    () => {},
  )
  pipeline = createPipeline({ connection: database.connection, db, clock: systemClock, hub, log: () => {} })
})
afterAll(async () => {
  await pipeline.close()
  await owner.end()
  await db.close()
  await database.drop()
})

const newShop = async (): Promise<number> =>
  db.tx(await db.everyShop(), async (tx) => {
    const facts = { platform: 'site', name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    return (await createShop(tx, facts, Date.now())).id
  })
const write = (shopId: number, buyer: number, n: number) =>
  pipeline.receive({
    shopId,
    inbound: [
      {
        channelId: 1,
        buyer: { externalId: `b${buyer}`, name: `买家${buyer}`, verified: false },
        message: {
          externalId: `b${buyer}-${n}`,
          kind: 'text',
          text: `第 ${n} 句`,
          picture: null,
          size: null,
          sentAt: Date.parse('2026-11-11T08:00:00Z') + n,
        },
      },
    ],
  })
/** Buyers' messages in the order in which they were stored, with whether their buyer and conversation are there. */
const stored = (shopId: number) =>
  db.tx({ shops: [shopId] }, (tx) =>
    all(
      tx,
      sql<{
        id: string
        whole: boolean
      }>`select m.external_id as id, b.buyer_id is not null as whole from message m
        left join conversation c using (shop_id, conversation_id)
        left join buyer b on b.shop_id = c.shop_id and b.buyer_id = c.buyer_id
        where m.shop_id = ${shopId} and m.author = 'buyer' order by m.message_id`,
    ),
  )
const waitingForLock = async () => {
  const { rows } = await owner.query(`select 1 from pg_stat_activity where datname = current_database()
    and application_name = 'peakdesk lane writer' and wait_event_type = 'Lock'`)
  expect(rows).toHaveLength(1)
}
const nothingWaits = () => expect(pipeline.depth()).toBe(0)

test('[CNV-3 EVT-1] a flush that builds on one that failed fails too, though the log stands where it expects it', async () => {
  const shopId = await newShop()
  await write(shopId, 1, 1) // the lane knows the shop
  const held: Promise<unknown>[] = []
  await db.tx({ shops: [shopId] }, async (tx) => {
    // Somebody has the shop's turn while two flushes go on their way, the first of a new buyer …
    await lockShop(tx, shopId)
    held.push(write(shopId, 2, 1))
    await vi.waitFor(waitingForLock, { timeout: 5000 })
    held.push(write(shopId, 2, 2))
    await vi.waitFor(nothingWaits)
    // … and writes exactly as many events as the first would have.
    await append(tx, shopId, [{ kind: 'test', data: {} }], Date.now())
  })
  await Promise.all(held)
  expect(await stored(shopId)).toEqual([
    { id: 'b1-1', whole: true },
    { id: 'b2-1', whole: true },
    { id: 'b2-2', whole: true },
  ])
})

test('[CNV-3] one buyer’s messages are stored in the order in which they came, though connections break', async () => {
  const shopId = await newShop()
  const sent: Promise<unknown>[] = []
  for (let n = 1; n <= 120; n++) {
    sent.push(write(shopId, 1, n), write(shopId, 1000 + n, 1)) // strangers make the lane read
    await new Promise((go) => setImmediate(go))
    if (n % 30 === 20)
      await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like 'peakdesk lane%'`)
  }
  await Promise.all(sent)
  const own = (await stored(shopId)).map((m) => m.id).filter((id) => id.startsWith('b1-'))
  expect(own).toEqual(Array.from({ length: 120 }, (_, i) => `b1-${i + 1}`))
})

test('a careful flush does not wait for connections that wait for its shop', async () => {
  const shops = [await newShop(), await newShop(), await newShop()]
  const [busy = 0, , quiet = 0] = shops // one lane
  await write(busy, 1, 1)
  await write(busy, 1, 1) // repeated: the lane is careful from here on
  const turn = () => db.tx({ shops: [quiet] }, (tx) => lockShop(tx, quiet))
  await turn()
  // More of them than the pool has connections, all for the shop whose settings the lane has not seen yet.
  const all = [...Array.from({ length: 20 }, turn), write(quiet, 1, 1), ...Array.from({ length: 20 }, turn)]
  await Promise.all(all)
  expect(await stored(quiet)).toHaveLength(1)
})

test('a command tried again after a lost connection is done once', async () => {
  const shopId = await newShop()
  const received = await write(shopId, 1, 1)
  if (received.replayed) throw new Error('new')
  const conversationId = received.outcomes[0]?.conversationId ?? 0
  const snooze = {
    what: 'command' as const,
    id: '6f1c7f0e-8c46-4f0e-9a54-0d4c5d3f2b1a',
    conversationId,
    by: { personId: 7, mayTake: false },
    command: { do: 'snooze' as const, until: Date.now() + 3_600_000 },
    size: null,
  }
  const clientId = '0a8f2f9e-55c1-4c0c-8a52-5be0b1a6f0d3'
  const answer = {
    ...snooze,
    id: clientId,
    command: { do: 'reply' as const, clientId, text: '在的', picture: null, assist: false },
  }
  await pipeline.submit({ shopId, inputs: [answer] })
  const outcomes = []
  for (const inputs of [[snooze], [snooze]]) {
    const done = await pipeline.submit({ shopId, inputs })
    outcomes.push(done.replayed ? null : done.outcomes[0])
  }
  expect(outcomes.map((o) => o?.ok && o.stored)).toEqual([true, false])
})
