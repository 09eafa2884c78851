import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openService } from '../../../../tests/support/service.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/time.ts'
import { audited } from '../../shop/testing.ts'
import { AT_SAVING } from '../domain/valid.ts'
import { clockSettings, setClockSettings } from '../service.ts'
import type { BreachEntry, CountedUnit, Exposure, RateOfRule } from './contract.ts'

type Service = Awaited<ReturnType<typeof openService>>
let service: Service
let boss: Awaited<ReturnType<Service['as']>>
const china = (wall: string) => Date.parse(`${wall}+08:00`)

beforeAll(async () => {
  service = await openService()
})
afterAll(async () => {
  expect(service.faults).toEqual([])
  await service.close()
})

const sum = (some: readonly { money: number }[]) => some.reduce((fen, { money }) => fen + money, 0)
const counted = (rates: readonly RateOfRule[], id: string): RateOfRule => {
  const found = rates.find(({ rule }) => rule.id === id)
  if (!found) throw new Error(`no rate of ${id}`)
  return found
}

/** Every unit behind a rate, page by page. */
const unitsBehind = async (shopId: number, query: string): Promise<CountedUnit[]> => {
  const all: CountedUnit[] = []
  for (let after = ''; ; ) {
    const { body } = await boss(`/api/shops/${shopId}/rates/units?${query}${after}`)
    all.push(...body.units)
    if (!body.more) return all
    after = `&after=${encodeURIComponent(all.at(-1)?.key ?? '')}`
  }
}

