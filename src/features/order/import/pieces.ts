import { plain } from '../../../platform/files/index.ts'
import { hash53 } from '../../../shared/hash.ts'
import type { Instant } from '../../../shared/time.ts'
import { commonTimes } from '../../../shared/written-time.ts'
import type { Draft } from '../domain/import/field.ts'
import type { Goods } from '../domain/import/goods.ts'
import { updateOf } from '../domain/import/grouping.ts'
import type { Problem } from '../domain/import/problem.ts'
import { type Reader, readerFor } from '../domain/import/reading.ts'
import type { OrderUpdate } from '../domain/order.ts'
import type { OrderFile } from './file.ts'
import { lastSeen } from './last-seen.ts'

/** Updates of a piece. */
const PIECE = 500
/** Rows for which an order waits for more of its rows. Exports have them together; sorted tables nearly so. */
export const WINDOW = 20_000
/** Orders whose rows lie further apart that are put together in one reading of the file: some 100 MB. */
const APART = 50_000

export interface PieceOptions {
  at: Instant
  zone: string
  goods: Goods
  /** Rows an order waits. Default `WINDOW`. */
  window?: number
  onBytes?(read: number, total: number): void
  /** Rows that are not taken, with why. */
  refused(problem: Problem): void
  /** Values left out of rows that are taken. */
  noted(problem: Problem): void
  /** Each row that is taken, before it is put together with others. */
  took?(draft: Draft): void
}

const readerOf = (file: OrderFile, zone: string): Reader =>
  readerFor(file.columns, file.layout, { clean: plain, time: commonTimes(zone) })

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => plain(cell) === '')

/** The rows of a file that are orders or parts of them. */
async function* rowsOf(
  file: OrderFile,
  reader: Reader,
  onBytes: PieceOptions['onBytes'],
): AsyncGenerator<({ line: number; cells: string[] } | Problem)[]> {
  const table = await file.read(onBytes)
  try {
    for await (const batch of table.batches())
      yield batch.flatMap((cut): ({ line: number; cells: string[] } | Problem)[] => {
        if ('why' in cut) return [{ line: cut.line, column: null, reason: 'unreadable', value: cut.why }]
        return reader.isHeader(cut.cells) ? [] : [cut]
      })
  } finally {
    await table.close()
  }
}

/** Orders whose rows lie further apart than the window: found by reading their ids alone, before the rest is read. */
const farApart = async (file: OrderFile, reader: Reader, window: number): Promise<string[]> => {
  const seen = lastSeen()
  const found = new Set<string>()
  let row = 0
  for await (const batch of rowsOf(file, reader, undefined))
    for (const one of batch) {
      row++
      if (!('cells' in one)) continue
      const id = reader.idOf(one.cells)
      if (id === '') continue
      const before = seen.meet(hash53(id) + 1, row)
      if (before >= 0 && row - before > window) found.add(id)
    }
  return [...found]
}

/**
 * The orders of a file, 500 at a time, each as one update however its rows are strewn (ORD-54). Holds the rows of orders
 * met within a window, never the file: orders whose rows lie further apart are left for further readings, 50,000 at a time.
 */
export async function* piecesOf(file: OrderFile, options: PieceOptions): AsyncGenerator<OrderUpdate[]> {
  const { at, zone, goods, noted, window = WINDOW } = options
  const reader = readerOf(file, zone)
  const { layout } = file
  const update = (rows: readonly Draft[]) => updateOf(rows, { at, layout, goods }, noted)
  const wholeRows = layout.rows !== 'line'
  const apart = wholeRows ? [] : await farApart(file, reader, window)
  const later = new Set(apart)
  let piece: OrderUpdate[] = []
  const waiting = new Map<string, Draft[]>()
  let row = 0
  const met = new Map<string, number>()
  for await (const batch of rowsOf(file, reader, options.onBytes)) {
    for (const one of batch) {
      row++
      if (!('cells' in one)) {
        options.refused(one)
        continue
      }
      if (later.size > 0 && later.has(reader.idOf(one.cells))) continue
      const draft = reader.read(one.line, one.cells, noted)
      if ('reason' in draft) {
        if (draft.reason !== 'no-id' || !isBlank(one.cells)) options.refused(draft)
        continue
      }
      options.took?.(draft)
      if (wholeRows) piece.push(update([draft]))
      else {
        const known = waiting.get(draft.id)
        if (known) {
          known.push(draft)
          met.delete(draft.id)
        } else waiting.set(draft.id, [draft])
        // The one met longest ago stands first.
        met.set(draft.id, row)
      }
      if (piece.length >= PIECE) {
        yield piece
        piece = []
      }
    }
    for (const [id, last] of met) {
      if (row - last <= window) break
      met.delete(id)
      const rows = waiting.get(id)
      waiting.delete(id)
      if (rows) piece.push(update(rows))
      if (piece.length < PIECE) continue
      yield piece
      piece = []
    }
  }
  for (let from = 0; from <= apart.length; from += APART) {
    const wanted = new Set(apart.slice(from, from + APART))
    if (wanted.size > 0)
      for await (const batch of rowsOf(file, reader, undefined))
        for (const one of batch) {
          if (!('cells' in one) || !wanted.has(reader.idOf(one.cells))) continue
          const draft = reader.read(one.line, one.cells, noted)
          if ('reason' in draft) options.refused(draft)
          else {
            options.took?.(draft)
            const known = waiting.get(draft.id)
            if (known) known.push(draft)
            else waiting.set(draft.id, [draft])
          }
        }
    for (const [id, rows] of waiting) {
      waiting.delete(id)
      piece.push(update(rows))
      if (piece.length < PIECE) continue
      yield piece
      piece = []
    }
  }
  if (piece.length > 0) yield piece
}

/** The newest moment any row tells; null where none does. For files of which nothing else tells their moment. */
export const newestMoment = async (file: OrderFile, zone: string): Promise<Instant | null> => {
  const reader = readerOf(file, zone)
  let newest: Instant | null = null
  for await (const batch of rowsOf(file, reader, undefined))
    for (const one of batch) {
      if (!('cells' in one)) continue
      const draft = reader.read(one.line, one.cells, () => {})
      if ('reason' in draft) continue
      const { createdAt, paidAt, shippedAt, finishedAt, closedAt } = draft.order
      for (const at of [createdAt, paidAt, shippedAt, finishedAt, closedAt])
        if (typeof at === 'number' && (newest === null || at > newest)) newest = at
    }
  return newest
}
