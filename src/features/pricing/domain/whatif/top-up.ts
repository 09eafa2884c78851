import { yuan } from '../../../../shared/money.ts'
import type { Said } from '../../../../shared/said.ts'
import type { TopUp } from '../../contract.ts'
import { type Basket, MOST_LINES } from '../basket.ts'
import type { NextStep, Quote } from '../quote.ts'
import { type Amounts, amountsOf, cutOf, type Terms } from '../reckon.ts'
import { type Added, type Candidate, kindsOf, lineOf, MOST_CANDIDATES, withAdded } from './candidate.ts'
import { fewSum, leastSums } from './least-sums.ts'

/** Quotes that one search may ask for. At some 0.1 ms each it stays below a quarter of a second. */
export const MOST_QUOTES = 1500
/** Answers at most: a buyer reads no more. */
const MOST_ANSWERS = 6
/** Sums tried for one step, for all steps of all offers together (some half a second), and what three amounts count as. */
const SUM_WORK = 20_000_000
const ALL_WORK = 100_000_000
const FEW_WORK = 1_000_000
/** Steps of one offer that are looked at one after another: the third tier may be the first that is worth it. */
const TIERS = 4
/** Sums that are tried for a need, of all candidates and of each kind of them; the engine says which is best. */
const SUMS = 3
const KINDS = 6
/** Nobody likes to add more than so many things for a few fen less: where the cheapest way has more, the cheapest with so
 * many is told beside it. */
const FEW = 3

/** Candidates that change every quote alike; the first of them stands for all. */
interface Alike {
  kind: string
  /** What a piece adds to sums of item prices, and costs. */
  fen: number
  all: Candidate[]
  /** What one piece makes the order cost more, where it was tried. */
  extraFen: number | null
}

interface Tried {
  added: Added[]
  amounts: Amounts
  /** With sentences, next steps and gifts: asked for where it matters. */
  quote: () => Quote | null
  extraFen: number
  pieces: number
  listFen: number
}

const giftsOf = (quote: Quote, offer: string): number =>
  quote.gifts.reduce((sum, g) => sum + (g.offer === offer ? g.quantity : 0), 0)
const nextOf = (quote: Quote, offer: string): NextStep | null =>
  quote.steps.find((s) => s.offer === offer)?.next ??
  quote.unused.find((u) => u.offer === offer)?.next ??
  null

/** Offers with a step that is not reached yet. */
const targetsOf = (quote: Quote): string[] => [
  ...new Set([...quote.steps, ...quote.unused].filter(({ next }) => next !== null).map(({ offer }) => offer)),
]

/** Whether the larger basket gets a step of the offer that `before` does not. */
const reaches = (before: Quote, { amounts, quote }: Tried, offer: string): boolean => {
  const next = nextOf(before, offer)
  if (next === null) return false
  if (next.cutFen === 0) {
    // A gift, or no freight: only the whole quote tells.
    const after = quote()
    if (after === null) return false
    const free = (q: Quote) => q.freight.some(({ freeBy }) => freeBy === offer)
    return giftsOf(after, offer) > giftsOf(before, offer) || (free(after) && !free(before))
  }
  const [had, has] = [cutOf(amountsOf(before), offer), cutOf(amounts, offer)]
  if (has <= had) return false
  if (has >= next.cutFen) return true
  // Less than the step gives, because no more was left; or a share that grows with every piece.
  const after = quote()
  return after !== null && (nextOf(after, offer)?.cutFen ?? 0) > next.cutFen
}

const names = (added: readonly Added[]): string =>
  added
    .map(({ candidate: { title, item }, pieces }) => `${title || item}${pieces > 1 ? ` ×${pieces}` : ''}`)
    .join(' + ')

