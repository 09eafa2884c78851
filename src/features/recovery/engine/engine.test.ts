import { afterEach, describe, expect, test } from 'vitest'
import { all, sql } from '../../../platform/db/db.ts'
import { HOUR, type Instant, MINUTE } from '../../../shared/time.ts'
import { haveConcession } from '../../bargaining/testing.ts'
import type { Inbound } from '../../channel/domain.ts'
import { createChannel } from '../../channel/index.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { openReminding } from '../testing/orders.ts'
import { closed, orderOf, paid, planBody, step, words } from '../testing/plans.ts'
import { holdOrders } from './facts-store.ts'
import type { TextMessage, TextSender } from './ports.ts'
import { createRecovery } from './runner.ts'

/** Eight in the evening of 11 November in the shop. */
const EVENING = Date.parse('2026-11-11T20:00:00+08:00')

type Desk = Awaited<ReturnType<typeof openReminding>>
let desk: Desk
afterEach(async () => {
  expect(desk.faults).toEqual([])
  await desk.close()
})

const open = async (now: Instant = EVENING, more: Parameters<typeof openReminding> = []) => {
  desk = await openReminding(...more)
  desk.time.now = now
  return desk
}
const messages = () =>
  desk.db.tx({ shops: [desk.shopId] }, (tx) =>
    all(
      tx,
      sql<{
        id: number
        name: string
        text: string
        rule: string
        status: string
        author: string
        external: string
      }>`
        select m.message_id as id, b.external_id as name, m.text, m.detail ->> 'rule' as rule, c.status, m.author,
          m.external_id as external
        from message m join conversation c using (shop_id, conversation_id) join buyer b using (shop_id, buyer_id)
        where m.outbound order by m.message_id`,
    ),
  )
const told = async (planId?: number) =>
  (await desk.sendings(planId)).map(({ buyerKey, step: code, state, why }) =>
    [buyerKey, code, why ?? state].join(' '),
  )
const writes = (externalId: string, text = '在吗', at = desk.time.now) => {
  const inbound: Inbound = {
    channelId: desk.channelId,
    buyer: { externalId, name: externalId, verified: false },
    message: { externalId: `${externalId}-${at}`, kind: 'text', text, picture: null, size: null, sentAt: at },
  }
  return desk.pipeline.receive({ shopId: desk.shopId, inbound: [inbound] })
}

