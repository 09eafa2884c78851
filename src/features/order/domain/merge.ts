import type { Instant } from '../../../shared/time.ts'
import { canonical } from './canonical.ts'
import {
  MOST_DATED,
  MOST_LINES,
  type Order,
  type OrderSource,
  type OrderUpdate,
  orderSources,
} from './order.ts'

/** An order with the stamp of each field: from which moment and source it is. */
export interface Known {
  order: Order
  stamps: Stamps
}
export type Stamps = Partial<Record<keyof Order, number>>

/** A moment and a source in one number that sorts by moment, then by source. Exact: the last moment that is taken (the end
 * of the year 9999) times 8 is below 2^53. */
export const stampOf = (at: Instant, source: OrderSource): number => at * 8 + orderSources.indexOf(source)

/** Its lists are never changed, only replaced. */
const nothing: Omit<Order, 'id' | 'createdAt'> = {
  status: 'unknown',
  buyer: null,
  paidAt: null,
  payBy: null,
  balanceFrom: null,
  shipBy: null,
  shippedAt: null,
  finishedAt: null,
  closedAt: null,
  closeReason: null,
  goodsFen: null,
  freightFen: null,
  payableFen: null,
  paidFen: null,
  depositFen: null,
  lines: [],
  address: null,
  shipments: [],
  refunds: [],
  buyerNote: '',
  remark: '',
  flag: null,
  extra: {},
}
/** The fields of an order that are told apart, each newest by itself. */
const fields = [...Object.keys(nothing), 'createdAt'] as (keyof Omit<Order, 'id'>)[]

/** Whether two values say the same. Keys in another order make texts of the same length: only then is it looked at closely. */
const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)]
  return x === y || (x.length === y.length && canonical(a) === canonical(b))
}

/** What sorts later of two that are equally old and equally believed; two that say the same are one. */
const greater = <T>(a: T, b: T): T => (!same(a, b) && canonical(b) > canonical(a) ? b : a)

interface Dated {
  id: string
  at: Instant
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const later = <T extends Dated>(a: T, b: T): T => (a.at === b.at ? greater(a, b) : a.at > b.at ? a : b)

/** Each by its id the one that `better` leaves, in the order of their ids: whatever came first, the same comes out. */
const united = <T extends { id: string }>(
  a: readonly T[],
  b: readonly T[],
  better: (a: T, b: T) => T,
): T[] => {
  const each = new Map<string, T>()
  for (const one of [...a, ...b]) {
    const known = each.get(one.id)
    each.set(one.id, known ? better(known, one) : one)
  }
  return [...each.values()].sort(byId)
}

/** Lines of one moment and source add up: a file tells them in several rows. */
const linesOf = (a: Order['lines'], b: Order['lines']): Order['lines'] =>
  united(a, b, greater).slice(0, MOST_LINES)

/** Of more than an order may have, the newest: what was dropped stays dropped whenever it comes again. */
const datedOf = <T extends Dated>(a: readonly T[], b: readonly T[]): T[] => {
  const each = united(a, b, later)
  if (each.length <= MOST_DATED) return each
  return each
    .sort((x, y) => y.at - x.at || byId(x, y))
    .slice(0, MOST_DATED)
    .sort(byId)
}

/**
 * What is known of an order after an update (specs/order.md ORD-1…ORD-4). Of every field the newest moment wins, of one
 * moment the source believed more, of one source what sorts later: in whatever order and however often updates come, the
 * same order comes out. Gives the fields that changed, as they were and are; null where none did.
 */
export const merged = (
  known: Known | null,
  update: OrderUpdate,
  source: OrderSource,
): { known: Known; changes: Partial<Record<keyof Order, [unknown, unknown]>> } | null => {
  const stampAt = stampOf(update.at, source)
  const older = (at: Instant | undefined) =>
    at === undefined ? stampAt : stampOf(Math.min(at, update.at), source)
  const order: Order = known
    ? { ...known.order }
    : { id: update.id, ...nothing, createdAt: update.createdAt ?? update.at }
  const stamps: Stamps = { ...known?.stamps }
  const changes: Partial<Record<keyof Order, [unknown, unknown]>> = {}
  const put = <K extends keyof Order>(field: K, value: Order[K]) => {
    if (same(order[field], value)) return
    changes[field] = [order[field], value]
    order[field] = value
  }
  let moved = known === null
  for (const field of fields) {
    const told = update[field]
    // That somebody does not know the state is no news of it.
    if (told === undefined || (field === 'status' && told === 'unknown')) continue
    if (field === 'shipments') {
      put('shipments', datedOf(order.shipments, update.shipments ?? []))
      continue
    }
    if (field === 'refunds') {
      put('refunds', datedOf(order.refunds, update.refunds ?? []))
      continue
    }
    const before = stamps[field] ?? -1
    const stamp =
      update.asOf && (field === 'lines' || field === 'createdAt') ? older(update.asOf[field]) : stampAt
    if (stamp < before) continue
    if (field === 'lines') {
      const lines = update.lines ?? []
      put('lines', linesOf(stamp === before ? order.lines : [], lines))
    } else if (stamp > before || greater(order[field], told as never) !== order[field]) {
      // The types of one field agree; TypeScript cannot tell for a union of them.
      put(field, told as never)
    }
    if (stamp > before) {
      stamps[field] = stamp
      moved = true
    }
  }
  // The first word of an order may come late: what it says of its beginning is older than what is known.
  if (update.createdAt === undefined && stamps.createdAt === undefined && update.at < order.createdAt)
    put('createdAt', update.at)
  if (!moved && Object.keys(changes).length === 0) return null
  return { known: { order, stamps }, changes }
}
