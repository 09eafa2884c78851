import { describe, expect, test } from 'vitest'
import { type Case, price } from '../testing/price.ts'

const base = { ruleSet: 'tmall-2021-d11', lines: [{ priceFen: 30_000 }] }
type Expected = Partial<{
  pays: number
  now: number
  balance: number
  freight: number
  lines: number[]
  cards: string[]
  why: Record<string, string>
  instead: Record<string, string>
  gifts: [string, number][]
  note: string
}>
type Row = [rule: string, says: string, c: Case, expected: Expected]

const coupon = (id: string, reachFen: number, minusFen: number, rest: object = {}) => ({
  id,
  kind: 'shop-coupon',
  params: { reachFen, minusFen },
  ...rest,
})
const itemCoupon = (id: string, items: string[], minusFen: number, reachFen = 0) => ({
  id,
  kind: 'item-coupon',
  params: { reachFen, minusFen },
  scope: { items },
})
const cross = (everyFen: number, minusFen: number, rest: object = {}) => ({
  id: 'x',
  kind: 'cross-shop',
  params: { everyFen, minusFen },
  ...rest,
})
const reduction = (id: string, reachFen: number, minusFen: number, rest: object = {}) => ({
  id,
  kind: 'full-reduction',
  params: { reachFen, minusFen },
  ...rest,
})
const two = [{ priceFen: 20_000 }, { priceFen: 10_000 }]

