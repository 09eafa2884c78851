import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../../platform/db/db.ts'
import { MINUTE } from '../../../shared/time.ts'
import { openAdministration } from '../../shop/testing.ts'
import { haveAsked, havePlan } from '../testing/reading.ts'
import { readingJobs } from './jobs.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let [loud, silent] = [0, 0]
beforeAll(async () => {
  desk = await openAdministration(() => {})
  loud = (await desk.shop('有人说话')).id
  silent = (await desk.shop('没人说话')).id
})
afterAll(() => desk.close())

let messages = 0
const writes = () =>
  desk.db.tx({ shops: [loud] }, async (tx) => {
    const id = ++messages
    await haveAsked(tx, loud, { id, goods: [], at: desk.time.now, said: [{ id, text: '在吗' }] })
    await sql`update shop_log set message_id = ${id} where shop_id = ${loud}`.execute(tx)
  })
/** The shops in which a round had a transaction of their own. */
const round = async () => {
  desk.time.now += MINUTE
  const visited: number[] = []
  const db: typeof desk.db = {
    ...desk.db,
    tx: (scope, work) => {
      if (scope.shops.length === 1) visited.push(...scope.shops)
      return desk.db.tx(scope, work)
    },
  }
  await readingJobs({ ...desk.deps, db, begin: async () => 0 }).read_buyers?.run()
  return new Set(visited)
}

test('[RCV-121] a minute costs a shop nothing in which nobody wrote', async () => {
  expect(await round()).toEqual(new Set())
  await writes()
  expect(await round()).toEqual(new Set([loud]))
  expect(await round()).toEqual(new Set())
  // A plan that begins reads what the others have read.
  await desk.db.tx({ shops: [silent] }, (tx) =>
    havePlan(tx, silent, { id: 1, trigger: 'asked', at: desk.time.now }),
  )
  await desk.db.tx({ shops: [loud] }, (tx) =>
    havePlan(tx, loud, { id: 2, trigger: 'asked', at: desk.time.now }),
  )
  await writes()
  // Its messages are read when an order may no longer follow: half an hour later.
  for (let minute = 0; minute < 30; minute++) expect(await round()).toEqual(new Set([loud]))
  await round()
  expect(await round()).toEqual(new Set())
})