describe('a day at Douyin', () => {
  const NOON = china('2026-11-11T12:00:00')
  let shopId: number
  let anna: number
  const talk: Record<'late' | 'queued' | 'offline', number[]> = { late: [], queued: [], offline: [] }
  const exposure = async (): Promise<Exposure> =>
    (await boss(`/api/shops/${shopId}/exposure?day=2026-11-11`)).body
  const breaches = async (query = ''): Promise<BreachEntry[]> =>
    (await boss(`/api/shops/${shopId}/breaches?day=2026-11-11${query}`)).body.breaches
  const refusal = { id: randomUUID(), rule: 'douyin-refusal', times: 1, note: '7天无理由，直接点了拒绝' }

  beforeAll(async () => {
    service.time.now = china('2026-11-11T10:00:00')
    shopId = (await service.shop('抖音小铺', { platform: 'douyin' })).id
    await service.person(shopId, 'chief', 'supervisor')
    anna = (await service.person(shopId, 'anna', 'agent')).personId
    boss = await service.as('chief')
    await service.here([anna])
    talk.late = await service.ask(shopId, ['甲', '乙', '丙', '丁'], NOON)
    await service.act(shopId, talk.late, { by: anna, at: NOON + 10 * SECOND, command: { do: 'claim' } })
    // The last moment is in time, and the next is not: 180 s after anna has it.
    await service.act(shopId, talk.late, { by: anna, at: NOON + 191 * SECOND, command: 'answer' })
    talk.queued = await service.ask(shopId, ['戊', '己'], NOON + HOUR)
    await service.act(shopId, talk.queued, {
      by: anna,
      at: NOON + HOUR + 6 * MINUTE,
      command: { do: 'claim' },
    })
    await service.act(shopId, talk.queued, { by: anna, at: NOON + HOUR + 8 * MINUTE, command: 'answer' })
    // These were served well, one to the very second.
    const good = await service.ask(shopId, ['辛', '壬'], NOON + 2 * HOUR)
    await service.act(shopId, good, { by: anna, at: NOON + 2 * HOUR + 180 * SECOND, command: 'answer' })
    await service.here([])
    talk.offline = await service.ask(shopId, ['庚'], NOON + 3 * HOUR)
    await service.here([anna])
    await service.until(NOON + 5 * HOUR)
    const written = await boss(`/api/shops/${shopId}/incidents`, {
      body: { ...refusal, conversationId: talk.late[0], at: NOON + HOUR },
    })
    expect(written.status).toBe(200)
  })

  test('[CLK-35] four late, two queued too long, one unanswered while offline, one refund refused: 1,600 yuan', async () => {
    const { total, byRule } = await exposure()
    expect(total.money).toBe(160_000)
    const costly = byRule.filter(({ money }) => money > 0)
    expect(Object.fromEntries(costly.map(({ rule, times, money }) => [rule, { times, money }]))).toEqual({
      'douyin-offline': { times: 1, money: 50_000 },
      'douyin-refusal': { times: 1, money: 50_000 },
      'douyin-slow': { times: 4, money: 40_000 },
      'douyin-queue': { times: 2, money: 20_000 },
    })
  })

  test('[CLK-90] each names its conversation, who had it, and the rule as it was', async () => {
    const costly = (await breaches()).filter(({ money }) => money > 0)
    const of = (rule: string) => costly.filter((breach) => breach.rule === rule)
    expect(
      of('douyin-slow')
        .map(({ conversationId }) => conversationId)
        .sort(),
    ).toEqual(talk.late)
    expect(
      of('douyin-queue')
        .map(({ conversationId }) => conversationId)
        .sort(),
    ).toEqual(talk.queued)
    expect(of('douyin-offline').map(({ conversationId }) => conversationId)).toEqual(talk.offline)
    expect(of('douyin-refusal').map(({ conversationId, personId }) => [conversationId, personId])).toEqual([
      [talk.late[0], anna],
    ])
    expect(new Set(of('douyin-slow').map(({ personId }) => personId))).toEqual(new Set([anna]))
    expect(of('douyin-slow')[0]?.name.zh).toBe('3分钟未回复')
    expect(
      of('douyin-slow')
        .map(({ buyerName }) => buyerName)
        .sort(),
    ).toEqual(['丁', '丙', '乙', '甲'])
    expect(new Set((await breaches()).map(({ rule, unit }) => `${rule} ${unit}`)).size).toBe(
      (await breaches()).length,
    )
  })

  test('[CLK-91] the parts add up to the whole, and each part is what its list adds up to', async () => {
    const { total, byRule, byPerson, byTeam, byHour } = await exposure()
    for (const parts of [byRule, byPerson, byTeam, byHour]) expect(sum(parts)).toBe(total.money)
    for (const { rule, money, times } of byRule) {
      const list = await breaches(`&rule=${rule}`)
      expect([sum(list), list.length]).toEqual([money, times])
    }
    for (const { personId, money } of byPerson)
      expect(sum(await breaches(`&personId=${personId ?? 0}`))).toBe(money)
    const lost = byHour.filter(({ money }) => money > 0).map(({ at, money }) => [(at - NOON) / HOUR, money])
    expect(lost).toEqual([
      [0, 40_000],
      [1, 70_000],
      [4, 50_000],
    ])
  })

  test('[CLK-92] the same incident sent again is written once, and looking again gives the same', async () => {
    const again = await boss(`/api/shops/${shopId}/incidents`, {
      body: { ...refusal, conversationId: talk.late[0], at: NOON + HOUR },
    })
    expect(again.status).toBe(200)
    const before = await exposure()
    await service.until(NOON + DAY)
    const { incidents: _, ...after } = await exposure()
    expect(after).toEqual(expect.objectContaining({ total: before.total, byRule: before.byRule }))
    expect((await breaches('&rule=douyin-refusal')).length).toBe(1)
  })

  test('[CLK-37 CLK-58] a rule edited later does not rewrite what was recorded', async () => {
    const before = await exposure()
    const { rates: ratesBefore } = (await boss(`/api/shops/${shopId}/rates?from=2026-11-11&to=2026-11-11`))
      .body
    const { settings, rules } = await clockSettings(service.deps, shopId)
    const edited = rules.flatMap(({ rule, stage }) =>
      stage === 'current' && ['douyin-slow', 'douyin-3min'].includes(rule.id)
        ? [{ ...rule, money: 99_900, limit: 30, from: AT_SAVING, to: null }]
        : [],
    )
    expect(edited).toHaveLength(2)
    await setClockSettings(service.deps, { personId: null, address: null }, shopId, {
      ...settings,
      rules: edited,
      margin: 800_000,
    })
    expect(await exposure()).toEqual({ ...before, margin: 800_000 })
    const { rates } = (await boss(`/api/shops/${shopId}/rates?from=2026-11-11&to=2026-11-11`)).body
    // Only that the old version has an end is new.
    const figures = (all: RateOfRule[]) =>
      all.map(({ rule: { to: _, ...rule }, ...rest }) => ({ rule, ...rest }))
    expect(figures(rates)).toEqual(figures(ratesBefore))
  })

  test('[CLK-93] an incident written by mistake is struck out with a reason: it stays, and costs nothing', async () => {
    const wrong = { id: randomUUID(), rule: 'douyin-refusal', times: 3, at: NOON, note: '看错订单' }
    const written = (await boss(`/api/shops/${shopId}/incidents`, { body: wrong })).body as BreachEntry
    expect([written.money, written.times]).toEqual([150_000, 3])
    expect((await exposure()).total.money).toBe(310_000)
    const strike = () =>
      boss(`/api/shops/${shopId}/incidents/${written.id}/strike`, { body: { why: '买家自己取消的' } })
    const struck = (await strike()).body as BreachEntry
    expect(struck.struck?.why).toBe('买家自己取消的')
    expect((await strike()).body).toEqual(struck)
    expect((await exposure()).total.money).toBe(160_000)
    expect((await breaches('&rule=douyin-refusal')).map(({ struck }) => struck !== null)).toEqual([
      true,
      false,
    ])
    const told = (await audited(service.db, [shopId])).map(({ what }) => what)
    expect(told.filter((what) => what.startsWith('incident.'))).toEqual([
      'incident.written',
      'incident.written',
      'incident.struck',
    ])
    expect(service.published.filter(({ kind }) => kind === 'breach')).toHaveLength(3)
  })

  test('[CLK-93] what a clock recorded cannot be struck out', async () => {
    const [slow] = await breaches('&rule=douyin-slow')
    const answer = await boss(`/api/shops/${shopId}/incidents/${slow?.id}/strike`, { body: { why: '不算' } })
    expect([answer.status, answer.body.error.detail.problems[0].field]).toEqual([400, 'incidentId'])
    expect((await exposure()).total.money).toBe(160_000)
  })

  test.each([
    ['a rule that runs a clock', { rule: 'douyin-slow' }, 400, 'rule'],
    ['no rule of this shop', { rule: 'pinduoduo-5min' }, 400, 'rule'],
    ['before the rule held', { at: china('2020-01-01T00:00:00') }, 400, 'rule'],
    ['a moment to come', { at: NOON + 400 * DAY }, 400, 'at'],
    ['no note', { note: ' ' }, 400, 'note'],
    ['never', { times: 0 }, 400, 'times'],
    ['half a time', { times: 1.5 }, 400, 'times'],
    ['too often', { times: 1001 }, 400, 'times'],
    ['no id of its own', { id: 'x' }, 400, 'id'],
    ['a conversation of nobody', { conversationId: 999_999 }, 404, undefined],
  ])('[CLK-92] an incident is refused: %s', async (_, change, status, field) => {
    const body = { ...refusal, id: randomUUID(), ...change }
    const answer = await boss(`/api/shops/${shopId}/incidents`, { body })
    expect([answer.status, answer.body.error.detail.problems?.[0].field]).toEqual([status, field])
    expect((await exposure()).total.money).toBe(160_000)
  })

  test.each([
    ['exposure?day=2026-13-01', 'day'],
    ['exposure?day=yesterday', 'day'],
    ['rates?from=2026-11-12&to=2026-11-11', 'to'],
    ['rates?from=2026-01-01&to=2026-11-11', 'to'],
    ['rates?from=2030-01-01&to=2030-01-02', 'from'],
    ['rates?to=2026-11-11', 'from'],
    ['rates/units?from=2026-11-11&to=2026-11-11&rule=douyin-slower', 'rule'],
    ['rates/units?from=2026-11-11&to=2026-11-11&rule=douyin-slow&after=there', 'after'],
    ['rates/units?from=2026-11-11&to=2026-11-11&rule=douyin-slow&verdict=lost', 'verdict'],
    ['breaches?before=-1', 'before'],
  ])('%s is refused, naming %s', async (path, field) => {
    const { status, body } = await boss(`/api/shops/${shopId}/${path}`)
    expect([status, body.error.detail.problems[0].field]).toEqual([400, field])
  })

  test('agents do not see what lateness costs', async () => {
    const agent = await service.as('anna')
    expect((await agent(`/api/shops/${shopId}/exposure`)).status).toBe(403)
    expect((await agent(`/api/shops/${shopId}/rates?from=2026-11-11&to=2026-11-11`)).status).toBe(403)
  })
})

