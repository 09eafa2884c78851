import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PriceChange } from '../../catalog/domain/product.ts'
import type { WatchFinding } from '../contract.ts'
import { at, campaign, priceChange, signUp, wave, ZONE } from '../testing.ts'
import type { Campaign, SignUp } from './campaign.ts'
import { watch } from './watch.ts'

const first = wave('1', [
  ['sign-up', '2020-09-21 10:00', '2020-10-15 00:00'],
  ['deposit', '2020-10-21 00:00', '2020-10-31 22:00'],
  ['spot', '2020-11-01 00:00', '2020-11-04 00:00'],
  ['after-sale', '2020-11-04 00:00', '2020-11-12 00:00'],
])
const second = wave('2', [
  ['spot', '2020-11-11 00:00', '2020-11-12 00:00'],
  ['after-sale', '2020-11-12 00:00', '2020-11-27 00:00'],
])
const none = { noRaise: false, lowest: null, holdDays: 0, protectDays: 0 }
const kept = (rules: Partial<Campaign['rules']>) => campaign([first, second], { ...none, ...rules })
const SIGNED = '2020-09-25 12:00'
const noRaise = kept({ noRaise: true })

const seen = (
  one: Campaign,
  signUps: SignUp[],
  changes: PriceChange[],
  categories: [string, string | null][] = [],
): WatchFinding[] =>
  watch({ campaigns: [one], signUps, changes, categories: new Map(categories), zone: ZONE })

