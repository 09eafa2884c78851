import { expect } from 'vitest'
import type { BasketInput } from '../domain/basket.ts'
import type { OfferInput } from '../domain/offer.ts'
import { quote } from '../domain/pricing.ts'
import type { Quote } from '../domain/quote.ts'
import { readPriceFile } from '../domain/read.ts'

export interface Case extends Partial<Omit<BasketInput, 'lines'>> {
  ruleSet: unknown
  lines: readonly (Partial<BasketInput['lines'][number]> & { priceFen: number })[]
  offers: readonly (Omit<OfferInput, 'id'> & { id?: string })[]
}

/** A case as the file that people would write; items are named `A`, `B`, … where the case does not say. */
export const file = ({ ruleSet, lines, offers, ...rest }: Case) => ({
  at: '2021-11-11T00:00:00+08:00',
  ...rest,
  ruleSet,
  lines: lines.map((l, i) => ({ item: String.fromCharCode(65 + i), ...l })),
  offers: offers.map((o, i) => ({ id: `o${i + 1}`, ...o })),
})

const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0)

/** What holds for every quote, PRC-1 and PRC-2: shares add up to the fen, and nobody pays less than nothing. */
export const sound = (q: Quote): void => {
  expect(sum(q.lines.map((l) => l.paysFen))).toBe(q.goodsFen)
  expect(q.goodsFen + q.freightFen).toBe(q.payableFen)
  expect(q.goodsFen).toBeLessThanOrEqual(q.listFen)
  for (const l of q.lines) {
    expect(l.listFen - sum(l.cuts.map((c) => c.fen))).toBe(l.paysFen)
    expect(l.paysFen).toBeGreaterThanOrEqual(0)
  }
  for (const s of q.steps)
    expect(sum(q.lines.flatMap((l) => l.cuts.filter((c) => c.offer === s.offer).map((c) => c.fen)))).toBe(
      s.cutFen,
    )
  expect(q.nowFen + (q.deposit?.balanceFen ?? 0)).toBe(q.payableFen)
  expect(q.choice.boundFen).toBeLessThanOrEqual(q.payableFen)
  expect(q.choice.proven).toBe(q.choice.boundFen === q.payableFen)
}

/** Reads the case as a file and quotes it; every mistake in it is told. */
export const price = (c: Case): Quote => {
  const read = readPriceFile(file(c))
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 1))
  const out = quote(read.basket, read.offers, read.ruleSet)
  if (!out.ok) throw new Error(JSON.stringify(out.problems, null, 1))
  sound(out.quote)
  return out.quote
}
