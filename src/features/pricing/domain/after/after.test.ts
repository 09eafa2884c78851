import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apportion } from '../../../../shared/money.ts'
import { Basket } from '../basket.ts'
import type { Quote } from '../quote.ts'
import type { Reckon } from '../reckon.ts'
import type { Level } from '../rule-set.ts'
import { pieceShares, sharesOf } from './piece-shares.ts'
import { claims } from './protection.ts'
import { protectionRules } from './protection-rules.ts'
import { refund } from './refund.ts'
import { refundRules } from './refund-rules.ts'

const SAID = { zh: '', en: '' }
const YUAN = 100

interface Cut {
  offer: string
  level: Level
  fen: number
  /** From which sum of the lines on. */
  from?: number
  lines?: string[]
}

/** A quote with these cuts, each shared by what the lines were before it: enough for what comes after a quote. */
const made = (
  lines: { id: string; priceFen: number; quantity?: number }[],
  cuts: Cut[],
  cards: string[] = [],
  freightFen = 0,
): Quote => {
  const left = lines.map(({ priceFen, quantity = 1 }) => priceFen * quantity)
  const list = [...left]
  const laid: { offer: string; fen: number }[][] = lines.map(() => [])
  const sum = list.reduce((a, b) => a + b, 0)
  const used = cuts.filter(({ from = 0 }) => sum >= from)
  for (const { offer, fen, lines: of } of used) {
    const weights = left.map((w, i) => (!of || of.includes(lines[i]?.id ?? '') ? w : 0))
    apportion(fen, weights).forEach((part, i) => {
      left[i] = (left[i] ?? 0) - part
      if (part > 0) laid[i]?.push({ offer, fen: part })
    })
  }
  const goodsFen = left.reduce((a, b) => a + b, 0)
  return {
    at: Date.parse('2026-11-11T00:00:00+08:00'),
    ruleSet: { id: 'made', name: SAID, source: SAID, trust: 'own' },
    listFen: sum,
    itemFen: sum,
    goodsFen,
    freightFen,
    payableFen: goodsFen + freightFen,
    nowFen: goodsFen + freightFen,
    deposit: null,
    lines: lines.map(({ id, quantity = 1 }, i) => ({
      id,
      item: id,
      sku: null,
      title: id,
      quantity,
      listFen: list[i] ?? 0,
      itemFen: list[i] ?? 0,
      paysFen: left[i] ?? 0,
      cuts: laid[i] ?? [],
    })),
    steps: used.map(({ offer, level, fen }) => ({
      offer,
      says: { zh: offer, en: offer },
      kind: 'amount-off',
      level,
      baseFen: sum,
      base: 'itemPrice' as const,
      cutFen: fen,
      capped: false,
      next: null,
      sentence: SAID,
    })),
    unused: [],
    gifts: [],
    freight: [],
    choice: { cards, proven: true, boundFen: goodsFen },
    notes: [],
  }
}
const basketOf = (lines: { id: string; priceFen: number; quantity?: number }[]): Basket =>
  Basket.parse({ at: '2026-11-11T00:00:00+08:00', lines: lines.map((line) => ({ ...line, item: line.id })) })
const engine =
  (cuts: Cut[]): Reckon =>
  ({ lines }) =>
    made(lines, cuts)
const rules = (id: string) => {
  const found = refundRules.find((r) => r.id === id)
  if (!found) throw new Error(id)
  return found
}
const ask = (
  lines: { id: string; priceFen: number; quantity?: number }[],
  cuts: Cut[],
  wanted: [string, number][],
  more: {
    cards?: string[]
    before?: [string, number][]
    rules?: string
    ends?: number
    freightFen?: number
    unsent?: boolean
  } = {},
) => {
  const quote = made(lines, cuts, more.cards, more.freightFen)
  const pieces = (all: [string, number][]) => all.map(([line, n]) => ({ line, pieces: n }))
  const { refund: given, problems } = refund({
    basket: basketOf(lines),
    quote,
    reckon: engine(cuts),
    wanted: pieces(wanted),
    before: pieces(more.before ?? []),
    unsent: more.unsent ?? false,
    rules: rules(more.rules ?? 'by-share'),
    at: quote.at + 1000,
    cardEnds: () => more.ends ?? null,
  })
  return { given, problems: problems.map(({ where, sentence }) => `${where}: ${sentence.en}`) }
}

const A400B100 = [
  { id: 'A', priceFen: 400 * YUAN },
  { id: 'B', priceFen: 100 * YUAN },
]
const FIFTY: Cut[] = [{ offer: '500-50', level: 'cross-shop', fen: 50 * YUAN, from: 500 * YUAN }]
const A40B60 = [
  { id: 'A', priceFen: 40 * YUAN },
  { id: 'B', priceFen: 60 * YUAN },
]
const PACKET: Cut[] = [{ offer: 'red packet 10', level: 'card', fen: 10 * YUAN }]

