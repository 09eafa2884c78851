import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { all, type Db, openDb, sql } from '../../platform/db/db.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'
import type { Outbox } from '../channel/domain.ts'
import { createShop } from '../shop/index.ts'
import { afterFailure, backoff, createOutbox, deliveryOf } from './outbox.ts'

describe('after a failure', () => {
  const cases = [
    {
      says: 'the first is tried again after 1 s',
      before: 0,
      permanent: false,
      gives: { attempts: 1, wait: SECOND },
    },
    { says: 'the third after 4 s', before: 2, permanent: false, gives: { attempts: 3, wait: 4 * SECOND } },
    { says: 'the sixth is set aside', before: 5, permanent: false, gives: null },
    { says: 'a permanent one at once', before: 0, permanent: true, gives: null },
  ]
  test.each(cases)('[OUT-2] $says', ({ before, permanent, gives }) => {
    const next = afterFailure(before, permanent, 1000)
    if (gives)
      expect(next).toEqual({ deadLetter: false, attempts: gives.attempts, retryAt: 1000 + gives.wait })
    else expect(next).toEqual({ deadLetter: true })
  })
  test('waits never exceed a minute', () => {
    expect(backoff(30)).toBe(MINUTE)
  })
})

describe('the outbox of a channel', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let db: Db
  let now = 1_000_000
  let outbox: Outbox
  let shopId = 0
  const CHANNEL = 3

  beforeAll(async () => {
    database = await freshDatabase()
    db = openDb(database.connection)
    outbox = createOutbox(db, { now: () => now })
  })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })

  /** A shop with one conversation: a buyer's message (id 1) and `count` answers (ids 2 …) in the channel. */
  const shopWith = async (count: number) => {
    shopId = await db.tx(await db.everyShop(), async (tx) => {
      const facts = { platform: 'site', name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
      const { id } = await createShop(tx, facts, now)
      await sql`insert into buyer (shop_id, buyer_id, channel_id, external_id, name) values (${id}, 1, ${CHANNEL}, 'tb1', '小王')`.execute(
        tx,
      )
      await sql`insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, last_at, last_text,
          last_author, last_message_id, opened_at, assistant)
        values (${id}, 1, 1, ${CHANNEL}, 'open', now(), '', 'buyer', 1, now(), '{}')`.execute(tx)
      await sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, outbound,
          author, kind, text, external_id, reply_to)
        select ${id}, 1, n, now(), now(), ${CHANNEL}, n > 1, case when n > 1 then 'agent' else 'buyer' end, 'text',
          'm' || n, case when n = 1 then 'ext1' end, case when n = 2 then 1 end
        from generate_series(1, ${count + 1}::int) n`.execute(tx)
      return id
    })
  }
  const ids = async (limit = 100) => (await outbox.pending(shopId, CHANNEL, limit)).messages.map((m) => m.id)

  test('[OUT-1] gives outbound messages only, oldest first, until they are acknowledged', async () => {
    await shopWith(4)
    expect(await ids()).toEqual([2, 3, 4, 5])
    expect(await ids(2)).toEqual([2, 3])
    const [first] = (await outbox.pending(shopId, CHANNEL, 1)).messages
    expect(first).toMatchObject({ buyer: { externalId: 'tb1', name: '小王' }, text: 'm2', replyTo: 'ext1' })
    await outbox.acknowledge(shopId, CHANNEL, 3)
    expect(await ids()).toEqual([4, 5])
    await outbox.acknowledge(shopId, CHANNEL, 2) // going back has no effect
    expect(await ids()).toEqual([4, 5])
  })

  test('[OUT-1] what does not exist yet cannot be acknowledged', async () => {
    await shopWith(2)
    await outbox.acknowledge(shopId, CHANNEL, 999)
    await db.tx({ shops: [shopId] }, (tx) =>
      sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, outbound, author,
        kind, text) values (${shopId}, 1, 4, now(), now(), ${CHANNEL}, true, 'agent', 'text', 'later')`.execute(
        tx,
      ),
    )
    expect(await ids()).toEqual([4])
  })

  test('[OUT-2] a failed message holds the channel, is tried again in its turn, and is set aside in the end', async () => {
    await shopWith(3)
    const fail = () => outbox.failed(shopId, CHANNEL, 3, { error: 'platform 502', permanent: false })
    await fail() // 2 was delivered before it
    expect(await outbox.pending(shopId, CHANNEL, 10)).toEqual({ messages: [], retryAt: now + SECOND })
    now += SECOND
    expect(await ids()).toEqual([3, 4])
    for (let n = 2; n <= 5; n++) {
      await fail()
      now += MINUTE
      expect(await ids()).toEqual([3, 4])
    }
    await fail()
    expect(await ids()).toEqual([4])
    const letters = await db.tx({ shops: [shopId] }, (tx) =>
      all(tx, sql`select message_id, attempts, error from dead_letter where shop_id = ${shopId}`),
    )
    expect(letters).toEqual([{ message_id: 3, attempts: 6, error: 'platform 502' }])
    const delivery = await db.tx({ shops: [shopId] }, (tx) => deliveryOf(tx, shopId, CHANNEL, 1))
    expect(delivery).toEqual({ channelId: CHANNEL, acked: 3, dead: [3] })
  })

  test.each([
    { says: 'does not exist yet', id: 999 },
    { says: 'is the buyer’s', id: 1 },
  ])('[OUT-2] what $says cannot fail, and skips nothing', async ({ id }) => {
    await shopWith(2)
    for (const permanent of [false, true])
      await outbox.failed(shopId, CHANNEL, id, { error: 'made up', permanent })
    expect(await outbox.pending(shopId, CHANNEL, 10)).toMatchObject({
      messages: [{ id: 2 }, { id: 3 }],
      retryAt: null,
    })
    const delivery = await db.tx({ shops: [shopId] }, (tx) => deliveryOf(tx, shopId, CHANNEL, 1))
    expect(delivery).toEqual({ channelId: CHANNEL, acked: 0, dead: [] })
  })

  test('[OUT-2] a permanent failure is set aside at once; one of the past is not', async () => {
    await shopWith(3)
    await outbox.failed(shopId, CHANNEL, 2, { error: 'blocked by the buyer', permanent: true })
    expect(await ids()).toEqual([3, 4])
    await outbox.failed(shopId, CHANNEL, 2, { error: 'again', permanent: false })
    expect(await ids()).toEqual([3, 4])
  })
})
