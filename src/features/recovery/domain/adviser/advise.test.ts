import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultRecoverySettings } from '../defaults.ts'
import { PlanBody, type SendingChannel } from '../plan.ts'
import { Advice, AdviceAsked, type ShopKnown } from './advice.ts'
import { advise, controlFor } from './advise.ts'
import { breakEven, dearest, measuredEffect } from './channels.ts'

const settings = defaultRecoverySettings()
const reach = (channel: SendingChannel, share: number | null) => ({
  ...{
    reach: share,
    reachFrom: share === null ? null : ('orders' as const),
    costLi: settings.costLi[channel],
  },
  forbidden: null,
})
/** 500 unpaid orders a day of 20 to 300 yuan, and 5 of 1,500. */
const shop: ShopKnown = {
  bands: [
    { fromFen: 0, perDay: 200, averageFen: 2_000 },
    { fromFen: 5_000, perDay: 200, averageFen: 10_000 },
    { fromFen: 20_000, perDay: 100, averageFen: 30_000 },
    { fromFen: 100_000, perDay: 5, averageFen: 150_000 },
  ],
  base: 0.3,
  lifeMinutes: 72 * 60,
  channels: { chat: reach('chat', 0.8), sms: reach('sms', 0.5), phone: reach('phone', 0.5) },
  measured: [],
  ...{ goodHours: settings.goodHours, smsHours: settings.smsHours, valuableFen: settings.valuableFen },
  language: 'zh',
}
const ask = (give: Partial<AdviceAsked> = {}) => AdviceAsked.parse({ budgetFen: 0, staffMinutes: 0, ...give })
const used = (advice: Advice) => advice.channels.filter(({ use }) => use).map(({ channel }) => channel)
const of = (advice: Advice, channel: SendingChannel) =>
  advice.channels.find((one) => one.channel === channel) ?? expect.fail(`${channel} is not compared`)

describe('what is proposed', () => {
  test.each([
    { says: 'little budget: chat after some hours and the next day', give: {}, uses: ['chat'], plans: 1 },
    { says: 'some budget: text messages too', give: { budgetFen: 2_000 }, uses: ['chat', 'sms'], plans: 1 },
    {
      says: 'a small one: text messages for the dear ones',
      give: { budgetFen: 400 },
      uses: ['chat', 'sms'],
      plans: 2,
    },
    { says: 'staff time without money for the line', give: { staffMinutes: 60 }, uses: ['chat'], plans: 1 },
    {
      says: 'money and staff time: calls for the dear ones',
      ...{ give: { budgetFen: 3_000, staffMinutes: 60 }, uses: ['chat', 'phone', 'sms'], plans: 2 },
    },
  ])('[RCV-60] $says', ({ give, uses, plans }) => {
    const advice = advise(shop, ask(give))
    expect(used(advice)).toEqual(uses)
    expect(advice.plans).toHaveLength(plans)
    for (const { because } of advice.channels) expect([because.zh, because.en]).not.toContain('')
    expect(Advice.safeParse(advice).error).toBeUndefined()
  })

  test('[RCV-60] chat comes after three hours and the next day, where orders live that long; else within their life', () => {
    const steps = (lifeMinutes: number | null) =>
      advise({ ...shop, lifeMinutes }, ask({ budgetFen: 2_000 })).plans[0]?.body.steps.map(
        ({ code, when }) => ({ code, when }),
      )
    expect(steps(72 * 60)).toEqual([
      { code: 'chat', when: { kind: 'delay', minutes: 180 } },
      { code: 'chat-again', when: { kind: 'hours', hours: settings.goodHours, after: 1080 } },
      { code: 'sms', when: { kind: 'hours', hours: ['09:00', '15:00'], after: 1440 } },
    ])
    expect(steps(30)).toEqual([
      { code: 'chat', when: { kind: 'delay', minutes: 10 } },
      { code: 'sms', when: { kind: 'before-end', minutes: 10 } },
      { code: 'chat-again', when: { kind: 'before-end', minutes: 7 } },
    ])
  })

  test('[RCV-61] what the platform forbids, what reaches nobody and what did harm here is not used, and it says why', () => {
    const with_ = (change: Partial<ShopKnown['channels']>) => ({
      ...shop,
      channels: { ...shop.channels, ...change },
    })
    const rule = settings.limits[0]
    const forbidden = advise(
      with_({ chat: { ...reach('chat', 1), forbidden: rule?.says ?? null } }),
      ask({ budgetFen: 2_000 }),
    )
    expect(used(forbidden)).toEqual(['sms'])
    expect(of(forbidden, 'chat').because.en).toContain('may not urge')
    expect(
      of(advise(with_({ sms: reach('sms', 0) }), ask({ budgetFen: 2_000 })), 'sms').because.en,
    ).toContain('mask')
    const uplift = { value: -0.04, low: -0.06, high: -0.02 }
    const harmed = advise(
      {
        ...shop,
        measured: [{ planId: 1, name: 'A', channels: ['chat'], people: 9000, uplift, verdict: 'worse' }],
      },
      ask(),
    )
    expect(of(harmed, 'chat')).toMatchObject({ use: false, effectPlans: 1 })
    expect(harmed.plans).toEqual([])
  })

  test('[RCV-62] what costs more than it is believed to bring is for dearer orders only', () => {
    expect(breakEven(55, 2_000, 0.3)).toBeCloseTo(0.0092, 4)
    // A call of 2 yuan for an order of 1,500: half a point. At a margin of one percent it is too much.
    expect(breakEven(2_000, 150_000, 0.3)).toBeCloseTo(0.0044, 4)
    const thin = advise(shop, ask({ budgetFen: 3_000, staffMinutes: 60, margin: 0.01 }))
    expect(used(thin)).toEqual(['chat', 'sms'])
    expect(thin.plans.map(({ body }) => body.audience.leastFen)).toEqual([null, 20_000])
    // Measured here, it counts more than what others have seen.
    const uplift = { value: 0.15, low: 0.1, high: 0.2 }
    const measured = [
      { planId: 1, name: 'A', channels: ['phone' as const], people: 900, uplift, verdict: 'better' as const },
    ]
    const known = advise({ ...shop, measured }, ask({ budgetFen: 3_000, staffMinutes: 60, margin: 0.01 }))
    expect(used(known)).toContain('phone')
    expect(of(known, 'phone').netFen?.value).toBeGreaterThan(0)
    expect(of(known, 'sms').netFen).toBeNull()
  })

  test('[RCV-63] the control group is as small as shows the wanted effect; else it says what can be seen', () => {
    expect(controlFor(100_000, 0.3, 0.03)).toMatchObject({ control: 0.05, enough: true })
    const middle = controlFor(20_000, 0.3, 0.03)
    expect(middle).toMatchObject({ control: 0.15, enough: true })
    expect(middle.detectable).toBeLessThanOrEqual(0.0301)
    const few = controlFor(300, 0.3, 0.03)
    expect(few).toMatchObject({ control: 0.2, planned: 300, enough: false })
    expect(few.detectable).toBeGreaterThan(0.1)
    expect(controlFor(25, 0.3, 0.03)).toMatchObject({ control: 0.1, planned: null, detectable: null })
  })

  test('effects of several plans are put together by how exactly each is known', () => {
    const plan = (value: number, half: number, channels: SendingChannel[] = ['chat']) => ({
      ...{ planId: 1, name: '', channels, people: 1, verdict: 'unclear' as const },
      uplift: { value, low: value - half, high: value + half },
    })
    const { effect, plans } = measuredEffect(
      [plan(0.02, 0.01), plan(0.08, 0.1), plan(0.5, 0.1, ['chat', 'sms'])],
      'chat',
    )
    expect(plans).toBe(2)
    expect(effect?.value).toBeCloseTo(0.0206, 3)
    expect((effect?.high ?? 0) - (effect?.low ?? 0)).toBeLessThan(0.02)
    expect(measuredEffect([], 'sms')).toEqual({ effect: null, plans: 0 })
  })

  test('no orders yet: no plan, and what to do first', () => {
    const advice = advise({ ...shop, bands: [], base: null }, ask({ budgetFen: 5_000 }))
    expect(advice.plans).toEqual([])
    expect(advice.says.en).toContain('import orders')
  })
})

