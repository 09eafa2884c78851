import { record } from '../../../platform/auth/audit.ts'
import { refuse } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import { rememberMapping, shopFacts } from '../../shop/index.ts'
import { fields } from '../domain/import/field.ts'
import { goodsFrom } from '../domain/import/goods.ts'
import { exportMoment, type MomentFrom } from '../domain/import/moment.ts'
import type { Problem } from '../domain/import/problem.ts'
import type { OrderUpdate } from '../domain/order.ts'
import { maskedAddress } from '../domain/personal.ts'
import { type OrderDeps, takeOrders } from '../service.ts'
import type { OrderImport } from './contract.ts'
import type { OrderFile } from './file.ts'
import { newestMoment, piecesOf } from './pieces.ts'
import * as store from './store.ts'

/** Problems and orders shown with the report; the numbers are whole. */
const SHOWN = 200
const SAMPLE = 8
const SAMPLES_OF_COLUMN = 3

export interface ImportProgress {
  read: number
  total: number
  rows: number
  orders: number
  added: number
  changed: number
  unchanged: number
  refused: number
  noted: number
}

export interface ImportOptions {
  shopId: number
  file: OrderFile
  /** The moment of the file's words, where a person gave it. */
  at: Instant | null
  /** When the file was last changed. */
  modified: Instant | null
  write: boolean
  by: { personId: number | null; address: string | null }
  signal?: AbortSignal
  onProgress?(progress: ImportProgress): void
  onProblem?(problem: Problem, taken: boolean): void
}

/** Some values of a column, for telling what it holds; none of one that is known to tell of persons. */
const samplesOf = ({ sample, layout }: OrderFile, column: string): string[] => {
  const field = layout.columns.get(column)
  if (field && fields[field].personal) return []
  return [...new Set(sample.map(({ values }) => values[column] ?? ''))]
    .filter((value) => value !== '')
    .slice(0, SAMPLES_OF_COLUMN)
    .map((value) => value.slice(0, 60))
}

const momentFor = async (
  file: OrderFile,
  options: ImportOptions,
  zone: string,
  now: Instant,
): Promise<{ at: Instant; from: MomentFrom } | null> => {
  if (options.at !== null) {
    // Words of a moment to come would be believed more than all that is said until then.
    if (options.at > now)
      throw refuse('malformed', { where: 'query', problems: [{ field: 'at', problem: 'in the future' }] })
    return { at: options.at, from: 'given' }
  }
  const format = file.layout.format?.name ?? null
  const known = exportMoment({ name: file.name, format, modified: options.modified }, zone, now)
  if (known) return known
  const newest = await newestMoment(file, zone)
  return newest === null ? null : { at: Math.min(newest, now), from: 'rows' }
}

/**
 * Reads a file of orders and says what it holds, or writes it, piece by piece in transactions of their own: the shop's
 * messages wait for one piece at most (specs/order.md ORD-50…ORD-60). What is written stays when it is broken off; the
 * same file again does the rest.
 */
