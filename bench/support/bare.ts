import pg from 'pg'
import { scopeTo, type Writes, writing } from '../../src/features/desk/flush-sql.ts'
import { asApplication } from '../../src/platform/db/connection.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import type { BenchDesk } from './desk.ts'

/** One answered message as the desk has stored it. */
const specimen = async (client: pg.Client, shopId: number) => {
  const { rows } = await client.query(
    `select e.data::text as json from event e where e.shop_id = $1 and e.kind = 'conversation'
       and e.data #>> '{messages,1,author}' = 'assistant-auto' order by seq desc limit 1`,
    [shopId],
  )
  const data = JSON.parse((rows[0] as { json: string }).json)
  return { conversation: data.conversation, messages: data.messages.slice(0, 2) }
}
type Specimen = Awaited<ReturnType<typeof specimen>>

/** The statements of a flush that stores the specimen `size` times, for conversations in turn. */
const prepared = (
  of: Specimen,
  ids: { message: number; seq: number },
  size: number,
  shopId: number,
): (string | pg.QueryConfig)[] => {
  const writes: Writes = {
    messages: [],
    conversations: [],
    buyers: [],
    events: [],
    counters: [],
    deliveries: [],
    audit: [],
    breaches: [],
    slots: [],
    given: [],
    guarded: [],
    leads: [],
    writer: 'bare',
    now: Date.now(),
  }
  for (let i = 0; i < size; i++) {
    const conversation = { ...of.conversation, shopId, id: 1 + ((ids.seq + i) % CONVERSATIONS) }
    conversation.buyerId = conversation.id
    const messages = of.messages.map((m: Record<string, unknown>) => ({
      ...m,
      id: ++ids.message,
      conversationId: conversation.id,
      externalId: m.externalId === null ? null : `t${ids.message}-bare`,
    }))
    for (const message of messages)
      writes.messages.push({ shopId, channelId: conversation.channelId, message })
    writes.conversations.push(conversation)
    const data = { conversation, messages }
    writes.events.push({
      shopId,
      seq: ids.seq + i + 1,
      kind: 'conversation',
      at: writes.now,
      data,
      json: JSON.stringify(data),
    })
  }
  ids.seq += size
  writes.counters.push({
    shop_id: shopId,
    seq: ids.seq,
    message_id: ids.message,
    conversation_id: CONVERSATIONS,
    buyer_id: CONVERSATIONS,
    config_version: 1,
  })
  // A conversation may stand only once in a flush.
  writes.conversations = [...new Map(writes.conversations.map((c) => [c.id, c])).values()]
  return ['begin', scopeTo([`{${shopId}}`]), ...writing(writes), 'commit']
}
const CONVERSATIONS = 2000

/**
 * The bare rate (answered messages/s) at which the same PostgreSQL commits the same rows at the same flush size, with
 * nothing else going on: statements are made beforehand, and one flush always waits behind the one at work.
 */
export const bareRate = async (desk: BenchDesk, flushSize: number, seconds: number): Promise<number> => {
  const owner = new pg.Client(desk.database)
  await owner.connect()
  const reader = new pg.Client({ ...asApplication(desk.database, 'bench'), options: '-c timezone=UTC' })
  await reader.connect()
  const of = await specimen(reader, desk.bridge.shopId)
  await reader.end()
  const name = `bare_${Math.random().toString(36).slice(2)}`
  await owner.query(`create database ${name}`)
  const connection = { ...desk.database, database: name }
  await migrate({ connection })
  const setup = new pg.Client(connection)
  await setup.connect()
  await setup.query(
    `insert into shop (platform, name, time_zone, locale) values ('site', 'bare', 'UTC', 'en')`,
  )
  await setup.query('insert into shop_log (shop_id) values (1)')
  const config = asApplication(connection, 'bench bare')
  const client = new pg.Client({
    ...config,
    options: `${config.options} -c plan_cache_mode=force_generic_plan`,
    pipeline: true,
  })
  await client.connect()
  const ids = { message: 0, seq: 0 }
  const send = (statements: (string | pg.QueryConfig)[]) =>
    Promise.all(statements.map((s) => client.query(s)))

  // Warm up until every conversation exists and plans are made on analysed tables.
  while (ids.seq < CONVERSATIONS) await send(prepared(of, ids, flushSize, 1))
  await setup.query('analyze')
  await client.query('discard plans')

  let stored = 0
  let spent = 0
  while (spent < seconds * 1000) {
    const flushes = Array.from({ length: 40 }, () => prepared(of, ids, flushSize, 1))
    const start = performance.now()
    let before: Promise<unknown> = Promise.resolve()
    for (const flush of flushes) {
      const sent = send(flush)
      await before
      before = sent
    }
    await before
    spent += performance.now() - start
    stored += flushes.length * flushSize
  }
  await client.end()
  await setup.end()
  await owner.query(`drop database ${name} with (force)`)
  await owner.end()
  return stored / (spent / 1000)
}
