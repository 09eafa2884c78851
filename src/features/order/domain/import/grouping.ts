import { hash53 } from '../../../../shared/hash.ts'
import type { Instant } from '../../../../shared/time.ts'
import type { OrderLine, OrderStatus, OrderUpdate, Refund, Shipment } from '../order.ts'
import type { Draft } from './field.ts'
import type { Found, Goods } from './goods.ts'
import type { Layout } from './layout.ts'
import type { Problem } from './problem.ts'

const MOST_LINES = 200

/** The states of an order's parts as one: what is closed counts only where all is; some shipped is part-shipped. */
export const together = (parts: readonly OrderStatus[]): OrderStatus | null => {
  const open = parts.filter((part) => part !== 'closed')
  if (open.length === 0) return parts.length > 0 ? 'closed' : null
  const of = (...some: OrderStatus[]) => open.some((part) => some.includes(part))
  if (of('part-shipped')) return 'part-shipped'
  if (of('unpaid')) return 'unpaid'
  if (of('deposit-paid')) return 'deposit-paid'
  if (of('paid')) return of('shipped', 'finished') ? 'part-shipped' : 'paid'
  return of('shipped') ? 'shipped' : 'finished'
}

const least = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
/** Of two words about one thing in one file the one that sorts later: whichever row comes first (ORD-2). */
const later = <T>(a: T, b: T): T => (JSON.stringify(a) >= JSON.stringify(b) ? a : b)

const unite = <T extends object>(into: T, more: T): T => {
  for (const [key, value] of Object.entries(more)) {
    const name = key as keyof T
    into[name] = into[name] === undefined ? (value as T[keyof T]) : later(into[name], value as T[keyof T])
  }
  return into
}

const lineOf = (told: Partial<OrderLine>, id: string, { product, sku }: Found): OrderLine => ({
  id,
  product,
  sku,
  code: told.code ?? null,
  title: told.title ?? '',
  options: told.options ?? {},
  said: told.said ?? '',
  quantity: told.quantity ?? 1,
  priceFen: told.priceFen ?? null,
  paysFen: told.paysFen ?? null,
})

const isLine = (told: Partial<OrderLine>): boolean =>
  Boolean(told.title || told.code || told.sku || told.product || told.said)

/** The lines of an order's rows. Where the file numbers none, what stands in it numbers them: rows may change places. */
const linesOf = (rows: readonly Draft[], goods: Goods): OrderLine[] => {
  const found = new Map<string, OrderLine>()
  const times = new Map<string, number>()
  for (const row of rows)
    for (const [i, told] of (row.lines ?? [row.line]).entries()) {
      if (!isLine(told)) continue
      if (row.line.id !== undefined) {
        const id = row.lines ? `${row.line.id}~${i + 1}` : row.line.id
        const line = lineOf(told, id, goods.find(told))
        const known = found.get(id)
        found.set(id, known ? later(known, line) : line)
        continue
      }
      const { title, code, product, sku, said, quantity, priceFen, paysFen } = told
      const content = JSON.stringify([title, code, product, sku, said, quantity, priceFen, paysFen])
      const n = (times.get(content) ?? 0) + 1
      times.set(content, n)
      const id = `${hash53(content).toString(36)}${n > 1 ? `~${n}` : ''}`
      found.set(id, lineOf(told, id, goods.find(told)))
    }
  return [...found.values()].sort((a, b) => least(a.id, b.id))
}

/** All goods of an order in the words of one row. */
const summed = (rows: readonly Draft[], goods: Goods): OrderLine[] =>
  rows.flatMap(({ line }) => (isLine(line) ? [lineOf(line, 'summary', goods.find(line))] : [])).slice(0, 1)

const shipmentsOf = (rows: readonly Draft[]): Shipment[] => {
  const found = new Map<string, Shipment>()
  for (const { parcels, carrier, order } of rows)
    for (const id of parcels) {
      const parcel = { id, carrier, at: order.shippedAt ?? order.paidAt ?? order.createdAt ?? 0 }
      const known = found.get(id)
      found.set(id, known ? later(known, parcel) : parcel)
    }
  return [...found.values()].sort((a, b) => least(a.id, b.id)).slice(0, 100)
}