describe('a chat reminder', () => {
  test('[RCV-21] [RCV-22] goes to a buyer who never wrote, in a conversation that is closed; their answer opens it', async () => {
    await open()
    const planId = await desk.plan()
    await desk.orders([orderOf('1', EVENING)])
    await desk.tick()
    expect(await messages()).toEqual([])
    await desk.at(EVENING + 10 * MINUTE)
    expect(await messages()).toMatchObject([
      {
        ...{
          name: 'b-1',
          text: '水洗棉四件套还没付款，20 分钟后订单会关闭',
          rule: `recovery:${planId}/first`,
        },
        ...{ status: 'closed', author: 'assistant-auto' },
      },
    ])
    expect(await told(planId)).toEqual(['b-1 first sent'])
    expect((await desk.cases(planId))[0]).toMatchObject({ state: 'done', why: null, control: false })
    await writes('b-1', '好的，马上付')
    expect((await messages())[0]).toMatchObject({ status: 'open' })
  })

  test('[RCV-12] is not sent when it was paid, cancelled or is being refunded, and the case says so', async () => {
    await open()
    const planId = await desk.plan()
    await desk.orders(['1', '2', '3', '4'].map((id) => orderOf(id, EVENING)))
    await desk.tick()
    const later = EVENING + 5 * MINUTE
    const refund = {
      id: 'r',
      kind: 'refund',
      line: null,
      state: 'asked',
      fen: null,
      reason: '',
      at: later,
    } as const
    await desk.orders([paid('1', later), closed('2', later), { id: '3', at: later, refunds: [refund] }])
    await desk.at(EVENING + 10 * MINUTE)
    expect(await told(planId)).toEqual(['b-4 first sent'])
    expect(
      (await desk.cases(planId)).map(({ subject, state, why, paidAt, paidFen }: Record<string, unknown>) => [
        ...[subject, state, why, paidAt, paidFen],
      ]),
    ).toEqual([
      ['order:1', 'stopped', 'paid', later, 19_900],
      ['order:2', 'stopped', 'cancelled', null, null],
      ['order:3', 'stopped', 'refunding', null, null],
      ['order:4', 'done', null, null, null],
    ])
  })

  test('[RCV-21] is not said when the payment comes between decision and saying it', async () => {
    await open()
    const planId = await desk.plan()
    await desk.orders([orderOf('1', EVENING), orderOf('2', EVENING)])
    const slow = createRecovery({
      ...desk.deps,
      pipeline: {
        config: desk.pipeline.config,
        async submit(batch) {
          await desk.orders([paid('1', EVENING + 10 * MINUTE)])
          return desk.pipeline.submit(batch)
        },
      },
    })
    desk.time.now = EVENING + 10 * MINUTE
    await slow.tick()
    expect((await messages()).map(({ name }) => name)).toEqual(['b-2'])
    expect((await told(planId)).toSorted()).toEqual(['b-1 first paid', 'b-2 first sent'])
  })

  test('[RCV-23] is said once, however often it is handed over', async () => {
    await open()
    const planId = await desk.plan()
    await desk.orders([orderOf('1', EVENING)])
    await desk.at(EVENING + 10 * MINUTE)
    // As if the server had stopped after it was said and before that was written down; then it is paid.
    const again = () =>
      desk.db.tx({ shops: [desk.shopId] }, (tx) =>
        sql`update recovery_sending set state = 'queued', remote_id = null`.execute(tx),
      )
    await again()
    await desk.at(EVENING + 11 * MINUTE)
    expect(await told(planId)).toEqual(['b-1 first sent'])
    await again()
    await desk.orders([paid('1', EVENING + 12 * MINUTE)])
    // Twice: once by the careful way of writing, once by the fast one.
    await desk.at(EVENING + 12 * MINUTE)
    expect(await told(planId)).toEqual(['b-1 first sent'])
    expect(await messages()).toHaveLength(1)
  })

  test('[RCV-13] is left out while a person has the buyer, or the buyer waits', async () => {
    await open()
    const planId = await desk.plan()
    await desk.orders([orderOf('1', EVENING)])
    await writes('b-1')
    await desk.at(EVENING + 10 * MINUTE)
    expect(await told(planId)).toEqual(['b-1 first talking'])
  })

  test('[RCV-14] keeps the caps over plans; what the guard stops, or nobody wants, is not said', async () => {
    await open()
    await desk.chief(desk.path('settings'), {
      method: 'PUT',
      body: {
        ...(await desk.chief(desk.path('settings'))).body,
        caps: { day: 1, days: { count: 3, within: 3 } },
      },
    })
    const first = await desk.plan()
    const second = await desk.plan({ steps: [step('other', { when: { kind: 'delay', minutes: 15 } })] })
    const bad = await desk.plan({ steps: [step('bad', { words: [words('加微信 abc12345 便宜')] })] })
    await desk.orders([orderOf('1', EVENING), orderOf('2', EVENING)])
    await desk.db.tx({ shops: [desk.shopId] }, (tx) =>
      sql`insert into recovery_opt_out (shop_id, who, channel, at, how)
        values (${desk.shopId}, 'buyer:b-2', 'all', now(), '退订')`.execute(tx),
    )
    await desk.at(EVENING + 15 * MINUTE)
    expect(await told(first)).toEqual(['b-1 first sent', 'b-2 first opted-out'])
    expect(await told(second)).toEqual(['b-1 other cap-day', 'b-2 other opted-out'])
    expect((await told(bad)).toSorted()).toEqual(['b-1 bad cap-day', 'b-2 bad opted-out'])
  })

  test('[RCV-18] is left out where the guard would stop it', async () => {
    await open()
    const bad = await desk.plan({ steps: [step('bad', { words: [words('加微信 abc12345 便宜')] })] })
    await desk.orders([orderOf('1', EVENING)])
    await desk.at(EVENING + 15 * MINUTE)
    expect(await told(bad)).toEqual(['b-1 bad guard'])
  })

  test('[RCV-16] is forbidden where the platform forbids it', async () => {
    await open(EVENING, [{}, { platform: 'pinduoduo' }])
    const planId = await desk.plan()
    await desk.orders([orderOf('1', EVENING)])
    await desk.at(EVENING + 10 * MINUTE)
    expect(await told(planId)).toEqual(['b-1 first platform'])
  })

  test('[RCV-8] [RCV-7] is held through the quiet hours, but not beyond the order’s life', async () => {
    const night = Date.parse('2026-11-11T22:30:00+08:00')
    await open(night)
    const planId = await desk.plan()
    await desk.orders([orderOf('1', night), orderOf('2', night, { payBy: night + 24 * HOUR })])
    await desk.at(night + 10 * MINUTE)
    expect(await told(planId)).toEqual([])
    await desk.at(night + 30 * MINUTE)
    await desk.at(Date.parse('2026-11-12T08:00:00+08:00'))
    expect(await told(planId)).toEqual(['b-2 first sent'])
    expect(await desk.cases(planId)).toMatchObject([{ state: 'stopped', why: 'expired' }, { state: 'done' }])
  })
})

