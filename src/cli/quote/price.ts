import { z } from 'zod'
import type { WhatIf } from '../../features/pricing/contract.ts'
import { type Claim, claims } from '../../features/pricing/domain/after/protection.ts'
import { type Refund, refund } from '../../features/pricing/domain/after/refund.ts'
import type { Basket } from '../../features/pricing/domain/basket.ts'
import type { Offer } from '../../features/pricing/domain/offer.ts'
import { type Pricing, preparePricing } from '../../features/pricing/domain/pricing.ts'
import { problemOf } from '../../features/pricing/domain/problem.ts'
import { type PriceProblem, type Quote, withNotes } from '../../features/pricing/domain/quote.ts'
import { readPriceFile } from '../../features/pricing/domain/read.ts'
import type { RuleSet } from '../../features/pricing/domain/rule-set.ts'
import { Candidate, MOST_CANDIDATES } from '../../features/pricing/domain/whatif/candidate.ts'
import type { Turn } from '../../features/pricing/domain/whatif/moments.ts'
import { termsOf } from '../../features/pricing/domain/whatif/terms.ts'
import { whatIf } from '../../features/pricing/domain/whatif/what-if.ts'
import { Said } from '../../shared/said.ts'
import type { Options } from './options.ts'

/** What a file may hold beside the basket, its offers and rules. */
const Beside = z.object({
  /** What could be added, for --what-if. */
  catalog: z.array(Candidate.strict()).max(MOST_CANDIDATES).default([]),
  /** Phases that begin or end, for --what-if. */
  phases: z
    .array(z.strictObject({ at: z.iso.datetime({ offset: true }), says: Said.strict() }))
    .max(100)
    .default([]),
  /** Of an order that was paid, for --refund and --later. */
  order: z
    .strictObject({
      /** When it was paid; without it, the moment of the basket. */
      paidAt: z.iso.datetime({ offset: true }).optional(),
      /** When the event ended, where price protection counts from there. */
      eventEnd: z.iso.datetime({ offset: true }).optional(),
      /** Nothing has been sent yet: freight comes back with a whole order. */
      unsent: z.boolean().default(false),
      /** When it is refunded, for cards that may be over; without it, the moment of the basket. */
      refundAt: z.iso.datetime({ offset: true }).optional(),
      /** Pieces that were refunded before, by line. */
      refunded: z.record(z.string(), z.number().int().min(0)).default({}),
      /** Lines for which a claim succeeded. */
      claimed: z.array(z.string()).default([]),
    })
    .default({ unsent: false, refunded: {}, claimed: [] }),
})
type Beside = z.infer<typeof Beside>

interface Read {
  basket: Basket
  offers: Offer[]
  /** What is odd in the file. */
  notes: PriceProblem[]
  pricing: Pricing
  ruleSet: RuleSet
  beside: Beside
}

export type Priced =
  | {
      ok: true
      /** What an offer is called. */
      says: (offer: string) => Said
      basket: Basket
      /** How many products could be added. */
      candidates: number
      quote: Quote
      whatIf: WhatIf | null
      refund: Refund | null
      claims: Claim[] | null
    }
  | { ok: false; problems: PriceProblem[] }

const wrong = (where: string, zh: string, en: string): PriceProblem[] => [{ where, sentence: { zh, en } }]

