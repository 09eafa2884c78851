import { record } from '../../platform/auth/audit.ts'
import type { Tx } from '../../platform/db/db.ts'
import { append, lockShop } from '../../platform/events/log.ts'
import { type App, serve } from '../../platform/http/serve.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Conversation } from '../conversation/domain.ts'
import { conversationStore } from '../conversation/index.ts'
import { talkOrdersContract } from '../order/contract.ts'
import type { Order } from '../order/domain/order.ts'
import { type OrderDeps, type OrdersNews, orderKeys, orderStore, shownIn } from '../order/index.ts'
import { byOf } from '../shop/index.ts'

const SHOWN = 20

/** The latest orders of a conversation's buyer, the latest first. */
export const ordersOfTalk = async (
  tx: Tx,
  { shopId, buyerId }: Pick<Conversation, 'shopId' | 'buyerId'>,
  limit = SHOWN,
): Promise<Order[]> => {
  const keys = await orderKeys(tx, shopId, buyerId)
  return orderStore.ordersOfKeys(tx, shopId, { keys, buyerId, limit })
}

const needTalk = async (tx: Tx, shopId: number, id: number): Promise<Conversation> => {
  const conversation = await conversationStore.conversationById(tx, shopId, id)
  if (!conversation) throw refuse('not-found', { id })
  return conversation
}

const shownOf = async (tx: Tx, conversation: Conversation) => {
  const orders = await ordersOfTalk(tx, conversation, SHOWN + 1)
  return {
    orders: await shownIn(tx, conversation.shopId, orders.slice(0, SHOWN)),
    more: orders.length > SHOWN,
  }
}

/** The orders of whom one talks to. */
export const talkOrdersRoutes = (app: App, deps: OrderDeps): void =>
  serve(app, 'Orders', talkOrdersContract, {
    talkOrders: ({ params: { shopId, id } }) =>
      deps.db.tx({ shops: [shopId] }, async (tx) => shownOf(tx, await needTalk(tx, shopId, id))),

    async linkOrder({ params: { shopId, id }, body: { orderId } }, caller) {
      const { gives, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
        await lockShop(tx, shopId)
        const now = deps.clock.now()
        const conversation = await needTalk(tx, shopId, id)
        if (!(await orderStore.orderById(tx, shopId, orderId))) throw refuse('not-found', { orderId })
        await orderStore.linkOrder(tx, shopId, orderId, conversation.buyerId)
        const detail = { orderId, conversationId: id }
        await record(tx, { shopId, ...byOf(caller), what: 'order.linked', detail }, now)
        const data: OrdersNews = { shopId, orders: [orderId] }
        const logged = await append(tx, shopId, [{ kind: 'orders', data }], now)
        return { gives: await shownOf(tx, conversation), logged }
      })
      deps.hub.publish(logged)
      return gives
    },
  })