test('[RCV-1] [RCV-30] the control group is drawn, never reminded, and its payments are counted', async () => {
  await open()
  const planId = await desk.plan({ control: 0.5 })
  const ids = Array.from({ length: 60 }, (_, i) => `${i}`)
  await desk.orders(ids.map((id) => orderOf(id, EVENING)))
  await desk.tick()
  await desk.orders(ids.map((id) => paid(id, EVENING + MINUTE)))
  await desk.at(EVENING + 10 * MINUTE)
  const cases = await desk.cases(planId)
  const control = cases.filter((one: { control: boolean }) => one.control)
  expect(control.length).toBeGreaterThan(15)
  expect(control.length).toBeLessThan(45)
  for (const one of control) expect(one).toMatchObject({ why: 'control', paidFen: 19_900, nextAt: null })
  expect(await messages()).toEqual([])
  const { counters } = (await desk.chief(desk.path('plans'))).body
  expect(counters).toMatchObject([
    { cases: 60, control: control.length, waiting: 0, paid: 60, paidFen: 60 * 19_900 },
  ])
})

test('[RCV-25] a call goes onto the list, once, and off it when it is paid', async () => {
  await open()
  const planId = await desk.plan({ steps: [step('call', { channel: 'phone' })] })
  const address = { name: '王', phone: '13800138000', province: '', city: '', district: '', detail: '' }
  await desk.orders([orderOf('1', EVENING, { address }), orderOf('2', EVENING)])
  await desk.at(EVENING + 10 * MINUTE)
  expect(await told(planId)).toEqual(['b-1 call sent', 'b-2 call no-contact'])
  const errands = () =>
    desk.db.tx({ shops: [desk.shopId] }, (tx) =>
      all(tx, sql`select subject, channel, outcome, fen, words from recovery_errand`),
    )
  expect(await errands()).toMatchObject([
    { subject: 'order:1', channel: 'phone', outcome: null, fen: 19_900 },
  ])
  await desk.orders([paid('1', EVENING + 11 * MINUTE)])
  await desk.tick()
  // Its case was done with the call; the payment still ends the errand.
  expect(await errands()).toMatchObject([{ outcome: 'paid' }])
})