describe('CMP-11 a price may not rise before its wave ends', () => {
  const rise = (when: string) => [priceChange(29900, '2020-09-01 00:00'), priceChange(30000, when)]
  test.each([
    ['before the sign-up', '2020-09-20 00:00:00', []],
    ['at the moment of the sign-up: that is the price signed up with', '2020-09-25 12:00:00', []],
    ['a second after it', '2020-09-25 12:00:01', ['1']],
    ['in the sale', '2020-11-02 00:00:00', ['1']],
    ['in the last second of the wave', '2020-11-03 23:59:59', ['1']],
    ['one second later', '2020-11-04 00:00:00', []],
  ])('%s', (_, when, waves) => {
    const found = seen(noRaise, [signUp(29900, SIGNED)], rise(when))
    expect(found.map((one) => one.wave)).toEqual(waves)
  })

  test('with what it should have been, what it was, and the two changes that show it', () => {
    const [low, high] = rise('2020-11-02 08:30:01')
    expect(
      seen(
        noRaise,
        [signUp(29900, SIGNED)],
        [high, low].filter((one) => one !== undefined),
      ),
    ).toEqual([
      {
        ...{ rule: 'raise', campaignId: 1, wave: '1', product: 'P', sku: null, wasFen: 29900, isFen: 30000 },
        ...{ at: at('2020-11-02 08:30:01'), evidence: [low?.id, high?.id], excepted: null },
      },
    ])
  })

  test('a product in two waves is held to the later, also between them', () => {
    const both = [signUp(29900, SIGNED), signUp(29900, SIGNED, { wave: '2' })]
    const found = (when: string) => seen(noRaise, both, rise(when)).map((one) => one.wave)
    expect(found('2020-11-06 00:00:00')).toEqual(['2'])
    expect(found('2020-11-11 23:59:59')).toEqual(['2'])
    expect(found('2020-11-12 00:00:00')).toEqual([])
  })

  test('signed up for the second after the first was over, it was free between', () => {
    const apart = [signUp(29900, SIGNED), signUp(30000, '2020-11-08 00:00', { wave: '2' })]
    expect(seen(noRaise, apart, rise('2020-11-06 00:00'))).toEqual([])
    expect(seen(noRaise, apart, rise('2020-11-09 00:00')).map((one) => one.wave)).toEqual(['2'])
  })

  test('back to what it had fallen from is a rise; less than that bound is none', () => {
    const path = [
      priceChange(30000, '2020-09-01 00:00'),
      priceChange(28000, '2020-11-01 00:00'),
      priceChange(30000, '2020-11-02 00:00'),
      priceChange(29000, '2020-11-03 00:00'),
    ]
    expect(seen(noRaise, [signUp(28000, SIGNED)], path).map(({ wasFen, isFen }) => [wasFen, isFen])).toEqual([
      [28000, 30000],
    ])
  })

  test('the first change known says what it was before', () => {
    const change = priceChange(30000, '2020-11-02 00:00', { wasFen: 29900 })
    expect(seen(noRaise, [signUp(29900, SIGNED)], [change])).toMatchObject([{ evidence: [change.id] }])
    expect(seen(noRaise, [signUp(29900, SIGNED)], [{ ...change, wasFen: null }])).toEqual([])
  })

  test('page and checkout are each held against themselves', () => {
    const path = [
      priceChange(29900, '2020-09-01 00:00'),
      priceChange(27900, '2020-10-30 00:00', { source: 'checkout', wasFen: null }),
      priceChange(29900, '2020-10-31 00:00', { source: 'page', wasFen: null }),
      priceChange(29900, '2020-11-02 00:00', { source: 'page', wasFen: null }),
    ]
    const up = priceChange(28000, '2020-11-02 00:00', { source: 'checkout', wasFen: null })
    expect(seen(noRaise, [signUp(27900, SIGNED)], path)).toEqual([])
    expect(seen(noRaise, [signUp(27900, SIGNED)], [...path, up]).map(({ at: when }) => when)).toEqual([up.at])
  })

  test.each([
    ['K金', '珠宝首饰/K金', 'K金'],
    ['茶', '茶', '茶'],
    ['茶', '家居 > 茶具', null],
    ['黄金', 'Jewellery / Gold', '黄金'],
    ['定制家具', null, null],
  ])('of %s, the category %s is excepted as %s, and shown all the same', (_, category, excepted) => {
    const found = seen(noRaise, [signUp(29900, SIGNED)], rise('2020-11-02 00:00'), [['P', category]])
    expect(found.map((one) => one.excepted)).toEqual([excepted])
  })

  test('a sign-up of the product binds its SKUs, but for those signed up by themselves', () => {
    const path = ['P-S', 'P-M'].flatMap((sku) => [
      priceChange(29900, '2020-09-01 00:00', { sku }),
      priceChange(30000, '2020-11-06 00:00', { sku }),
    ])
    const whole = signUp(29900, SIGNED, { wave: '2' })
    expect(seen(noRaise, [whole], path).map(({ sku }) => sku)).toEqual(['P-M', 'P-S'])
    const own = signUp(29900, SIGNED, { sku: 'P-S' })
    expect(seen(noRaise, [whole, own], path).map(({ sku }) => sku)).toEqual(['P-M'])
    expect(seen(noRaise, [own], path)).toEqual([])
  })

  test('where the rule does not hold, nothing is said', () =>
    expect(seen(kept({}), [signUp(29900, SIGNED)], rise('2020-11-02 00:00'))).toEqual([]))
})

