import { z } from 'zod'
import { Basket, Line, MOST_LINES } from './basket.ts'
import { type Prepared, prepare } from './engine/prepare.ts'
import { takesPart } from './engine/scopes.ts'
import { oddOffers } from './odd.ts'
import { Offer, Scope } from './offer.ts'
import { problem, problemOf } from './problem.ts'
import type { PriceProblem } from './quote.ts'
import { RuleSet } from './rule-set.ts'
import { ruleSetOf, ruleSets } from './shipped/index.ts'

/** The JSON file of a basket: its own fields, its offers, and the rules it counts by. What is not known is refused, for a
 * misspelt limit would be no limit. */
const File = Basket.omit({ lines: true })
  .extend({
    ruleSet: z.union([z.string(), z.record(z.string(), z.unknown())]),
    offers: z.array(z.unknown()).max(5000).default([]),
    lines: z.array(z.unknown()).min(1).max(MOST_LINES),
  })
  .strict()

const FileScope = Scope.extend({ except: Scope.shape.except.unwrap().strict().optional() }).strict()
const FileOffer = Offer.extend({ scope: FileScope.default({}) }).strict()
const FileLine = Line.extend({ id: Line.shape.id.optional() }).strict()

export type PriceFile =
  | { ok: true; basket: Basket; offers: Offer[]; ruleSet: RuleSet; notes: PriceProblem[] }
  | { ok: false; problems: PriceProblem[] }

/** Reads each of a list, telling every mistake with its place. */
const each = <T>(
  list: readonly unknown[],
  schema: z.ZodType<T>,
  where: string,
  problems: PriceProblem[],
): T[] =>
  list.flatMap((one, i) => {
    const read = schema.safeParse(one, { reportInput: true })
    if (read.success) return [read.data]
    problems.push(...read.error.issues.map((issue) => problemOf(issue, `${where}[${i}]`)))
    return []
  })

const readRuleSet = (given: string | Record<string, unknown>, problems: PriceProblem[]): RuleSet | null => {
  if (typeof given === 'string') {
    const known = ruleSetOf(given)
    if (known) return known
    const ids = ruleSets.map((r) => r.id).join(', ')
    problems.push(
      problem(
        'ruleSet',
        `没有编号为“${given}”的规则；可用的有：${ids}，也可以写一份完整的规则。`,
        `There is no rule set "${given}". There are: ${ids}; or write a whole one.`,
      ),
    )
    return null
  }
  const read = RuleSet.strict().safeParse(given, { reportInput: true })
  if (read.success) return read.data
  problems.push(...read.error.issues.map((issue) => problemOf(issue, 'ruleSet')))
  return null
}

const readLines = (given: readonly unknown[], problems: PriceProblem[]): Line[] => {
  const lines = each(given, FileLine, 'lines', problems).map((l, i) => ({ ...l, id: l.id ?? String(i + 1) }))
  if (lines.length < given.length) return lines
  const first = new Map<string, number>()
  lines.forEach((l, i) => {
    const before = first.get(l.id)
    if (before === undefined) first.set(l.id, i)
    else
      problems.push(
        problem(
          `lines[${i}].id`,
          `编号“${l.id}”和第${before + 1}行重复，请改成不同的编号或合并数量。`,
          `The id "${l.id}" is that of line ${before + 1} too: give it another, or add the quantities up.`,
        ),
      )
  })
  return lines
}

/** Cards for items, shops or categories that the basket does not have. */
const oddCards = (basket: Basket, offers: readonly Offer[], { byId, scopes }: Prepared): PriceProblem[] =>
  offers.flatMap((offer, i): PriceProblem[] => {
    const ready = byId.get(offer.id)
    const scope = ready && scopes.all[ready.scope]
    if (!ready?.held || !scope || basket.lines.some((line) => takesPart(scope, line))) return []
    return [
      problem(
        `offers[${i}].scope`,
        `“${ready.shown.zh}”适用的商品都不在购物车里，请检查商品编号。`,
        `No line of the basket is in the scope of "${ready.shown.en}": see whether its ids are right.`,
      ),
    ]
  })

const DAY_MS = 86_400_000
/** A moment outside of the days for which the rules are known to hold; days are those of China. */
const oddDay = ({ at }: Basket, { from, to, name }: RuleSet): PriceProblem[] => {
  const ms = Date.parse(at)
  const before = from !== null && ms < Date.parse(`${from}T00:00:00+08:00`)
  const after = to !== null && ms >= Date.parse(`${to}T00:00:00+08:00`) + DAY_MS
  if (!before && !after) return []
  return [
    problem(
      'at',
      `“${name.zh}”的规则只知道适用于 ${from ?? '…'} 至 ${to ?? '…'}，这个时间不在其中。`,
      `The rules of "${name.en}" are known to hold from ${from ?? '…'} to ${to ?? '…'}: this moment is outside of it.`,
    ),
  ]
}

/** Reads a basket with its offers and rules (docs/guide/pricing.md). Money is in fen. */
export const readPriceFile = (json: unknown): PriceFile => {
  const file = File.safeParse(json, { reportInput: true })
  if (!file.success) return { ok: false, problems: file.error.issues.map((issue) => problemOf(issue)) }
  const { ruleSet: named, offers: givenOffers, lines: givenLines, ...rest } = file.data
  const problems: PriceProblem[] = []
  const ruleSet = readRuleSet(named, problems)
  const lines = readLines(givenLines, problems)
  const offers = each(givenOffers, FileOffer, 'offers', problems)
  // Offers are looked at though lines are wrong: every mistake is told at once.
  const prepared = ruleSet !== null && offers.length === givenOffers.length ? prepare(offers, ruleSet) : null
  if (prepared && !prepared.ok) problems.push(...prepared.problems)
  if (problems.length > 0 || ruleSet === null || !prepared?.ok) return { ok: false, problems }
  const basket = { ...rest, lines }
  const notes = [
    ...oddOffers(offers, prepared.prepared),
    ...oddCards(basket, offers, prepared.prepared),
    ...oddDay(basket, ruleSet),
  ]
  return { ok: true, basket, offers, ruleSet, notes }
}
