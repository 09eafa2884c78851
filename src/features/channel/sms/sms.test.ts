// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Aliyun’s templates are written so
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { all, one, sql, type Tx } from '../../../platform/db/db.ts'
import { DAY, HOUR } from '../../../shared/time.ts'
import { audited, openAdministration } from '../../shop/testing.ts'
import { noSms, type SmsSettings } from './domain/settings.ts'
import { forgettingSms, numberOf, sendSms, smsDoor, smsRoutes } from './index.ts'
import type { Replied, Reported, SmsPorts } from './ports.ts'
import { openStandIn, type StandIn } from './stand-in.ts'

const KEY = { keyId: 'AKID-test', secret: 'a-secret-nobody-sees' }
const PHONE = '13800001234'

let desk: Awaited<ReturnType<typeof openAdministration>>
let chief: Awaited<ReturnType<typeof desk.as>>
let shop: number
let standIn: StandIn
let key: string
let serial = 0
const reported: Reported[] = []
const replied: Replied[] = []
const noted: unknown[] = []
let conversationId: number | null = null
const outs = new Set<string>()
const ports: SmsPorts = {
  reported: async (_tx, _shop, report) => reported.push(report),
  replied: async (_tx, _shop, reply) => {
    replied.push(reply)
    return { conversationId }
  },
  noted: async (_shop, note) => noted.push(note),
  optedOut: async (_tx, _shop, who) => outs.has(who),
}

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    smsRoutes(app, { ...deps, ports })
    smsDoor(app, { ...deps, ports })
  })
})
afterAll(() => desk.close())
beforeEach(async () => {
  const n = serial++
  desk.time.now = Date.parse('2026-11-11T02:00:00Z')
  shop = (await desk.shop(`云朵 ${n}`)).id
  await desk.person(shop, `chief-${n}`, 'supervisor')
  chief = await desk.as(`chief-${n}`)
  standIn = await openStandIn({ ...KEY, port: 0, desk: null, reports: false, now: () => desk.time.now })
  for (const list of [reported, replied, noted]) list.length = 0
  outs.clear()
  conversationId = null
  await save()
  key = (await chief(`/api/shops/${shop}/sms`)).body.key
})
afterEach(() => standIn.close())

const promotion: SmsSettings['templates'][number] = {
  ...{ code: 'SMS_1', name: '催付', text: '${name}，您的${product}还没付款，拒收请回复R', kind: 'promotion' },
  ...{ priceLi: 55, fills: { name: 'buyer' } },
}
const settings = (change: Partial<SmsSettings> = {}): SmsSettings => ({
  ...noSms(),
  ...{ enabled: true, keyId: KEY.keyId, baseUrl: standIn.url, sign: '云朵家居', appId: '1400' },
  templates: [
    promotion,
    { code: 'SMS_2', name: '发货', text: '订单${order}已发出', kind: 'notice', priceLi: 45, fills: {} },
  ],
  ...change,
})
const save = (change: Partial<SmsSettings> = {}, secret: string | null | 'as it is' = KEY.secret) =>
  chief(`/api/shops/${shop}/sms`, {
    method: 'PUT',
    body: { ...settings(change), ...(secret !== 'as it is' && { secret }) },
  })
const send = (change: Partial<Parameters<typeof sendSms>[2]> = {}, patience = 2000) =>
  sendSms({ ...desk.deps, ports, patience }, shop, {
    ...{ to: PHONE, template: 'SMS_1', params: { buyer: '小云', product: '四件套' }, once: `t:${serial++}` },
    ...change,
  })
const inShop = <T>(work: (tx: Tx) => Promise<T>) => desk.db.tx({ shops: [shop] }, work)
const messages = () =>
  inShop((tx) => all(tx, sql<Record<string, unknown>>`select * from sms_message order by sms_id`))
const callback = (what: string, body: unknown, of = key) => desk.ask(`/sms/${of}/${what}`, { body })
const report = (id: string, once: string, success = true) => [
  { phone_number: PHONE, success, err_code: success ? 'DELIVERED' : 'MK:0001', biz_id: id, out_id: once },
]
const up = (content: string, id = 'u1', phone = PHONE) => [
  { phone_number: phone, send_time: '2026-11-11 10:00:00', content, sequence_id: id },
]