describe('refund', () => {
  test.each([
    ['R01 of 400 + 100 at 500−50, the line of 100 gives back 90', A400B100, FIFTY, 'B', 90],
    ['R01 … and the line of 400 gives back 360', A400B100, FIFTY, 'A', 360],
    ['R03 of 40 + 60 with a packet of 10, the line of 40 gives back 36', A40B60, PACKET, 'A', 36],
    ['R03 … and the line of 60 gives back 54', A40B60, PACKET, 'B', 54],
  ])('%s', (_, lines, cuts, line, fen) => {
    expect(ask(lines, cuts, [[line, 1]]).given?.refundFen).toBe(fen * YUAN)
  })

  test.each([
    [
      'all refunded: the packet is back',
      [
        ['A', 1],
        ['B', 1],
      ],
      {},
      true,
      90,
    ],
    ['partly: not', [['A', 1]], {}, false, 36],
    ['the rest later, and nothing is left: back', [['B', 1]], { before: [['A', 1]] }, true, 54],
    [
      'all, but it is over: not',
      [
        ['A', 1],
        ['B', 1],
      ],
      { ends: Date.parse('2026-11-11T00:00:01+08:00') },
      false,
      90,
    ],
    [
      'all, and it is over a moment later: back',
      [
        ['A', 1],
        ['B', 1],
      ],
      { ends: Date.parse('2026-11-11T00:00:01.001+08:00') },
      true,
      90,
    ],
  ] as const)('[PRC-101] R03 %s', (_, wanted, more, back, fen) => {
    const { given } = ask(
      A40B60,
      PACKET,
      wanted.map(([l, n]) => [l, n]),
      {
        cards: ['red packet 10'],
        ...more,
        before: 'before' in more ? more.before.map(([l, n]) => [l, n]) : [],
      },
    )
    expect(given?.cards).toMatchObject([{ offer: 'red packet 10', back }])
    expect(given?.refundFen).toBe(fen * YUAN)
  })

  test('R09 three of 10 with 10 off give back 6.66 + 6.67 + 6.67, never 6.67 thrice', () => {
    const line = { quantity: 3, paysFen: 2000 }
    expect(pieceShares(line)).toEqual([666, 667, 667])
  })

  test('a threshold that is no longer met: by share it stays, reckoned anew it is taken back', () => {
    const kept = ask(A400B100, FIFTY, [['B', 1]]).given
    expect(kept?.unmet).toMatchObject([{ offer: '500-50', keptFen: 40 * YUAN, wouldFen: 0 }])
    // 450 paid, what is left costs 400 without the reduction: 50 come back.
    expect(ask(A400B100, FIFTY, [['B', 1]], { rules: 'reckon-anew' }).given?.refundFen).toBe(50 * YUAN)
    // A cheap line whose loss costs more than itself: nothing comes back, and nothing is claimed.
    const cheap = [
      { id: 'A', priceFen: 480 * YUAN },
      { id: 'B', priceFen: 20 * YUAN },
    ]
    expect(ask(cheap, FIFTY, [['B', 1]], { rules: 'reckon-anew' }).given?.refundFen).toBe(0)
  })

  test('[PRC-103] freight comes back with a whole order that was not sent', () => {
    const both: [string, number][] = [
      ['A', 1],
      ['B', 1],
    ]
    const freight = (wanted: [string, number][], unsent: boolean) =>
      ask(A40B60, PACKET, wanted, { freightFen: 800, unsent }).given?.freightFen
    expect([freight(both, true), freight(both, false), freight([['A', 1]], true)]).toEqual([800, 0, 0])
  })

  test('coins on the pieces come back', () => {
    const coins: Cut[] = [{ offer: 'coins', level: 'coins', fen: 500 }]
    expect(ask(A40B60, coins, [['A', 1]]).given).toMatchObject({ refundFen: 3800, coinsFen: 200 })
  })

  test.each([
    ['an unknown line', [['C', 1]], {}, 'refund[0]: There is no line “C”; there are A, B.'],
    ['no line', [], {}, 'refund: There is no line to refund.'],
    ['half a piece', [['A', 0.5]], {}, 'refund[0]: The pieces of “A” must be a whole number from 1.'],
    [
      'more than there is',
      [
        ['A', 1],
        ['A', 1],
      ],
      {},
      'refund: A: Of “A” 1 can be refunded, not 2.',
    ],
    [
      'what was refunded before',
      [['A', 1]],
      { before: ['A', 1] },
      'refund: A: Of “A” 0 can be refunded, not 1.',
    ],
  ] as const)('%s is a problem with its place', (_, wanted, more, says) => {
    const before: [string, number][] = 'before' in more ? [[more.before[0], more.before[1]]] : []
    const { given, problems } = ask(
      A40B60,
      PACKET,
      wanted.map(([l, n]) => [l, n]),
      { before },
    )
    expect({ given, problems }).toEqual({ given: null, problems: [says] })
  })

  test('[PRC-102] what a refund held back because a threshold was no longer met comes back with the last piece', () => {
    const anew = { rules: 'reckon-anew', before: [['B', 1]] as [string, number][] }
    // 450 paid, 50 came back for B; A was then paid with 400, not with its share of 360.
    expect(ask(A400B100, FIFTY, [['A', 1]], anew).given?.refundFen).toBe(400 * YUAN)
  })

  test.each(['by-share', 'reckon-anew'])(
    '%s: piece by piece, in whatever order, all that was paid comes back',
    (by) => {
      const line = fc.record({
        priceFen: fc.integer({ min: 1, max: 9999 }),
        quantity: fc.integer({ min: 1, max: 5 }),
      })
      fc.assert(
        fc.property(
          fc.array(line, { minLength: 1, maxLength: 4 }),
          fc.array(fc.nat(9), { maxLength: 3 }),
          fc.infiniteStream(fc.nat(3)),
          (given, parts, order) => {
            const lines = given.map((l, i) => ({ ...l, id: `L${i}` }))
            const sum = lines.reduce((a, l) => a + l.priceFen * l.quantity, 0)
            const cuts: Cut[] = parts.map((p, i) => ({
              offer: `o${i}`,
              level: 'shop',
              fen: Math.floor((sum * p) / 40),
              from: Math.floor((sum * p) / 10),
            }))
            const quote = made(lines, cuts)
            const before: [string, number][] = []
            let back = 0
            for (const n of order) {
              const open = lines.filter(
                (l) => l.quantity > before.reduce((a, [id, p]) => a + (id === l.id ? p : 0), 0),
              )
              const next = open[n % Math.max(1, open.length)]
              if (!next) break
              back += ask(lines, cuts, [[next.id, 1]], { before, rules: by }).given?.refundFen ?? Number.NaN
              before.push([next.id, 1])
            }
            expect(back).toBe(quote.goodsFen)
            for (const l of quote.lines) {
              const { paysFen, cuts: of } = sharesOf(l, 0, l.quantity)
              expect({ paysFen, of }).toEqual({ paysFen: l.paysFen, of: l.cuts })
            }
          },
        ),
        { numRuns: 60 },
      )
    },
  )
})

