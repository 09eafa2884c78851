import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts'
import { openAdministration } from '../../shop/testing.ts'
import { addSendings } from '../engine/sending-store.ts'
import { haveAsked, havePlan } from '../testing/reading.ts'
import { hearNoMore } from './hear.ts'
import { buyerOut, optedOut } from './service.ts'

let desk: Awaited<ReturnType<typeof openAdministration>>
let shop: number
let serial = 0

beforeAll(async () => {
  desk = await openAdministration(() => {})
  shop = (await desk.shop('甲')).id
  await tx((t) => havePlan(t, shop, { id: 1, trigger: 'unpaid', at: desk.time.now, minutes: 0 }))
})
afterAll(() => desk.close())

const tx = <T>(work: Parameters<typeof desk.db.tx<T>>[1]) => desk.db.tx({ shops: [shop] }, work)
const hear = () => tx((t) => hearNoMore(t, shop, desk.time.now))
const isOut = async (id: number) => (await tx((t) => optedOut(t, shop, [buyerOut(`key${id}`)]))).size > 0

/** A buyer whom a plan reminded so long ago, or did not, and who writes now. */
const writes = async (text: string, reminded: number | null, state: 'sent' | 'suppressed' = 'sent') => {
  const id = ++serial
  const at = desk.time.now
  await tx(async (t) => {
    if (reminded !== null)
      await addSendings(t, shop, [
        {
          ...{ planId: 1, subject: `order:${id}`, step: 'one', channel: 'chat', buyerKey: `key${id}` },
          ...{ buyerName: `买家${id}`, orderId: null, arm: null, reason: 'forgot', state, why: null },
          ...{ dueAt: at - reminded, decidedAt: at - reminded, text: '', judged: '', template: null },
          ...{ costLi: 0, error: null, untilAt: null, channelId: null, reach: null },
        },
      ])
    await haveAsked(t, shop, { id, goods: [], at, said: [{ id, text }] })
  })
  return id
}

test.each<[string, number | null, 'sent' | 'suppressed', boolean]>([
  ['T', HOUR, 'sent', true],
  ['别再催了', 2 * DAY, 'sent', true],
  ['stop sending me messages', MINUTE, 'sent', true],
  ['T', 4 * DAY, 'sent', false],
  ['T', null, 'sent', false],
  ['T', HOUR, 'suppressed', false],
  ['好的，这就付', HOUR, 'sent', false],
])('[RCV-81] %s, reminded %s ms ago (%s): %s', async (text, reminded, state, out) => {
  const id = await writes(text, reminded, state)
  await hear()
  expect(await isOut(id)).toBe(out)
})

test('[RCV-81] each message is read once, and an opt-out stays', async () => {
  const id = await writes('退订', HOUR)
  expect(await hear()).toEqual({ added: 1, more: false })
  expect(await hear()).toEqual({ added: 0, more: false })
  expect(await isOut(id)).toBe(true)
})