describe('sending', () => {
  test('[SMS-6] one message goes to the provider, signed, with its values, and is written down without the number', async () => {
    const sent = await send({ once: 'case:1' })
    expect(sent).toEqual({ state: 'sent', remoteId: standIn.messages[0]?.id, error: null, costLi: 55 })
    expect(standIn.messages).toMatchObject([
      {
        ...{ provider: 'aliyun', phone: PHONE, sign: '云朵家居', template: 'SMS_1', once: 'case:1' },
        values: { name: '小云', product: '四件套' },
      },
    ])
    const [row] = await messages()
    expect(row).toMatchObject({ masked: '138****1234', state: 'sent', parts: 1, kind: 'promotion' })
    expect(JSON.stringify(row)).not.toContain(PHONE)
    expect(JSON.stringify(row)).not.toContain('小云')
  })

  test('[SMS-6] Tencent too, with the parts it counts', async () => {
    await save({
      ...{
        provider: 'tencent',
        templates: [{ ...promotion, text: '{1}的{2}，退订回T', fills: { '1': 'buyer', '2': 'product' } }],
      },
    })
    expect(await send()).toMatchObject({ state: 'sent', costLi: 55 })
    expect(standIn.messages).toMatchObject([{ provider: 'tencent', values: { '1': '小云', '2': '四件套' } }])
  })

  test('[SMS-9] the same is never sent twice: not later, not at the same moment, not after a crash', async () => {
    const first = await send({ once: 'same' })
    expect(await send({ once: 'same' })).toEqual(first)
    const both = await Promise.all([
      send({ once: 'race', to: '13900005678' }),
      send({ once: 'race', to: '13900005678' }),
    ])
    expect(both.map(({ state }) => state)).toContain('sent')
    await inShop((tx) =>
      sql`update sms_message set state = 'sending', remote_id = null where once = 'same'`.execute(tx),
    )
    expect(await send({ once: 'same' })).toMatchObject({ state: 'uncertain', error: 'interrupted' })
    expect(standIn.messages).toHaveLength(2)
  })

  test('[SMS-8] what is not answered is uncertain, and stays so', async () => {
    standIn.hangs(true)
    expect(await send({ once: 'slow' }, 150)).toMatchObject({
      state: 'uncertain',
      error: 'unanswered',
      costLi: 55,
    })
    standIn.hangs(false)
    expect(await send({ once: 'slow' })).toMatchObject({ state: 'uncertain' })
    expect(standIn.messages).toHaveLength(1)
  })

  test('[SMS-8] where nobody listens nothing has left', async () => {
    await standIn.close()
    expect(await send()).toMatchObject({ state: 'failed', error: 'unanswered (ECONNREFUSED)', costLi: 0 })
  })

  test('[SMS-7] a refusal is told by what it means', async () => {
    standIn.refuses(PHONE, 'isv.AMOUNT_NOT_ENOUGH')
    expect(await send()).toMatchObject({
      state: 'failed',
      error: 'balance (isv.AMOUNT_NOT_ENOUGH)',
      costLi: 0,
    })
  })

  test('[SMS-7] so is a wrong secret', async () => {
    await save({}, 'another-secret')
    expect(await send()).toMatchObject({ state: 'failed', error: 'key (SignatureDoesNotMatch)' })
    await save(
      {
        ...{
          provider: 'tencent',
          templates: [{ ...promotion, text: '{1}，退订回T', fills: { '1': 'buyer' } }],
        },
      },
      'another-secret',
    )
    expect(await send()).toMatchObject({ state: 'failed', error: 'key (AuthFailure.SignatureFailure)' })
    expect(standIn.messages).toHaveLength(0)
  })

  test.each([
    ['off', { enabled: false }, {}],
    ['no-number', {}, { to: '138****1234' }],
    ['no-template', {}, { template: 'SMS_9' }],
    ['missing-value', {}, { params: { buyer: '小云' } }],
  ])('[SMS-11] %s', async (error, change, sms) => {
    await save(change)
    expect(await send(sms)).toEqual({ state: 'failed', remoteId: null, error, costLi: 0 })
    expect(await messages()).toEqual([])
  })

  test('[SMS-15] promotion leaves from eight up to eight by the shop’s clocks, a notice at any time', async () => {
    desk.time.now = Date.parse('2026-11-11T20:00:00+08:00')
    expect(await send()).toMatchObject({ error: 'hours' })
    expect(await send({ template: 'SMS_2', params: { order: '28' } })).toMatchObject({
      state: 'sent',
      costLi: 45,
    })
    desk.time.now -= 1
    expect(await send()).toMatchObject({ state: 'sent' })
  })

  test('[SMS-17] promotion does not go to who wants none', async () => {
    outs.add((await inShop((tx) => numberOf(tx, shop, `+86 ${PHONE}`)))?.who ?? '')
    expect(await send()).toMatchObject({ error: 'opted-out' })
    expect(await send({ template: 'SMS_2', params: { order: '28' } })).toMatchObject({ state: 'sent' })
  })

  test('[SMS-16] no more to a number than its pace allows; a failed one does not count', async () => {
    const paces = settings().paces.flatMap((rule) => (rule.most === 50 ? { ...rule, most: 2 } : []))
    await save({ paces })
    standIn.refuses(PHONE, 'isv.BUSINESS_LIMIT_CONTROL')
    await send()
    standIn.refuses(PHONE, 'OK-again')
    await standIn.close()
    standIn = await openStandIn({ ...KEY, port: 0, desk: null, reports: false, now: () => desk.time.now })
    await save({ paces })
    const at = await Promise.all([send(), send(), send(), send()])
    expect(at.map(({ state, error }) => error ?? state).sort()).toEqual(['pace', 'pace', 'sent', 'sent'])
    expect(await send({ to: '13900005678' })).toMatchObject({ state: 'sent' })
    desk.time.now += DAY
    expect(await send()).toMatchObject({ state: 'sent' })
  })

  test('[SMS-14] a number has another hash in every shop', async () => {
    const here = await inShop((tx) => numberOf(tx, shop, PHONE))
    const other = (await desk.shop('另一家')).id
    const there = await desk.db.tx({ shops: [other] }, (tx) => numberOf(tx, other, PHONE))
    expect(here?.who).toMatch(/^phone:[\w-]{43}$/)
    expect(here?.who).not.toBe(there?.who)
  })
})