describe('[PRC-104] price protection', () => {
  const fifty = [{ id: 'A', priceFen: 50 * YUAN }]
  const bought = made(fifty, [
    { offer: 'shop coupon', level: 'card', fen: 2 * YUAN },
    { offer: 'item coupon', level: 'item', fen: 3 * YUAN },
    { offer: 'several', level: 'shop', fen: 5 * YUAN },
    { offer: 'platform coupon', level: 'cross-shop', fen: 6 * YUAN },
  ])
  const later = made(
    [{ id: 'A', priceFen: 40 * YUAN }],
    [{ offer: 'new coupon', level: 'card', fen: 10 * YUAN }],
  )
  const by = (id: string) => {
    const found = protectionRules.find((r) => r.id === id)
    if (!found) throw new Error(id)
    return found
  }
  const DAY = 86_400_000
  const claim = (
    id: string,
    more: { after?: number; claimed?: string[]; now?: Quote; refunded?: number } = {},
  ) =>
    claims({
      bought,
      now: { ...(more.now ?? later), at: bought.at + (more.after ?? DAY) },
      rules: by(id),
      paidAt: bought.at,
      eventEnd: null,
      zone: 'Asia/Shanghai',
      claimed: more.claimed ?? [],
      refunded: () => more.refunded ?? 0,
    })[0]

  test('R14 paid 34, later 40 with a coupon of 10: 10 are due, the platform’s coupon does not count', () => {
    expect(bought.payableFen).toBe(34 * YUAN)
    expect(claim('merchant-cuts')).toMatchObject({ wasFen: 4000, isFen: 3000, dueFen: 1000, why: 'lower' })
    expect(claim('merchant-cuts')?.sentence.zh).toBe('A：当时 40，现在 30，退差价 10。')
  })

  test.each([
    ['direct price cuts only', 'tmall-direct', {}, 700, 'lower'],
    ['after 15 days to the ms', 'merchant-cuts', { after: 15 * DAY }, 1000, 'lower'],
    ['a ms later', 'merchant-cuts', { after: 15 * DAY + 1 }, 0, 'too-late'],
    ['a second claim', 'merchant-cuts', { claimed: ['A'] }, 0, 'claimed'],
    ['nothing lower', 'merchant-cuts', { now: bought }, 0, 'not-lower'],
    [
      'the line is not sold any more',
      'merchant-cuts',
      { now: made([{ id: 'B', priceFen: 1 }], []) },
      0,
      'gone',
    ],
    ['refunded', 'merchant-cuts', { refunded: 1 }, 0, 'nothing-paid'],
    [
      'never more than was paid',
      'merchant-cuts',
      { now: made([{ id: 'A', priceFen: 0 }], []) },
      3400,
      'lower',
    ],
  ] as const)('%s', (_, id, more, dueFen, why) => {
    const { claimed, ...rest } = { claimed: [], ...more }
    expect(claim(id, { ...rest, claimed: [...claimed] })).toMatchObject({ dueFen, why })
  })
})
