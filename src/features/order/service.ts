import type { Clock } from '../../platform/clock.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Hub, Logged } from '../../platform/events/hub.ts'
import { append, lockShop } from '../../platform/events/log.ts'
import { storable } from '../../shared/text.ts'
import type { Instant } from '../../shared/time.ts'
import { type Known, merged } from './domain/merge.ts'
import type { Order, OrderSource, OrderUpdate } from './domain/order.ts'
import * as store from './store.ts'

/** An order before and after word of it came. */
export interface OrderMoved {
  before: Order | null
  after: Order
}

/** What else has to happen in the same transaction when orders have changed: money given is paid for, a reminder is
 * called off. What it appends to the log it gives to `publish`, for after the commit. */
export type OrderHook = (
  tx: Tx,
  shopId: number,
  moved: readonly OrderMoved[],
  now: Instant,
  publish: (logged: readonly Logged[]) => void,
) => Promise<unknown>

export interface OrderDeps {
  db: Db
  hub: Hub
  clock: Clock
  /** Told of every change, in the transaction that stores it. */
  noted?: readonly OrderHook[]
}

/** What the log tells of orders: which changed (null: many), and whether somebody wants something done to one. */
export interface OrdersNews {
  shopId: number
  orders: string[] | null
  wanted?: true
}

/** What a JSON text holds only where a string in it cannot be stored. */
const UNSTORABLE = /\\u0000|\\ud[89a-f]/

/** Files and platforms send NUL and half surrogate pairs, which PostgreSQL does not take. */
const storableUpdate = (update: OrderUpdate): OrderUpdate => {
  const json = JSON.stringify(update)
  return UNSTORABLE.test(json)
    ? JSON.parse(json, (_, value) => (typeof value === 'string' ? storable(value) : value))
    : update
}

/** Orders named in one event: screens that show others need not look. */
const NAMED = 50

const ordersNews = (shopId: number, moved: readonly OrderMoved[]): { kind: string; data: OrdersNews } => ({
  kind: 'orders',
  data: { shopId, orders: moved.length > NAMED ? null : moved.map(({ after }) => after.id) },
})

export interface TakenOrders {
  added: number
  changed: number
  unchanged: number
}

/**
 * Takes word of orders within a transaction whose shop's turn is taken (`lockShop`): each is merged with what is known
 * (`merged`), stored with its history and told to `noted`. Give what it returns as `logged` to `hub.publish` after the
 * commit. The same word again changes nothing.
 */
export const takeOrdersIn = async (
  tx: Tx,
  shopId: number,
  updates: readonly OrderUpdate[],
  {
    source,
    personId,
    now,
    noted = [],
  }: {
    source: OrderSource
    personId: number | null
    now: Instant
    noted?: readonly OrderHook[]
  },
): Promise<{ taken: TakenOrders; logged: Logged[] }> => {
  const ids = [...new Set(updates.map(({ id }) => id))]
  const before = await store.knownOrders(tx, shopId, ids)
  const known = new Map<string, Known>(before)
  const touched = new Set<string>()
  const history: store.Changed[] = []
  for (const update of updates.map(storableUpdate)) {
    const at = known.get(update.id)
    const next = merged(at ?? null, update, source)
    if (!next) continue
    known.set(update.id, next.known)
    touched.add(update.id)
    if (at && Object.keys(next.changes).length > 0)
      history.push({ orderId: update.id, at: update.at, source, personId, changes: next.changes })
  }
  const each = [...touched].flatMap((id) => known.get(id) ?? [])
  const moved = each
    .map(({ order }) => ({ before: before.get(order.id)?.order ?? null, after: order }))
    .filter((m) => m.before === null || JSON.stringify(m.before) !== JSON.stringify(m.after))
  const taken = {
    added: moved.filter((m) => m.before === null).length,
    changed: moved.filter((m) => m.before !== null).length,
    unchanged: ids.length - moved.length,
  }
  if (each.length === 0) return { taken, logged: [] }
  // Where only the age of what is known has changed, there is nothing to tell.
  const logged = moved.length === 0 ? [] : await append(tx, shopId, [ordersNews(shopId, moved)], now)
  await store.saveOrders(tx, shopId, each, { seq: logged[0]?.seq ?? 0, now })
  if (moved.length === 0) return { taken, logged }
  await store.countOrders(tx, shopId, taken.added)
  await store.addChanges(tx, shopId, history, now)
  const publish = (more: readonly Logged[]) => void logged.push(...more)
  for (const hook of noted) await hook(tx, shopId, moved, now, publish)
  return { taken, logged }
}

/** The one door for orders: from the bridge, a file, a platform's push or a person (specs/order.md). In one transaction,
 * in the shop's turn; a thousand updates take 0.1 to 0.3 s on two busy cores (bench/orders.md), during which its messages wait. */
export const takeOrders = async (
  deps: OrderDeps,
  shopId: number,
  updates: readonly OrderUpdate[],
  by: { source: OrderSource; personId: number | null },
): Promise<TakenOrders> => {
  if (updates.length === 0) return { added: 0, changed: 0, unchanged: 0 }
  const now = deps.clock.now()
  const { taken, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    return takeOrdersIn(tx, shopId, updates, { ...by, now, ...(deps.noted && { noted: deps.noted }) })
  })
  deps.hub.publish(logged)
  return taken
}
