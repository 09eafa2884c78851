import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Basket } from '../basket.ts'
import { type Terms, withPieces } from '../reckon.ts'
import { cardChoices } from './cards.ts'
import { atMoments } from './moments.ts'
import { cheaperAsTwo } from './split.ts'
import { basketOf, candidate, coupon, perN, shopOff, termsFor, YUAN } from './testing.ts'
import { whatIf } from './what-if.ts'

const D11 = 'tmall-2021-d11'
const at = (time: string) => `2021-11-11T${time}+08:00`

describe('[PRC-91] later', () => {
  const terms = termsFor(D11, [
    { ...perN(200, 30), from: at('20:00:00'), to: '2021-11-12T00:00:00+08:00' },
    { ...shopOff(100, 10), name: '老客立减', to: at('18:00:00') },
    { ...coupon(999, 1), scope: { items: ['another'] }, to: at('13:00:00') },
  ])
  test('the price whenever an offer begins or ends, and which; offers of other items do not count', () => {
    const { moments, stoppedEarly } = atMoments(basketOf([250]), terms)
    expect(stoppedEarly).toBe(false)
    expect(
      moments.map(({ at, payableFen, differenceFen, says }) => [
        new Date(at).toISOString(),
        payableFen,
        differenceFen,
        says.zh,
      ]),
    ).toEqual([
      ['2021-11-11T10:00:00.000Z', 25_000, 1_000, '“老客立减”结束'],
      ['2021-11-11T12:00:00.000Z', 22_000, -2_000, '“跨店每满200减30”开始'],
      ['2021-11-11T16:00:00.000Z', 25_000, 1_000, '“跨店每满200减30”结束'],
    ])
  })
  test('a thousand offers that end at midnight are not all named', () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({
      ...shopOff(100 + i, 1),
      name: `o${i}`,
      to: at('23:00:00'),
    }))
    const [first] = atMoments(basketOf([250]), termsFor(D11, many)).moments
    expect(first?.says.en).toBe('“o0” ends; “o1” ends; “o2” ends; “o3” ends; “o4” ends; and 995 more')
  })
  test('phases that the calendar tells; what has begun already is not among them; no more than asked', () => {
    const phase = { at: Date.parse(at('19:00:00')), says: { zh: '预热', en: 'pre-heat' } }
    const past = { at: Date.parse(at('12:00:00')), says: { zh: '现在', en: 'now' } }
    const { moments } = atMoments(basketOf([250]), terms, [phase, past])
    expect(moments.map(({ says }) => says.en)).toEqual([
      '“老客立减” ends',
      'pre-heat',
      '“Across shops: 30 off for every 200” begins',
      '“Across shops: 30 off for every 200” ends',
    ])
    expect(atMoments(basketOf([250]), terms, [], { most: 1 })).toMatchObject({
      moments: [{}],
      stoppedEarly: true,
    })
  })
})

describe('[PRC-95] which card', () => {
  const told = (basket: Basket, terms: Terms) =>
    cardChoices(basket, terms).cards.map(({ offer, taken, payableFen, differenceFen }) => [
      offer,
      taken,
      payableFen,
      differenceFen,
    ])

  test('the best, the others when they have to be used, and one that cannot be', () => {
    const terms = termsFor(D11, [
      coupon(300, 30),
      coupon(200, 45),
      coupon(900, 200),
      coupon(100, 5, 'shop-red-packet'),
    ])
    expect(told(basketOf([350]), terms)).toEqual([
      ['o2', true, 30_500, 0],
      ['o1', false, 32_000, 1_500],
      ['o4', false, 34_500, 4_000],
      ['o3', false, null, null],
    ])
    const [best, other, , none] = cardChoices(basketOf([350]), terms).cards
    expect(best?.sentence.zh).toBe('“店铺优惠券满200减45”：在最省的用法里，付 305。')
    expect(other?.sentence.en).toBe('“Shop coupon: 30 off from 300”: 320 to pay with it, 15 more.')
    expect(none?.sentence.en).toMatch(/900/)
  })
  test('only those in the buyer’s hands', () => {
    const terms = termsFor(D11, [coupon(300, 30), coupon(200, 45)])
    expect(told(basketOf([350], { cards: ['o1'] }), terms)).toEqual([['o1', true, 32_000, 0]])
    expect(told(basketOf([350], { cards: [] }), terms)).toEqual([])
  })
  test('what a card would cost is what the engine says with the cards it names', () => {
    const terms = termsFor(D11, [
      coupon(300, 30),
      coupon(200, 45),
      coupon(100, 8, 'cash-red-packet'),
      coupon(300, 25, 'platform-coupon'),
    ])
    const basket = basketOf([350, 20])
    for (const { payableFen, cards } of cardChoices(basket, terms).cards)
      expect(terms.quote({ ...basket, cards })?.payableFen).toBe(payableFen)
  })
})