describe('CMP-12 signed up at most at a share of the lowest real price', () => {
  const lowest = kept({ lowest: { share: 0.9, from: '2020-09-15', to: '2020-11-10' } })
  const path = [
    priceChange(30000, '2020-09-01 00:00'),
    priceChange(20000, '2020-09-14 00:00'),
    priceChange(33300, '2020-09-15 00:00'),
    priceChange(31110, '2020-10-01 00:00'),
    priceChange(33300, '2020-10-02 00:00'),
  ]
  test.each([
    // 0.9 × 311.10 = 279.99; the 200 yuan were over before the window began.
    [27999, []],
    [28000, [[27999, 28000]]],
  ])('%i', (fen, expected) => {
    const found = seen(lowest, [signUp(fen, SIGNED)], path)
    expect(found.map(({ wasFen, isFen }) => [wasFen, isFen])).toEqual(expected)
    if (found[0])
      expect(found[0]).toMatchObject({ rule: 'above-lowest', at: at(SIGNED), evidence: [path[3]?.id] })
  })

  test('the last day counts to its last second, and not one longer', () => {
    const on = (when: string) => seen(lowest, [signUp(27999, SIGNED)], [...path, priceChange(10000, when)])
    expect(on('2020-11-10 23:59:59')).toHaveLength(1)
    expect(on('2020-11-11 00:00:00')).toEqual([])
  })

  test('what it cost in the campaign itself is no price before it: the second wave need not undercut the first', () => {
    const cut = priceChange(27000, '2020-11-01 00:00')
    const back = priceChange(33300, '2020-11-04 00:00')
    const both = [signUp(27000, SIGNED), signUp(27000, SIGNED, { wave: '2' })]
    expect(seen(lowest, both, [...path, cut, back])).toEqual([])
    // A second too long, and it was its price between the waves.
    const late = { ...back, at: back.at + 1000 }
    expect(seen(lowest, both, [...path, cut, late]).map(({ rule }) => rule)).toEqual([
      'above-lowest',
      'above-lowest',
    ])
  })

  test('without a price known nothing can be said', () =>
    expect(seen(lowest, [signUp(27999, SIGNED)], [])).toEqual([]))
})

describe('CMP-13 for days after the campaign, not below its price', () => {
  const hold = kept({ holdDays: 15 })
  const fall = (when: string) => [priceChange(30000, '2020-09-01 00:00'), priceChange(26900, when)]
  test.each([
    // 12–26 November, as in 2018.
    ['2020-11-12 00:00:00', true],
    ['2020-11-26 23:59:59', true],
    ['2020-11-27 00:00:00', false],
  ])('%s %s', (when, below) => {
    const found = seen(hold, [signUp(27000, SIGNED, { wave: '2' })], fall(when))
    expect(found.map(({ rule }) => rule)).toEqual(below ? ['below-after'] : [])
    if (below) expect(found[0]).toMatchObject({ wasFen: 27000, isFen: 26900, at: at(when), wave: '2' })
  })

  test('what had fallen before and stays low is below from the first moment', () =>
    expect(seen(hold, [signUp(27000, SIGNED)], fall('2020-11-11 20:00'))).toMatchObject([
      { rule: 'below-after', at: at('2020-11-12 00:00') },
    ]))

  test('the same price is not below', () => {
    const path = [priceChange(30000, '2020-09-01 00:00'), priceChange(27000, '2020-11-15 00:00')]
    expect(seen(hold, [signUp(27000, SIGNED)], path)).toEqual([])
  })
})

describe('CMP-14 price protection', () => {
  const protect = kept({ protectDays: 15 })
  const paid = priceChange(30000, '2020-09-01 00:00')
  const sold = signUp(27000, SIGNED)
  test.each([
    ['before anybody could pay', '2020-10-20 00:00:00', []],
    ['in the sale', '2020-11-02 00:00:00', [26000]],
    ['between the waves', '2020-11-06 00:00:00', [26000]],
    ['on the last day', '2020-11-26 23:59:59', [26000]],
    ['one second later', '2020-11-27 00:00:00', []],
  ])('%s', (_, when, fens) => {
    const found = seen(protect, [sold], [paid, priceChange(26000, when)])
    expect(found.map(({ isFen }) => isFen)).toEqual(fens)
    if (found[0]) expect(found[0]).toMatchObject({ rule: 'protection', wasFen: 27000, wave: '1' })
  })

  test('a list price that falls but stays above what was paid gives no claim', () =>
    expect(seen(protect, [sold], [paid, priceChange(28000, '2020-11-15 00:00')])).toEqual([]))

  test('who paid less than was signed up claims from what they paid', () => {
    const path = [paid, priceChange(26500, '2020-10-01 00:00'), priceChange(26400, '2020-11-15 00:00')]
    const found = seen(protect, [sold], path)
    expect(found).toMatchObject([{ wasFen: 26500, isFen: 26400, evidence: [path[1]?.id, path[2]?.id] }])
  })

  test('each new low once: a rise in between is no news', () => {
    const path = [26000, 26500, 26200, 25000].map((fen, i) => priceChange(fen, `2020-11-${15 + i} 00:00`))
    expect(seen(protect, [sold], [paid, ...path]).map(({ isFen }) => isFen)).toEqual([26000, 25000])
  })
})

