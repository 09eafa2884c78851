import { yuan } from '../../../../shared/money.ts'
import type { Split } from '../../contract.ts'
import type { Basket } from '../basket.ts'
import type { Offer } from '../offer.ts'
import { type Amounts, cutOf, type Terms, withPieces } from '../reckon.ts'
import { cardsOf } from './cards.ts'

/** Quotes that the search for two orders may ask for. */
export const MOST_SPLIT_QUOTES = 2000

type Pair = [Amounts, Amounts]
const paid = (pair: Pair): number => pair[0].payableFen + pair[1].payableFen

interface Two {
  /** Pieces of each line in the first order. */
  first: number[]
  quotes: Pair
  payableFen: number
}

const paramOf = (offer: Offer | undefined, name: string): number | null => {
  const value = offer?.params[name]
  return typeof value === 'number' ? value : null
}

/** Coins that an order takes; 100 of them pay a yuan unless the offer says otherwise. */
const coinsOf = (order: Amounts, terms: Terms): number =>
  terms.offers.reduce((sum, offer) => {
    if (offer.kind !== 'coins') return sum
    return sum + Math.ceil((cutOf(order, offer.id) * (paramOf(offer, 'coinsPerYuan') ?? 100)) / 100)
  }, 0)

/** What an offer gives one buyer at most, however many orders there are: its wallet, or so many times. */
const mostOf = (offer: Offer): number | null => {
  const [wallet, times, minus] = [
    paramOf(offer, 'walletFen'),
    paramOf(offer, 'mostTimes'),
    paramOf(offer, 'minusFen'),
  ]
  if (wallet === null && (times === null || minus === null)) return null
  return Math.min(wallet ?? Number.POSITIVE_INFINITY, (times ?? Number.POSITIVE_INFINITY) * (minus ?? 1))
}

/** What can be laid into one order or the other: pieces of a line, `each` at a time. */
interface Unit {
  has: number
  each: number
}

/** Lines with a price for their first pieces only are not divided: it would be had twice. */
const unitsOf = (basket: Basket, terms: Terms): Unit[] => {
  const limited = terms.offers.filter((offer) => paramOf(offer, 'mostPieces') !== null)
  return basket.lines.map((line) =>
    limited.some((offer) => terms.takesPart(offer, line))
      ? { has: 1, each: line.quantity }
      : { has: line.quantity, each: 1 },
  )
}

/** How many ways there are to lay the pieces into two orders; the same two in the other order are one. */
const waysOf = (units: readonly Unit[]): number => units.reduce((n, { has }) => n * (has + 1), 1) / 2 - 1

/**
 * Two orders that are cheaper than one: every card is used once, in one of them, coins are paid once, and what an offer
 * gives a buyer at most is not had twice. All ways to lay the pieces into two orders are tried where the budget allows it
 * (some ten pieces); otherwise a few beginnings are improved by moving pieces while it helps, and `stoppedEarly` says that
 * there may be a better way.
 */