/** The least that two orders pay, by trying every way to lay pieces and cards. */
const leastOfTwo = (basket: Basket, terms: Terms, cards: readonly string[]): number => {
  let ways: number[][] = [[]]
  for (const { quantity } of basket.lines)
    ways = ways.flatMap((way) => Array.from({ length: quantity + 1 }, (_, n) => [...way, n]))
  let least = Number.POSITIVE_INFINITY
  for (const way of ways) {
    const n = new Map(basket.lines.map(({ id }, i) => [id, way[i] ?? 0]))
    const a = withPieces(basket, (id) => n.get(id) ?? 0)
    const b = withPieces(basket, (id, has) => has - (n.get(id) ?? 0))
    if (!a || !b) continue
    for (let mask = 0; mask < 2 ** cards.length; mask++) {
      const first = terms.quote({ ...a, cards: cards.filter((_, i) => mask & (1 << i)) })
      const second = terms.quote({ ...b, cards: cards.filter((_, i) => !(mask & (1 << i))) })
      least = Math.min(least, (first?.payableFen ?? 0) + (second?.payableFen ?? 0))
    }
  }
  return least
}

describe('[PRC-96] two orders', () => {
  const tiers = [coupon(200, 25, 'platform-coupon'), coupon(480, 60, 'platform-coupon')]

  test('each consumption coupon once: 200−25 and 480−60 in an order each', () => {
    const { split, stoppedEarly } = cheaperAsTwo(basketOf([480, 200]), termsFor(D11, tiers))
    expect(stoppedEarly).toBe(false)
    expect(split).toMatchObject({
      orders: [[{ line: '1', quantity: 1 }], [{ line: '2', quantity: 1 }]],
      cards: [['o2'], ['o1']],
      payableFen: 595 * YUAN,
      savesFen: 25 * YUAN,
    })
    expect(split?.sentence.zh).toBe('分两单付 420 + 175 = 595，比一单省 25。')
  })

  test.each([
    ['a single piece', basketOf([500]), tiers],
    [
      'each order would pay its freight',
      basketOf([480, 200]),
      [...tiers, { kind: 'freight', params: { feeFen: 2500 } }],
    ],
    ['one card is used once, not in both', basketOf([300, 300]), [coupon(300, 50)]],
    [
      'an allowance is used up once',
      basketOf([400, 400]),
      [{ ...perN(400, 50), params: { everyFen: 40_000, minusFen: 5_000, walletFen: 10_000 } }],
    ],
    [
      'a price for the first piece is not had twice',
      basketOf([[100, 2]]),
      [{ kind: 'time-limited-price', params: { priceFen: 5_000, mostPieces: 1 } }],
    ],
  ])('not cheaper: %s', (_, basket, offers) => {
    expect(cheaperAsTwo(basket, termsFor(D11, offers))).toEqual({ split: null, stoppedEarly: false })
  })

  test('coins are paid once', () => {
    const terms = termsFor(D11, [{ kind: 'coins', params: { mostPercent: 50 } }])
    expect(cheaperAsTwo(basketOf([100, 100], { coins: 1000 }), terms).split).toBeNull()
  })

  test('many pieces: bounded, says so, and what it says is true', () => {
    const basket = basketOf(Array.from({ length: 40 }, (_, i) => 11 + i))
    const terms = termsFor(D11, tiers)
    const { split, stoppedEarly } = cheaperAsTwo(basket, terms, { quotes: 400 })
    expect(stoppedEarly).toBe(true)
    expect(split?.savesFen).toBe(25 * YUAN)
    const [a = [], b = []] = split?.orders ?? []
    const of = (order: typeof a, cards: string[] = []) =>
      terms.quote(
        withPieces({ ...basket, cards }, (id) => order.find(({ line }) => line === id)?.quantity ?? 0) ??
          basket,
      )
    expect((of(a, split?.cards[0])?.payableFen ?? 0) + (of(b, split?.cards[1])?.payableFen ?? 0)).toBe(
      split?.payableFen,
    )
  })

  test('exact for small baskets: no way to lay pieces and cards pays less', () => {
    const card = fc.tuple(
      fc.integer({ min: 20, max: 300 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('shop-coupon', 'platform-coupon', 'cash-red-packet'),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 10, max: 300 }), fc.integer({ min: 1, max: 2 })), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.array(card, { maxLength: 3 }),
        fc.constantFrom(D11, 'tmall-2015-d11'),
        (lines, cards, rules) => {
          const terms = termsFor(rules, [
            ...cards.map(([n, m, kind]) => coupon(n, Math.min(n, m), kind)),
            perN(200, 30),
          ])
          const basket = basketOf(lines)
          const one = terms.quote(basket)?.payableFen ?? 0
          const least = leastOfTwo(
            basket,
            terms,
            cards.map((_, i) => `o${i + 1}`),
          )
          const { split, stoppedEarly } = cheaperAsTwo(basket, terms)
          // Where cards cannot be left out it may be better to keep one back altogether, and it says so.
          expect(stoppedEarly).toBe(
            rules !== D11 &&
              cards.length > 0 &&
              basket.lines.reduce((n, { quantity }) => n + quantity, 0) > 1,
          )
          if (stoppedEarly) expect(split?.payableFen ?? one).toBeGreaterThanOrEqual(Math.min(one, least))
          else expect(split?.payableFen ?? one).toBe(Math.min(one, least))
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('[PRC-90] all together, the same every time', () => {
  const terms = termsFor(D11, [
    perN(200, 30),
    coupon(200, 25, 'platform-coupon'),
    coupon(480, 60, 'platform-coupon'),
  ])
  const ask = () => whatIf(basketOf([480, 190]), terms, { candidates: [candidate(10), candidate(130)] })
  const answer = ask()
  expect(ask()).toEqual(answer)
  expect(answer.stoppedEarly).toEqual([])
  expect(answer.cards.map(({ offer }) => offer)).toEqual(['o3', 'o2'])
})