export const importOrders = async (deps: OrderDeps, options: ImportOptions): Promise<OrderImport> => {
  const { shopId, file, write, signal } = options
  const scope = { shops: [shopId] }
  const now = deps.clock.now()
  const { shop, goods } = await deps.db.tx(scope, async (tx) => ({
    shop: await shopFacts(tx, shopId),
    goods: goodsFrom(await store.goodsOf(tx, shopId)),
  }))
  if (!shop) throw refuse('not-found')
  const hasId = [...file.layout.columns.values()].includes('id')
  if (write && !hasId)
    throw refuse('malformed', {
      where: 'file',
      problems: [{ field: 'id', problem: 'no column holds the order’s id' }],
      says: 'No column is recognised as the order’s number: say which one it is (--map id=COLUMN).',
    })
  const moment = hasId ? await momentFor(file, options, shop.timeZone, now) : null
  const progress: ImportProgress = {
    ...{ read: 0, total: 0, rows: 0, orders: 0, added: 0, changed: 0, unchanged: 0, refused: 0, noted: 0 },
  }
  const refused: Problem[] = []
  const noted: Problem[] = []
  const sample: OrderUpdate[] = []
  const statuses = new Map<string, number>()
  const statusColumns = new Set(
    [...file.layout.columns].filter(([, field]) => field === 'status').map(([column]) => column),
  )
  let [lines, matched, newest] = [0, 0, 0]
  const hear = (list: Problem[], taken: boolean) => (problem: Problem) => {
    if (taken) progress.noted++
    else progress.refused++
    if (list.length < SHOWN) list.push(problem)
    if (problem.reason === 'unknown-status' && statusColumns.has(problem.column ?? ''))
      if (statuses.has(problem.value) || statuses.size < 50)
        statuses.set(problem.value, (statuses.get(problem.value) ?? 0) + 1)
    options.onProblem?.(problem, taken)
  }
  const storePiece = async (piece: readonly OrderUpdate[]): Promise<void> => {
    if (!write) {
      const ids = [...new Set(piece.map(({ id }) => id))]
      const known = await deps.db.tx(scope, (tx) => store.countKnown(tx, shopId, ids))
      progress.added += ids.length - known
      progress.changed += known
    } else {
      const by = { source: 'import', personId: options.by.personId } as const
      const taken = await takeOrders(deps, shopId, piece, by)
      progress.added += taken.added
      progress.changed += taken.changed
      progress.unchanged += taken.unchanged
    }
  }
  let interrupted = false
  if (hasId) {
    let storing: Promise<void> = Promise.resolve()
    const pieces = piecesOf(file, {
      ...{ at: moment?.at ?? 0, zone: shop.timeZone, goods },
      onBytes: (read, total) => Object.assign(progress, { read, total }),
      refused: hear(refused, false),
      noted: hear(noted, true),
      took: ({ order }) => {
        progress.rows++
        for (const at of [order.createdAt, order.paidAt, order.shippedAt, order.finishedAt])
          if (typeof at === 'number' && at > newest) newest = at
      },
    })
    for await (const piece of pieces) {
      await storing
      if (signal?.aborted) {
        interrupted = true
        break
      }
      progress.orders += piece.length
      for (const update of piece) {
        if (sample.length < SAMPLE) sample.push(update)
        for (const line of update.lines ?? []) {
          lines++
          if (line.product !== null) matched++
        }
      }
      // The next piece is read while this one is stored.
      storing = storePiece(piece)
      storing.catch(() => {})
      options.onProgress?.(progress)
    }
    await storing
    options.onProgress?.(progress)
  }
  if (write) {
    const { rows, orders, added, changed, unchanged } = progress
    const detail = {
      ...{ file: file.name, format: file.layout.format?.name ?? null, at: moment?.at ?? null },
      ...{ rows, orders, added, changed, unchanged, refused: progress.refused, interrupted },
    }
    await deps.db.tx(scope, async (tx) => {
      if (file.fingerprint !== null && file.mapping)
        await rememberMapping(tx, shopId, file.fingerprint, file.mapping)
      await record(tx, { shopId, what: 'orders.imported', detail, ...options.by }, deps.clock.now())
    })
  }
  const { read: _, total: __, ...counts } = progress
  return {
    ...{ done: write, interrupted, kind: file.kind, headerLine: file.headerLine },
    format: file.layout.format?.name ?? null,
    fingerprint: file.fingerprint,
    remembered: file.mapping !== null,
    needsId: !hasId,
    at: moment?.at ?? null,
    atFrom: moment?.from ?? null,
    // Times in the file after its own moment: the moment is wrong, or the clock of whoever made it.
    newest: newest > 0 ? newest : null,
    mapping: file.mapping ?? { columns: {}, statuses: {} },
    columns: file.columns.map((column) => {
      const field = file.layout.columns.get(column) ?? null
      return {
        column,
        field,
        suggested: file.suggested.get(column) ?? null,
        samples: samplesOf(file, column),
      }
    }),
    counts: { ...counts, lines, matched },
    statuses: [...statuses].map(([word, count]) => ({ word, count })),
    ...{ refused, noted },
    sample: sample.map((update) => ({
      ...update,
      ...(update.address && { address: maskedAddress(update.address) }),
      extra: {},
    })),
  }
}
