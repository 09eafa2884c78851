import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { all, sql } from '../../platform/db/db.ts'
import { referenceRoutes } from '../../platform/http/reference.ts'
import { DAY, HOUR } from '../../shared/time.ts'
import { audited, openAdministration } from '../shop/testing.ts'
import type { ShopClock } from './contract.ts'
import { defaultClockSettings } from './domain/defaults.ts'
import { type ClockRule, inForce } from './domain/rule.ts'
import type { ClockSettings } from './domain/settings.ts'
import { shippedRules } from './domain/shipped/index.ts'
import { AT_SAVING } from './domain/valid.ts'
import { clockRoutes } from './index.ts'
import { loadClocks } from './load.ts'

type Desk = Awaited<ReturnType<typeof openAdministration>>
let desk: Desk
let shopId: number
let boss: Awaited<ReturnType<Desk['as']>>
let serial = 0

beforeAll(async () => {
  desk = await openAdministration((app, deps) => {
    clockRoutes(app, deps)
    referenceRoutes(app)
  })
})
afterAll(() => desk.close())
beforeEach(async () => {
  serial += 1
  shopId = (await desk.shop(`店${serial}`, { platform: 'douyin' })).id
  await desk.person(shopId, `boss${serial}`, 'owner')
  boss = await desk.as(`boss${serial}`)
  desk.published.splice(0)
})

const path = () => `/api/shops/${shopId}/clock`
const get = async (): Promise<ShopClock> => (await boss(path())).body
const set = (settings: object) => boss(path(), { method: 'PUT', body: settings })
const load = async () => {
  const { rules } = await get()
  return rules.map(({ rule }) => rule)
}
const defaults = (change: Partial<ClockSettings> = {}): ClockSettings => ({
  ...defaultClockSettings({ platform: 'douyin', locale: 'zh-CN' }),
  ...change,
})
const slow = shippedRules.find((rule) => rule.id === 'douyin-slow') as ClockRule
const stagesOf = ({ rules }: ShopClock, id: string) =>
  rules.filter(({ rule }) => rule.id === id).map(({ rule, origin, stage }) => [rule.limit, origin, stage])

