import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shopRoutes } from '../../features/shop/index.ts'
import { openAdministration } from '../../features/shop/testing.ts'
import { all, sql } from '../db/db.ts'
import { record } from './audit.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let a: number
let b: number

const asOwnerOfTables = async <Row extends pg.QueryResultRow>(statement: string) => {
  const client = new pg.Client(desk.connection)
  await client.connect()
  return (await client.query<Row>(statement).finally(() => client.end())).rows
}

beforeAll(async () => {
  desk = await openAdministration(shopRoutes)
  a = (await desk.shop('甲')).id
  b = (await desk.shop('乙', { locale: 'en' })).id
  for (const shopId of [a, b])
    await desk.db.tx({ shops: [shopId] }, async (tx) => {
      await record(tx, { shopId, personId: null, what: 'x', address: null }, desk.time.now)
      await sql`insert into product (shop_id, product_id, title, price_fen, stock)
        values (${shopId}, '1', 'x', 1, 1)`.execute(tx)
    })
})
afterAll(() => desk.close())

const seen = (shops: number[], table: string) =>
  desk.db.tx({ shops }, async (tx) =>
    (
      await all(
        tx,
        sql<{ shopId: number }>`select distinct shop_id as "shopId" from ${sql.table(table)} order by 1`,
      )
    ).map((row) => row.shopId),
  )

describe('row-level security', () => {
  test('every table with a shop_id is under it, with a policy, and belongs to another role', async () => {
    const tables = await asOwnerOfTables<{
      name: string
      secured: boolean
      policies: number
      owner: string
    }>(`
      select c.relname as name, c.relrowsecurity as secured, pg_get_userbyid(c.relowner) as owner,
        (select count(*)::int from pg_policy where polrelid = c.oid) as policies
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and a.attname = 'shop_id' and not a.attisdropped order by 1`)
    expect(tables.map((t) => t.name)).toEqual(
      expect.arrayContaining(['audit', 'channel', 'conversation', 'event', 'message', 'phrase', 'shop']),
    )
    for (const table of tables) {
      expect(table, table.name).toMatchObject({ secured: true, policies: 1 })
      expect(table.owner).not.toBe('peakdesk_app')
    }
  })

  test('the application may not step around it', async () => {
    const [role] = await asOwnerOfTables(
      `select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'peakdesk_app'`,
    )
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false })
  })

  test.each(['shop', 'team', 'shop_log', 'index_cursor', 'product', 'audit'])(
    '%s: without a scope nothing is seen, in a scope its shops and no others',
    async (table) => {
      expect(await seen([], table)).toEqual([])
      expect(await seen([a], table)).toEqual([a])
      expect(await seen([b], table)).toEqual([b])
      expect(await seen([a, b], table)).toEqual([a, b])
    },
  )

  test('a statement outside any transaction of ours sees nothing', async () => {
    const client = new pg.Client({ ...desk.connection, options: '-c role=peakdesk_app' })
    await client.connect()
    const { rows } = await client.query('select * from shop').finally(() => client.end())
    expect(rows).toEqual([])
  })

  test('writing into another shop is refused, and changing it finds nothing', async () => {
    await expect(
      desk.db.tx({ shops: [a] }, (tx) =>
        sql`insert into team (shop_id, code, name) values (${b}, 'x', 'x')`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/)
    const changed = await desk.db.tx({ shops: [a] }, (tx) =>
      sql`update shop set name = 'mine now' where shop_id = ${b}`.execute(tx),
    )
    expect(changed.numAffectedRows).toBe(0n)
  })

  test('a scope ends with its transaction', async () => {
    await desk.db.tx({ shops: [a, b] }, (tx) => sql`select 1`.execute(tx))
    await Promise.all(Array.from({ length: 8 }, async () => expect(await seen([], 'shop')).toEqual([])))
  })
})