/** The after-sale of a row. An amount alone was paid back; a word that says there is none says nothing. */
const refundsOf = (rows: readonly Draft[], at: Instant): Refund[] => {
  const found = new Map<string, Refund>()
  for (const { refund, line } of rows) {
    const paidBack = refund.fen !== null && refund.fen > 0
    const state = refund.state ?? (paidBack ? 'done' : 'none')
    if (state === 'none') continue
    const id = line.id === undefined ? 'file' : `file:${line.id}`
    const one: Refund = {
      ...{ id, kind: 'refund', line: line.id ?? null, state, fen: paidBack ? refund.fen : null },
      ...{ reason: '', at },
    }
    const known = found.get(id)
    found.set(id, known ? later(known, one) : one)
  }
  return [...found.values()].sort((a, b) => least(a.id, b.id)).slice(0, 100)
}

const sum = (amounts: readonly (number | null | undefined)[]): number | null =>
  amounts.every((fen) => typeof fen === 'number') ? amounts.reduce((all, fen) => all + (fen ?? 0), 0) : null

const BLANK = { name: '', phone: '', province: '', city: '', district: '', detail: '' }
const MOST_FEN = 100_000_000

/**
 * One order's rows as one update of the moment `at` (ORD-54): in whatever order they stand, the same comes out. What a
 * file has no word of is left out and says nothing.
 */
export const updateOf = (
  rows: readonly Draft[],
  { at, layout, goods }: { at: Instant; layout: Layout; goods: Goods },
  noted: (problem: Problem) => void,
): OrderUpdate => {
  const [first] = rows
  if (!first) throw new Error('an order without rows')
  // Most orders are one row, which is nobody else's.
  const { order, buyer, address, extra } = first
  for (const row of rows.slice(1)) {
    unite(order, row.order)
    unite(buyer, row.buyer)
    unite(address, row.address)
    unite(extra, row.extra)
  }
  const status = together(rows.flatMap((row) => (row.status === null ? [] : [row.status])))
  let lines = layout.rows === 'summary' ? summed(rows, goods) : linesOf(rows, goods)
  if (lines.length > MOST_LINES) {
    noted({ line: first.row, column: null, reason: 'too-many-lines', value: String(lines.length) })
    lines = lines.slice(0, MOST_LINES)
  }
  if (layout.sums) {
    const payable = sum(rows.map(({ line }) => line.paysFen))
    const freight = sum(rows.map(({ freightFen }) => freightFen))
    if (payable !== null && payable <= MOST_FEN) order.payableFen ??= payable
    if (freight !== null && freight <= MOST_FEN) order.freightFen ??= freight
  }
  const shipments = shipmentsOf(rows)
  const refunds = refundsOf(rows, at)
  // Goods summed up in words are as old as the order: files and pushes with its lines are believed more.
  const isSummary = layout.rows === 'summary' && lines.length > 0
  const guessedDay = rows.every((row) => row.guessedDay)
  return {
    id: first.id,
    at,
    ...order,
    ...(status !== null && { status }),
    ...(buyer.id !== undefined && { buyer: { id: buyer.id, name: buyer.name ?? buyer.id.slice(0, 100) } }),
    ...(buyer.id === undefined &&
      buyer.name !== undefined && { buyer: { id: buyer.name, name: buyer.name } }),
    ...(Object.keys(address).length > 0 && { address: { ...BLANK, ...address } }),
    ...(lines.length > 0 && { lines }),
    ...((isSummary || guessedDay) && {
      asOf: {
        ...(isSummary && { lines: order.createdAt ?? 0 }),
        ...(guessedDay && { createdAt: 0 }),
      },
    }),
    ...(shipments.length > 0 && { shipments }),
    ...(refunds.length > 0 && { refunds }),
    ...(Object.keys(extra).length > 0 && { extra }),
  }
}
