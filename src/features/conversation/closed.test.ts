import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/database.ts'
import { type Db, moment, openDb, sql } from '../../platform/db/db.ts'
import { createShop } from '../shop/index.ts'
import { closedBefore } from './store.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.connection)
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

test.each([1, 2, 3, 7])('pages of %i show every closed conversation once, newest first', async (size) => {
  const closedAt = [1000, 3000, 2000, 2000, 2000, 2000, 4000]
  const shopId = await db.tx({ shops: [] }, async (tx) => {
    const facts = { platform: 'site', name: '小铺', timeZone: 'UTC', locale: 'zh-CN' } as const
    const { id } = await createShop(tx, facts, 0)
    for (const [i, at] of closedAt.entries()) {
      await sql`insert into buyer (shop_id, buyer_id, channel_id, external_id, name)
        values (${id}, ${i + 1}, 1, ${`b${i}`}, '小王')`.execute(tx)
      await sql`insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, last_at, last_text,
          last_author, last_message_id, opened_at, closed_at, assistant)
        values (${id}, ${i + 1}, ${i + 1}, 1, 'closed', now(), '', 'buyer', 1, now(), ${moment(at)}, '{}')`.execute(
        tx,
      )
    }
    return id
  })
  const seen: number[] = []
  let before: { closedAt: number; id: number } | null = null
  for (let page = 0; page <= closedAt.length; page += 1) {
    const rows = await db.tx({ shops: [shopId] }, (tx) => closedBefore(tx, shopId, before, size))
    seen.push(...rows.map(({ id }) => id))
    const last = rows.at(-1)
    if (!last) break
    before = { closedAt: last.closedAt ?? 0, id: last.id }
  }
  expect(seen).toEqual([7, 2, 6, 5, 4, 3, 1])
})
