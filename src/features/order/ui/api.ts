import { useQuery } from '@tanstack/react-query'
import { HOUR, MINUTE } from '../../../shared/time.ts'
import { client } from '../../../web/api.ts'
import { queries } from '../../../web/query.ts'
import { orderContract, type ShownOrder, talkOrdersContract } from '../contract.ts'
import { defaultOrderSettings } from '../domain/settings.ts'
import { concerns, freshOrders } from './fresh.ts'

export const orderApi = client(orderContract)
export const talkOrdersApi = client(talkOrdersContract)

/** News of orders makes an answer old; without any it stays true, ms. */
const KEPT = 5 * 60_000

/** Everything of a shop's orders, for what is to be asked anew after a change. */
export const ORDERS = 'orders'
const ofTalk = (shopId: number, id: number) => [ORDERS, shopId, 'talk', id]
const one = (shopId: number, orderId: string) => [ORDERS, shopId, 'one', orderId]

type TalkOrders = Awaited<ReturnType<typeof talkOrdersApi.talkOrders>>

/** The orders of a conversation's buyer: one request, kept while nothing is heard of them. */
export const useTalkOrders = (shopId: number, id: number, enabled = true) =>
  useQuery({
    queryKey: ofTalk(shopId, id),
    queryFn: () => talkOrdersApi.talkOrders({ params: { shopId, id } }),
    staleTime: KEPT,
    enabled,
  })

export const useOrder = (shopId: number, orderId: string) =>
  useQuery({
    queryKey: one(shopId, orderId),
    queryFn: () => orderApi.order({ params: { shopId, orderId } }),
  })

export const ORDER_SETTINGS = ['settings', 'orders'] as const

/** How much people may take off an order's price. A `settings` event renews it. */
export const useOrderSettings = (shopId: number) =>
  useQuery({
    queryKey: [...ORDER_SETTINGS, shopId],
    queryFn: () => orderApi.orderSettings({ params: { shopId } }),
    staleTime: KEPT,
  })

/** How long before it a moment is told as near, ms. Until the shop's own is known, as shops begin. */
export const useNear = (shopId: number): { pay: number; ship: number } => {
  const { near } = useOrderSettings(shopId).data ?? defaultOrderSettings()
  return { pay: near.payMinutes * MINUTE, ship: near.shipHours * HOUR }
}

export const setTalkOrders = (shopId: number, id: number, orders: TalkOrders) =>
  queries.setQueryData(ofTalk(shopId, id), orders)

/** Puts an order as the desk answered into every list that shows it; its history is asked for anew. */
export const keepOrder = (shopId: number, shown: ShownOrder): void => {
  queries.setQueriesData<{ orders?: ShownOrder[] }>({ queryKey: [ORDERS, shopId] }, (answer) =>
    answer?.orders
      ? { ...answer, orders: answer.orders.map((old) => (old.order.id === shown.order.id ? shown : old)) }
      : answer,
  )
  void queries.invalidateQueries({ queryKey: one(shopId, shown.order.id) })
}

/** News of an order that is on the screen is asked for at once, of others (one may be new and belong here) after a while:
 * in an evening of many orders every screen would otherwise ask with each of them, ms. */
const AT_ONCE = 150
const AFTER_A_WHILE = 4000

const asking = freshOrders({
  ask: (shopId) => void queries.invalidateQueries({ queryKey: [ORDERS, shopId] }),
  later: (go, ms) => {
    const timer = setTimeout(go, ms)
    return () => clearTimeout(timer)
  },
})

/** Hears that orders have changed; null: so many that they are not named. */
export const heardOfOrders = (shopId: number, ids: readonly string[] | null): void => {
  const shown = queries
    .getQueryCache()
    .findAll({ queryKey: [ORDERS, shopId], type: 'active' })
    .map((query) => query.state.data)
  asking(shopId, shown.some((answer) => concerns(answer, ids)) ? AT_ONCE : AFTER_A_WHILE)
}
