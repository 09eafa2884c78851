import fc from 'fast-check'
import { ruleSets } from '../domain/shipped/index.ts'
import type { Case } from './price.ts'

type CaseOffer = Case['offers'][number]

const SHOPS = ['s', 't']
const fen = (max: number) => fc.integer({ min: 1, max })

const lineArb = fc.record({
  item: fc.constantFrom('A', 'B', 'C', 'D'),
  shop: fc.constantFrom(...SHOPS),
  category: fc.constantFrom('x', 'y'),
  priceFen: fen(40_000),
  quantity: fc.integer({ min: 1, max: 3 }),
})

export const linesArb = fc
  .array(lineArb, { minLength: 1, maxLength: 4 })
  .map((lines) => lines.map((l, i) => ({ ...l, id: `l${i}` })))

const scopeArb: fc.Arbitrary<NonNullable<CaseOffer['scope']>> = fc.oneof(
  fc.constant({}),
  fc.constantFrom('s', 't').map((shop) => ({ shops: [shop] })),
  fc.record({ items: fc.subarray(['A', 'B', 'C', 'D'], { minLength: 1 }) }),
  fc.constantFrom('x', 'y').map((category) => ({ categories: [category] })),
)

const amountArb = fc.oneof(
  fc
    .record({ reachFen: fen(60_000), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ reachFen, share }) => ({
      reachFen,
      minusFen: Math.max(1, Math.floor(reachFen * share)),
    })),
  fc.record({ reachFen: fc.integer({ min: 0, max: 50_000 }), payPercent: fc.integer({ min: 10, max: 99 }) }),
)
const everyArb = amountArb.filter((a) => 'minusFen' in a)
const perNArb = everyArb.map((a) => ({ everyFen: a.reachFen, minusFen: 'minusFen' in a ? a.minusFen : 1 }))

const of = (kind: string, params: fc.Arbitrary<object>, rest: object = {}): fc.Arbitrary<CaseOffer> =>
  fc
    .record({ params, scope: scopeArb })
    .map(({ params, scope }) => ({ kind, params: { ...params }, scope, ...rest }))

/** Offers that the buyer may leave out. */
export const optionalArb = fc.oneof(
  of('item-coupon', amountArb),
  of('shop-coupon', amountArb),
  of('shop-red-packet', amountArb),
  of('platform-coupon', amountArb),
  of('cash-red-packet', amountArb),
  of('pay-red-packet', amountArb),
  of('full-reduction', everyArb, { held: true }),
)
/** Automatic offers above the item level. */
export const automaticArb = fc.oneof(
  of('full-reduction', everyArb),
  of('per-n', perNArb),
  of('cross-shop', perNArb),
  of('member-discount', fc.record({ payPercent: fc.constantFrom(95, 97) })),
  of(
    'tiers',
    fc.constant({
      unit: 'piece',
      tiers: [
        { reach: 2, payPercent: 90 },
        { reach: 4, payPercent: 80 },
      ],
    }),
  ),
)
const itemArb = fc.oneof(
  of('fixed-price', fc.record({ priceFen: fen(30_000) })),
  of(
    'percentage',
    fc.record({ payPercent: fc.integer({ min: 0, max: 100 }), rounding: fc.constantFrom('fen', 'official') }),
  ),
  of('nth-item', fc.record({ nth: fc.constantFrom(2, 3), payPercent: fc.constantFrom(0, 50) })),
  of('bundle', fc.record({ pieces: fc.constantFrom(2, 3), priceFen: fen(40_000) })),
  of('deposit-cut', fc.record({ depositFen: fen(3_000), minusFen: fen(3_000) })),
  of(
    'deposit-expansion',
    fen(2_000).map((d) => ({ depositFen: d, countsFen: d * 2 })),
  ),
)
const otherArb = fc.oneof(
  of('coins', fc.record({ mostPercent: fc.integer({ min: 1, max: 50 }) })),
  of('freight', fc.record({ feeFen: fen(1_500) })),
  of('free-freight', fc.record({ reach: fen(30_000), base: fc.constantFrom('itemPrice', 'residual') })),
)

/** Any basket before any few offers, under any shipped rule set. */
export const caseArb: fc.Arbitrary<Case> = fc.record({
  ruleSet: fc.constantFrom(...ruleSets.map((r) => r.id)),
  lines: linesArb,
  offers: fc
    .tuple(
      fc.array(optionalArb, { maxLength: 4 }),
      fc.array(automaticArb, { maxLength: 3 }),
      fc.array(itemArb, { maxLength: 2 }),
      fc.array(otherArb, { maxLength: 2 }),
    )
    .map((lists) => lists.flat().map((o, i) => ({ ...o, id: `o${i}` }))),
  coins: fc.integer({ min: 0, max: 2_000 }),
  member: fc.boolean(),
})