describe('text messages', () => {
  const address = { name: '王', phone: '13800138000', province: '', city: '', district: '', detail: '' }
  const sms = (of = {}) =>
    step('sms', { channel: 'sms', words: [words('{product}待付款', { template: 'SMS_1' })], ...of })
  const sender = (send: TextSender['send']) => ({ ready: async () => true, send })

  test('[RCV-24] are handed over once; of what broke nobody knows, and it is not tried again', async () => {
    const got: TextMessage[] = []
    const noon = Date.parse('2026-11-11T12:00:00+08:00')
    await open(noon, [
      {
        texts: sender(async (_, message) => {
          got.push(message)
          if (message.orderId === '2') throw new Error('the line broke')
          return message.orderId === '3'
            ? { state: 'failed', remoteId: null, error: 'isv.OUT_OF_SERVICE' }
            : { state: 'sent', remoteId: 'R1', error: null }
        }),
      },
    ])
    const planId = await desk.plan({ steps: [sms()], budgetFen: 15 })
    await desk.orders(['1', '2', '3'].map((id) => orderOf(id, noon, { address })))
    await desk.at(noon + 10 * MINUTE)
    await desk.at(noon + 11 * MINUTE)
    expect(got.map(({ orderId, phone, template }) => [orderId, phone, template]).toSorted()).toEqual([
      ['1', '13800138000', 'SMS_1'],
      ['2', '13800138000', 'SMS_1'],
    ])
    // Three would have cost 16.5 fen.
    expect(await told(planId)).toEqual(['b-1 sms sent', 'b-2 sms uncertain', 'b-3 sms budget'])
    expect(desk.faults.splice(0)).toHaveLength(1)
  })

  test('[RCV-10] [RCV-9] due at 20:00 by good hours leave at 19:59; by a delay they wait for 08:00', async () => {
    const got: (string | null)[] = []
    const noon = Date.parse('2026-11-11T19:50:00+08:00')
    await open(noon, [
      {
        texts: sender(async (_, { orderId }) => {
          got.push(orderId)
          return { state: 'sent', remoteId: orderId, error: null }
        }),
      },
    ])
    const payBy = noon + 24 * HOUR
    const byHours = await desk.plan({ steps: [sms({ when: { kind: 'hours', hours: ['20:00'], after: 0 } })] })
    await desk.orders([orderOf('1', noon, { address, payBy })])
    await desk.at(Date.parse('2026-11-11T19:59:00+08:00'))
    expect(got).toEqual(['1'])
    await desk.chief(desk.path(`plans/${byHours}/state`), { body: { do: 'end' } })
    const byDelay = await desk.plan({ steps: [sms({ when: { kind: 'delay', minutes: 15 } })] })
    await desk.orders([orderOf('2', desk.time.now, { address, payBy })])
    await desk.at(Date.parse('2026-11-11T21:00:00+08:00'))
    expect(await told(byDelay)).toEqual([])
    await desk.at(Date.parse('2026-11-12T08:00:00+08:00'))
    expect(await told(byDelay)).toEqual(['b-2 sms sent'])
  })

  test('[RCV-24] leave nobody twice where one server stopped after it took one', async () => {
    const got: (string | null)[] = []
    const noon = Date.parse('2026-11-11T12:00:00+08:00')
    await open(noon, [
      {
        texts: sender(async (_, { orderId }) => {
          got.push(orderId)
          return { state: 'sent', remoteId: orderId, error: null }
        }),
      },
    ])
    const planId = await desk.plan({ steps: [sms()] })
    await desk.orders([orderOf('1', noon, { address })])
    const stuck = createRecovery({
      ...desk.deps,
      texts: sender(() => {
        got.push('stuck')
        throw new Error('killed')
      }),
    })
    desk.time.now = noon + 10 * MINUTE
    await stuck.tick()
    await desk.at(noon + 20 * MINUTE)
    expect(got).toEqual(['stuck'])
    expect(await told(planId)).toEqual(['b-1 sms uncertain'])
    expect(desk.faults.splice(0)).toHaveLength(1)
  })
})

