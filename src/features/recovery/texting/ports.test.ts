import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { all, one, sql, type Tx } from '../../../platform/db/db.ts'
import { createChannel } from '../../channel/index.ts'
import { noSms } from '../../channel/sms/domain/settings.ts'
import { numberOf, smsDoor, smsRoutes } from '../../channel/sms/index.ts'
import { openStandIn, type StandIn } from '../../channel/sms/stand-in.ts'
import { createPipeline, type Pipeline } from '../../desk/pipeline.ts'
import { openAdministration } from '../../shop/testing.ts'
import { buyerOut, isOut, optedOut, optOut } from '../opt-outs/service.ts'
import { onceOf, smsPorts, textSender } from './ports.ts'

const PHONE = '13800001234'
let desk: Awaited<ReturnType<typeof openAdministration>>
let pipeline: Pipeline
let standIn: StandIn
let shop: number
let channelId: number
let key: string
let chief: Awaited<ReturnType<typeof desk.as>>
let serial = 0

const ports = () =>
  smsPorts((shopId, { conversationId, once, text }) =>
    pipeline.submit({ shopId, inputs: [{ what: 'noted', id: once, conversationId, text }] }),
  )
const deps = () => ({ ...desk.deps, ports: ports() })
const inShop = <T>(work: (tx: Tx) => Promise<T>) => desk.db.tx({ shops: [shop] }, work)

beforeAll(async () => {
  desk = await openAdministration((app, deps) => smsRoutes(app, deps))
  pipeline = createPipeline({
    ...desk.deps,
    connection: desk.connection,
    log: (message, error) => desk.faults.push(`${message}: ${error}`),
  })
  smsDoor(desk.app, deps())
})
afterAll(async () => {
  await pipeline.close()
  await desk.close()
})
beforeEach(async () => {
  shop = (await desk.shop(`店 ${++serial}`)).id
  channelId = await inShop(async (tx) => (await createChannel(tx, shop, { kind: 'bridge', name: 'B' }, 0)).id)
  await desk.person(shop, `chief-${serial}`, 'supervisor')
  chief = await desk.as(`chief-${serial}`)
  standIn = await openStandIn({
    ...{ keyId: 'K', secret: 'S', port: 0, desk: null, reports: false, now: () => desk.time.now },
  })
  const template = { code: 'A', name: 'a', text: '订单{1}还没付款，退订回T', kind: 'promotion', priceLi: 50 }
  const body = {
    ...{ ...noSms(), enabled: true, provider: 'tencent', keyId: 'K', secret: 'S', sign: '云朵', appId: '1' },
    ...{ baseUrl: standIn.url, templates: [{ ...template, fills: { '1': 'order' } }] },
  }
  const saved = await chief(`/api/shops/${shop}/sms`, { method: 'PUT', body })
  key = saved.body.key
  return () => standIn.close()
})

const haveSending = (buyerKey: string) =>
  inShop(async (tx) => {
    const row = await one(
      tx,
      sql<{
        id: number
      }>`insert into recovery_sending (shop_id, plan_id, subject, step, channel, buyer_key, buyer_name, reason,
          due_at, decided_at, state) values (${shop}, 1, ${`order:${++serial}`}, 's', 'sms', ${buyerKey}, '小云', 'forgot', now(),
          now(), 'queued') returning sending_id::int as id`,
    )
    return row?.id ?? 0
  })
const sendings = () =>
  inShop((tx) =>
    all(tx, sql`select state, error, remote_id as "remoteId" from recovery_sending order by sending_id`),
  )
const send = (id: number, phone = PHONE) =>
  textSender(deps()).send(shop, { id, phone, template: 'A', values: { order: '28' } })
