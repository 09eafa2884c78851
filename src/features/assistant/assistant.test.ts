import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { one, sql } from '../../platform/db/db.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import { matchRule } from './domain/answer.ts'
import type { AssistantSettings } from './domain/settings.ts'
import { assistantRoutes, defaultAssistantSettings, loadAssistant } from './index.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let boss: Awaited<ReturnType<Desk['as']>>
let serial = 0

beforeAll(async () => {
  desk = await openAdministration(assistantRoutes)
})
afterAll(() => desk.close())
beforeEach(async () => {
  serial += 1
  shopId = (await desk.shop(`店${serial}`)).id
  await desk.person(shopId, `boss${serial}`, 'owner')
  boss = await desk.as(`boss${serial}`)
  desk.published.splice(0)
})

const path = () => `/api/shops/${shopId}/assistant`
const get = async (): Promise<AssistantSettings> => (await boss(path())).body
const set = (settings: object) => boss(path(), { method: 'PUT', body: settings })
const load = () => desk.db.tx({ shops: [shopId] }, (tx) => loadAssistant(tx, shopId))
const rule = (id: string, answer: string) => ({
  id,
  enabled: true,
  keywords: [id],
  match: 'any' as const,
  answer,
})

describe('settings', () => {
  test('a shop that has none has the defaults of its language', async () => {
    expect(await get()).toEqual(defaultAssistantSettings('zh-CN'))
    const english = await desk.shop('Tea', { locale: 'en' })
    const assistant = await desk.db.tx({ shops: [english.id] }, (tx) => loadAssistant(tx, english.id))
    expect(assistant.settings).toEqual(defaultAssistantSettings('en'))
    expect(assistant.shop).toEqual(english)
  })

  test('are in force once saved, for whoever loads the assistant', async () => {
    const settings = { ...defaultAssistantSettings('zh-CN'), greeting: '嗨', rules: [rule('面料', '纯棉')] }
    expect((await set(settings)).body).toEqual(settings)
    expect(await get()).toEqual(settings)
    const assistant = await load()
    expect(assistant.settings.greeting).toBe('嗨')
    expect(matchRule(assistant, '什么面料？')?.answer).toBe('纯棉')
  })

  test('raise the version, and the audit says what changed: rules by name', async () => {
    const version = async () =>
      (
        await desk.db.tx({ shops: [shopId] }, (tx) =>
          one(tx, sql<{ v: number }>`select config_version as v from shop_log where shop_id = ${shopId}`),
        )
      )?.v
    const base = defaultAssistantSettings('zh-CN')
    const one_ = { ...base, rules: [rule('a', '1'), rule('b', '1'), rule('c', '1')] }
    await set(one_)
    const before = (await version()) ?? 0
    await set({ ...one_, busyAbove: 9, rules: [rule('c', '1'), rule('b', '2'), rule('d', '1')] })
    expect(await version()).toBe(before + 1)
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'assistant.changed',
      detail: {
        busyAbove: { from: base.busyAbove, to: 9 },
        rules: { added: ['d'], removed: ['a'], changed: ['b'], order: true },
      },
    })
    expect(desk.published.at(-1)).toMatchObject({ kind: 'settings', data: { shopId, area: 'assistant' } })
  })

  test('saved as they were, nothing is written', async () => {
    await set(await get())
    expect(desk.published).toEqual([])
  })

  test('the order of rules is a change too', async () => {
    const settings = { ...(await get()), rules: [rule('a', '1'), rule('b', '1')] }
    await set(settings)
    await set({ ...settings, rules: settings.rules.toReversed() })
    expect((await get()).rules.map((r) => r.id)).toEqual(['b', 'a'])
    expect((await audited(desk.db, [shopId])).at(-1)?.detail).toEqual({
      rules: { added: [], removed: [], changed: [], order: true },
    })
  })

  test('saved before a field existed, they get its default', async () => {
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`update shop set settings = '{"assistant": {"enabled": false, "greeting": "旧"}}' where shop_id = ${shopId}`.execute(
        tx,
      ),
    )
    expect(await get()).toEqual({ ...defaultAssistantSettings('zh-CN'), enabled: false, greeting: '旧' })
  })

  test.each([
    ['an unknown variable', { greeting: '{agent}' }, 'greeting'],
    ['two rules of one id', { rules: [rule('a', '1'), rule('a', '2')] }, 'rules'],
  ])('%s is refused, naming the field', async (_, change, field) => {
    const { status, body } = await set({ ...(await get()), ...change })
    expect(status).toBe(400)
    expect(body.error.detail.problems[0].field).toBe(field)
    expect(await get()).toEqual(defaultAssistantSettings('zh-CN'))
  })

  test('a shop out of the scope has no assistant', async () => {
    await expect(desk.db.tx({ shops: [] }, (tx) => loadAssistant(tx, shopId))).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