describe('the settings of the clocks', () => {
  test('[CLK-39] a shop that has none has the defaults, and the rules of its platform', async () => {
    const shown = await get()
    expect(shown.settings).toEqual(defaults())
    expect(shown.now).toBe(desk.time.now)
    expect(new Set(shown.rules.map(({ rule }) => rule.platform))).toEqual(new Set(['douyin', null]))
    expect(shown.rules.every(({ origin }) => origin === 'shipped')).toBe(true)
  })

  test('[CLK-38] the desk judges by what was saved', async () => {
    await set(
      defaults({ warn: { share: 0.4, seconds: 60 }, rules: [{ ...slow, from: AT_SAVING, limit: 90 }] }),
    )
    const shop = {
      id: shopId,
      platform: 'douyin',
      name: '',
      timeZone: 'Asia/Tokyo',
      locale: 'zh-CN',
    } as const
    const clocks = await desk.db.tx({ shops: [shopId] }, (tx) => loadClocks(tx, shop))
    expect([clocks.zone, clocks.settings.warn]).toEqual(['Asia/Tokyo', { share: 0.4, seconds: 60 }])
    const versions = clocks.versions.find(([latest]) => latest?.id === 'douyin-slow')
    expect(versions?.map(({ limit }) => limit)).toEqual([90, 180])
  })

  test('[CLK-38] a version that begins at saving holds from that moment, and what was before stays', async () => {
    const before = await load()
    const saved = await set(defaults({ rules: [{ ...slow, from: AT_SAVING, limit: 120 }] }))
    expect(saved.status).toBe(200)
    expect(stagesOf(saved.body, 'douyin-slow')).toEqual([
      [180, 'shipped', 'past'],
      [120, 'edited', 'current'],
    ])
    expect(await get()).toEqual(saved.body)
    const after = await load()
    for (const at of [slow.from, desk.time.now - 1]) {
      const held = (rules: typeof before) => inForce(rules, at).map(({ to, ...rule }) => rule)
      expect(held(after)).toEqual(held(before))
    }
    expect(inForce(after, desk.time.now).find((rule) => rule.id === 'douyin-slow')?.limit).toBe(120)
  })

  test('[CLK-37] what has been recorded stays as it was written', async () => {
    const breaches = () => desk.db.tx({ shops: [shopId] }, (tx) => all(tx, sql`select * from breach`))
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`insert into breach (shop_id, rule, name, unit, started_at, due_at, recorded_at, money, points)
        values (${shopId}, 'douyin-slow', ${JSON.stringify(slow.name)}, 'round 1 2', now(), now(), now(), 10000, 0)`.execute(
        tx,
      ),
    )
    const before = await breaches()
    await set(
      defaults({
        rules: [
          { ...slow, from: AT_SAVING, money: 5 },
          { ...slow, id: 'mine', from: AT_SAVING },
        ],
      }),
    )
    expect(await breaches()).toEqual(before)
    expect(before).toHaveLength(1)
  })

  test('[CLK-37] a version that has begun is not taken back; one to come is', async () => {
    const soon = { ...slow, from: desk.time.now + DAY, limit: 60 }
    const { body } = await set(defaults({ rules: [{ ...slow, from: AT_SAVING, limit: 120 }, soon] }))
    desk.time.now += HOUR
    const [begun] = body.settings.rules
    const taken = await set(defaults({ rules: [soon] }))
    expect([taken.status, taken.body.error.detail.problems[0].code]).toEqual([400, 'past-removed'])
    expect((await set(defaults({ rules: [begun] }))).status).toBe(200)
    expect(stagesOf(await get(), 'douyin-slow').map(([limit]) => limit)).toEqual([180, 120])
  })

  test('the audit names the rules, with what they were and are', async () => {
    await set(
      defaults({
        margin: 800_000,
        rules: [
          { ...slow, from: AT_SAVING, limit: 120, money: 20_000 },
          { ...slow, id: 'vip', platform: null, from: AT_SAVING },
        ],
      }),
    )
    const begins = new Date(desk.time.now).toISOString()
    expect((await audited(desk.db, [shopId])).at(-1)).toMatchObject({
      what: 'clock.changed',
      detail: {
        margin: { from: null, to: 800_000 },
        rules: [
          {
            rule: 'douyin-slow',
            name: '3分钟未回复',
            begins,
            what: 'added',
            changes: { limit: { from: 180, to: 120 }, money: { from: 10_000, to: 20_000 } },
          },
          { rule: 'vip', begins, what: 'added', changes: { limit: { to: 180 }, money: { to: 10_000 } } },
        ],
      },
    })
    expect(desk.published.at(-1)).toMatchObject({ kind: 'settings', data: { shopId, area: 'clock' } })
    desk.time.now += HOUR
    const { settings } = await get()
    await set({ ...settings, rules: settings.rules.map((rule) => ({ ...rule, to: AT_SAVING })) })
    expect((await audited(desk.db, [shopId])).at(-1)?.detail).toMatchObject({
      rules: [
        { rule: 'douyin-slow', what: 'changed', changes: { to: { from: null, to: desk.time.now } } },
        { rule: 'vip', what: 'changed' },
      ],
    })
  })

  test('saved as they were, nothing is written', async () => {
    await set((await get()).settings)
    expect(desk.published).toEqual([])
  })

  test('saved before a field existed, they get its default', async () => {
    await desk.db.tx({ shops: [shopId] }, (tx) =>
      sql`update shop set settings = '{"clock": {"margin": 7, "closing": {"idle": 9}}}' where shop_id = ${shopId}`.execute(
        tx,
      ),
    )
    const { closing } = defaults()
    expect((await get()).settings).toEqual(defaults({ margin: 7, closing: { ...closing, idle: 9 } }))
  })

  test.each<[string, (settings: ClockSettings) => unknown, string, string]>([
    ['nothing at all', () => null, '', 'wrong-kind'],
    ['a list', () => [], '', 'wrong-kind'],
    ['a negative limit', (s) => ({ ...s, rules: [{ ...slow, limit: -1 }] }), 'rules.0.limit', 'too-small'],
    [
      'an unknown platform',
      (s) => ({ ...s, rules: [{ ...slow, platform: 'ebay' }] }),
      'rules.0.platform',
      'unknown-platform',
    ],
    [
      'a rule of another platform',
      (s) => ({ ...s, rules: [{ ...slow, from: AT_SAVING, platform: 'jd' }] }),
      'rules.0.platform',
      'other-platform',
    ],
    ['a past beginning', (s) => ({ ...s, rules: [slow] }), 'rules.0.from', 'in-the-past'],
    [
      'a good rule beside a bad window',
      (s) => ({
        ...s,
        rules: [
          { ...slow, from: AT_SAVING },
          { ...slow, id: 'night', from: AT_SAVING, hours: [{ days: [], from: '08:00', to: '23:00' }] },
        ],
      }),
      'rules.1.hours.0.days',
      'no-days',
    ],
    [
      'steps out of order',
      (s) => ({ ...s, steps: [...s.steps.slice(1), { at: 0.1, do: 'nudge' }] }),
      'steps.4.at',
      'steps-order',
    ],
  ])(
    '[CLK-36] %s is refused with field, code and mending, and nothing is saved',
    async (_, change, field, code) => {
      const { status, body } = await set(change(defaults()) as object)
      expect(status).toBe(400)
      expect(body.error).toMatchObject({
        code: 'malformed',
        detail: { where: 'body', problems: [{ field, code }] },
      })
      expect(body.error.detail.problems[0].problem).not.toBe('')
      expect((await get()).settings).toEqual(defaults())
    },
  )

  test('agents read them and may not change them; strangers see nothing', async () => {
    await desk.person(shopId, `agent${serial}`, 'agent')
    const agent = await desk.as(`agent${serial}`)
    expect((await agent(path())).status).toBe(200)
    expect((await agent(path(), { method: 'PUT', body: defaults() })).status).toBe(403)
    const other = await desk.shop('别家')
    expect((await boss(`/api/shops/${other.id}/clock`)).status).toBe(404)
  })

  test('the reference describes the settings in full', async () => {
    const { body } = await desk.ask('/openapi.json')
    expect(Object.keys(body.components.schemas)).toEqual(
      expect.arrayContaining(['ClockSettings', 'ClockRule']),
    )
    expect(JSON.stringify(body.paths['/api/shops/{shopId}/clock'].put.requestBody)).toContain('ClockSettings')
  })
})