const rows: Row[] = [
  [
    'PRC-4',
    'at its beginning an offer holds',
    {
      ...base,
      at: '2021-11-11T00:00:00+08:00',
      offers: [coupon('c', 0, 100, { from: '2021-11-11T00:00:00+08:00' })],
    },
    { pays: 29_900 },
  ],
  [
    'PRC-4',
    'a millisecond before it does not',
    {
      ...base,
      at: '2021-11-10T23:59:59.999+08:00',
      offers: [coupon('c', 0, 100, { from: '2021-11-11T00:00:00+08:00' })],
    },
    { pays: 30_000, why: { c: 'not-yet' } },
  ],
  [
    'PRC-4',
    'at its end it is over',
    {
      ...base,
      at: '2021-11-12T00:00:00+08:00',
      offers: [coupon('c', 0, 100, { to: '2021-11-11T16:00:00Z' })],
    },
    { pays: 30_000, why: { c: 'over' } },
  ],
  [
    'PRC-5',
    'a card that is not in the buyer’s hands',
    { ...base, cards: [], offers: [coupon('c', 0, 100)] },
    { pays: 30_000, why: { c: 'not-held' } },
  ],
  [
    'PRC-5',
    'an offer of other items',
    { ...base, offers: [itemCoupon('c', ['Z'], 100)] },
    { pays: 30_000, why: { c: 'no-line' } },
  ],
  [
    'PRC-10',
    'members pay 95 % of what all else has left',
    {
      ...base,
      member: true,
      offers: [coupon('c', 0, 10_000), { id: 'm', kind: 'member-discount', params: { payPercent: 95 } }],
    },
    { pays: 19_000 },
  ],
  [
    'PRC-10',
    'others do not',
    { ...base, offers: [{ id: 'm', kind: 'member-discount', params: { payPercent: 95 } }] },
    { pays: 30_000, why: { m: 'not-member' } },
  ],
  [
    'PRC-12',
    'X03: item and shop coupon do not stack, the larger wins',
    { ...base, lines: two, offers: [coupon('c', 20_000, 2_000), itemCoupon('i', ['A'], 1_500)] },
    { pays: 28_000, cards: ['c'], why: { i: 'better-one' }, instead: { i: 'c' } },
  ],
  [
    'PRC-12',
    'X03: different items may each use their own coupon',
    {
      ...base,
      lines: two,
      offers: [coupon('c', 20_000, 2_000), itemCoupon('i', ['A'], 1_500), itemCoupon('j', ['B'], 600)],
    },
    { pays: 27_900, cards: ['i', 'j'] },
  ],
  [
    'PRC-12',
    'X03: coupon and shop red packet do not stack',
    {
      ...base,
      offers: [coupon('c', 0, 500), { id: 'r', kind: 'shop-red-packet', params: { minusFen: 600 } }],
    },
    { pays: 29_400, cards: ['r'] },
  ],
  [
    'PRC-12',
    'each shop uses one of its own',
    {
      ...base,
      lines: [
        { priceFen: 20_000, shop: 'a' },
        { priceFen: 10_000, shop: 'b' },
      ],
      offers: [
        coupon('c', 0, 500, { scope: { shops: ['a'] } }),
        coupon('d', 0, 600, { scope: { shops: ['b'] } }),
      ],
    },
    { pays: 28_900, cards: ['c', 'd'] },
  ],
  [
    'PRC-12',
    'a platform coupon beside the cross-shop reduction',
    {
      ...base,
      offers: [
        cross(30_000, 5_000),
        { id: 'p', kind: 'platform-coupon', params: { reachFen: 20_000, minusFen: 2_500 } },
      ],
    },
    { pays: 22_500 },
  ],
  [
    'PRC-13',
    'of a shop’s reductions the greatest',
    { ...base, offers: [reduction('a', 10_000, 1_000), reduction('b', 30_000, 2_000)] },
    { pays: 28_000, why: { a: 'better-one' }, instead: { a: 'b' } },
  ],
  [
    'PRC-13',
    'everything stacks in a shop of its own',
    {
      ...base,
      ruleSet: 'open',
      offers: [reduction('a', 10_000, 1_000), reduction('b', 30_000, 2_000), coupon('c', 0, 300)],
    },
    { pays: 26_700 },
  ],
  [
    'PRC-14',
    'cards that exclude one another',
    { ...base, ruleSet: 'open', offers: [coupon('c', 0, 300, { excludes: ['d'] }), coupon('d', 0, 400)] },
    { pays: 29_600, cards: ['d'], why: { c: 'excluded' } },
  ],
  [
    'PRC-14',
    '2024: the official cut keeps its item out of the cross-shop reduction, not the others',
    {
      ...base,
      ruleSet: 'tmall-2024-d11',
      lines: [{ priceFen: 40_000 }, { priceFen: 30_000 }],
      offers: [
        {
          id: 'o',
          kind: 'percentage',
          params: { payPercent: 85, rounding: 'official' },
          scope: { items: ['A'] },
          excludes: ['x'],
        },
        cross(30_000, 5_000),
      ],
    },
    { lines: [34_000, 25_000] },
  ],
  [
    'PRC-14',
    'a card may be worth more than an automatic offer that excludes it',
    {
      ...base,
      ruleSet: 'open',
      offers: [
        reduction('a', 10_000, 1_000, { excludes: ['p'] }),
        { id: 'p', kind: 'platform-coupon', params: { minusFen: 3_000 } },
      ],
    },
    { pays: 27_000, why: { a: 'excluded' } },
  ],
  [
    'PRC-14',
    'or less, and then is not used',
    {
      ...base,
      ruleSet: 'open',
      offers: [
        reduction('a', 10_000, 4_000, { excludes: ['p'] }),
        { id: 'p', kind: 'platform-coupon', params: { minusFen: 3_000 } },
      ],
    },
    { pays: 26_000, why: { p: 'excluded' } },
  ],
  [
    'PRC-15',
    'P13: the allowance would leave a line with nothing',
    {
      ...base,
      ruleSet: 'tmall-2019-d11',
      lines: [{ priceFen: 40_000 }],
      offers: [coupon('c', 40_000, 38_000), cross(40_000, 5_000)],
    },
    { pays: 2_000, why: { x: 'over-discount' } },
  ],
  [
    'PRC-20',
    'the best one price of a line',
    {
      ...base,
      offers: [
        { id: 'f', kind: 'fixed-price', params: { priceFen: 25_000 } },
        { id: 'p', kind: 'percentage', params: { payPercent: 80 } },
      ],
    },
    { pays: 24_000, instead: { f: 'p' } },
  ],
  [
    'PRC-20',
    'a price above the list price does nothing',
    { ...base, offers: [{ id: 'f', kind: 'fixed-price', params: { priceFen: 99_000 } }] },
    { pays: 30_000, why: { f: 'nothing-left' } },
  ],
  [
    'PRC-20',
    'a bundle where it saves more than the single prices of its lines',
    {
      ...base,
      lines: two,
      offers: [
        { id: 'f', kind: 'fixed-price', params: { priceFen: 9_000 }, scope: { items: ['B'] } },
        { id: 'b', kind: 'bundle', params: { pieces: 2, priceFen: 25_000 } },
      ],
    },
    { pays: 25_000, instead: { f: 'b' } },
  ],
  [
    'PRC-21',
    'an item price that costs a threshold is noted',
    {
      ...base,
      offers: [{ id: 'f', kind: 'fixed-price', params: { priceFen: 29_900 } }, reduction('a', 30_000, 5_000)],
    },
    { pays: 29_900, note: '25' },
  ],
  [
    'PRC-22',
    'X06: over 100 yuan what comes off is whole yuan',
    {
      ...base,
      lines: [{ priceFen: 12_950 }],
      offers: [{ kind: 'percentage', params: { payPercent: 85, rounding: 'official' } }],
    },
    { pays: 11_050 },
  ],
  [
    'PRC-22',
    'X06: up to 100 it is jiao',
    {
      ...base,
      lines: [{ priceFen: 10_000 - 5 }],
      offers: [{ kind: 'percentage', params: { payPercent: 85, rounding: 'official' } }],
    },
    { pays: 9_995 - 1_500 },
  ],
  [
    'PRC-22',
    'X06: up to 10 it is not rounded',
    {
      ...base,
      lines: [{ priceFen: 999 }],
      offers: [{ kind: 'percentage', params: { payPercent: 85, rounding: 'official' } }],
    },
    { pays: 849 },
  ],
  [
    'PRC-22',
    'a cap for each piece',
    {
      ...base,
      lines: [{ priceFen: 10_000, quantity: 2 }],
      offers: [{ kind: 'percentage', params: { payPercent: 50, mostFen: 1_000 } }],
    },
    { pays: 18_000 },
  ],
  [
    'PRC-23',
    'second piece half price: the cheaper one, over lines',
    { ...base, lines: two, offers: [{ kind: 'nth-item', params: { nth: 2, payPercent: 50 } }] },
    { lines: [20_000, 5_000] },
  ],
  [
    'PRC-23',
    'third piece free, twice at most',
    {
      ...base,
      lines: [{ priceFen: 1_000, quantity: 10 }],
      offers: [{ kind: 'nth-item', params: { nth: 3, payPercent: 0, mostTimes: 2 } }],
    },
    { pays: 8_000 },
  ],
  [
    'PRC-24',
    'any three for 99',
    {
      ...base,
      lines: [
        { priceFen: 5_000, quantity: 2 },
        { priceFen: 4_000, quantity: 2 },
      ],
      offers: [{ kind: 'bundle', params: { pieces: 3, priceFen: 9_900 } }],
    },
    { pays: 13_900 },
  ],
  [
    'PRC-24',
    'a set needs all its parts',
    {
      ...base,
      lines: two,
      offers: [{ id: 'b', kind: 'bundle', params: { priceFen: 1_000, set: [{ item: 'A' }, { item: 'C' }] } }],
    },
    { pays: 30_000, why: { b: 'below-threshold' } },
  ],
  [
    'PRC-24',
    'and takes the right pieces',
    {
      ...base,
      lines: [
        { priceFen: 20_000, quantity: 2 },
        { priceFen: 10_000, quantity: 2 },
      ],
      offers: [
        { kind: 'bundle', params: { priceFen: 30_000, set: [{ item: 'A' }, { item: 'B', quantity: 2 }] } },
      ],
    },
    { pays: 50_000 },
  ],
  [
    'PRC-25',
    'the first two pieces',
    {
      ...base,
      lines: [{ priceFen: 10_000, quantity: 3 }],
      offers: [{ kind: 'time-limited-price', params: { priceFen: 6_000, mostPieces: 2 } }],
    },
    { pays: 22_000 },
  ],
  [
    'PRC-26',
    'the live price in the live room',
    { ...base, channel: 'live', offers: [{ kind: 'live-price', params: { priceFen: 19_900 } }] },
    { pays: 19_900 },
  ],
  [
    'PRC-26',
    'and not in the shop',
    { ...base, offers: [{ id: 'l', kind: 'live-price', params: { priceFen: 19_900 } }] },
    { pays: 30_000, why: { l: 'other-channel' } },
  ],
  [
    'PRC-30',
    '2020: every 300−40, no cap',
    { ...base, ruleSet: 'tmall-2020-d11', lines: [{ priceFen: 95_000 }], offers: [cross(30_000, 4_000)] },
    { pays: 83_000 },
  ],
  [
    'PRC-30',
    '2018: the allowance is used up',
    {
      ...base,
      ruleSet: 'tmall-2018-d11',
      lines: [{ priceFen: 120_000 }],
      offers: [{ kind: 'cross-shop', params: { everyFen: 40_000, minusFen: 5_000, walletFen: 12_000 } }],
    },
    { pays: 108_000 },
  ],
  [
    'PRC-30',
    'so often at most',
    { ...base, offers: [{ kind: 'per-n', params: { everyFen: 10_000, minusFen: 1_000, mostTimes: 2 } }] },
    { pays: 28_000 },
  ],
  [
    'PRC-31',
    'a percent coupon with its cap, of what is left',
    {
      ...base,
      offers: [
        reduction('a', 10_000, 10_000),
        { kind: 'platform-coupon', params: { reachFen: 30_000, payPercent: 90 } },
        { kind: 'cash-red-packet', params: { payPercent: 50, mostFen: 1_000 } },
      ],
    },
    { pays: 17_000 },
  ],
  [
    'PRC-32',
    'two pieces 9折, three 8折',
    {
      ...base,
      lines: [{ priceFen: 10_000, quantity: 3 }],
      offers: [
        {
          kind: 'tiers',
          params: {
            unit: 'piece',
            tiers: [
              { reach: 2, payPercent: 90 },
              { reach: 3, payPercent: 80 },
            ],
          },
        },
      ],
    },
    { pays: 24_000 },
  ],
  [
    'PRC-33',
    'a gift for every 100, and one of two to choose',
    {
      ...base,
      offers: [
        { kind: 'gift', params: { reach: 10_000, every: true, gifts: [{ item: 'G' }] } },
        { kind: 'gift', params: { gifts: [{ item: 'H' }, { item: 'I' }], choose: 1 } },
      ],
    },
    {
      pays: 30_000,
      gifts: [
        ['G', 3],
        ['H', 1],
      ],
    },
  ],
  [
    'PRC-33',
    'a gift that is not reached',
    { ...base, offers: [{ id: 'g', kind: 'gift', params: { reach: 50_000, gifts: [{ item: 'G' }] } }] },
    { gifts: [], why: { g: 'below-threshold' } },
  ],
  [
    'PRC-34',
    'coins: 1,000 of them are 10 yuan',
    { ...base, coins: 1_000, offers: [{ kind: 'coins', params: { mostPercent: 5 } }] },
    { pays: 29_000 },
  ],
  [
    'PRC-34',
    'coins: 3 % at most',
    { ...base, coins: 100_000, offers: [{ kind: 'coins', params: { mostPercent: 3 } }] },
    { pays: 29_100 },
  ],
  [
    'PRC-34',
    'no coins',
    { ...base, offers: [{ id: 'k', kind: 'coins', params: { mostPercent: 3 } }] },
    { why: { k: 'no-coins' } },
  ],
  [
    'PRC-43',
    'P04: what would be paid without the coupon is noted',
    {
      ...base,
      ruleSet: 'tmall-2015-d11',
      lines: [{ priceFen: 50_000 }],
      offers: [coupon('c', 30_000, 2_000), reduction('v', 50_000, 3_000, { level: 'cross-shop' })],
    },
    { pays: 48_000, note: '470', why: { v: 'below-threshold' } },
  ],
  [
    'PRC-44',
    'a card that saves nothing is kept',
    { ...base, offers: [coupon('c', 10_000, 10_000), cross(10_000, 10_000)] },
    { pays: 0, cards: [] },
  ],
  [
    'PRC-51',
    'thresholds by the balance alone',
    {
      ...base,
      ruleSet: { ...custom(), depositCounts: false },
      offers: [{ kind: 'deposit-cut', params: { depositFen: 5_000, minusFen: 0 } }, coupon('c', 30_000, 100)],
    },
    { pays: 30_000, why: { c: 'below-threshold' } },
  ],
  [
    'PRC-52',
    'X05 B: the balance has to be greater than the reduction',
    {
      ...base,
      offers: [
        { kind: 'deposit-cut', params: { depositFen: 20_000, minusFen: 0 } },
        coupon('c', 30_000, 10_000),
      ],
    },
    { pays: 30_000, now: 20_000, why: { c: 'balance-too-small' } },
  ],
  [
    'PRC-53',
    'deposits and goods in stock now, freight with the balance',
    {
      ...base,
      lines: two,
      offers: [
        {
          kind: 'deposit-expansion',
          params: { depositFen: 1_000, countsFen: 3_000 },
          scope: { items: ['A'] },
        },
        { kind: 'freight', params: { feeFen: 800 } },
      ],
    },
    { pays: 28_800, now: 11_000, balance: 17_800, freight: 800, note: '预售' },
  ],
  [
    'PRC-53',
    'each piece has its deposit, and nothing reaches into it',
    {
      ...base,
      ruleSet: 'open',
      lines: [{ priceFen: 10_000, quantity: 2 }],
      offers: [
        { kind: 'deposit-cut', params: { depositFen: 1_000, minusFen: 500 } },
        coupon('c', 0, 100_000),
      ],
    },
    { pays: 2_000, now: 2_000, balance: 0 },
  ],
  [
    'PRC-70',
    'freight outside of thresholds and shares; of each shop once',
    {
      ...base,
      lines: [
        { priceFen: 29_500, shop: 'a' },
        { priceFen: 400, shop: 'b' },
      ],
      offers: [{ kind: 'freight', params: { feeFen: 1_000 } }, cross(30_000, 5_000)],
    },
    { pays: 31_900, freight: 2_000, why: { x: 'below-threshold' } },
  ],
  [
    'PRC-71',
    'free from 99, except to Xinjiang',
    {
      ...base,
      region: '新疆维吾尔自治区',
      offers: [
        { kind: 'freight', params: { feeFen: 1_000, elsewhere: [{ regions: ['新疆'], feeFen: 2_500 }] } },
        { id: 'f', kind: 'free-freight', params: { reach: 9_900, except: ['新疆', '西藏'] } },
      ],
    },
    { freight: 2_500, why: { f: 'other-region' } },
  ],
  [
    'PRC-71',
    'to Zhejiang',
    {
      ...base,
      region: '浙江',
      offers: [
        { kind: 'freight', params: { feeFen: 1_000, elsewhere: [{ regions: ['新疆'], feeFen: 2_500 }] } },
        { id: 'f', kind: 'free-freight', params: { reach: 9_900, except: ['新疆', '西藏'] } },
      ],
    },
    { freight: 0 },
  ],
  [
    'PRC-71',
    'region unknown: the usual fee and a note',
    {
      ...base,
      offers: [
        { kind: 'freight', params: { feeFen: 1_000, elsewhere: [{ regions: ['新疆'], feeFen: 2_500 }] } },
      ],
    },
    { freight: 1_000, note: '地区' },
  ],
  [
    'PRC-71',
    'by what is paid, a coupon that loses free freight is left out',
    {
      ...base,
      lines: [{ priceFen: 10_000 }],
      offers: [
        { kind: 'freight', params: { feeFen: 1_000 } },
        { kind: 'free-freight', params: { reach: 9_900, base: 'residual' } },
        coupon('c', 0, 500),
      ],
    },
    { pays: 10_000, cards: [] },
  ],
]

