import { record } from '../../platform/auth/audit.ts'
import type { Tx } from '../../platform/db/db.ts'
import { lockShop } from '../../platform/events/log.ts'
import type { Caller } from '../../platform/http/serve.ts'
import { refuse } from '../../shared/refusal.ts'
import { firstPicturesOf } from '../catalog/index.ts'
import { type By, byOf, changeSettings, differences, saveSettings } from '../shop/index.ts'
import type { OrderChange, ShownOrder } from './contract.ts'
import { canDo, type OrderCommand } from './domain/command.ts'
import type { Address, Order } from './domain/order.ts'
import { maskedChanges, maskedCommand, maskedOrder } from './domain/personal.ts'
import type { OrderSettings } from './domain/settings.ts'
import { loadOrderSettings } from './load.ts'
import type { OrderDeps } from './service.ts'
import * as store from './store.ts'
import { talkOfOrder } from './whose.ts'
import { settleIn, wantIn } from './wishes.ts'

const PAGE = 50
const CHANGES = 200

const productsIn = (orders: readonly Order[]): string[] => [
  ...new Set(
    orders.flatMap(({ lines }) => lines.flatMap(({ product }) => (product === null ? [] : [product]))),
  ),
]

/** Orders as people see them: their persons masked, what may still be done to them, what is wanted of them. */
export const shownIn = async (tx: Tx, shopId: number, orders: readonly Order[]): Promise<ShownOrder[]> => {
  const wishes = Map.groupBy(
    await store.commandsOf(
      tx,
      shopId,
      orders.map(({ id }) => id),
    ),
    ({ orderId }) => orderId,
  )
  const pictures = await firstPicturesOf(tx, shopId, productsIn(orders))
  return orders.map((order) => ({
    order: maskedOrder(order),
    can: canDo(order),
    pictures: Object.fromEntries(
      productsIn([order]).flatMap((id) => {
        const picture = pictures.get(id)
        return picture === undefined ? [] : [[id, picture] as const]
      }),
    ),
    wishes: (wishes.get(order.id) ?? []).map((wish) => ({ ...wish, command: maskedCommand(wish.command) })),
  }))
}

const shownOne = async (tx: Tx, shopId: number, orderId: string): Promise<ShownOrder> => {
  const known = await store.orderById(tx, shopId, orderId)
  const [shown] = known ? await shownIn(tx, shopId, [known.order]) : []
  if (!shown) throw refuse('not-found', { orderId })
  return shown
}

export const searchOrders = (
  deps: OrderDeps,
  shopId: number,
  { q, status, before }: Pick<store.Sought, 'q' | 'status' | 'before'>,
): Promise<{ orders: ShownOrder[]; more: boolean; known: number }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const found = await store.ordersSought(tx, shopId, { q, status, before, limit: PAGE + 1 })
    return {
      orders: await shownIn(tx, shopId, found.slice(0, PAGE)),
      more: found.length > PAGE,
      known: await store.ordersKnown(tx, shopId),
    }
  })

export const orderWithHistory = (
  deps: OrderDeps,
  shopId: number,
  orderId: string,
): Promise<ShownOrder & { history: OrderChange[]; talkId: number | null }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const shown = await shownOne(tx, shopId, orderId)
    const history = (await store.changesOf(tx, shopId, orderId, CHANGES)).map((change) => ({
      ...change,
      changes: maskedChanges(change.changes),
    }))
    return { ...shown, history, talkId: await talkOfOrder(tx, shopId, orderId) }
  })

/** The whole address of an order. The audit tells that somebody looked, never what they saw. */
export const revealOrder = (
  deps: OrderDeps,
  caller: Caller,
  shopId: number,
  orderId: string,
): Promise<{ address: Address | null }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const known = await store.orderById(tx, shopId, orderId)
    if (!known) throw refuse('not-found', { orderId })
    const entry = { shopId, ...byOf(caller), what: 'order.revealed', detail: { orderId } }
    await record(tx, entry, deps.clock.now())
    return { address: known.order.address }
  })

export const commandOrder = async (
  deps: OrderDeps,
  caller: Caller,
  shopId: number,
  orderId: string,
  { command, taskId }: { command: OrderCommand; taskId: number | null },
): Promise<ShownOrder> => {
  const { personId, roles } = caller.actor
  const by = { personId, role: roles.get(shopId) ?? 'viewer', address: caller.address }
  const { shown, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const { logged } = await wantIn(tx, shopId, { orderId, command, taskId, by }, deps.clock.now())
    return { shown: await shownOne(tx, shopId, orderId), logged }
  })
  deps.hub.publish(logged)
  return shown
}

/** A person says what became of a wish on the platform. */
export const settleOrderCommand = async (
  deps: OrderDeps,
  caller: Caller,
  shopId: number,
  id: number,
  { state, why }: { state: 'done' | 'failed'; why: string },
): Promise<ShownOrder> => {
  const { shown, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const { orderId, logged } = await settleIn(tx, deps, shopId, { id, state, why }, byOf(caller))
    return { shown: await shownOne(tx, shopId, orderId), logged }
  })
  deps.hub.publish(logged)
  return shown
}

export const orderSettings = (deps: OrderDeps, shopId: number): Promise<OrderSettings> =>
  deps.db.tx({ shops: [shopId] }, (tx) => loadOrderSettings(tx, shopId))

export const setOrderSettings = (
  deps: OrderDeps,
  by: By,
  shopId: number,
  settings: OrderSettings,
): Promise<OrderSettings> =>
  changeSettings(deps, by, shopId, 'order', async (tx) => {
    const before = await loadOrderSettings(tx, shopId)
    const detail = differences(before, settings)
    const changed = Object.keys(detail).length > 0
    if (changed) await saveSettings(tx, shopId, 'order', settings)
    return { gives: settings, audit: changed ? { what: 'order.settings', detail } : null }
  })