describe('a day at Pinduoduo', () => {
  const TEN = china('2026-12-12T10:00:00')
  const names = (from: number, n: number) => Array.from({ length: n }, (_, i) => `买家${from + i}`)
  const DAYS = 'from=2026-12-12&to=2026-12-12'
  let shopId: number
  let anna: number
  let bo: number
  const rates = async (query = DAYS): Promise<RateOfRule[]> =>
    (await boss(`/api/shops/${shopId}/rates?${query}`)).body.rates

  beforeAll(async () => {
    await service.until(china('2026-12-12T07:00:00'))
    shopId = (await service.shop('拼多多小铺', { platform: 'pinduoduo' })).id
    await service.person(shopId, 'chief-p', 'supervisor')
    anna = (await service.person(shopId, 'anna-p', 'agent')).personId
    bo = (await service.person(shopId, 'bo-p', 'agent')).personId
    boss = await service.as('chief-p')
    await service.here([anna, bo])
    await service.ask(shopId, ['早起的'], china('2026-12-12T07:59:00'))
    const asked = await service.ask(shopId, names(1, 100), TEN)
    await service.act(shopId, asked.slice(0, 40), { by: anna, at: TEN + MINUTE, command: 'answer' })
    await service.act(shopId, asked.slice(40, 69), { by: bo, at: TEN + 300 * SECOND, command: 'answer' })
    // Written again, and answered too late: spoiled once all the same.
    await service.act(shopId, asked.slice(69, 90), { by: bo, at: TEN + 301 * SECOND, command: 'answer' })
    const again = await service.ask(shopId, names(70, 5), TEN + HOUR)
    await service.act(shopId, again, { by: bo, at: TEN + 2 * HOUR, command: 'answer' })
    await service.ask(shopId, ['夜里的'], china('2026-12-12T23:00:00'))
  })

  test('[CLK-18] 100 buyers, 31 missed: 69 %, and what follows; 07:59 and 23:00 do not count', async () => {
    await service.until(china('2026-12-13T00:10:00'))
    const { rule, figure, final } = counted(await rates(), 'pinduoduo-5min')
    expect(figure).toMatchObject({
      counted: 100,
      met: 69,
      missed: 31,
      share: 0.69,
      judged: true,
      reached: false,
    })
    expect(figure.excluded).toBe(2)
    expect(final).toBe(true)
    expect(rule.consequences.map(({ zh }) => zh)).toEqual(['活动报名被拒', '搜索排名下降', '流量减少'])
    const { byRule } = (await boss(`/api/shops/${shopId}/exposure?day=2026-12-12`)).body as Exposure
    expect(byRule.find(({ rule }) => rule === 'pinduoduo-5min')?.times).toBe(31)
  })

  test('[CLK-26] every figure is the sum of its parts, and of the units behind it', async () => {
    for (const { rule, figure, ...splits } of await rates()) {
      const sums = (rows: RateOfRule['agent']) =>
        rows.reduce(
          (all, { figure: f }) => ({
            met: all.met + f.met,
            missed: all.missed + f.missed,
            excluded: all.excluded + f.excluded,
            open: all.open + f.open,
          }),
          { met: 0, missed: 0, excluded: 0, open: 0 },
        )
      const { met, missed, excluded, open } = figure
      for (const rows of [splits.agent, splits.team, splits.day])
        expect(sums(rows)).toEqual({ met, missed, excluded, open })
      const units = await unitsBehind(shopId, `rule=${rule.id}&${DAYS}`)
      const verdicts = Map.groupBy(units, ({ verdict }) => verdict)
      expect([...verdicts].map(([verdict, some]) => [verdict, some.length]).sort()).toEqual(
        Object.entries({ met, missed, excluded, open })
          .filter(([, n]) => n > 0)
          .sort(),
      )
      expect(new Set(units.map(({ key }) => key)).size).toBe(units.length)
      for (const { key, figure: part } of splits.agent)
        expect(
          (await unitsBehind(shopId, `rule=${rule.id}&${DAYS}&personId=${key ?? 0}&verdict=missed`)).length,
        ).toBe(part.missed)
    }
  })

  test('[CLK-13 CLK-95] final figures stay: looked at again, from memory and by a process that has none', async () => {
    const first = await rates()
    expect(first.every(({ final }) => final)).toBe(true)
    await service.until(china('2026-12-15T09:00:00'))
    expect(await rates()).toEqual(first)
    const { shopRates } = await import('./rates.ts')
    const fresh = await shopRates(service.deps).rates(shopId, { from: '2026-12-12', to: '2026-12-12' })
    expect(fresh.rates).toEqual(first)
  })

  test('[CLK-95] a day that is not over still moves, and what arrives late is counted', async () => {
    const query = 'from=2026-12-14&to=2026-12-15'
    const before = counted(await rates(query), 'pinduoduo-5min')
    expect([before.figure.counted, before.final]).toEqual([0, false])
    // The platform delivers on the 15th what the buyer wrote on the 14th.
    const now = service.time.now
    await service.deliverLate(shopId, '迟到的', china('2026-12-14T12:00:00'))
    expect(service.time.now).toBe(now)
    const after = counted(await rates(query), 'pinduoduo-5min')
    expect(after.day.map(({ key, figure }) => [key, figure.counted])).toContainEqual(['2026-12-14', 1])
  })
})