function custom() {
  return {
    id: 'own',
    name: { zh: '自定', en: 'Own' },
    platform: 'own',
    from: null,
    to: null,
    source: { zh: '店铺', en: 'The shop' },
    trust: 'own',
    levels: [
      { level: 'item', base: 'itemPrice', pick: 'one-per-line' },
      { level: 'card', base: 'itemPrice', pick: 'card' },
    ],
    overDiscount: 'cap',
    depositCounts: true,
    balanceAbove: false,
    share: { by: 'itemPrice', unitFen: 1, rounding: 'largest-remainder', excess: 'moved' },
  }
}

describe('rules', () => {
  test.each(rows)('[%s] %s', (_, __, c, expected) => {
    const q = price(c)
    if (expected.pays !== undefined) expect(q.payableFen).toBe(expected.pays)
    if (expected.now !== undefined) expect(q.nowFen).toBe(expected.now)
    if (expected.balance !== undefined) expect(q.deposit?.balanceFen).toBe(expected.balance)
    if (expected.freight !== undefined) expect(q.freightFen).toBe(expected.freight)
    if (expected.lines !== undefined) expect(q.lines.map((l) => l.paysFen)).toEqual(expected.lines)
    if (expected.cards !== undefined) expect(q.choice.cards).toEqual(expected.cards)
    if (expected.gifts !== undefined) expect(q.gifts.map((g) => [g.item, g.quantity])).toEqual(expected.gifts)
    for (const [id, why] of Object.entries(expected.why ?? {}))
      expect(q.unused.find((u) => u.offer === id)?.why).toBe(why)
    for (const [id, instead] of Object.entries(expected.instead ?? {}))
      expect(q.unused.find((u) => u.offer === id)?.instead).toBe(instead)
    if (expected.note !== undefined)
      expect(q.notes.map((n) => n.sentence.zh).join('\n')).toContain(expected.note)
  })
})