describe('callbacks', () => {
  test('[SMS-20] a report settles its message, once', async () => {
    const { remoteId } = await send({ once: 'case:1' })
    const body = report(remoteId ?? '', 'case:1')
    expect((await callback('report', body)).body).toEqual({ code: 0, msg: '接收成功' })
    expect((await callback('report', body)).status).toBe(200)
    expect((await messages())[0]).toMatchObject({ state: 'delivered' })
    expect(reported).toEqual([{ once: 'case:1', remoteId, state: 'delivered', error: null }])
    expect(await send({ once: 'case:1' })).toMatchObject({ state: 'sent' })
  })

  test('[SMS-20] one that did not arrive says why', async () => {
    const { remoteId } = await send({ once: 'case:1' })
    await callback('report', report(remoteId ?? '', 'case:1', false))
    expect(reported).toMatchObject([{ state: 'failed', error: 'undelivered (MK:0001)' }])
  })

  test('[SMS-20] of a callback with hundreds of reports each is taken, once', async () => {
    const body = Array.from({ length: 250 }, (_, i) => report(`aliyun-x-${i}`, '')).flat()
    await callback('report', body)
    await callback('report', body)
    const count = sql<{ n: number }>`select count(*)::int as n from sms_report`
    expect(await inShop((tx) => one(tx, count))).toEqual({ n: 250 })
  })

  test('[SMS-21] a report that is faster than the answer is not lost, with our id or without', async () => {
    standIn.hangs(true)
    const waiting = send({ once: 'case:1' }, 150)
    while (standIn.messages.length === 0) await new Promise((done) => setTimeout(done, 5))
    await callback('report', report('aliyun-1', 'case:1'))
    expect(await waiting).toMatchObject({ state: 'uncertain' })
    expect((await messages())[0]).toMatchObject({ state: 'delivered' })
    standIn.hangs(false)
    await callback('report', report('aliyun-2', ''))
    expect(reported).toHaveLength(1)
    await send({ once: 'case:2', to: '13900005678' })
    expect(reported).toMatchObject([
      { once: 'case:1' },
      { once: 'case:2', remoteId: 'aliyun-2', state: 'delivered' },
    ])
    expect((await messages())[1]).toMatchObject({ state: 'delivered' })
  })

  test('[SMS-24] a reply that asks for no more is told as such, once', async () => {
    await send({ once: 'case:1' })
    expect((await callback('reply', up(' ＴＤ '))).body).toEqual({ code: 0, msg: '接收成功' })
    await callback('reply', up(' ＴＤ '))
    const who = (await inShop((tx) => numberOf(tx, shop, PHONE)))?.who
    expect(replied).toMatchObject([{ who, once: 'case:1', stop: true, word: ' ＴＤ ' }])
    const { replies } = (await chief(`/api/shops/${shop}/sms/replies`)).body
    expect(replies).toMatchObject([{ masked: '138****1234', stop: true, conversationId: null }])
    expect(desk.published.some(({ kind, shopId }) => kind === 'sms' && shopId === shop)).toBe(true)
  })

  test('[SMS-25] another goes to the buyer’s conversation; again after a stop in between, under the same id', async () => {
    conversationId = 7
    await callback('reply', up('有雾蓝色吗'))
    await callback('reply', up('有雾蓝色吗'))
    expect(replied).toHaveLength(1)
    expect(replied[0]?.stop).toBe(false)
    const [first] = noted as { once: string }[]
    expect(noted).toEqual([
      { conversationId: 7, once: first?.once, text: '有雾蓝色吗' },
      { conversationId: 7, once: first?.once, text: '有雾蓝色吗' },
    ])
  })

  test('[SMS-26] one without an id is the same if the same says the same at the same moment', async () => {
    await save({ provider: 'tencent', templates: [] })
    const reply = { mobile: PHONE, nationcode: '86', text: '退订', time: 1_794_000_000 }
    expect((await callback('reply', reply)).body).toEqual({ result: 0, errmsg: 'OK' })
    await callback('reply', reply)
    await callback('reply', { ...reply, time: 1_794_000_009 })
    expect(replied).toHaveLength(2)
  })

  test('[SMS-19] the address is the secret, and can be renewed', async () => {
    expect((await callback('report', [], 'guess')).status).toBe(404)
    expect((await callback('report', [], 'A'.repeat(43))).status).toBe(404)
    expect((await callback('report', [])).status).toBe(200)
    const renewed = (await chief(`/api/shops/${shop}/sms/key`, { method: 'POST' })).body.key
    expect((await callback('report', [])).status).toBe(404)
    expect((await callback('report', [], renewed)).status).toBe(200)
  })

  test('[SMS-19] what cannot be read is refused, and nothing of it kept', async () => {
    expect((await callback('report', { what: 'ever' })).body.error.code).toBe('malformed')
    expect((await callback('reply', [1, null])).status).toBe(400)
    expect((await callback('report', 'x'.repeat(300_000))).status).toBe(413)
    expect(await inShop((tx) => one(tx, sql`select 1 from sms_report`))).toBeUndefined()
  })
})

