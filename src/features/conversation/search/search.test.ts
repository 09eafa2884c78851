import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../tests/support/database.ts'
import { type Db, one, openDb, sql } from '../../../platform/db/db.ts'
import { createHub } from '../../../platform/events/hub.ts'
import { createShop } from '../../shop/index.ts'
import { indexOnce, startIndexer } from './indexer.ts'
import { searchMessages } from './search.ts'

const NOW = Date.UTC(2025, 10, 11)
let base: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let shopId: number
const newShop = async () => {
  const facts = { platform: 'site', name: '云朵', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
  return (await db.tx({ shops: [] }, (tx) => createShop(tx, facts, NOW))).id
}
beforeAll(async () => {
  base = await freshDatabase()
  db = openDb(base.connection)
})
afterAll(async () => {
  await db.close()
  await base.drop()
})
beforeEach(async () => {
  shopId = await newShop()
})

interface Fresh {
  id: number
  text: string
  kind?: string
  sentAt?: number
  shop?: number
}
/** Messages under chosen ids, each the shop's conversation 1. */
const say = async (...messages: Fresh[]) => {
  for (const { id, text, kind = 'text', sentAt = NOW + id, shop = shopId } of messages)
    await db.tx({ shops: [shop] }, async (tx) => {
      await sql`insert into buyer (shop_id, buyer_id, channel_id, external_id, name) values (${shop}, 1, 1, 'b', '小明')
        on conflict do nothing`.execute(tx)
      await sql`insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, last_at, last_text, last_author,
          last_message_id, opened_at, assistant)
        values (${shop}, 1, 1, 1, 'open', now(), '', 'buyer', 1, now(), '{"greeted":true,"heldFor":null}')
        on conflict do nothing`.execute(tx)
      await sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, outbound, author, kind, text)
        values (${shop}, 1, ${id}, to_timestamp(${sentAt}::float8 / 1000), now(), 1, false, 'buyer', ${kind}, ${text})`.execute(
        tx,
      )
      await sql`update shop_log set message_id = greatest(message_id, ${id}) where shop_id = ${shop}`.execute(
        tx,
      )
    })
}
const indexAll = async (shop = shopId) => {
  while ((await indexOnce(db, shop, 100)).more);
}
const ids = async (text: string, limit = 50, shops = [shopId]) =>
  (await db.tx({ shops }, (tx) => searchMessages(tx, shops, text, limit))).hits.map((hit) => hit.message.id)
const complete = async (text: string, limit = 50) =>
  (await db.tx({ shops: [shopId] }, (tx) => searchMessages(tx, [shopId], text, limit))).complete

describe('SEARCH-2 what is found', () => {
  test.each<[string, number[]]>([
    ['发货', [1, 2]],
    ['货', [1, 2, 3]], // at a piece's beginning or a run's end
    ['发货 订单', [2]],
    ['IPHONE', [3]],
    ['iph', [3]],
    ['iphone 1', []],
    ['2107', [2]],
    ['cafe', [3]],
    ['货发', []],
    ['?', []],
    ["'; drop table message --", []],
    ['没有的', []],
  ])('%s', async (text, found) => {
    await say(
      { id: 1, text: '什么时候能发货啊' },
      { id: 2, text: '订单210707-339507发货了吗' },
      { id: 3, text: 'Café里的 iPhone15 有货' },
    )
    await indexAll()
    expect((await ids(text)).sort()).toEqual(found)
  })

  test('newest first by the time they were sent, with conversation and buyer', async () => {
    await say(
      { id: 1, text: '退货', sentAt: NOW + 300 },
      { id: 2, text: '退货', sentAt: NOW + 100 },
      { id: 3, text: '退货', sentAt: NOW + 200 },
    )
    await indexAll()
    const { hits } = await db.tx({ shops: [shopId] }, (tx) => searchMessages(tx, [shopId], '退货', 50))
    expect(hits.map((hit) => hit.message.id)).toEqual([1, 3, 2])
    expect(hits[0]).toMatchObject({
      shopId,
      conversation: { id: 1, shopId, buyerName: '小明' },
      message: { text: '退货', sentAt: NOW + 300, author: 'buyer' },
    })
  })

  test('notes are, lines of history are not', async () => {
    await say({ id: 1, text: '退货', kind: 'note' }, { id: 2, text: '退货', kind: 'notice' })
    await indexAll()
    expect(await ids('退货')).toEqual([1])
  })

  test('more than are shown, and not yet indexed: told', async () => {
    await say(...[1, 2, 3].map((id) => ({ id, text: '退货' })))
    await indexAll()
    expect([await ids('退货', 2), await complete('退货', 2)]).toEqual([[3, 2], false])
    expect([await ids('退货', 3), await complete('退货', 3)]).toEqual([[3, 2, 1], true])
    await say({ id: 4, text: '退货' })
    expect(await complete('退货')).toBe(false)
    await indexAll()
    expect(await complete('退货')).toBe(true)
  })
})

test('SEARCH-3 over the bounds of blocks, newest first, each once', async () => {
  const bounds = [1, 19_999, 20_000, 39_999, 40_000, 79_999, 80_000, 139_999, 140_000, 199_999, 200_000]
  await say(...bounds.map((id) => ({ id, text: '退货' })), { id: 200_001, text: '别的' })
  await indexAll()
  expect(await ids('退货')).toEqual(bounds.toReversed())
  for (let limit = 1; limit <= bounds.length; limit++)
    expect(await ids('退货', limit)).toEqual(bounds.toReversed().slice(0, limit))
})

describe('SEARCH-4 scope', () => {
  test('another shop’s messages are never found, though the words are the same', async () => {
    const other = await newShop()
    await say({ id: 1, text: '退货' }, { id: 1, text: '退货 秘密', shop: other })
    await indexAll()
    await indexAll(other)
    expect(await ids('退货')).toEqual([1])
    expect(await ids('秘密')).toEqual([])
    const both = await db.tx({ shops: [shopId, other] }, (tx) =>
      searchMessages(tx, [shopId, other], '退货', 50),
    )
    expect(both.hits.map((hit) => hit.shopId).sort()).toEqual([shopId, other].sort())
  })

  test('asking beyond the scope fails', async () => {
    const other = await newShop()
    await say({ id: 1, text: '退货', shop: other })
    await indexAll(other)
    const asked = db.tx({ shops: [shopId] }, (tx) => searchMessages(tx, [shopId, other], '退货', 50))
    await expect(asked).rejects.toThrow('search outside the scope')
    const unscoped = db.tx({ shops: [] }, (tx) => searchMessages(tx, [other], '退货', 50))
    await expect(unscoped).rejects.toThrow('search outside the scope')
  })
})

describe('SEARCH-5 the index follows', () => {
  test('in pieces, from where it was; twice at once indexes once', async () => {
    await say(...Array.from({ length: 10 }, (_, i) => ({ id: i + 1, text: '退货' })))
    expect(await indexOnce(db, shopId, 4)).toEqual({ indexed: 4, more: true })
    expect(await ids('退货')).toEqual([4, 3, 2, 1])
    await Promise.all([indexOnce(db, shopId, 4), indexOnce(db, shopId, 4)])
    await indexAll()
    expect((await ids('退货')).length).toBe(10)
    expect(await indexOnce(db, shopId, 4)).toEqual({ indexed: 0, more: false })
  })

  test('the news of the log, and what was there before', async () => {
    await say({ id: 1, text: '退货' })
    const hub = createHub(
      async () => [],
      (error) => {
        throw error
      },
    )
    const faults: unknown[] = []
    const indexer = startIndexer({ db, hub, everyShop: db.everyShop, onFault: (e) => faults.push(e) })
    await indexer.idle()
    expect(await ids('退货')).toEqual([1])
    await say({ id: 2, text: '退货' })
    hub.publish([{ shopId, seq: 1, kind: 'conversation', at: NOW, json: '{}', data: {} }])
    await indexer.idle()
    expect(await ids('退货')).toEqual([2, 1])
    await indexer.close()
    expect(faults).toEqual([])
  })

  test('a fault is told, tried again, and does not end it', async () => {
    await say({ id: 1, text: '退货' })
    let broken = true
    const faults: unknown[] = []
    const failing: Pick<Db, 'tx'> = {
      tx: (scope, work) => (broken ? Promise.reject(new Error('away')) : db.tx(scope, work)),
    }
    const indexer = startIndexer({
      db: failing,
      hub: { watch: () => () => {} },
      everyShop: async () => ({ shops: [shopId] }),
      patience: 1,
      onFault: (e) => {
        faults.push(e)
        broken = false
      },
    })
    await indexer.idle()
    await indexer.close()
    expect(faults.length).toBe(1)
    expect(await ids('退货')).toEqual([1])
  })

  test('a message of nothing but marks is passed over', async () => {
    await say({ id: 1, text: '？' }, { id: 2, text: '退货' })
    await indexAll()
    const row = await db.tx({ shops: [shopId] }, (tx) =>
      one(tx, sql<{ n: number }>`select count(*)::int as n from message_index`),
    )
    expect(row?.n).toBe(1)
    expect(await complete('退货')).toBe(true)
  })
})