const sentence = (tried: Tried, before: Quote, says: Said): Said => {
  const [what, list, pays] = [names(tried.added), yuan(tried.listFen), yuan(tried.amounts.payableFen)]
  const step = { zh: `用上“${says.zh}”的下一档`, en: `the next step of “${says.en}” is reached` }
  if (tried.extraFen < 0)
    return {
      zh: `加 ${what}（${list}），${step.zh}，反而少付 ${yuan(-tried.extraFen)}：从 ${yuan(before.payableFen)} 变为 ${pays}。`,
      en: `Add ${what} (${list}): ${step.en} and ${yuan(-tried.extraFen)} less is paid, ${pays} instead of ${yuan(before.payableFen)}.`,
    }
  return {
    zh: `加 ${what}（${list}），${step.zh}，只多付 ${yuan(tried.extraFen)}，共 ${pays}。`,
    en: `Add ${what} (${list}): ${step.en} and only ${yuan(tried.extraFen)} more is paid, ${pays} in all.`,
  }
}

/** The cheaper first; then fewer pieces, less to buy, and the order of names, so that the same question has one answer. */
const better = (a: Tried, b: Tried): number =>
  a.extraFen - b.extraFen ||
  a.pieces - b.pieces ||
  a.listFen - b.listFen ||
  (keyOf(a.added) < keyOf(b.added) ? -1 : 1)

const keyOf = (added: readonly Added[]): string =>
  added
    .map(({ candidate: { shop, item, sku }, pieces }) => `${shop}|${item}|${sku ?? ''}×${pieces}`)
    .sort()
    .join(' ')

/** One candidate of each set that is alike, with what a piece of it adds to sums of item prices. */
const alikes = (basket: Basket, candidates: readonly Candidate[], terms: Terms): Alike[] => {
  const kind = kindsOf(terms.offers)
  const sets = new Map<string, { kind: string; all: Candidate[] }>()
  for (const candidate of candidates) {
    if (candidate.priceFen === 0) continue
    const is = kind(candidate)
    const set = sets.get(`${candidate.priceFen} ${is}`)
    if (set) set.all.push(candidate)
    else sets.set(`${candidate.priceFen} ${is}`, { kind: is, all: [candidate] })
  }
  const all = [...sets.values()]
  const found: Alike[] = []
  // Item prices of many at once; only a first guess, since every answer is quoted by itself.
  for (let i = 0; i < all.length; i += MOST_LINES) {
    const some = all.slice(i, i + MOST_LINES)
    const lines = some.flatMap(({ all: [first] }, n) => (first ? [lineOf(first, `${n}`)] : []))
    const quote = terms.quote({ ...basket, cards: [], coins: 0, lines })
    some.forEach(({ kind, all }, n) => {
      const fen = quote?.lines[n]?.itemFen ?? all[0]?.priceFen ?? 0
      found.push({ kind, fen, all, extraFen: null })
    })
  }
  return found.sort((a, b) => a.fen - b.fen)
}

/** Which products make up the amounts: of those that add as much, the one that makes the order cost least. */
const productsFor = (amounts: readonly number[], pool: readonly Alike[]): Added[] => {
  const added = new Map<Candidate, number>()
  for (const fen of amounts) {
    const same = pool
      .filter((a) => a.fen === fen)
      .sort(
        (a, b) => (a.extraFen ?? Number.POSITIVE_INFINITY) - (b.extraFen ?? Number.POSITIVE_INFINITY) || 0,
      )
    const one = same.flatMap(({ all }) => all).find((c) => (added.get(c) ?? 0) < c.most)
    if (one) added.set(one, (added.get(one) ?? 0) + 1)
  }
  return [...added].map(([candidate, pieces]) => ({ candidate, pieces }))
}

const stockOf = ({ all }: Alike): number => all.reduce((sum, c) => sum + c.most, 0)

