import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { all, type Db, openDb, sql } from '../../platform/db/db.ts'
import { createHub } from '../../platform/events/hub.ts'
import { readLog } from '../../platform/events/log.ts'
import { SECOND } from '../../shared/time.ts'
import { createShop } from '../shop/index.ts'
import { cleaning } from './jobs.ts'
import { createPipeline, type Pipeline } from './pipeline.ts'
import { startTicker } from './ticker.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let pipeline: Pipeline
let now = Date.parse('2026-11-11T12:00:00Z')
const clock = { now: () => now }
const fail = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.connection)
  const hub = createHub(
    (shopId, after, limit) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit)),
    (error) => fail('hub', error),
  )
  pipeline = createPipeline({ connection: database.connection, db, clock, hub, log: fail })
})
afterAll(async () => {
  await pipeline.close()
  await db.close()
  await database.drop()
})

const fillersIn = (shopId: number) =>
  db.tx({ shops: [shopId] }, (tx) =>
    all(
      tx,
      sql<{ rule: string }>`select detail ->> 'rule' as rule from message
        where shop_id = ${shopId} and author = 'assistant-auto' order by message_id`,
    ),
  )

test('[AST-4] a question that nobody answers is told once that we are busy, by however many processes', async () => {
  const shopId = await db.tx({ shops: [] }, async (tx) => {
    const facts = { platform: 'site', name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    const { id } = await createShop(tx, facts, now)
    // Somebody is online, so that the assistant leaves the question to people at first.
    await sql`insert into person (person_id, account_id, username, name) values (7, 'a', 'an', '安')`.execute(
      tx,
    )
    await sql`insert into membership (shop_id, person_id, role, state) values (${id}, 7, 'agent', 'online')`.execute(
      tx,
    )
    await sql`insert into seat (person_id) values (7)`.execute(tx)
    await sql`insert into presence (person_id, seen_at, here) values (7, now(), true)`.execute(tx)
    return id
  })
  const say = (n: number) =>
    pipeline.receive({
      shopId,
      inbound: [
        {
          channelId: 1,
          buyer: { externalId: 'tb1', name: '小王', verified: false },
          message: {
            externalId: `m${n}`,
            kind: 'text',
            text: '这个可以水洗吗',
            picture: null,
            size: null,
            sentAt: now,
          },
        },
      ],
    })
  await say(1)
  const before = await fillersIn(shopId)
  expect(before.map((m) => m.rule)).toEqual(['greeting'])

  const tickers = [1, 2, 3].map(() => startTicker({ db, clock, pipeline, log: fail }, 5))
  now += 60 * SECOND
  await vi.waitFor(async () => expect(await fillersIn(shopId)).toHaveLength(2), {
    timeout: 5000,
    interval: 20,
  })
  // Every ticker has gone round with the question still waiting: none has said it again.
  await Promise.all(tickers.map((ticker) => ticker.close()))
  const again = startTicker({ db, clock, pipeline, log: fail }, 5)
  now += 60 * SECOND
  await pipeline.submit({ shopId, inputs: [{ what: 'due', conversationId: 1 }] })
  await again.close()
  expect((await fillersIn(shopId)).map((m) => m.rule)).toEqual(['greeting', 'busy'])
})

test('what falls due while a flush takes its time goes into the pipeline at once', async () => {
  const looked = Promise.withResolvers<void>()
  const stuck = Promise.withResolvers<void>()
  const submitted: number[] = []
  const slow: Pipeline = {
    ...pipeline,
    async submit(batch) {
      const [input] = batch.inputs
      if (input?.what === 'due' && batch.shopId === shopId) submitted.push(input.conversationId)
      if (submitted.length === 2) looked.resolve()
      await stuck.promise
      return { replayed: false, outcomes: [] }
    },
  }
  const shopId = await db.tx(await db.everyShop(), async (tx) => {
    const facts = { platform: 'site', name: '慢', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    return (await createShop(tx, facts, now)).id
  })
  const asks = (buyer: string, sentAt: number) =>
    pipeline.submit({
      shopId,
      inputs: [
        {
          what: 'buyer-wrote',
          channelId: 1,
          buyer: { externalId: buyer, name: buyer, verified: false },
          message: { externalId: buyer, kind: 'text', text: '可以水洗吗', picture: null, size: null, sentAt },
        },
      ],
    })
  await asks('first', now - 100 * SECOND)
  const ticker = startTicker({ db, clock, pipeline: slow, log: fail }, 5)
  await vi.waitFor(() => expect(submitted).toHaveLength(1), { timeout: 5000, interval: 5 })
  // Nothing of the first has been committed when the second falls due.
  await asks('second', now - 99 * SECOND)
  await looked.promise
  stuck.resolve()
  await ticker.close()
  expect(submitted.slice(0, 2)).toEqual([1, 2])
})

test('[CNV-16] the cleaning closes what has been quiet, and nothing else', async () => {
  const shopId = await db.tx(await db.everyShop(), async (tx) => {
    const facts = { platform: 'site', name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    return (await createShop(tx, facts, now)).id
  })
  const from = (buyer: string) => ({
    what: 'buyer-wrote' as const,
    channelId: 1,
    buyer: { externalId: buyer, name: buyer, verified: false },
    message: {
      externalId: `${buyer}-1`,
      kind: 'text' as const,
      text: '在吗',
      picture: null,
      size: null,
      sentAt: now,
    },
  })
  const reply = (conversationId: number) => ({
    what: 'command' as const,
    id: crypto.randomUUID(),
    conversationId,
    by: { personId: 7, mayTake: true },
    command: {
      do: 'reply' as const,
      clientId: crypto.randomUUID(),
      text: '在的',
      picture: null,
      assist: false,
    },
    size: null,
  })
  await pipeline.submit({ shopId, inputs: [from('answered'), from('waiting')] })
  await pipeline.submit({ shopId, inputs: [reply(1)] })
  const states = () =>
    db.tx({ shops: [shopId] }, (tx) =>
      all(
        tx,
        sql<{
          status: string
        }>`select status from conversation where shop_id = ${shopId} order by conversation_id`,
      ),
    )
  const clean = () => cleaning({ db, clock, pipeline }).close_quiet?.run()
  await clean()
  expect((await states()).map((c) => c.status)).toEqual(['open', 'open'])
  now += 25 * 3_600_000
  await clean()
  expect((await states()).map((c) => c.status)).toEqual(['closed', 'open'])
})