test('[RCV-26] a plan about concessions reminds before they lapse, and not when something was ordered', async () => {
  await open()
  const planId = await desk.plan({
    trigger: 'coupon-expiring',
    steps: [
      step('last', { when: { kind: 'before-end', minutes: 10 }, words: [words('优惠还有{left}到期')] }),
    ],
  })
  for (const name of ['x', 'y']) await writes(name, '能便宜点吗')
  await desk.db.tx({ shops: [desk.shopId] }, async (tx) => {
    await sql`update conversation set status = 'closed', waiting_since = null, assignee = null`.execute(tx)
    for (const conversationId of [1, 2])
      await haveConcession(tx, desk.shopId, { conversationId, personId: 1, at: EVENING })
  })
  await desk.tick()
  expect(await desk.cases(planId)).toHaveLength(2)
  await desk.orders([orderOf('1', EVENING + MINUTE, { buyer: { id: 'y', name: 'y' } })])
  await desk.at(EVENING + 20 * MINUTE)
  expect(await told(planId)).toEqual(['x last sent'])
  expect((await messages()).at(-1)).toMatchObject({ name: 'x', text: '优惠还有10 分钟到期' })
})

test('[RCV-40] a plan that cannot work is refused with what is wrong and where', async () => {
  await open()
  const bad = planBody({
    trigger: 'asked',
    steps: [
      step('a', { when: { kind: 'delay', minutes: 30 } }),
      step('a', { when: { kind: 'delay', minutes: 10 }, words: [words('{nick}', { arm: 'nobody' })] }),
      step('c', { channel: 'sms', when: { kind: 'before-end', minutes: 5 } }),
    ],
    arms: [{ code: 'x', name: 'X', weight: 1, minutes: { zz: 3 } }],
  })
  const { status, body } = await desk.chief(desk.path('plans'), { body: bad })
  expect(status).toBe(400)
  expect(body.error.detail.problems.map(({ field }: { field: string }) => field)).toEqual([
    // Who asked and did not order has no order that words could name.
    ...['steps.1.code', 'steps.0.words.0.text', 'steps.1.words', 'steps.1.words.0.arm'],
    ...['steps.1.words.0.text', 'steps.2.words.0.text', 'steps.2.words.0.template'],
    ...['steps.1.when', 'steps.2.when', 'arms', 'arms.0.minutes'],
  ])
})

test('[RCV-42] a preview plays a plan over the past and writes nothing', async () => {
  await open()
  const past = EVENING - 24 * HOUR
  await desk.orders([orderOf('1', past), orderOf('2', past)])
  await desk.orders([paid('2', past + 5 * MINUTE), closed('1', past + 30 * MINUTE)])
  const { status, body } = await desk.chief(desk.path('preview'), {
    body: { plan: planBody(), from: past - HOUR, to: past + HOUR },
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    ...{ orders: 2, more: false, cases: 2, control: 0, costLi: 0 },
    steps: [{ step: 'first', sent: 1 }],
    suppressed: [{ why: 'paid', count: 1 }],
    hours: [{ at: past, sent: 1 }],
  })
  expect(await desk.sendings()).toEqual([])
})

test('[RCV-43] what fell due in a pause is not made up for; what has run stays as it was', async () => {
  await open()
  const planId = await desk.plan({ steps: [step('a'), step('b', { when: { kind: 'delay', minutes: 20 } })] })
  await desk.orders([orderOf('1', EVENING)])
  await desk.tick()
  const move = (what: string) => desk.chief(desk.path(`plans/${planId}/state`), { body: { do: what } })
  await move('pause')
  await desk.at(EVENING + 10 * MINUTE)
  await move('resume')
  await desk.at(EVENING + 20 * MINUTE)
  expect(await told(planId)).toEqual(['b-1 a paused', 'b-1 b sent'])
  const changed = await desk.chief(desk.path(`plans/${planId}`), {
    method: 'PUT',
    body: planBody({ control: 0.2 }),
  })
  expect(changed.body.error.detail.problems.map(({ field }: { field: string }) => field).toSorted()).toEqual([
    ...['control', 'steps'],
  ])
  await move('end')
  expect((await move('resume')).body.error).toEqual({ code: 'changed-meanwhile', detail: { state: 'ended' } })
})