export const cheaperAsTwo = (
  basket: Basket,
  terms: Terms,
  { quotes = MOST_SPLIT_QUOTES }: { quotes?: number } = {},
): { split: Split | null; stoppedEarly: boolean } => {
  const one = terms.amounts(basket)
  const pieces = basket.lines.reduce((n, { quantity }) => n + quantity, 0)
  if (!one || pieces < 2) return { split: null, stoppedEarly: false }
  const held = cardsOf(basket, terms)
  const units = unitsOf(basket, terms)
  const bounded = terms.offers.flatMap((offer) => {
    const most = mostOf(offer)
    return most === null ? [] : [{ id: offer.id, most }]
  })
  let left = quotes

  const given = (pair: Pair, id: string) => cutOf(pair[0], id) + cutOf(pair[1], id)
  /** The cheapest pair that uses each card once: both orders choose freely, and a card that both want goes to one of
   * them, either being tried. Where cards may be left out, what both pay with more cards bounds what they pay with
   * fewer. */
  const pairOf = (a: Basket, b: Basket, most: number): Pair | null => {
    if (left <= 0) return null
    left -= 2
    const first = terms.amounts(a)
    const coins = first ? Math.max(0, b.coins - coinsOf(first, terms)) : 0
    const second = first && terms.amounts({ ...b, coins })
    if (!second) return null
    if (terms.mayLeaveOut && first.payableFen + second.payableFen >= most) return null
    const both = first.choice.cards.find((id) => second.choice.cards.includes(id))
    if (both === undefined) {
      const pair: Pair = [first, second]
      return bounded.some(({ id, most }) => given(pair, id) > most) ? null : pair
    }
    const without = (basket: Basket) => ({
      ...basket,
      cards: cardsOf(basket, terms).filter((id) => id !== both),
    })
    const toFirst = pairOf(a, without(b), most)
    return pairOf(without(a), b, toFirst ? paid(toFirst) : most) ?? toFirst
  }
  const tried = new Map<string, Two | null>()
  const two = (first: number[], most: number): Two | null => {
    const key = first.join(',')
    const known = tried.get(key)
    if (known !== undefined) return known
    const place = new Map(basket.lines.map(({ id }, i) => [id, (first[i] ?? 0) * (units[i]?.each ?? 1)]))
    const a = withPieces({ ...basket, cards: held }, (id) => place.get(id) ?? 0)
    const b = withPieces({ ...basket, cards: held }, (id, has) => has - (place.get(id) ?? 0))
    const pair = a && b && pairOf(a, b, most)
    const result = pair && { first, quotes: pair, payableFen: paid(pair) }
    tried.set(key, result)
    return result
  }

  const has = units.map((unit) => unit.has)
  const small = waysOf(units) * (held.length > 0 ? 4 : 2) <= quotes
  const best = small
    ? everyWay(has, two, one.payableFen)
    : improved(has, dearestFirst(basket), two, () => left > 0)
  // Where a card that is held has to be used, handing it to neither order may be the best; that is not looked for.
  const exact = small && left > 0 && (terms.mayLeaveOut || held.length === 0)
  if (!best || best.payableFen >= one.payableFen) return { split: null, stoppedEarly: !exact }
  const order = (quantity: (i: number, has: number) => number) =>
    basket.lines.flatMap(({ id, quantity: has }, i) => {
      const n = quantity(i, has)
      return n > 0 ? [{ line: id, quantity: n }] : []
    })
  const saves = one.payableFen - best.payableFen
  const [a, b] = best.quotes
  const inFirst = (i: number) => (best.first[i] ?? 0) * (units[i]?.each ?? 1)
  return {
    split: {
      orders: [order(inFirst), order((i, all) => all - inFirst(i))],
      cards: [a.choice.cards, b.choice.cards],
      payableFen: best.payableFen,
      savesFen: saves,
      sentence: {
        zh: `分两单付 ${yuan(a.payableFen)} + ${yuan(b.payableFen)} = ${yuan(best.payableFen)}，比一单省 ${yuan(saves)}。`,
        en: `As two orders ${yuan(a.payableFen)} + ${yuan(b.payableFen)} = ${yuan(best.payableFen)}: ${yuan(saves)} less than as one.`,
      },
    },
    stoppedEarly: !exact,
  }
}

/** Two orders, if they pay less than `most` together. */
type Try = (first: number[], most: number) => Two | null
const cheaper = (a: Two | null, b: Two | null): Two | null =>
  b && (!a || b.payableFen < a.payableFen) ? b : a

const everyWay = (has: readonly number[], two: Try, most: number): Two | null => {
  const first = has.map(() => 0)
  let best: Two | null = null
  const seen = new Set<string>()
  for (;;) {
    // Counts up like an odometer, one digit for each line.
    let i = 0
    while (i < has.length && first[i] === has[i]) first[i++] = 0
    if (i === has.length) return best
    first[i] = (first[i] ?? 0) + 1
    const other = has.map((n, k) => n - (first[k] ?? 0)).join(',')
    if (seen.has(other)) continue
    seen.add(first.join(','))
    best = cheaper(best, two([...first], best?.payableFen ?? most))
  }
}

const dearestFirst = (basket: Basket): number[] =>
  basket.lines
    .map(({ priceFen, quantity }, i) => ({ i, fen: priceFen * quantity }))
    .sort((a, b) => b.fen - a.fen || a.i - b.i)
    .map(({ i }) => i)

const improved = (
  has: readonly number[],
  dear: readonly number[],
  two: Try,
  more: () => boolean,
): Two | null => {
  // From each of: the dearest line alone, the two dearest …, and every second of them.
  const starts = [
    ...dear.map((_, n) => has.map((q, i) => (dear.slice(0, n + 1).includes(i) ? q : 0))),
    has.map((q, i) => (dear.indexOf(i) % 2 === 0 ? q : 0)),
    ...dear.map((line) => has.map((q, i) => (i === line ? q : 0))),
  ]
  let best: Two | null = null
  const begun: Two[] = []
  for (const start of starts) {
    if (!more()) break
    const t = two(start, Number.POSITIVE_INFINITY)
    if (t) begun.push(t)
  }
  for (const start of begun.sort((a, b) => a.payableFen - b.payableFen)) {
    if (!more()) break
    let at: Two = start
    for (let moved = true; moved && more(); ) {
      moved = false
      for (let i = 0; i < has.length && more(); i++) {
        const [mine, all] = [at.first[i] ?? 0, has[i] ?? 0]
        for (const n of new Set([0, all, mine - 1, mine + 1])) {
          if (n === mine || n < 0 || n > all) continue
          const next = two(
            at.first.map((q, k) => (k === i ? n : q)),
            Number.POSITIVE_INFINITY,
          )
          if (next && next.payableFen < at.payableFen) {
            at = next
            moved = true
            break
          }
        }
      }
    }
    best = cheaper(best, at)
  }
  return best
}