const Fen = fc.integer({ min: 1, max: 1000 })
const SPAN = { min: at('2020-09-01 00:00'), max: at('2020-12-31 00:00') }
const Change = fc.record({
  product: fc.constantFrom('P', 'Q'),
  sku: fc.constantFrom(null, 'S', 'M'),
  wasFen: fc.option(Fen, { nil: null }),
  isFen: Fen,
  at: fc.integer(SPAN),
  source: fc.constantFrom('edit', 'import', 'page', 'checkout'),
  by: fc.constant(null),
})
const Changes = fc
  .array(Change, { maxLength: 12 })
  .map((list) => list.map((one, i) => ({ ...one, id: i + 1 })))
const SignUps = fc.uniqueArray(
  fc.record({
    campaignId: fc.constant(1),
    wave: fc.constantFrom('1', '2'),
    product: fc.constantFrom('P', 'Q'),
    sku: fc.constantFrom(null, 'S'),
    priceFen: Fen,
    signedAt: fc.integer(SPAN),
  }),
  { maxLength: 6, selector: ({ wave: code, product, sku }) => `${code} ${product} ${sku}` },
)
const every = kept({
  ...{ noRaise: true, holdDays: 15, protectDays: 15 },
  lowest: { share: 0.9, from: '2020-09-15', to: '2020-11-10' },
})

describe('CMP-15 properties', () => {
  test('a price that never rises has no raise', () => {
    fc.assert(
      fc.property(SignUps, Changes, (signUps, changes) => {
        const byTime = changes.toSorted((a, b) => a.at - b.at)
        const prices = byTime.map(({ isFen }) => isFen).sort((a, b) => b - a)
        const falling = byTime.map((one, i) => ({ ...one, id: i + 1, isFen: prices[i] ?? 0, wasFen: null }))
        expect(seen(every, signUps, falling).filter(({ rule }) => rule === 'raise')).toEqual([])
      }),
    )
  })

  test('one second over the end of the wave and a rise is none', () => {
    fc.assert(
      fc.property(Fen, Fen, fc.integer({ min: 1, max: 1000 }), (was, more, before) => {
        const end = at('2020-11-04 00:00')
        const rise = (when: number) => [priceChange(was, SIGNED), priceChange(was + more, when)]
        const found = (when: number) => seen(noRaise, [signUp(was, SIGNED)], rise(when)).length
        expect([found(end - before), found(end - before + 1000)]).toEqual([1, 0])
      }),
    )
  })

  test('what is found does not depend on the order of anything', () => {
    fc.assert(
      fc.property(SignUps, Changes, fc.func(fc.integer()), (signUps, changes, rank) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((one) => ({ one, key: rank(JSON.stringify(one)) }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one)
        const other = campaign([second, first], every.rules)
        expect(seen(other, shuffled(signUps), shuffled(changes))).toEqual(seen(every, signUps, changes))
      }),
    )
  })

  test('every finding names changes there are, and has the two prices the right way round', () => {
    fc.assert(
      fc.property(SignUps, Changes, (signUps, changes) => {
        const ids = new Set(changes.map(({ id }) => id))
        for (const one of seen(every, signUps, changes)) {
          expect(one.evidence.length).toBeGreaterThan(0)
          for (const id of one.evidence) expect(ids.has(id)).toBe(true)
          const higher = one.rule === 'raise' || one.rule === 'above-lowest'
          expect(higher ? one.isFen - one.wasFen : one.wasFen - one.isFen).toBeGreaterThan(0)
        }
      }),
    )
  })
})