const waysOf = (
  pool: readonly Alike[],
  need: number,
  unit: NextStep['unit'],
  most: number,
): { ways: Added[][]; complete: boolean; work: number } => {
  if (unit === 'piece') {
    const cheapest = pool
      .flatMap((a) => Array.from({ length: Math.min(stockOf(a), need) }, () => a.fen))
      .slice(0, need)
    return { ways: cheapest.length < need ? [] : [productsFor(cheapest, pool)], complete: true, work: 0 }
  }
  const kinds = [...new Set(pool.map(({ kind }) => kind))]
  const pools = [
    pool,
    ...(kinds.length > 1 && kinds.length <= KINDS ? kinds.map((k) => pool.filter((a) => a.kind === k)) : []),
  ]
  const found = pools.map((of) => {
    const amounts = of.map((a) => ({ fen: a.fen, count: stockOf(a) }))
    const { picks, complete, work } = leastSums(amounts, need, {
      sums: SUMS,
      work: Math.floor(most / pools.length),
    })
    const few = most > 0 && picks.some((pick) => pick.amounts.length > FEW) ? fewSum(amounts, need) : null
    const ways = [...picks, ...(few ? [few] : [])].map((pick) => productsFor(pick.amounts, of))
    return { ways, complete, work: work + (few ? FEW_WORK : 0) }
  })
  return {
    ways: found.flatMap(({ ways }) => ways),
    complete: found.every(({ complete }) => complete),
    work: found.reduce((sum, { work }) => sum + work, 0),
  }
}

/** So many of the sets that a budget holds: of each kind the cheapest, and those just beyond what a step needs. */
const likely = (sets: readonly Alike[], needs: readonly number[], most: number): Alike[] => {
  if (sets.length <= most) return [...sets]
  const kinds = Map.groupBy(sets, ({ kind }) => kind)
  const chosen = new Set<Alike>()
  for (let more = 0; more < 50 && chosen.size < most; more++) {
    for (const need of needs) {
      for (const of of kinds.values()) {
        const first = of.findIndex(({ fen }) => fen >= need)
        const set = first < 0 ? undefined : of[first + more]
        if (set && chosen.size < most) chosen.add(set)
      }
    }
  }
  return sets.filter((set) => chosen.has(set))
}

/**
 * What is worth adding to a basket: for each offer the cheapest way to a next step of it, measured by the engine as what
 * is paid after less what is paid before, and whatever makes the order cost less. Every answer was quoted: it gives what
 * it promises. Single products are all tried while the budget lasts; combinations are the smallest sums that suffice.
 */
