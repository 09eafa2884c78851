import type { z } from 'zod'
import type { Said } from '../../../../shared/said.ts'
import type { NextStep } from '../quote.ts'
import type { Level } from '../rule-set.ts'

/** What an offer is held against, of the lines that take part. */
export interface Against {
  /** The sum that thresholds are held against, fen. */
  fen: number
  /** What the levels before have left, fen: percentages are of it. */
  left: number
  pieces: number
  /** Coins in the buyer's hands. */
  coins: number
}

export interface PricedLine {
  item: string
  /** List price of one piece, fen. */
  priceFen: number
  quantity: number
}

export interface GivenGift {
  item: string
  title: string
  quantity: number
}

export interface Deposit {
  does: 'deposit'
  /** Of one piece, fen. */
  depositFen: number
  /** By how much one piece is cheaper, fen. */
  savesFen: number
  /** When the balance can be paid, ms; null: not said. */
  from: number | null
  to: number | null
}

/** What an offer does, with its parameters filled in. Amounts in fen. */
export type Effect =
  /** The price of a line by itself: what it takes off it. */
  | { does: 'price'; cut: (priceFen: number, quantity: number) => number }
  /** The price of lines together: what it takes off each. */
  | { does: 'prices'; cuts: (lines: readonly PricedLine[]) => number[] }
  | Deposit
  /** Off the lines that take part, together. Must not fall when `fen`, `left` or `pieces` grows: the search for the best
   * combination takes its value at what is left now as the bound of what it can still take off. */
  | { does: 'reduce'; cut: (a: Against) => number; next: (a: Against) => NextStep | null }
  | {
      does: 'give'
      gifts: (a: Against) => GivenGift[]
      next: (a: Against) => Omit<NextStep, 'cutFen'> | null
    }
  /** Fee of sending; `known` is false where it depends on a region that nobody said. */
  | { does: 'freight'; fee: (region: string | null) => { fen: number; known: boolean } }
  | {
      does: 'free-freight'
      base: 'itemPrice' | 'residual'
      where: (region: string | null) => boolean
      reached: (a: Against) => boolean
      next: (a: Against) => Omit<NextStep, 'cutFen'> | null
    }

export type Field = 'freight' | Level

/** Offers of one level compete (rule set, `pick`) with those of their slot alone: a platform coupon not with the cross-shop
 * reduction, a gift with nothing that takes money off. */
export const slots = ['main', 'item', 'shop', 'coupon', 'deposit', 'gift'] as const
export type Slot = (typeof slots)[number]

/** What is the same for all offers of a kind. */
interface Facts {
  /** As offers name it: `full-reduction`. */
  code: string
  name: Said
  /** Where it stands in the order of deductions unless an offer says otherwise. */
  level: Field
  /** Other levels where an offer may put it. */
  also?: readonly Level[]
  /** `automatic`: the platform deducts it. `card`: has to be in the buyer's hands. `choice`: anybody may use it or not. */
  use: 'automatic' | 'card' | 'choice'
  slot?: Slot
  /** In the class of cards: for items (each line at most one), or for the whole shop. */
  card?: 'item' | 'shop'
  /** Where it holds unless an offer says otherwise. */
  channel?: 'live'
}

/** A mistake in parameters that the schema cannot see: the path inside `params`, and what to do. */
export interface Absurd {
  path: readonly (string | number)[]
  sentence: Said
}

interface Definition<P> extends Facts {
  params: z.ZodType<P>
  /** As buyers read it: “满300减50”. */
  says: (p: P) => Said
  absurd?: (p: P) => Absurd[]
  effect: (p: P) => Effect
}

export type Filled =
  | { ok: true; says: Said; effect: Effect; absurd: Absurd[] }
  | { ok: false; issues: readonly z.core.$ZodIssue[] }

export interface Kind extends Facts {
  params: z.ZodType
  fill: (params: unknown) => Filled
}

/** A kind of offer: one value in the list of kinds (index.ts). Form, documentation, search and sentences come from it. */
export const kind = <P>(d: Definition<P>): Kind => {
  const { says, absurd, effect, ...facts } = d
  return {
    ...facts,
    fill: (params) => {
      const read = d.params.safeParse(params)
      if (!read.success) return { ok: false, issues: read.error.issues }
      return { ok: true, says: says(read.data), effect: effect(read.data), absurd: absurd?.(read.data) ?? [] }
    },
  }
}