describe('settings', () => {
  test('[SMS-10] the secret is shown to nobody and stands in no audit', async () => {
    const { body } = await chief(`/api/shops/${shop}/sms`)
    expect(body.secretKept).toBe(true)
    expect(JSON.stringify(body)).not.toContain(KEY.secret)
    await save({ sign: '新签名' }, 'as it is')
    const entries = (await audited(desk.db, [shop])).filter(({ what }) => what === 'sms.changed')
    expect(entries.at(-1)?.detail).toEqual({ sign: { from: '云朵家居', to: '新签名' } })
    expect(JSON.stringify(entries)).not.toContain(KEY.secret)
    expect(entries[0]?.detail).toMatchObject({ secret: 'replaced' })
    await desk.person(shop, 'an-agent', 'agent')
    const agent = await desk.as('an-agent')
    expect((await agent(`/api/shops/${shop}/sms`)).body.key).toBeNull()
  })

  test('[SMS-10] it does not go to another address than it was given for', async () => {
    const { body } = await save({ baseUrl: 'http://127.0.0.1:9' }, 'as it is')
    expect(body.error.detail.problems).toMatchObject([{ field: 'secret', code: 'sms-secret' }])
    expect((await save({ enabled: true }, null)).body.error.detail.problems).toMatchObject([
      { code: 'sms-key' },
    ])
    expect((await save({ enabled: false }, null)).body.secretKept).toBe(false)
  })

  test('[SMS-18] a test message goes to the number typed in; the audit has it masked', async () => {
    const ask = { to: `+86 ${PHONE}`, template: 'SMS_2', params: { order: '28' } }
    const { body } = await chief(`/api/shops/${shop}/sms/test`, { body: ask })
    expect(body).toEqual({ state: 'sent', why: null, costLi: 45 })
    const entry = (await audited(desk.db, [shop])).find(({ what }) => what === 'sms.tested')
    expect(entry?.detail).toEqual({ template: 'SMS_2', to: '138****1234', state: 'sent', error: null })
    const { messages: listed } = (await chief(`/api/shops/${shop}/sms/messages`)).body
    expect(listed).toMatchObject([{ test: true, masked: '138****1234', costLi: 45 }])
  })

  test('[SMS-27] what is old is forgotten', async () => {
    await send()
    await callback('reply', up('T'))
    const job = forgettingSms({
      db: desk.db,
      clock: { now: () => desk.time.now + 180 * DAY + HOUR },
    }).forget_sms
    await job?.run()
    expect(await messages()).toEqual([])
    expect((await chief(`/api/shops/${shop}/sms/replies`)).body.replies).toEqual([])
  })
})
