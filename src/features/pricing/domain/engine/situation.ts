import type { Basket, Line } from '../basket.ts'
import type { Unused } from '../quote.ts'
import { byId } from './order.ts'
import type { Prepared } from './prepare.ts'
import type { Ready } from './ready.ts'

/** Which lines of a basket a scope takes: indexes of lines and of shops, rising. */
export interface Taking {
  lines: readonly number[]
  shops: readonly number[]
  pieces: number
}

/** A basket before prepared offers, its lines in the order of their ids, so that nothing depends on where they stood. */
export interface Situation {
  prepared: Prepared
  basket: Basket
  at: number
  lines: readonly Line[]
  /** Where each line stood in the basket. */
  place: readonly number[]
  /** List price × quantity. */
  list: readonly number[]
  /** By scope; undefined: no line is in it. */
  takings: readonly (Taking | undefined)[]
  /** Scopes with lines, rising. */
  touched: readonly number[]
  held: (id: string) => boolean
  /** An offer that is taken not to be there: to see what it changes. */
  but: Ready | null
  /** Names of the shops, as `Taking.shops` counts them. */
  shops: readonly string[]
}

class Collected implements Taking {
  lines: number[] = []
  shops: number[] = []
  pieces = 0
}

const collect = (prepared: Prepared, lines: readonly Line[]) => {
  const takings: (Collected | undefined)[] = []
  const touched: number[] = []
  const shops = new Map<string, number>()
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    if (!line) continue
    let shop = shops.get(line.shop)
    if (shop === undefined) {
      shop = shops.size
      shops.set(line.shop, shop)
    }
    const of = shop
    prepared.scopes.of(line, (scope) => {
      let taking = takings[scope]
      if (!taking) {
        taking = new Collected()
        takings[scope] = taking
        touched.push(scope)
      }
      taking.lines.push(i)
      taking.pieces += line.quantity
      if (!taking.shops.includes(of)) taking.shops.push(of)
    })
  }
  for (const scope of touched) takings[scope]?.shops.sort((a, b) => a - b)
  touched.sort((a, b) => a - b)
  return { takings, touched, shops: [...shops.keys()] }
}

export const situation = (prepared: Prepared, basket: Basket, but: Ready | null = null): Situation => {
  const sorted = basket.lines
    .map((line, place) => ({ line, place }))
    .sort((a, b) => byId(a.line.id, b.line.id))
  const lines = sorted.map((one) => one.line)
  const cards = basket.cards === 'all' ? null : new Set(basket.cards)
  return {
    prepared,
    basket,
    at: Date.parse(basket.at),
    lines,
    place: sorted.map((one) => one.place),
    list: lines.map((l) => l.priceFen * l.quantity),
    ...collect(prepared, lines),
    held: (id) => cards === null || cards.has(id),
    but,
  }
}

/** Why an offer cannot count for this buyer at this moment, whatever is bought; null: it can. */
export const barred = (r: Ready, s: Situation): Unused['why'] | null => {
  if (r === s.but) return 'excluded'
  if (s.at < r.from) return 'not-yet'
  if (s.at >= r.to) return 'over'
  if (r.channel !== 'any' && r.channel !== s.basket.channel) return 'other-channel'
  if ((r.offer.members || r.kind.level === 'member') && !s.basket.member) return 'not-member'
  if (r.held && !s.held(r.id)) return 'not-held'
  if (r.kind.level === 'coins' && s.basket.coins === 0) return 'no-coins'
  if (r.effect.does === 'free-freight' && !r.effect.where(s.basket.region)) return 'other-region'
  return null
}
