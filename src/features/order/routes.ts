import { type App, serve } from '../../platform/http/serve.ts'
import { byOf } from '../shop/index.ts'
import { orderContract } from './contract.ts'
import type { OrderDeps } from './service.ts'
import {
  commandOrder,
  orderSettings,
  orderWithHistory,
  revealOrder,
  searchOrders,
  setOrderSettings,
  settleOrderCommand,
} from './showing.ts'

export const orderRoutes = (app: App, deps: OrderDeps): void =>
  serve(app, 'Orders', orderContract, {
    orders: ({ params, query: { q, status, before, beforeId } }) =>
      searchOrders(deps, params.shopId, {
        q: q || null,
        status: status ?? null,
        before: before === undefined ? null : { at: before, id: beforeId ?? '' },
      }),
    order: ({ params }) => orderWithHistory(deps, params.shopId, params.orderId),
    revealOrder: ({ params }, caller) => revealOrder(deps, caller, params.shopId, params.orderId),
    commandOrder: ({ params, body }, caller) =>
      commandOrder(deps, caller, params.shopId, params.orderId, body),
    settleOrderCommand: ({ params, body }, caller) =>
      settleOrderCommand(deps, caller, params.shopId, params.commandId, body),
    orderSettings: ({ params }) => orderSettings(deps, params.shopId),
    setOrderSettings: ({ params, body }, caller) => setOrderSettings(deps, byOf(caller), params.shopId, body),
  })
