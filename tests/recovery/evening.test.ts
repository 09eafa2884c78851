import { expect, test } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { playEvening } from './evening.ts'

/** The same with 100,000 orders: `npm run bench:recovery-faults`. */
test('[RCV-23] a promotion evening on two servers that are killed: nobody twice, nobody after paying, all explained', async () => {
  const database = await freshDatabase()
  const { broken, figures } = await playEvening(database.connection, {
    ...{ orders: 2000, seed: 7, step: 5, kills: 8 },
  })
  await database.drop()
  expect(broken.slice(0, 20)).toEqual([])
  // Or nothing was tested.
  expect(figures.sent.chat).toBeGreaterThan(400)
  expect(figures.sent.sms).toBeGreaterThan(40)
  expect(figures.sent.phone).toBeGreaterThan(20)
  expect(figures.calledOff).toBeGreaterThan(0)
}, 120_000)