const callback = (what: string, body: unknown) => desk.ask(`/sms/${key}/${what}`, { body })
/** Somebody writes in the chat. Gives the conversation. */
const asks = async (name: string): Promise<number[]> => {
  const buyer = { externalId: name, name, verified: false }
  const message = {
    externalId: `m${++serial}`,
    kind: 'text',
    text: '在吗',
    picture: null,
    size: null,
  } as const
  const received = await pipeline.receive({
    shopId: shop,
    inbound: [{ channelId, buyer, message: { ...message, sentAt: desk.time.now } }],
  })
  return received.replayed ? [] : received.outcomes.map(({ conversationId }) => conversationId)
}
const reply = (text: string, time = 1_794_000_000) =>
  callback('reply', { mobile: PHONE, nationcode: '86', text, time })

test('[RCV-84] a step is sent once, and its report settles it', async () => {
  expect(await inShop((tx) => textSender(deps()).ready(tx, shop))).toBe(true)
  const id = await haveSending('tb1')
  expect(await send(id)).toMatchObject({ state: 'sent', costLi: 50 })
  expect(await send(id)).toMatchObject({ state: 'sent' })
  expect(standIn.messages).toMatchObject([{ once: onceOf(id), values: { '1': '28' } }])
  const sid = standIn.messages[0]?.id
  await callback('report', [{ sid, report_status: 'SUCCESS', errmsg: 'DELIVRD', mobile: PHONE }])
  expect(await sendings()).toEqual([{ state: 'delivered', error: null, remoteId: sid }])
})

test('[RCV-84] what nobody knows of throws, so that it is not tried again', async () => {
  standIn.hangs(true)
  const sender = textSender({ ...deps(), patience: 100 })
  const message = { id: await haveSending('tb1'), phone: PHONE, template: 'A', values: { order: '28' } }
  await expect(sender.send(shop, message)).rejects.toThrow('unanswered')
})

test('[RCV-85] a reply that wants no more is for ever: by number and buyer; no promotion leaves', async () => {
  await send(await haveSending('tb1'))
  await reply('ＴＤ')
  const who = (await inShop((tx) => numberOf(tx, shop, PHONE)))?.who ?? ''
  const outs = await inShop((tx) => optedOut(tx, shop, [who, buyerOut('tb1'), buyerOut('tb2')]))
  expect(outs).toEqual(
    new Map([
      [who, new Set(['sms'])],
      [buyerOut('tb1'), new Set(['sms'])],
    ]),
  )
  expect(isOut(outs, [buyerOut('tb1')], 'sms')).toBe(true)
  expect(isOut(outs, [buyerOut('tb1')], 'chat')).toBe(false)
  expect(await send(await haveSending('tb9'))).toMatchObject({ state: 'failed', error: 'opted-out' })
  expect(standIn.messages).toHaveLength(1)
})

test('[RCV-85] another reply is read in the conversation with the buyer, once; one of nobody stays in the list', async () => {
  const [conversationId = 0] = await asks('tb-cloud')
  await send(await haveSending('tb-cloud'))
  await reply('有雾蓝色吗')
  await reply('有雾蓝色吗')
  const notes = await inShop((tx) =>
    all(
      tx,
      sql`select author, kind, text, outbound from message where conversation_id = ${conversationId} and kind = 'note'`,
    ),
  )
  expect(notes).toEqual([{ author: 'system', kind: 'note', text: '有雾蓝色吗', outbound: false }])
  await callback('reply', { mobile: '13900005678', nationcode: '86', text: '在吗', time: 1 })
  const { replies } = (await chief(`/api/shops/${shop}/sms/replies`)).body
  expect(replies).toMatchObject([
    { masked: '139****5678', text: '在吗', conversationId: null },
    { masked: '138****1234', text: '有雾蓝色吗', conversationId },
  ])
})

test('[RCV-82] the first opt-out counts', async () => {
  const out = { who: buyerOut('x'), channel: 'all', label: 'x', how: 'T' } as const
  expect(await inShop((tx) => optOut(tx, shop, out, 1))).toBe(true)
  expect(await inShop((tx) => optOut(tx, shop, { ...out, how: '再说' }, 2))).toBe(false)
})
