import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../tests/support/database.ts'
import { all, type Db, openDb, sql } from '../../../platform/db/db.ts'
import { DAY } from '../../../shared/time.ts'
import { createShop } from '../../shop/index.ts'
import { learningJobs } from './jobs.ts'
import { createReader } from './reader.ts'
import { type Line, manyTalks, messagesOf, NOON, store } from './testing.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let shopId: number
const clock = { now: () => NOON + DAY }
beforeAll(async () => {
  base = await freshDatabase()
  db = openDb(base.connection)
})
afterAll(async () => {
  await db.close()
  await base.drop()
})
const newShop = async () => {
  const facts = { platform: 'taobao', name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
  return (await db.tx({ shops: [] }, (tx) => createShop(tx, facts, NOON))).id
}
beforeEach(async () => {
  shopId = await newShop()
})

let next = 1
const say = async (...lines: Line[]) => {
  const messages = messagesOf(lines, next)
  next += lines.length
  await store(db, shopId, messages)
  return messages.map(({ id }) => id)
}
beforeEach(() => {
  next = 1
})
const readAll = async (reader = createReader({ db, clock }), limit?: number, shop = shopId) => {
  while ((await reader.readOnce(shop, limit)).more);
}
const rows = <T>(query: ReturnType<typeof sql<T>>, shop = shopId) =>
  db.tx({ shops: [shop] }, (tx) => all(tx, query))
const questions = (shop = shopId) =>
  rows(
    sql<{
      id: number
      text: string
      grp: number
      reply: string | null
      alone: boolean
    }>`select message_id as id, text,
      group_id as grp, reply_text as reply, alone from question where shop_id = ${shop} order by message_id`,
    shop,
  )
const figures = (shop = shopId) =>
  rows(
    sql<
      Record<string, unknown>
    >`select source, record, day::text, uses, hand_overs, thanks, displeased, again, assists, edited
      from faq_figure where shop_id = ${shop} order by source, record, day`,
    shop,
  )
const uses = (shop = shopId) =>
  rows(
    sql<Record<string, unknown>>`select message_id, source, record, handed_over, reaction from faq_use
      where shop_id = ${shop} order by message_id`,
    shop,
  )
const groups = (shop = shopId) =>
  rows(
    sql<{ id: number; exemplars: string[] }>`select group_id as id, exemplars from question_group
      where shop_id = ${shop} order by group_id`,
    shop,
  )
const everything = async (shop = shopId) => ({
  questions: await questions(shop),
  figures: await figures(shop),
  uses: await uses(shop),
  groups: await groups(shop),
})

describe('[AST-70] unanswered questions', () => {
  test('are kept with the answer of a person, however late it is read', async () => {
    await say(
      { by: 'buyer', says: '这款能不能放洗碗机', at: 0 },
      { by: 'filler', says: '人多', at: 0, to: 1 },
    )
    await readAll()
    expect(await questions()).toMatchObject([{ text: '这款能不能放洗碗机', reply: null }])
    await say({ by: 'agent', says: '稍等', at: 30 }, { by: 'agent', says: '可以放，不要用烘干档', at: 60 })
    await readAll()
    expect(await questions()).toMatchObject([{ reply: '可以放，不要用烘干档', alone: true }])
  })

  test('one that the assistant answered is none, though its answer is read later', async () => {
    await say({ by: 'buyer', says: '这款能不能放洗碗机', at: 0 })
    await readAll(createReader({ db, clock }), 1)
    expect(await questions()).toHaveLength(1)
    await say({ by: 'auto', says: '可以', at: 1, to: 0 }) // the line before
    await readAll()
    expect(await questions()).toEqual([])
  })

  test('a question and the answer of the same moment are never read apart', async () => {
    await say(
      { by: 'buyer', says: '能不能放洗碗机', at: 0 },
      { by: 'auto', says: '可以', at: 0, to: 1 },
      { by: 'buyer', says: '要多少钱运费', at: 60 },
    )
    const reader = createReader({ db, clock })
    await reader.readOnce(shopId, 1)
    expect(await groups()).toEqual([])
    await readAll(reader)
    expect(await questions()).toMatchObject([{ text: '要多少钱运费' }])
  })
})

test('[AST-72] uses are counted by day in the shop’s zone, with what came after', async () => {
  await say(
    { by: 'buyer', says: '什么时候发货', at: -12 * 3600 - 60 }, // a minute before that day
    { by: 'auto', says: '48 小时内', at: -12 * 3600 - 60, to: 1, rule: 'faq:5' },
    { by: 'buyer', says: '谢谢', at: -12 * 3600 + 5 },
    { by: 'buyer', says: '会掉色吗', at: 0, conversation: 2 },
    { by: 'auto', says: '不会的', at: 0, to: 4, rule: 'faq:6', conversation: 2 },
    { by: 'buyer', says: '答非所问', at: 30, conversation: 2 },
    { by: 'assist', says: '不会掉色', at: 60, rule: 'faq:6', edited: true, conversation: 2 },
  )
  await readAll()
  expect(await figures()).toEqual([
    {
      source: 'faq',
      record: '5',
      day: '2026-11-10',
      uses: 1,
      hand_overs: 0,
      thanks: 1,
      displeased: 0,
      again: 0,
      assists: 0,
      edited: 0,
    },
    {
      source: 'faq',
      record: '6',
      day: '2026-11-11',
      uses: 1,
      hand_overs: 1,
      thanks: 0,
      displeased: 1,
      again: 0,
      assists: 1,
      edited: 1,
    },
  ])
})

describe('[AST-71] nothing is counted twice or left out', () => {
  const talks = messagesOf(manyTalks(400))

  test('read at once, in pieces, again, after a restart: the same', async () => {
    await store(db, shopId, talks)
    await readAll(createReader({ db, clock }), 10_000)
    const expected = await everything()
    expect(expected.questions.length).toBeGreaterThan(150)
    expect(expected.uses.length).toBeGreaterThan(100)
    await readAll()
    expect(await everything()).toEqual(expected)
    for (const piece of [7, 61]) {
      const other = await newShop()
      await store(db, other, talks)
      // Every piece by a reader that remembers nothing, as after a crash.
      while ((await createReader({ db, clock }).readOnce(other, piece)).more);
      expect(await everything(other)).toEqual(expected)
    }
  })

  test('several processes at once', async () => {
    await store(db, shopId, talks)
    await readAll(createReader({ db, clock }), 10_000)
    const expected = await everything()
    const other = await newShop()
    await store(db, other, talks)
    const processes = [1, 2, 3].map(() => createReader({ db, clock }))
    const work = processes.map(async (reader) => {
      for (let i = 0; i < 60; i++) await reader.readOnce(other, 20)
    })
    await Promise.all(work)
    await readAll(processes[0], 20, other)
    expect(await everything(other)).toEqual(expected)
  })

  test('a pass that fails in the middle has not happened, and what it remembered is forgotten', async () => {
    await store(db, shopId, talks)
    let broken = 0
    const failing: Db = {
      ...db,
      tx: (scope, work) =>
        db.tx(scope, async (tx) => {
          const done = await work(tx)
          if (++broken % 2 === 1) throw new Error('the machine went away')
          return done
        }),
    }
    const reader = createReader({ db: failing, clock })
    for (let i = 0; i < 40; i++) await reader.readOnce(shopId, 50).catch(() => {})
    const other = await newShop()
    await store(db, other, talks)
    await readAll(createReader({ db, clock }), 10_000, other)
    expect(await everything()).toEqual(await everything(other))
  })
})

describe('the jobs', () => {
  test('read every shop to its end, and run again without a change', async () => {
    await store(db, shopId, messagesOf(manyTalks(40)))
    const jobs = learningJobs({ db, clock, reader: createReader({ db, clock }), busy: () => false })
    await jobs.learn?.run()
    const expected = await everything()
    expect(expected.questions.length).toBeGreaterThan(10)
    await jobs.learn?.run()
    await jobs.forget_learnt?.run()
    expect(await everything()).toEqual(expected)
  })

  test('forget single uses after half a year, but not what they add up to', async () => {
    await store(db, shopId, messagesOf(manyTalks(40)))
    const later = { now: () => NOON + 200 * DAY }
    await readAll()
    const { figures: before } = await everything()
    await learningJobs({
      db,
      clock: later,
      reader: createReader({ db, clock }),
      busy: () => false,
    }).forget_learnt?.run()
    const after = await everything()
    expect([after.uses, after.figures]).toEqual([[], before])
  })
})