describe('[RCV-43] what was decided before somebody held the plan', () => {
  const held = async (what: 'pause' | 'end') => {
    const planId = await desk.plan()
    await desk.orders([orderOf('1', EVENING)])
    const broken = createRecovery({
      ...desk.deps,
      pipeline: { config: desk.pipeline.config, submit: () => Promise.reject(new Error('gone')) },
      log: () => {},
    })
    desk.time.now = EVENING + 10 * MINUTE
    await broken.tick()
    expect(await told(planId)).toEqual(['b-1 first queued'])
    await desk.chief(desk.path(`plans/${planId}/state`), { body: { do: what } })
    await desk.at(EVENING + 11 * MINUTE)
    expect(await messages()).toEqual([])
    return told(planId)
  }
  test('does not leave any more', async () => {
    await open()
    expect(await held('pause')).toEqual(['b-1 first paused'])
  })
  test('nor where it was ended', async () => {
    await open()
    expect(await held('end')).toEqual(['b-1 first expired'])
  })
})

test('[RCV-81] who asks for no more is heard before the next reminder is decided on', async () => {
  await open()
  await desk.plan({ steps: [step('first'), step('second', { when: { kind: 'delay', minutes: 15 } })] })
  await desk.orders([orderOf('1', EVENING)])
  await desk.tick()
  await desk.at(EVENING + 10 * MINUTE)
  await writes('b-1', '别再发了', EVENING + 11 * MINUTE)
  await desk.at(EVENING + 16 * MINUTE)
  const outs = await desk.db.tx({ shops: [desk.shopId] }, (tx) =>
    all(tx, sql<{ who: string; channel: string }>`select who, channel from recovery_opt_out`),
  )
  expect(outs).toEqual([{ who: 'buyer:b-1', channel: 'all' }])
})

test('[RCV-81] an order under another name than its buyer has in the chat: no more is no more', async () => {
  await open()
  const planId = await desk.plan({
    steps: [step('first'), step('second', { when: { kind: 'delay', minutes: 20 } })],
  })
  await writes('open-id-9', '在吗')
  await desk.orders([orderOf('1', EVENING, { buyer: { id: '旺旺', name: '旺旺' } })])
  await desk.db.tx({ shops: [desk.shopId] }, async (tx) => {
    await sql`insert into order_buyer (shop_id, order_id, buyer_id) select shop_id, '1', buyer_id from buyer
      where shop_id = ${desk.shopId} and external_id = 'open-id-9'`.execute(tx)
    await sql`update conversation set status = 'closed', waiting_since = null, closed_at = now()`.execute(tx)
  })
  await desk.tick()
  await desk.at(EVENING + 10 * MINUTE)
  expect((await messages()).at(-1)).toMatchObject({ name: 'open-id-9', rule: `recovery:${planId}/first` })
  await writes('open-id-9', '别再发了', EVENING + 11 * MINUTE)
  await desk.db.tx({ shops: [desk.shopId] }, (tx) =>
    sql`update conversation set status = 'closed', waiting_since = null, closed_at = now()`.execute(tx),
  )
  await desk.at(EVENING + 20 * MINUTE)
  expect(await told(planId)).toEqual(['旺旺 first sent', '旺旺 second opted-out'])
})