/** JSON of a basket, as documented. */
export const parsed = (
  text: string,
): { ok: true; json: unknown } | { ok: false; problems: PriceProblem[] } => {
  try {
    return { ok: true, json: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    const says = (error as Error).message
    return {
      ok: false,
      problems: wrong(
        '',
        `不是 JSON：${says}。请对照 docs/guide/pricing.md 里的例子。`,
        `This is no JSON: ${says}. Compare with the examples in docs/guide/pricing.md.`,
      ),
    }
  }
}

const read = (json: unknown): { ok: true; read: Read } | { ok: false; problems: PriceProblem[] } => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return {
      ok: false,
      problems: wrong(
        '',
        '一个购物车要写成一个 JSON 对象：{"at": …, "ruleSet": …, "lines": […], "offers": […]}。',
        'A basket is one JSON object: {"at": …, "ruleSet": …, "lines": […], "offers": […]}.',
      ),
    }
  const { catalog, phases, order, ...own } = json as Record<string, unknown>
  const beside = Beside.safeParse({ catalog, phases, order }, { reportInput: true })
  const file = readPriceFile(own)
  const problems = [
    ...(file.ok ? [] : file.problems),
    ...(beside.success ? [] : beside.error.issues.map((issue) => problemOf(issue))),
  ]
  if (!file.ok || !beside.success) return { ok: false, problems }
  const ready = preparePricing(file.offers, file.ruleSet)
  if (!ready.ok) return ready
  return {
    ok: true,
    read: {
      basket: file.basket,
      offers: file.offers,
      notes: file.notes,
      pricing: ready.pricing,
      ruleSet: file.ruleSet,
      beside: beside.data,
    },
  }
}

const turnsOf = ({ phases }: Beside): Turn[] => phases.map(({ at, says }) => ({ at: Date.parse(at), says }))

/** A basket in the documented format, with everything that was asked about it. `later`: the same basket as it costs now. */
export const priced = (json: unknown, options: Options, later: unknown): Priced => {
  const it = read(json)
  if (!it.ok) return it
  const { basket, offers, pricing, ruleSet, beside } = it.read
  const quote = withNotes(pricing.quote(basket), it.read.notes)
  const { order } = beside
  const paidAt = Date.parse(order.paidAt ?? basket.at)
  const terms = termsOf(pricing, offers, ruleSet)
  const known = new Map(offers.map((offer) => [offer.id, offer]))
  const says = (id: string): Said => {
    const offer = known.get(id)
    return offer ? terms.says(offer) : { zh: id, en: id }
  }
  const result = {
    ok: true as const,
    says,
    basket,
    candidates: beside.catalog.length,
    quote,
    whatIf: null,
    refund: null,
    claims: null,
  }
  const asked = options.whatIf
    ? whatIf(basket, terms, { candidates: beside.catalog, turns: turnsOf(beside) })
    : null
  let back: Refund | null = null
  if (options.refund !== null) {
    const left = (line: string) =>
      Math.max(0, (basket.lines.find(({ id }) => id === line)?.quantity ?? 0) - (order.refunded[line] ?? 0))
    const wanted =
      options.refund === 'all'
        ? basket.lines.map(({ id }) => ({ line: id, pieces: Number.POSITIVE_INFINITY }))
        : options.refund
    const given = refund({
      basket,
      quote,
      reckon: pricing.quote,
      // “All of a line” is what is left of it; of a line that is not there, one piece, so that the line is named.
      wanted: wanted
        .map(({ line, pieces }) => ({ line, pieces: Number.isFinite(pieces) ? pieces : left(line) || 1 }))
        .filter(({ line }) => options.refund !== 'all' || left(line) > 0),
      before: Object.entries(order.refunded).map(([line, pieces]) => ({ line, pieces })),
      unsent: order.unsent,
      rules: options.refundRules,
      at: Date.parse(order.refundAt ?? basket.at),
      cardEnds: (id) => {
        const to = offers.find((offer) => offer.id === id)?.to ?? null
        return to === null ? null : Date.parse(to)
      },
    })
    if (!given.refund) return { ok: false, problems: given.problems }
    back = given.refund
  }
  if (options.later === null) return { ...result, whatIf: asked, refund: back }
  const now = read(later)
  if (!now.ok)
    return { ok: false, problems: now.problems.map((p) => ({ ...p, where: `--later ${p.where}`.trim() })) }
  const due = claims({
    bought: quote,
    now: now.read.pricing.quote(now.read.basket),
    rules: options.protection,
    paidAt,
    eventEnd: order.eventEnd === undefined ? null : Date.parse(order.eventEnd),
    zone: basket.zone,
    claimed: order.claimed,
    refunded: (line) => order.refunded[line] ?? 0,
  })
  return { ...result, whatIf: asked, refund: back, claims: due }
}
