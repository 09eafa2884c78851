import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DAY } from '../../../shared/time.ts'
import { audited, openAdministration } from '../../shop/testing.ts'
import { guardRoutes } from '../routes.ts'
import { haveLead, haveTalk } from '../testing.ts'
import { forgetting } from './jobs.ts'

type Asking = Awaited<ReturnType<typeof desk.as>>
let desk: Awaited<ReturnType<typeof openAdministration>>
let shop: number
let chief: Asking
let anna: Asking
let annaId: number
let mine: number
let others: number
let serial = 0

beforeAll(async () => {
  desk = await openAdministration(guardRoutes)
})
afterAll(() => desk.close())
beforeEach(async () => {
  const n = serial++
  shop = (await desk.shop(`店 ${n}`)).id
  await desk.person(shop, `chief-${n}`, 'supervisor')
  annaId = (await desk.person(shop, `anna-${n}`, 'agent')).personId
  await desk.person(shop, `viewer-${n}`, 'viewer')
  chief = await desk.as(`chief-${n}`)
  anna = await desk.as(`anna-${n}`)
  await desk.db.tx({ shops: [shop] }, async (tx) => {
    await haveTalk(tx, shop, { conversationId: 1 }, annaId)
    await haveTalk(tx, shop, { conversationId: 2 })
    mine = await haveLead(tx, shop, { at: desk.time.now, conversationId: 1, messageId: 11 })
    others = await haveLead(tx, shop, {
      ...{ at: desk.time.now, conversationId: 2, messageId: 12, kind: 'wechat', value: 'anna_2026' },
    })
  })
})

const at = (path = '') => `/api/shops/${shop}/leads${path}`
const list = async (by: Asking, query = '') => (await by(at(query))).body.leads
const reveal = (by: Asking, id: number) => by(at(`/${id}/reveal`), { method: 'POST' })
const set = (by: Asking, id: number, body: unknown) => by(at(`/${id}`), { method: 'PUT', body })
const own = async (what: string) => (await audited(desk.db, [shop])).filter((entry) => entry.what === what)

test('[GRD-87] are listed masked, with who may see them whole', async () => {
  const shown = (leads: { id: number; masked: string; mayReveal: boolean }[]) =>
    leads.map(({ id, masked, mayReveal }) => [id, masked, mayReveal])
  expect(shown(await list(chief))).toEqual([
    [others, 'a****6', true],
    [mine, '138****5678', true],
  ])
  expect(shown(await list(anna))).toEqual([
    [others, 'a****6', false],
    [mine, '138****5678', true],
  ])
  expect(JSON.stringify(await list(chief))).not.toContain('13800005678')
  expect(await list(chief, '?conversation=1')).toHaveLength(1)
  expect((await (await desk.as(`viewer-${serial - 1}`))(at())).status).toBe(403)
})

test('[GRD-87] one is shown whole to who leads and who has the conversation, and the audit tells, not of what', async () => {
  expect((await reveal(anna, mine)).body).toEqual({ value: '13800005678' })
  const refused = await reveal(anna, others)
  expect([refused.status, refused.body.error.code]).toEqual([403, 'not-allowed'])
  expect((await reveal(chief, others)).body).toEqual({ value: 'anna_2026' })
  const entries = await own('lead.revealed')
  expect(entries).toMatchObject([
    { personId: annaId, detail: { leadId: mine, kind: 'phone', conversationId: 1 } },
    { detail: { leadId: others } },
  ])
  expect(JSON.stringify(entries)).not.toContain('13800005678')
})

test('[GRD-88] purpose, day, note and follow-up are changed', async () => {
  const until = desk.time.now + 3 * DAY
  const { body } = await set(anna, mine, {
    purpose: 'call-back',
    expiresAt: until,
    note: '下午回电',
    done: true,
  })
  expect(body).toMatchObject({
    ...{ purpose: 'call-back', expiresAt: until, note: '下午回电' },
    done: { at: desk.time.now, by: annaId },
  })
  expect(await list(chief, '?state=open')).toHaveLength(1)
  expect(await list(chief, '?purpose=call-back&state=done')).toHaveLength(1)
  expect((await set(chief, mine, { done: false })).body.done).toBeNull()
  expect((await set(anna, others, { purpose: 'wholesale' })).status).toBe(403)
  expect((await set(chief, mine, { expiresAt: desk.time.now })).body.error.code).toBe('in-the-past')
  expect((await set(chief, mine, { expiresAt: desk.time.now + 9999 * DAY })).body.expiresAt).toBe(
    desk.time.now + 365 * DAY,
  )
  expect(await own('lead.changed')).toHaveLength(2)
})

test('[GRD-88] the value does not live on in the note', async () => {
  expect((await set(chief, mine, { note: '打 13800005678' })).body.note).toBe('打 138****5678')
})

test('[GRD-89] one that is over is shown no more, and is deleted', async () => {
  const count = async () => (await list(chief)).length
  const clock = { now: () => desk.time.now + 30 * DAY }
  desk.time.now += 30 * DAY - 1
  expect(await count()).toBe(2)
  desk.time.now += 1
  expect(await count()).toBe(0)
  expect((await reveal(chief, mine)).status).toBe(404)
  desk.time.now -= 30 * DAY
  expect(await count()).toBe(2)
  const job = forgetting({ db: desk.db, clock }).forget_leads
  await job?.run()
  await job?.run()
  expect(await count()).toBe(0)
})

test('[GRD-89] one is forgotten where the buyer asks for it', async () => {
  expect((await anna(at(`/${others}`), { method: 'DELETE' })).status).toBe(403)
  expect((await anna(at(`/${mine}`), { method: 'DELETE' })).status).toBe(200)
  expect(await list(chief)).toHaveLength(1)
  expect(await own('lead.forgotten')).toHaveLength(1)
})

test('the same contact in the same message is one lead', async () => {
  await desk.db.tx({ shops: [shop] }, async (tx) => {
    await haveLead(tx, shop, { at: desk.time.now, conversationId: 1, messageId: 11 })
  })
  expect(await list(chief)).toHaveLength(2)
})
