import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { systemClock } from '../../platform/clock.ts'
import { type Db, openDb, sql } from '../../platform/db/db.ts'
import { createHub } from '../../platform/events/hub.ts'
import { readLog } from '../../platform/events/log.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import { createChannel } from '../channel/index.ts'
import { conversationStore } from '../conversation/index.ts'
import type { OrderUpdate } from '../order/domain/order.ts'
import { takeOrders } from '../order/index.ts'
import { defaultRouting } from '../routing/domain/defaults.ts'
import { createShop, saveSettings } from '../shop/index.ts'
import { createPipeline, type Pipeline } from './pipeline.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let pipeline: Pipeline
let shopId: number
const now = Date.now()
const faults: unknown[] = []

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.connection)
  const { shops } = await db.everyShop()
  shopId = await db.tx({ shops }, async (tx) => {
    const facts = { platform: 'taobao', name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    return (await createShop(tx, facts, now)).id
  })
  await db.tx({ shops: [shopId] }, (tx) => createChannel(tx, shopId, { kind: 'bridge', name: '千牛' }, now))
  await db.tx({ shops: [shopId] }, (tx) =>
    saveSettings(tx, shopId, 'routing', {
      ...defaultRouting('zh-CN'),
      weights: { campaign: 0, value: 10 },
    }),
  )
  pipeline = createPipeline({
    ...deps(),
    connection: database.connection,
    log: (_, error) => faults.push(error),
  })
})
const hub = () =>
  createHub(
    (id, after, limit) => db.tx({ shops: [id] }, (tx) => readLog(tx, id, after, limit)),
    () => {},
  )
const deps = () => ({ db, hub: hub(), clock: systemClock })
afterAll(async () => {
  await pipeline.close()
  await db.close()
  await database.drop()
  expect(faults).toEqual([])
})

let serial = 0
const onBridge = (buyer: string) => ({ channelId: 1, externalId: buyer })
/** The conversation of a buyer who has just written something that no word of a rule occurs in. */
const writes = async (buyer: string, text = '嗯呐', { channelId, externalId } = onBridge(buyer)) => {
  const received = await pipeline.receive({
    shopId,
    inbound: [
      {
        channelId,
        buyer: { externalId, name: buyer, verified: true },
        message: {
          externalId: `s${++serial}`,
          kind: 'text',
          text,
          picture: null,
          size: null,
          sentAt: now,
        },
      },
    ],
  })
  const id = received.replayed ? 0 : (received.outcomes[0]?.conversationId ?? 0)
  return db.tx({ shops: [shopId] }, (tx) => conversationStore.conversationById(tx, shopId, id))
}
const order = (id: string, buyer: string, change: Partial<OrderUpdate> = {}): OrderUpdate => ({
  ...{ id, at: now, status: 'shipped', createdAt: now - DAY, payableFen: 32_900 },
  buyer: { id: buyer, name: buyer },
  ...change,
})
const refund = {
  id: 'r1',
  kind: 'refund',
  line: null,
  state: 'asked',
  fen: null,
  reason: '',
  at: now,
} as const
const told = (update: OrderUpdate) =>
  takeOrders(deps(), shopId, [update], { source: 'bridge', personId: null })

describe('[ORD-20 RTG-1] where the buyer’s order stands decides where no word does', () => {
  test('a refund under way when they first write', async () => {
    await told(order('1', 'anna', { refunds: [refund] }))
    expect(await writes('anna')).toMatchObject({ team: 'after-sales', route: { intent: 'after-sales' } })
  })

  test('one that begins between two of their messages, whatever the desk remembers of them', async () => {
    await told(order('2', 'bo'))
    expect(await writes('bo')).toMatchObject({ team: 'pre-sales' })
    await told(order('2', 'bo', { at: now + 1, refunds: [refund] }))
    expect(await writes('bo')).toMatchObject({ team: 'after-sales' })
  })

  test.each<[string, Partial<OrderUpdate>]>([
    ['of somebody else', { buyer: { id: 'somebody', name: 'chen' } }],
    ['of long ago', { createdAt: now - 60 * DAY }],
    ['of an order that is over', { status: 'closed', refunds: [{ ...refund, state: 'done' }] }],
  ])('but not one %s', async (_, change) => {
    await told(order('3', 'chen', { refunds: [refund], ...change, at: now + ++serial }))
    expect(await writes('chen')).toMatchObject({ team: 'pre-sales' })
  })
})

test('[ORD-12] whom the shop has signed for in its web chat, also when a reminder came before', async () => {
  const { id: channelId } = await db.tx({ shops: [shopId] }, (tx) =>
    createChannel(tx, shopId, { kind: 'web-chat', name: '官网' }, now),
  )
  const signed = { channelId, externalId: 'user:hana' }
  expect(await writes('hana', '嗯呐', signed)).toMatchObject({ team: 'pre-sales' })
  await db.tx({ shops: [shopId] }, (tx) =>
    sql`update conversation set status = 'closed', waiting_since = null, assignee = null,
      closed_at = now() - interval '3 days'`.execute(tx),
  )
  await told(order('7', 'hana', { refunds: [refund] }))
  await told(order('8', 'hana', { status: 'unpaid', createdAt: now - 5 * DAY }))
  // Whom the desk has forgotten meanwhile it reads anew with the reminder.
  for (let i = 0; i < 45; i++) await writes(`other-${i}`)
  const reminded = await pipeline.submit({
    shopId,
    inputs: [
      {
        ...{
          what: 'remind',
          id: 'recovery:1',
          channelId,
          rule: 'recovery:1/a',
          text: '还没付款',
          judged: '还没付款',
        },
        ...{ buyer: { externalId: 'user:hana', name: 'hana' }, buyerKey: 'hana' },
        ...{ order: { id: '8', status: 'unpaid' }, since: now - 1000, until: now + DAY },
      },
    ],
  })
  expect(reminded).toMatchObject({ outcomes: [{ ok: true }] })
  expect(await writes('hana', '嗯呐', signed)).toMatchObject({ team: 'after-sales' })
})

test('[RTG-21] what the order comes to weighs in the queue', async () => {
  await told(order('4', 'dora', { status: 'unpaid', createdAt: now - 5 * MINUTE, payableFen: 88_800 }))
  expect((await writes('dora'))?.route).toMatchObject({ worth: 88_800 })
  expect((await writes('emil'))?.route?.worth).toBeUndefined()
})

test('[TSK-26] what an order is to be changed to goes to a person, also where the shop has words for its words', async () => {
  const answered = async (buyer: string) => {
    const talk = await writes(buyer, '地址改成浙江省杭州市西湖区试用路 8 号')
    return { handed: talk?.assistant.handed ?? false, team: talk?.team }
  }
  await told(order('5', 'finn', { status: 'paid' }))
  expect(await answered('finn')).toEqual({ handed: true, team: 'order-change' })
  await told(order('6', 'gina', { status: 'shipped' }))
  expect(await answered('gina')).toMatchObject({ handed: false })
})