describe('[ORD-12] [RCV-22] whom the chat knows otherwise than the order', () => {
  const inChat = async (channelId: number, buyer: Inbound['buyer'], text = '在吗', at = desk.time.now) => {
    const message = { kind: 'text', text, picture: null, size: null, sentAt: at } as const
    const inbound = [{ channelId, buyer, message: { ...message, externalId: `${buyer.externalId}-${at}` } }]
    await desk.pipeline.receive({ shopId: desk.shopId, inbound })
  }
  const closeAll = () =>
    desk.db.tx({ shops: [desk.shopId] }, (tx) =>
      sql`update conversation set status = 'closed', waiting_since = null, closed_at = now()`.execute(tx),
    )
  const signed = { externalId: 'user:42', name: '小云', verified: true }
  const webChat = async () => {
    const channel = await desk.db.tx({ shops: [desk.shopId] }, (tx) =>
      createChannel(tx, desk.shopId, { kind: 'web-chat', name: '官网' }, desk.time.now),
    )
    return channel.id
  }

  test.each<[string, Partial<ShopFacts>, () => Promise<number>, Inbound['buyer'], string]>([
    ['signed for in the web chat', { platform: 'site' }, webChat, signed, '42'],
    [
      ...(['by a name that is theirs alone', { platform: 'tmall' }, async () => desk.channelId] as const),
      ...([{ externalId: 'open-7', name: '旺旺七', verified: false }, '旺旺七'] as const),
    ],
  ])(
    '%s: is reminded there, not while they talk to somebody, and not after “别再发了”',
    async (_, facts, channel, buyer, key) => {
      await open(EVENING, [{}, facts])
      const minutes = (n: number) => ({ when: { kind: 'delay' as const, minutes: n } })
      const planId = await desk.plan({
        steps: [step('first', minutes(5)), step('second', minutes(10)), step('third', minutes(15))],
      })
      const channelId = await channel()
      await inChat(channelId, buyer)
      await desk.orders([orderOf('1', EVENING, { buyer: { id: key, name: key } })])
      await desk.tick()
      await desk.at(EVENING + 5 * MINUTE)
      expect(await told(planId)).toEqual([`${key} first talking`])
      await closeAll()
      await desk.at(EVENING + 10 * MINUTE)
      expect((await messages()).at(-1)).toMatchObject({
        name: buyer.externalId,
        rule: `recovery:${planId}/second`,
      })
      await inChat(channelId, buyer, '别再发了', EVENING + 11 * MINUTE)
      await closeAll()
      await desk.at(EVENING + 15 * MINUTE)
      expect(await told(planId)).toEqual([
        `${key} first talking`,
        `${key} second sent`,
        `${key} third opted-out`,
      ])
    },
  )

  test('a visitor who calls themselves by somebody’s id is somebody else', async () => {
    await open(EVENING, [{}, { platform: 'site' }])
    const planId = await desk.plan()
    await inChat(await webChat(), { ...signed, verified: false })
    await desk.orders([orderOf('1', EVENING, { buyer: { id: '42', name: '小云' } })])
    await desk.tick()
    await desk.at(EVENING + 10 * MINUTE)
    const reminders = (await messages()).filter(({ rule }) => rule?.startsWith('recovery:'))
    expect(reminders.map(({ name }) => name)).toEqual(['42'])
    expect(await told(planId)).toEqual(['42 first sent'])
  })
})

test('a shop in which nothing is due costs no transaction of its own', async () => {
  await open()
  await desk.plan()
  await desk.orders([orderOf('1', EVENING)])
  await desk.tick()
  let count = 0
  const db: typeof desk.db = {
    ...desk.db,
    tx: (scope, work) => {
      count++
      return desk.db.tx(scope, work)
    },
  }
  const quiet = createRecovery({ ...desk.deps, db })
  expect(await quiet.tick()).toEqual({ enrolled: 0, decided: 0, sent: 0 })
  expect(count).toBe(1)
  desk.time.now = EVENING + 10 * MINUTE
  expect(await quiet.tick()).toMatchObject({ decided: 1, sent: 1 })
})

test('[RCV-20] orders that are held still and orders that are stored wait for each other one way only', async () => {
  await open()
  await desk.orders([orderOf('1', EVENING), orderOf('2', EVENING)])
  let storing: Promise<unknown> = Promise.resolve()
  await desk.db.tx({ shops: [desk.shopId] }, async (tx) => {
    await holdOrders(tx, desk.shopId, ['1'])
    storing = desk.orders([paid('2', EVENING + 1), paid('1', EVENING + 1)])
    const waits = sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`
    while ((await all(tx, waits))[0]?.n === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await holdOrders(tx, desk.shopId, ['1', '2'])
  })
  expect(await storing).toMatchObject({ changed: 2 })
})
