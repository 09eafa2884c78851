import { record } from '../../platform/auth/audit.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Logged } from '../../platform/events/hub.ts'
import { append, lockShop } from '../../platform/events/log.ts'
import type { Role } from '../../shared/access.ts'
import { Refusal, refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import { canonical } from './domain/canonical.ts'
import { doneTo, mayStill, type OrderCommand } from './domain/command.ts'
import type { Order } from './domain/order.ts'
import { baseFen, type PriceFlaw, priceFlaw, refundFlaw } from './domain/price.ts'
import { mostOff } from './domain/settings.ts'
import { loadOrderSettings } from './load.ts'
import { type OrderDeps, type OrdersNews, takeOrdersIn } from './service.ts'
import * as store from './store.ts'

/** Who wants or settles something. Nobody: a connector. */
export interface Wisher {
  personId: number | null
  address: string | null
}

const isOpen = ({ state }: store.CommandRow): boolean => state === 'waiting' || state === 'handed'

const flawOf = async (
  tx: Tx,
  shopId: number,
  order: Order,
  command: OrderCommand,
  earlier: readonly store.CommandRow[],
  by: { personId: number; role: Role },
): Promise<PriceFlaw | null> => {
  const counted = earlier.filter(({ state }) => state !== 'failed').map((row) => row.command)
  if (command.do === 'refund')
    return refundFlaw(
      order,
      command,
      counted.filter((one) => one.do === 'refund'),
    )
  if (command.do !== 'price') return null
  const before = counted.flatMap((one) => (one.do === 'price' ? (one.wasFen ?? []) : []))
  const settings = await loadOrderSettings(tx, shopId)
  return priceFlaw(order, command, {
    before,
    mostOff: (fen) => mostOff(settings, { ...by, baseFen: fen }),
  })
}

/** What a command says besides, for the audit: never whose order it is. */
const facts = (command: OrderCommand): Record<string, unknown> => {
  switch (command.do) {
    case 'price':
      return { payableFen: { from: command.wasFen ?? null, to: command.payableFen } }
    case 'refund':
      return { fen: command.fen }
    case 'address':
      return { fields: Object.keys(command.address) }
    default:
      return {}
  }
}

/**
 * Wants something done to an order on its platform, within a transaction whose shop's turn is taken (`lockShop`). Publish
 * `logged` after the commit. Refuses `order-moved` where it cannot be done any more, `already-wanted` where the same is
 * waiting, `price-refused` where a price or money back is not within bounds (specs/order.md ORD-30…33).
 */
export const wantIn = async (
  tx: Tx,
  shopId: number,
  wish: {
    orderId: string
    command: OrderCommand
    taskId: number | null
    by: { personId: number; role: Role; address: string | null }
  },
  now: Instant,
): Promise<{ order: Order; wish: store.CommandRow; logged: Logged[] }> => {
  const { orderId, taskId, by } = wish
  const known = await store.orderById(tx, shopId, orderId)
  if (!known) throw refuse('not-found', { orderId })
  const { order } = known
  if (!mayStill(order, wish.command.do)) throw refuse('order-moved', { status: order.status })
  const earlier = await store.commandsOf(tx, shopId, [orderId])
  // What the desk fills in itself is not taken from outside.
  const bare: OrderCommand =
    wish.command.do === 'price' ? { ...wish.command, wasFen: undefined } : wish.command
  if (bare.do === 'sku' && !order.lines.some(({ id }) => id === bare.line))
    throw refuse('not-found', { line: bare.line })
  const same = earlier.find((row) => isOpen(row) && asked(row.command) === asked(bare))
  if (same) throw refuse('already-wanted', { commandId: same.id })
  const flaw = await flawOf(tx, shopId, order, bare, earlier, by)
  if (flaw) throw refuse('price-refused', { ...flaw })
  const command: OrderCommand = bare.do === 'price' ? { ...bare, wasFen: baseFen(order, []) } : bare
  const row = await store.addCommand(tx, shopId, { orderId, personId: by.personId, taskId, command }, now)
  const detail = { orderId, commandId: row.id, do: command.do, ...facts(command) }
  await record(tx, { shopId, personId: by.personId, address: by.address, what: 'order.command', detail }, now)
  const data: OrdersNews = { shopId, orders: [orderId], wanted: true }
  return { order, wish: row, logged: await append(tx, shopId, [{ kind: 'orders', data }], now) }
}

/** A command as it is compared: without what the desk filled in. */
const asked = (command: OrderCommand): string =>
  canonical(command.do === 'price' ? { ...command, wasFen: undefined } : command)

export interface Settled {
  id: number
  state: 'done' | 'failed'
  why: string
}

/**
 * Says what became of a wish, in the shop's turn. Done: the order is as the wish wanted it from now on (source `desk`), except
 * where the platform has told meanwhile that it can no longer have been so. The same said again has no effect. Refuses
 * `not-found`, `already-settled`.
 */
export const settleIn = async (
  tx: Tx,
  deps: OrderDeps,
  shopId: number,
  { id, state, why }: Settled,
  by: Wisher & { channelId?: number },
): Promise<{ orderId: string; logged: Logged[] }> => {
  const now = deps.clock.now()
  const row = await store.lockCommand(tx, shopId, id)
  if (!row) throw refuse('not-found', { commandId: id })
  if (!isOpen(row)) {
    if (row.state === state) return { orderId: row.orderId, logged: [] }
    throw refuse('already-settled', { state: row.state })
  }
  const { orderId, command } = row
  await store.settleCommand(tx, shopId, id, { state, why: why === '' ? null : why }, now)
  const order = (await store.orderById(tx, shopId, orderId))?.order
  const becomes = state === 'done' && order && mayStill(order, command.do) ? doneTo(order, command) : {}
  const update = { id: orderId, at: now, ...becomes }
  const { personId } = by
  const how = { source: 'desk' as const, personId, now, ...(deps.noted && { noted: deps.noted }) }
  const { logged } =
    Object.keys(becomes).length === 0
      ? { logged: [] as Logged[] }
      : await takeOrdersIn(tx, shopId, [update], how)
  const { address, channelId } = by
  const detail = { orderId, commandId: id, do: command.do, ...(channelId !== undefined && { channelId }) }
  await record(tx, { shopId, personId, address, what: `order.command-${state}`, detail }, now)
  if (logged.length > 0) return { orderId, logged }
  const data: OrdersNews = { shopId, orders: [orderId] }
  return { orderId, logged: await append(tx, shopId, [{ kind: 'orders', data }], now) }
}

/** What a connector is handed. */
export interface HandedWish {
  id: number
  orderId: string
  buyer: Order['buyer']
  madeAt: Instant
  command: OrderCommand
}

/**
 * What is wanted and not settled, oldest first: again and again until it is settled. What cannot be done any more is not handed
 * out for the first time but settled as failed.
 */
export const handWishes = async (deps: OrderDeps, shopId: number, limit: number): Promise<HandedWish[]> => {
  const scope = { shops: [shopId] }
  // Mostly there is nothing: then nobody's turn is taken.
  if (!(await deps.db.tx(scope, (tx) => store.anythingWanted(tx, shopId)))) return []
  const { handed, logged } = await deps.db.tx(scope, async (tx) => {
    await lockShop(tx, shopId)
    const rows = await store.lockWanted(tx, shopId, limit)
    const orders = new Map(
      (
        await store.ordersByIds(
          tx,
          shopId,
          rows.map(({ orderId }) => orderId),
        )
      ).map((order) => [order.id, order]),
    )
    const possible: HandedWish[] = []
    const logged: Logged[] = []
    for (const { id, orderId, madeAt, command, state } of rows) {
      const order = orders.get(orderId)
      if (state === 'waiting' && order && !mayStill(order, command.do)) {
        const settled = { id, state: 'failed' as const, why: `order-moved: ${order.status}` }
        logged.push(...(await settleIn(tx, deps, shopId, settled, { personId: null, address: null })).logged)
      } else possible.push({ id, orderId, buyer: order?.buyer ?? null, madeAt, command })
    }
    await store.handCommands(
      tx,
      shopId,
      possible.map(({ id }) => id),
    )
    const fresh = rows.filter(({ id, state }) => state === 'waiting' && possible.some((p) => p.id === id))
    if (fresh.length > 0) {
      const data: OrdersNews = { shopId, orders: [...new Set(fresh.map(({ orderId }) => orderId))] }
      logged.push(...(await append(tx, shopId, [{ kind: 'orders', data }], deps.clock.now())))
    }
    return { handed: possible, logged }
  })
  deps.hub.publish(logged)
  return handed
}

/** What a connector says became of wishes: each by itself, in one transaction. Gives those that could not be settled. */
export const settleWishes = async (
  deps: OrderDeps,
  shopId: number,
  results: readonly Settled[],
  channelId: number,
): Promise<{ index: number; error: Refusal }[]> => {
  const refused: { index: number; error: Refusal }[] = []
  const logged = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const news: Logged[] = []
    for (const [index, result] of results.entries()) {
      try {
        const by = { personId: null, address: null, channelId }
        news.push(...(await settleIn(tx, deps, shopId, result, by)).logged)
      } catch (error) {
        // Refused before anything was written: the transaction is whole.
        if (!(error instanceof Refusal)) throw error
        refused.push({ index, error })
      }
    }
    return news
  })
  deps.hub.publish(logged)
  return refused
}
