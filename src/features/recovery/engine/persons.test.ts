import { afterEach, describe, expect, test } from 'vitest'
import { all, sql, type Tx } from '../../../platform/db/db.ts'
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts'
import { concessionsPaid } from '../../bargaining/paid.ts'
import { haveConcession } from '../../bargaining/testing.ts'
import type { Inbound } from '../../channel/domain.ts'
import { createChannel } from '../../channel/index.ts'
import type { Order } from '../../order/domain/order.ts'
import { hearNoMore } from '../opt-outs/hear.ts'
import { openReminding } from '../testing/orders.ts'
import { orderOf, paid, step, words } from '../testing/plans.ts'

/** Six in the evening of 11 November, in a shop of Tmall: there a buyer orders under the platform's id or under their name. */
const EVENING = Date.parse('2026-11-11T18:00:00+08:00')
const buyer: Inbound['buyer'] = { externalId: 'open-7', name: '旺旺七', verified: false }
const underId = { id: 'open-7', name: '旺旺七' }
const underName = { id: '旺旺七', name: '旺旺七' }

type Desk = Awaited<ReturnType<typeof openReminding>>
let desk: Desk
afterEach(async () => {
  expect(desk.faults).toEqual([])
  await desk.close()
})
const open = async () => {
  desk = await openReminding({}, { platform: 'tmall' })
  desk.time.now = EVENING
}
const inShop = <T>(work: (tx: Tx) => Promise<T>) => desk.db.tx({ shops: [desk.shopId] }, work)
/** Somebody says something in the chat, and is answered. */
const says = async (text = '在吗', who = buyer) => {
  const message = { kind: 'text', text, picture: null, size: null, sentAt: desk.time.now } as const
  const externalId = `${who.externalId}-${desk.time.now}`
  const inbound = [{ channelId: desk.channelId, buyer: who, message: { ...message, externalId } }]
  await desk.pipeline.receive({ shopId: desk.shopId, inbound })
  await inShop((tx) =>
    sql`update conversation set status = 'closed', waiting_since = null, assignee = null, closed_at = now()`.execute(
      tx,
    ),
  )
}
const told = async (planId?: number) =>
  (await desk.sendings(planId)).map(({ buyerKey, step: code, state, why }) =>
    [buyerKey, code, why ?? state].join(' '),
  )
const soon = { when: { kind: 'delay' as const, minutes: 5 } }
const offered = async (from: number) => {
  const filter = {
    ...{ channel: 'chat', from, to: from + 2 * HOUR },
    leastFen: null,
    mostFen: null,
    products: [],
    most: 100,
  }
  const body = { filter, people: [], words: '还没付款', dueAt: null, dry: true }
  return (await desk.chief(desk.path('errands/assign'), { body })).body
}

describe('[ORD-12] one person, two keys', () => {
  test('[RCV-10] caps count them together, also in one round', async () => {
    await open()
    const planId = await desk.plan()
    await says()
    await desk.orders([
      ...['1', '2'].map((id) => orderOf(id, EVENING, { buyer: underId })),
      ...['3', '4'].map((id) => orderOf(id, EVENING, { buyer: underName })),
    ])
    await desk.tick()
    await desk.at(EVENING + 10 * MINUTE)
    const sent = (await told(planId)).filter((line) => line.endsWith('sent'))
    const { body } = await desk.chief(desk.path('settings'))
    expect(sent).toHaveLength(body.caps.day)
  })

  test('[RCV-82] who wants no more wants no more under either, and where the shop has changed its bridge', async () => {
    await open()
    const planId = await desk.plan({ steps: [step('first', soon)] })
    await says()
    await desk.orders([orderOf('1', EVENING, { buyer: underName })])
    await desk.tick()
    await desk.at(EVENING + 5 * MINUTE)
    await inShop((tx) =>
      sql`insert into recovery_errand (shop_id, subject, channel, buyer_key, buyer_name, reason, words, made_at)
        values (${desk.shopId}, 'wish:9', 'chat', '旺旺七', '', 'other', 'x', now())`.execute(tx),
    )
    desk.time.now = EVENING + 6 * MINUTE
    await says('别再发了')
    await inShop((tx) => hearNoMore(tx, desk.shopId, desk.time.now))
    const errands = await inShop((tx) => all(tx, sql`select subject, outcome from recovery_errand`))
    expect(errands).toEqual([{ subject: 'wish:9', outcome: 'dropped' }])
    await inShop(async (tx) => {
      await sql`update channel set disabled_at = now()`.execute(tx)
      await createChannel(tx, desk.shopId, { kind: 'bridge', name: '新' }, EVENING)
    })
    await desk.orders([orderOf('2', EVENING + 8 * MINUTE, { buyer: underName })])
    await desk.tick()
    await desk.at(EVENING + 13 * MINUTE)
    expect(await told(planId)).toEqual(['旺旺七 first sent', '旺旺七 first opted-out'])
  })

  test('[RCV-87] two orders are one word to them by hand, and none after “别再发了”', async () => {
    await open()
    await desk.plan({ steps: [step('first', soon)] })
    await says()
    await desk.orders([
      orderOf('1', EVENING, { buyer: underId }),
      orderOf('2', EVENING, { buyer: underName }),
    ])
    expect(await offered(EVENING - HOUR)).toMatchObject({ found: 2, skipped: [{ why: 'open', count: 1 }] })
    await desk.tick()
    await desk.at(EVENING + 5 * MINUTE)
    desk.time.now = EVENING + 6 * MINUTE
    await says('别再发了')
    await inShop((tx) => hearNoMore(tx, desk.shopId, desk.time.now))
    desk.time.now = EVENING + 3 * DAY
    await desk.orders([orderOf('3', desk.time.now, { buyer: underName })])
    expect(await offered(desk.time.now - HOUR)).toMatchObject({ skipped: [{ why: 'opted-out', count: 1 }] })
  })

  test('[RCV-12] [BGN-16] a payment under either settles a case about no order, and the concession', async () => {
    await open()
    const before = step('last', {
      when: { kind: 'before-end', minutes: 10 },
      words: [words('优惠还有{left}到期')],
    })
    const planId = await desk.plan({ trigger: 'coupon-expiring', steps: [before] })
    await says('能便宜点吗')
    await inShop((tx) => haveConcession(tx, desk.shopId, { conversationId: 1, personId: 1, at: EVENING }))
    await desk.tick()
    await desk.orders([orderOf('1', EVENING + MINUTE, { buyer: underName })])
    await desk.at(EVENING + 2 * MINUTE)
    await desk.orders([paid('1', EVENING + 3 * MINUTE)])
    await desk.at(EVENING + 4 * MINUTE)
    expect(await desk.cases(planId)).toMatchObject([{ buyerKey: 'open-7', paidFen: 19_900 }])
    const after = { id: '1', status: 'paid', paidAt: EVENING + 3 * MINUTE, buyer: underName } as Order
    await inShop((tx) =>
      concessionsPaid(tx, desk.shopId, [{ before: null, after }], EVENING + 5 * MINUTE, () => {}),
    )
    expect(await inShop((tx) => all(tx, sql`select state from concession`))).toEqual([{ state: 'paid' }])
  })
})