export const topUps = (
  basket: Basket,
  candidates: readonly Candidate[],
  terms: Terms,
  { quotes = MOST_QUOTES }: { quotes?: number } = {},
): { topUps: TopUp[]; stoppedEarly: boolean } => {
  const before = terms.quote(basket)
  if (!before || candidates.length === 0) return { topUps: [], stoppedEarly: false }
  const known = candidates.slice(0, MOST_CANDIDATES)
  let stoppedEarly = candidates.length > known.length
  let left = quotes
  let work = ALL_WORK
  const tried = new Map<string, Tried | null>()
  const trial = (added: Added[]): Tried | null => {
    const key = keyOf(added)
    const known = tried.get(key)
    if (known !== undefined) return known
    if (left <= 0) {
      stoppedEarly = true
      return null
    }
    left--
    const larger = withAdded(basket, added)
    const amounts = larger && terms.amounts(larger)
    let whole: Quote | null | undefined
    const result = amounts && {
      added,
      amounts,
      quote: () => {
        if (whole === undefined) whole = terms.quote(larger)
        return whole
      },
      extraFen: amounts.payableFen - before.payableFen,
      pieces: added.reduce((sum, a) => sum + a.pieces, 0),
      listFen: added.reduce((sum, a) => sum + a.candidate.priceFen * a.pieces, 0),
    }
    tried.set(key, result)
    return result
  }

  const sets = alikes(basket, known, terms)
  const targets = targetsOf(before)
  const needs = targets.flatMap((offer) => {
    const next = nextOf(before, offer)
    return next?.unit === 'fen' ? [next.more] : []
  })
  const singles = likely(sets, [0, ...needs], Math.floor(quotes * 0.7))
  if (singles.length < sets.length) stoppedEarly = true
  for (const set of singles) {
    const [candidate] = set.all
    if (candidate) set.extraFen = trial([{ candidate, pieces: 1 }])?.extraFen ?? null
  }

  const more = (target: string) => nextOf(before, target)?.more ?? 0
  for (const target of targets.toSorted((a, b) => more(a) - more(b))) {
    // Products by themselves were tried for every offer; combinations are for those that are nearest.
    if (work === 0) {
      stoppedEarly = true
      break
    }
    const offer = terms.offers.find(({ id }) => id === target)
    const next = nextOf(before, target)
    if (!offer || !next) continue
    const pool = sets.filter(
      ({ all: [first] }) => first !== undefined && terms.takesPart(offer, lineOf(first, '+')),
    )
    let need = next.more
    for (let reached = 0, tries = 0; reached < TIERS && tries < 2 * TIERS; tries++) {
      const { ways, complete, work: done } = waysOf(pool, need, next.unit, Math.min(SUM_WORK, work))
      work = Math.max(0, work - done)
      if (!complete) stoppedEarly = true
      const results = ways.map(trial).filter((t) => t !== null)
      const [lead] = results
      const quote = lead?.quote()
      if (!lead || !quote) break
      const adds = next.unit === 'piece' ? lead.pieces : sumOf(lead.added, pool)
      const further = nextOf(quote, target)
      if (reaches(before, lead, target)) reached++
      if (!further || further.unit !== next.unit) break
      // What another offer took away (a coupon that pushes the rest below the step) is part of the need now.
      need = Math.max(need + 1, adds + further.more)
    }
  }

  const all = [...tried.values()].filter((t) => t !== null).sort(better)
  const answers = new Map<string, { offer: string; tried: Tried }>()
  const add = (offer: string, tried: Tried) => {
    const key = keyOf(tried.added)
    if (!answers.has(key)) answers.set(key, { offer, tried })
  }
  const [lowest] = all
  if (lowest && lowest.extraFen <= 0) add(grownMost(before, lowest), lowest)
  for (const target of targets) {
    const gains = all.filter((t) => t.listFen > t.extraFen)
    const best = gains.find((t) => reaches(before, t, target))
    if (best) add(target, best)
    const few = best && best.pieces > FEW && gains.find((t) => t.pieces <= FEW && reaches(before, t, target))
    if (few) add(target, few)
  }
  return {
    topUps: [...answers.values()]
      .sort((a, b) => better(a.tried, b.tried))
      .slice(0, MOST_ANSWERS)
      .map(({ offer, tried }) => answer(offer, tried, before, terms)),
    stoppedEarly,
  }
}

const sumOf = (added: readonly Added[], pool: readonly Alike[]): number =>
  added.reduce(
    (sum, { candidate, pieces }) =>
      sum + pieces * (pool.find(({ all }) => all.includes(candidate))?.fen ?? 0),
    0,
  )

/** The offer that takes off so much more that the order got no dearer, or by which sending it got free. */
const grownMost = (before: Quote, { amounts, quote }: Tried): string => {
  const had = amountsOf(before)
  const [most] = amounts.cuts
    .map(({ offer }) => ({ offer, grown: cutOf(amounts, offer) - cutOf(had, offer) }))
    .sort((a, b) => b.grown - a.grown)
  const freight = before.freightFen - amounts.freightFen
  if (most && most.grown >= freight) return most.offer
  return quote()?.freight.find(({ freeBy }) => freeBy !== null)?.freeBy ?? most?.offer ?? ''
}

const answer = (offer: string, tried: Tried, before: Quote, terms: Terms): TopUp => {
  const known = terms.offers.find(({ id }) => id === offer)
  return {
    is: tried.extraFen < 0 ? 'lower' : 'step',
    add: tried.added.map(({ candidate: { item, sku, title }, pieces }) => ({
      product: item,
      sku,
      title,
      quantity: pieces,
    })),
    extraFen: tried.extraFen,
    payableFen: tried.amounts.payableFen,
    offer,
    gainFen: tried.listFen - tried.extraFen,
    sentence: sentence(tried, before, known ? terms.says(known) : { zh: offer, en: offer }),
  }
}
