import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { automaticArb, caseArb, optionalArb } from '../testing/arbitrary.ts'
import { type Case, file, price, sound } from '../testing/price.ts'
import type { Candidate } from './engine/candidates.ts'
import { clash, excluded } from './engine/clash.ts'
import { prepare } from './engine/prepare.ts'
import { reckon, seek } from './engine/reckon.ts'
import type { Quote } from './quote.ts'
import { readPriceFile } from './read.ts'
import { ruleSetOf } from './shipped/index.ts'

const runs = { numRuns: 300 }
const rules = (c: Case) => ruleSetOf(String(c.ruleSet))

const byLine = (q: Quote): Quote => ({ ...q, lines: [...q.lines].sort((a, b) => (a.id < b.id ? -1 : 1)) })
const shuffledArb = caseArb.chain((c) =>
  fc.record({
    c: fc.constant(c),
    lines: fc.shuffledSubarray([...c.lines], { minLength: c.lines.length }),
    offers: fc.shuffledSubarray([...c.offers], { minLength: c.offers.length }),
  }),
)

const reckonedOf = (c: Case) => {
  const read = readPriceFile(file(c))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const prepared = prepare(read.offers, read.ruleSet)
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems))
  return reckon(prepared.prepared, read.basket)
}

/** Every set of cards that may go together, by trying all. */
const allowedSets = (cards: readonly Candidate[]): Candidate[][] =>
  Array.from({ length: 2 ** cards.length }, (_, bits) => cards.filter((_, i) => bits & (1 << i))).filter(
    (set) =>
      set.every((a, i) =>
        set.slice(i + 1).every((b) => !excluded(a, b) && (a.ready.rank !== b.ready.rank || !clash(a, b))),
      ),
  )

describe('what holds for every quote', () => {
  test('PRC-1, PRC-2: shares add up to the fen, and what is paid lies between nothing and the list price', () => {
    fc.assert(
      fc.property(caseArb, (c) => sound(price(c))),
      { numRuns: 600 },
    )
  })

  test('PRC-3: the order of lines and offers does not matter, and the same inputs give the same quote', () => {
    fc.assert(
      fc.property(shuffledArb, ({ c, lines, offers }) => {
        expect(byLine(price({ ...c, lines, offers }))).toEqual(byLine(price(c)))
      }),
      runs,
    )
  })

  test('PRC-40: the search finds what trying every allowed set of cards finds', () => {
    fc.assert(
      fc.property(caseArb, (c) => {
        if (!rules(c)?.mayLeaveOut) return
        const r = reckonedOf(c)
        const cards = r.levels.flat().filter((one) => one.ready.optional)
        const best = Math.min(...allowedSets(cards).map((set) => seek(r, new Set(set), false).payableFen))
        expect(r.found.payableFen).toBe(best)
        expect(r.found.proven).toBe(true)
      }),
      runs,
    )
  })

  test('PRC-41: one more offer that the buyer may leave out never raises what is paid', () => {
    fc.assert(
      fc.property(caseArb, optionalArb, (c, more) => {
        if (!rules(c)?.mayLeaveOut) return
        const after = price({ ...c, offers: [...c.offers, { ...more, id: 'more' }] })
        expect(after.payableFen).toBeLessThanOrEqual(price(c).payableFen)
      }),
      runs,
    )
  })

  test('PRC-42: nor does an automatic one above the item level for the whole basket, parallel and capped', () => {
    fc.assert(
      fc.property(caseArb, automaticArb, (c, more) => {
        const set = rules(c)
        if (set?.overDiscount !== 'cap' || set.share.excess !== 'moved' || set.id === 'taobao-d12') return
        const offers = c.offers.filter((o) => o.params?.base !== 'residual')
        const whole = { ...c, offers: offers.map((o) => ({ ...o, scope: {} })) }
        const after = price({ ...whole, offers: [...whole.offers, { ...more, scope: {}, id: 'more' }] })
        expect(after.payableFen).toBeLessThanOrEqual(price(whole).payableFen)
      }),
      runs,
    )
  })
})
