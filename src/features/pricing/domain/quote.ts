import { z } from 'zod'
import { Said, Trust } from '../../../shared/said.ts'
import { Level, ThresholdBase } from './rule-set.ts'

const Money = z.number().int()

/** A part of a reduction that falls on one line. */
export const LineCut = z.object({ offer: z.string(), fen: Money })

export const QuotedLine = z.object({
  id: z.string(),
  item: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  quantity: z.number().int(),
  /** List price × quantity. */
  listFen: Money,
  /** After the item level (单品优惠价): what parallel thresholds are held against. */
  itemFen: Money,
  /** What the buyer pays for this line in the end, freight apart: a refund of it gives this back. */
  paysFen: Money,
  /** Every reduction's share, in the order of deduction; list − cuts = pays. */
  cuts: z.array(LineCut),
})
export type QuotedLine = z.infer<typeof QuotedLine>

/** The next step of an offer: so much more (fen or pieces), and it would take off `cutFen` in all. */
export const NextStep = z.object({
  more: z.number().int(),
  unit: z.enum(['fen', 'piece']),
  cutFen: Money,
})
export type NextStep = z.infer<typeof NextStep>

/** One deduction, with what it was held against. */
export const Step = z.object({
  offer: z.string(),
  says: Said,
  kind: z.string(),
  level: Level,
  /** What was held against the threshold, and which sum that is. */
  baseFen: Money,
  base: ThresholdBase,
  cutFen: Money,
  /** It would have been more, but only so much was left. */
  capped: z.boolean(),
  next: NextStep.nullable(),
  /** The sentence, in both languages. */
  sentence: Said,
})
export type Step = z.infer<typeof Step>

/** Why an offer was not used. A closed list: the interface has words for each. */
export const Unused = z.object({
  offer: z.string(),
  says: Said,
  why: z.enum([
    'not-yet',
    'over',
    'not-held',
    'not-member',
    'other-channel',
    'other-region',
    'no-line',
    'below-threshold',
    'better-one',
    'excluded',
    'over-discount',
    'balance-too-small',
    'nothing-left',
    'no-coins',
  ]),
  /** The offer it gave way to. */
  instead: z.string().nullable(),
  next: NextStep.nullable(),
  sentence: Said,
})
export type Unused = z.infer<typeof Unused>

export const Gift = z.object({
  offer: z.string(),
  item: z.string(),
  title: z.string(),
  quantity: z.number().int(),
})
export type Gift = z.infer<typeof Gift>

/** What sending costs, of one shop or more. */
export const FreightStep = z.object({
  offer: z.string(),
  feeFen: Money,
  /** 0 where it is free. */
  paysFen: Money,
  /** The offer by which it is free. */
  freeBy: z.string().nullable(),
  sentence: Said,
})
export type FreightStep = z.infer<typeof FreightStep>

export const Quote = z
  .object({
    /** The moment it is for, ms. */
    at: z.number(),
    ruleSet: z.object({ id: z.string(), name: Said, source: Said, trust: Trust }),
    listFen: Money,
    /** Sum of item prices. */
    itemFen: Money,
    /** Of all goods, without freight: the sum of what lines pay. */
    goodsFen: Money,
    freightFen: Money,
    /** goods + freight. */
    payableFen: Money,
    /** What is paid at `at`: the deposits in a pre-sale, else everything. */
    nowFen: Money,
    /** Of a pre-sale; null otherwise. The balance holds the freight. `from` and `to`: when it can be paid, ms. */
    deposit: z
      .object({ fen: Money, balanceFen: Money, from: z.number().nullable(), to: z.number().nullable() })
      .nullable(),
    lines: z.array(QuotedLine),
    steps: z.array(Step),
    unused: z.array(Unused),
    gifts: z.array(Gift),
    freight: z.array(FreightStep),
    /** The cards that were taken, and whether it is proven that no other allowed choice pays less; if the search stopped
     * early, no choice pays less than `boundFen`. */
    choice: z.object({ cards: z.array(z.string()), proven: z.boolean(), boundFen: Money }),
    /** What a person should look at: an offer that can never apply, a card for an item that is not there. */
    notes: z.array(z.object({ where: z.string(), sentence: Said })),
  })
  .meta({ id: 'Quote' })
export type Quote = z.infer<typeof Quote>

/** What is wrong with a basket or an offer: where, and what to do. */
export const PriceProblem = z.object({ where: z.string(), sentence: Said })
export type PriceProblem = z.infer<typeof PriceProblem>

/** A quote with what is odd about the file it came from, said before its own notes. */
export const withNotes = (quote: Quote, notes: readonly PriceProblem[]): Quote =>
  notes.length === 0 ? quote : { ...quote, notes: [...notes, ...quote.notes] }