test('[RCV-64] whatever the shop: within budget and staff time, every plan can be made, and none is about the same order', () => {
  const band = fc.record({
    perDay: fc.double({ min: 0, max: 5000, noNaN: true }),
    averageFen: fc.integer({ min: 1, max: 900_000 }),
  })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(band, { maxLength: 12 }),
      ...([share, share, share, fc.option(share), fc.option(fc.integer({ min: 5, max: 20_000 }))] as const),
      fc.integer({ min: 0, max: 200_000 }),
      fc.integer({ min: 0, max: 5000 }),
      (some, chat, sms, phone, base, lifeMinutes, budgetFen, staffMinutes) => {
        const sorted = some.toSorted((a, b) => a.averageFen - b.averageFen)
        const known: ShopKnown = {
          ...{ ...shop, base: base ?? null, lifeMinutes: lifeMinutes ?? null },
          bands: sorted.map((one, i) => ({ ...one, fromFen: i === 0 ? 0 : one.averageFen })),
          channels: {
            chat: reach('chat', chat),
            sms: reach('sms', sms),
            phone: reach('phone', phone ?? null),
          },
        }
        const advice = advise(known, ask({ budgetFen, staffMinutes }))
        expect(advice.plans.reduce((n, { costFen }) => n + costFen, 0)).toBeLessThanOrEqual(budgetFen + 3)
        expect(advice.plans.reduce((n, { minutes }) => n + minutes, 0)).toBeLessThanOrEqual(staffMinutes + 3)
        advice.plans.forEach(({ body }, i) => {
          expect(PlanBody.safeParse(body).error).toBeUndefined()
          const next = advice.plans[i + 1]?.body.audience
          if (next) expect(body.audience.mostFen).toBe((next.leastFen ?? 0) - 1)
          else expect(body.audience.mostFen).toBeNull()
        })
        expect(dearest(known.bands, 1, 0).every(({ perDay }) => perDay === 0)).toBe(true)
      },
    ),
  )
})
