import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../tests/support/database.ts'
import { all, type Db, one, openDb, sql } from '../../../platform/db/db.ts'
import { createShop, recallMapping, rememberMapping } from '../../shop/index.ts'
import { importChats } from './import.ts'
import { TableLayout } from './layout.ts'
import type { ChatTurn, Role } from './turn.ts'

const NOW = Date.UTC(2025, 10, 11, 4, 0, 0)
const T = Date.UTC(2018, 8, 30, 7, 57, 0)

let base: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let shopId: number
beforeAll(async () => {
  base = await freshDatabase()
  db = openDb(base.connection)
})
afterAll(async () => {
  await db.close()
  await base.drop()
})
beforeEach(async () => {
  const facts = { platform: 'taobao', name: '云朵', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
  shopId = (await db.tx({ shops: [] }, (tx) => createShop(tx, facts, NOW))).id
})

async function* each<X>(items: readonly X[]) {
  yield* items
}
const bring = (turns: readonly (ChatTurn | { line: number; why: string })[], source = 'file') =>
  importChats(db, { shopId, turns: each(turns), source, clock: { now: () => NOW } })

const turn = (
  session: string,
  role: Role,
  at: number | null,
  text: string,
  item: string | null = null,
): ChatTurn => ({
  session,
  buyer: `买家${session}`,
  role,
  at,
  text,
  item,
  line: 1,
})

interface Stored {
  session: string
  author: string
  text: string
  at: number
  detail: unknown
}
/** Everything an import has stored, without the ids that depend on the order of arrival. */
const stored = async () =>
  db.tx({ shops: [shopId] }, async (tx) => ({
    messages: await all(
      tx,
      sql<Stored>`select b.external_id as session, m.author, m.text, m.sent_at as at, m.detail from message m
        join conversation c using (shop_id, conversation_id) join buyer b using (shop_id, buyer_id)
        order by b.external_id, m.sent_at, m.external_id collate "C"`,
    ),
    conversations: await all(
      tx,
      sql<
        Record<string, unknown>
      >`select b.external_id as session, c.status, c.opened_at, c.closed_at, c.last_at, c.last_text,
          c.last_author, c.tags, b.conversation_id = c.conversation_id as current
        from conversation c join buyer b using (shop_id, buyer_id) order by b.external_id, c.opened_at`,
    ),
  }))
const counters = async () =>
  db.tx({ shops: [shopId] }, (tx) =>
    one(
      tx,
      sql<Record<string, number>>`select seq, message_id, conversation_id, buyer_id,
        (select count(*)::int from message) as messages, (select count(*)::int from conversation) as conversations,
        (select count(*)::int from buyer) as buyers, (select count(*)::int from event) as events,
        (select count(*)::int from channel where kind = 'import') as channels
      from shop_log`,
    ),
  )

describe('IMP-5 what an import stores', () => {
  test('closed conversations with all messages, none outbound', async () => {
    const report = await bring([
      turn('1', 'buyer', T, '在吗', '565'),
      turn('1', 'assistant', T + 1000, '您好'),
      turn('1', 'agent', T + 2000, '在的'),
      { line: 4, why: 'bad' },
      turn('2', 'buyer', T + 500, '到哪了'),
      turn('2', 'system', T + 600, '会话结束'),
    ])
    expect(report).toMatchObject({
      read: 5,
      stored: 5,
      duplicates: 0,
      refused: 1,
      conversations: 2,
      grown: 0,
      buyers: 2,
    })
    const { messages, conversations } = await stored()
    expect(messages).toEqual([
      { session: '买家1', author: 'buyer', text: '在吗', at: T, detail: { item: '565' } },
      { session: '买家1', author: 'assistant-auto', text: '您好', at: T + 1000, detail: null },
      { session: '买家1', author: 'agent', text: '在的', at: T + 2000, detail: null },
      { session: '买家2', author: 'buyer', text: '到哪了', at: T + 500, detail: null },
      { session: '买家2', author: 'system', text: '会话结束', at: T + 600, detail: null },
    ])
    expect(conversations[0]).toEqual({
      session: '买家1',
      status: 'closed',
      opened_at: T,
      closed_at: T + 2000,
      last_at: T + 2000,
      last_text: '在的',
      last_author: 'agent',
      tags: [],
      current: true,
    })
    const outbound = await db.tx({ shops: [shopId] }, (tx) =>
      one(tx, sql<{ n: number }>`select count(*)::int as n from message where outbound or kind <> 'text'`),
    )
    expect(outbound?.n).toBe(0)
  })

  test('ids are the shop’s next ones without a gap, and every piece is in the log', async () => {
    const turns = Array.from({ length: 1201 }, (_, i) =>
      turn(String(i % 300), 'buyer', T + i * 1000, `第${i}句`),
    )
    const report = await bring(turns)
    expect(report).toMatchObject({ stored: 1201, conversations: 300, grown: 0, buyers: 300 })
    expect(await counters()).toEqual({
      seq: 3,
      message_id: 1201,
      conversation_id: 300,
      buyer_id: 300,
      messages: 1201,
      conversations: 300,
      buyers: 300,
      events: 3,
      channels: 1,
    })
    const events = await db.tx({ shops: [shopId] }, (tx) =>
      all(
        tx,
        sql<{
          kind: string
          data: { messages: { from: number; count: number } }
        }>`select kind, data from event order by seq`,
      ),
    )
    expect(events.map((e) => [e.kind, e.data.messages.from, e.data.messages.count])).toEqual([
      ['imported', 1, 500],
      ['imported', 501, 500],
      ['imported', 1001, 201],
    ])
    const audit = await db.tx({ shops: [shopId] }, (tx) =>
      one(tx, sql<{ detail: Record<string, unknown> }>`select detail from audit where what = 'import'`),
    )
    expect(audit?.detail).toMatchObject({ stored: 1201, interrupted: false })
  })

  test('times that the file does not tell are assumed in steps, and marked', async () => {
    await bring([
      turn('1', 'buyer', null, 'a'),
      turn('1', 'agent', null, 'b'),
      turn('2', 'buyer', T, 'c'),
      turn('2', 'agent', null, 'd'),
    ])
    const { messages, conversations } = await stored()
    expect(messages.map((m) => [m.text, m.at, m.detail])).toEqual([
      ['a', NOW - 86_400_000, { timeAssumed: true }],
      ['b', NOW - 86_400_000 + 1000, { timeAssumed: true }],
      ['c', T, null],
      ['d', T + 1000, { timeAssumed: true }],
    ])
    expect(conversations.map((c) => c.tags)).toEqual([['时间为推定'], ['时间为推定']])
  })
})

describe('IMP-6 importing again changes nothing', () => {
  const file = [
    turn('1', 'buyer', T, '?'),
    turn('1', 'buyer', T, '?'), // said twice in one second
    turn('2', 'buyer', null, '好的'),
    turn('2', 'agent', null, '好的'),
    turn('2', 'buyer', null, '好的'),
  ]
  test('twice the same file', async () => {
    await bring(file)
    const before = { ...(await stored()), counters: await counters() }
    const again = await bring(file)
    expect(again).toMatchObject({ stored: 0, duplicates: 5, conversations: 0, grown: 0, buyers: 0 })
    expect({ ...(await stored()), counters: await counters() }).toEqual(before)
  })

  test('with a better mapping of roles too', async () => {
    await bring(file)
    expect(await bring(file.map((t) => ({ ...t, role: 'agent' as const })))).toMatchObject({
      stored: 0,
      duplicates: 5,
    })
  })

  test('a longer file adds what is new, to the same conversations', async () => {
    await bring(file)
    const longer = [
      ...file,
      turn('1', 'agent', T + 9000, '在'),
      turn('2', 'agent', null, '嗯'),
      turn('3', 'buyer', T, '新'),
    ]
    expect(await bring(longer)).toMatchObject({ stored: 3, duplicates: 5, conversations: 1, grown: 2 })
    const { conversations } = await stored()
    expect(conversations.map((c) => [c.session, c.last_text, c.closed_at === c.last_at])).toEqual([
      ['买家1', '在', true],
      ['买家2', '嗯', true],
      ['买家3', '新', true],
    ])
  })

  test('earlier lines of a session come before, and do not become its last word', async () => {
    await bring([turn('1', 'agent', T, '晚')])
    await bring([turn('1', 'buyer', T - 5000, '早')])
    const { conversations } = await stored()
    expect(conversations).toMatchObject([{ opened_at: T - 5000, last_at: T, last_text: '晚' }])
  })

  test('one that somebody has opened since stays open', async () => {
    await bring([turn('1', 'buyer', T, 'a')])
    await db.tx({ shops: [shopId] }, (tx) =>
      sql`update conversation set status = 'open', closed_at = null`.execute(tx),
    )
    await bring([turn('1', 'buyer', T, 'a'), turn('1', 'agent', T + 1, 'b')])
    expect((await stored()).conversations).toMatchObject([
      { status: 'open', closed_at: null, last_text: 'b' },
    ])
  })

  test('an interrupted import goes on where it was', async () => {
    const turns = Array.from({ length: 1700 }, (_, i) =>
      turn(String(i % 7), 'buyer', i % 2 ? T + i : null, `${i}`),
    )
    const stop = new AbortController()
    const broken = await importChats(db, {
      shopId,
      turns: each(turns),
      source: 'file',
      clock: { now: () => NOW },
      signal: stop.signal,
      onProgress: ({ stored }) => stored >= 1000 && stop.abort(),
    })
    expect(broken).toMatchObject({ interrupted: true, stored: 1000 })
    expect(await bring(turns)).toMatchObject({ interrupted: false, stored: 700, duplicates: 1000 })
    const resumed = await stored()
    const facts = { platform: 'jd', name: '别店', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
    shopId = (await db.tx({ shops: [] }, (tx) => createShop(tx, facts, NOW))).id
    await bring(turns)
    expect(await stored()).toEqual(resumed)
  })

  test('two imports of one file at once store it once', async () => {
    const turns = Array.from({ length: 1100 }, (_, i) => turn(String(i % 40), 'buyer', T + i, `${i}`))
    const reports = await Promise.all([bring(turns), bring(turns)])
    expect(reports.map((r) => r.stored).reduce((a, b) => a + b)).toBe(1100)
    expect(await counters()).toMatchObject({ messages: 1100, conversations: 40, buyers: 40, channels: 1 })
  })

  test('another source is another history', async () => {
    await bring(file)
    expect(await bring(file, 'other')).toMatchObject({ stored: 5, conversations: 2 })
  })
})

/** A file, and the beginnings of it that are imported before it, in any order. */
const files = fc
  .array(
    fc.record({
      session: fc.constantFrom('1', '2', '3'),
      role: fc.constantFrom<Role>('buyer', 'agent', 'assistant'),
      at: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 3 }),
      text: fc.constantFrom('?', '好的', '在吗', '多久'),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((turns) => turns.map((t) => turn(t.session, t.role, t.at === null ? null : T + t.at * 1000, t.text)))

test('IMP-6 however a file was brought in piece by piece, and repeated, the same is stored', async () => {
  await fc.assert(
    fc.asyncProperty(
      files,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
      async (file, cuts) => {
        const shop = async () => {
          const facts = { platform: 'jd', name: 'x', timeZone: 'Asia/Shanghai', locale: 'en' } as const
          shopId = (await db.tx({ shops: [] }, (tx) => createShop(tx, facts, NOW))).id
        }
        await shop()
        await bring(file)
        const atOnce = await stored()
        await shop()
        for (const cut of cuts) await bring(file.slice(0, Math.ceil(cut * file.length)))
        await bring(file)
        expect(await stored()).toEqual(atOnce)
        expect(await counters()).toMatchObject({ messages: file.length, message_id: file.length })
      },
    ),
    { numRuns: 25 },
  )
})

test('IMP-7 shops do not see each other’s histories', async () => {
  await bring([turn('1', 'buyer', T, 'a')])
  const mine = shopId
  const facts = { platform: 'jd', name: '别店', timeZone: 'Asia/Shanghai', locale: 'en' } as const
  shopId = (await db.tx({ shops: [] }, (tx) => createShop(tx, facts, NOW))).id
  expect(await bring([turn('1', 'buyer', T, 'a')])).toMatchObject({ stored: 1, conversations: 1, buyers: 1 })
  expect(shopId).not.toBe(mine)
})

test('IMP-4 a layout is kept for a shop, and one that no longer fits is forgotten', async () => {
  const layout: TableLayout = TableLayout.parse({
    kind: 'table',
    header: true,
    columns: { session: '会话', text: '内容' },
    roles: { 用户: 'buyer' },
    zone: 'Asia/Shanghai',
  })
  await db.tx({ shops: [shopId] }, async (tx) => {
    expect(await recallMapping(tx, shopId, 'f', TableLayout)).toBeNull()
    await rememberMapping(tx, shopId, 'f', layout)
    await rememberMapping(tx, shopId, 'f', layout)
    expect(await recallMapping(tx, shopId, 'f', TableLayout)).toEqual(layout)
    await sql`update import_mapping set mapping = '{"old":1}'`.execute(tx)
    expect(await recallMapping(tx, shopId, 'f', TableLayout)).toBeNull()
  })
})
