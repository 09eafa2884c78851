import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { handOver } from '../../src/features/desk/directing.ts'
import { recounting } from '../../src/features/desk/recount.ts'
import { insertMembership } from '../../src/features/shop/store.ts'
import { sql } from '../../src/platform/db/db.ts'
import { type Floor, openFloor, type Process } from './stage.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')

let floor: Floor
let desk: Process
const now = Date.parse('2026-11-11T02:00:00Z')
beforeAll(async () => {
  floor = await openFloor({ now: () => now })
  desk = floor.process()
})
afterAll(() => floor.close())

test('[RTG-7] who was removed and comes back has what was still theirs counted, slot by slot', async () => {
  const shop = await floor.shop()
  const anna = 700
  await floor.join([shop], { personId: anna })
  for (const [buyer, text] of [
    ['a', '在吗'],
    ['b', '学生有优惠吗'],
  ] as const) {
    const { id } = await desk.receive(shop, buyer, { text })
    await desk.act(shop, id, anna, { do: 'claim' })
  }
  const put = await desk.receive(shop, 'c')
  await desk.act(shop, put.id, anna, { do: 'claim' })
  await desk.act(shop, put.id, anna, { do: 'close', unanswered: true })
  const counted = () =>
    floor.db.tx({ shops: [shop] }, async (tx) => {
      const { rows } = await sql<{ here: number; all: number }>`select m.load as here, s.load as all
        from membership m join seat s using (person_id) where m.person_id = ${anna}`.execute(tx)
      return rows
    })
  // One, and two for bargaining.
  expect(await counted()).toEqual([{ here: 3, all: 3 }])
  await floor.db.tx({ shops: [shop] }, async (tx) => {
    await sql`delete from membership where person_id = ${anna}`.execute(tx)
    await insertMembership(tx, shop, anna, { role: 'agent', teams: [], skills: [] }, now)
  })
  expect(await counted()).toEqual([{ here: 3, all: 3 }])
  await handOver(
    { ...desk.deps, pipeline: desk.pipeline },
    { personId: 1, address: null },
    shop,
    anna,
    'queue',
  )
  expect(await counted()).toEqual([{ here: 0, all: 0 }])
})

test('[RTG-7] the migration counts what is open, of people who have left a shop too', async () => {
  const cluster = inject('cluster')
  const name = `t_${randomBytes(6).toString('hex')}`
  const query = async (database: string, statements: string[]) => {
    const client = new pg.Client({ ...cluster, database })
    await client.connect()
    try {
      let rows: unknown[] = []
      for (const text of statements) ({ rows } = await client.query(text))
      return rows
    } finally {
      await client.end()
    }
  }
  await query('postgres', [`create database ${name}`])
  try {
    const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort()
    const texts = (chosen: string[]) =>
      Promise.all(chosen.map((file) => readFile(join(FOLDER, file), 'utf8')))
    const before = await texts(files.filter((file) => file < '0023'))
    const after = await texts(files.filter((file) => file.startsWith('0023')))
    const talks = [
      [1, 1, 'open', 1],
      [1, 2, 'open', 1],
      [1, 3, 'snoozed', 1],
      [1, 4, 'closed', 1],
      // Of somebody who has left that shop.
      [2, 1, 'open', 1],
      [2, 2, 'open', 2],
    ] as const
    const rows = await query(name, [
      ...before,
      `insert into shop (platform, name, time_zone, locale, created_at)
        select 'taobao', 's', 'Asia/Shanghai', 'zh-CN', now() from generate_series(1, 2)`,
      `insert into person (account_id, username, name) values ('a', 'a', 'a'), ('b', 'b', 'b'), ('c', 'c', 'c')`,
      `insert into membership (shop_id, person_id, role) values (1, 1, 'agent'), (1, 3, 'agent'), (2, 2, 'agent')`,
      ...talks.map(
        ([
          shop,
          id,
          status,
          owner,
        ]) => `insert into conversation (shop_id, conversation_id, buyer_id, channel_id,
            status, assignee, last_at, last_text, last_author, last_message_id, opened_at, assistant)
          values (${shop}, ${id}, ${id}, 1, '${status}', ${owner}, now(), '', 'buyer', 1, now(), '{}')`,
      ),
      ...after,
      `select person_id as person, load, (select json_object_agg(shop_id, m.load) from membership m
        where m.person_id = s.person_id) as shops from seat s order by person_id`,
    ])
    expect(rows).toEqual([
      { person: 1, load: 3, shops: { 1: 2 } },
      { person: 2, load: 1, shops: { 2: 1 } },
      { person: 3, load: 0, shops: { 1: 0 } },
    ])
  } finally {
    await query('postgres', [`drop database ${name} with (force)`])
  }
})

test('[RTG-7] what somebody has where they are no member any more is counted right, and not corrected', async () => {
  const shop = await floor.shop()
  const anna = 710
  await floor.join([shop], { personId: anna })
  const { id } = await desk.receive(shop, 'left')
  await desk.act(shop, id, anna, { do: 'claim' })
  await floor.db.tx({ shops: [shop] }, async (tx) => {
    await sql`delete from membership where person_id = ${anna}`.execute(tx)
  })
  const told: unknown[] = []
  await recounting(floor.db, (correction) => told.push(correction)).recount_slots?.run()
  expect(told).toEqual([])
})
