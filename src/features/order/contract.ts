import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { inAddress } from '../../shared/ids.ts'
import { ShopPath } from '../shop/contract.ts'
import { OrderCommand } from './domain/command.ts'
import { Address, Order, OrderId, OrderSource, OrderStatus } from './domain/order.ts'
import { OrderSettings } from './domain/settings.ts'

/** A wish about an order on its platform, and what became of it. */
export const OrderWish = z
  .object({
    id: z.number(),
    orderId: z.string(),
    personId: z.number(),
    taskId: z.number().nullable(),
    madeAt: z.number(),
    command: OrderCommand,
    /** `handed`: a connector has it. */
    state: z.enum(['waiting', 'handed', 'done', 'failed']),
    why: z.string().nullable(),
    settledAt: z.number().nullable(),
  })
  .meta({ id: 'OrderWish' })
export type OrderWish = z.infer<typeof OrderWish>

export const OrderChange = z
  .object({
    at: z.number(),
    seenAt: z.number(),
    source: OrderSource,
    personId: z.number().nullable(),
    changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  })
  .meta({ id: 'OrderChange' })
export type OrderChange = z.infer<typeof OrderChange>

/** An order as the desk shows it: its person masked, and what may still be done to it. */
export const ShownOrder = z
  .object({
    order: Order,
    can: z.array(z.string()),
    wishes: z.array(OrderWish),
    /** Of its products that the catalog has a picture of: product → picture, as cards show it. */
    pictures: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'ShownOrder' })
export type ShownOrder = z.infer<typeof ShownOrder>

const TalkPath = ShopPath.extend({ id: inAddress.id })
const OrderPath = ShopPath.extend({ orderId: OrderId })

export const orderContract = endpoints({
  orders: {
    method: 'get',
    path: '/api/shops/{shopId}/orders',
    params: ShopPath,
    query: z.object({
      /** An order's id or its beginning, a parcel's number, or a buyer's name or its beginning. A beginning that very many
       * share finds 2,000 of them. */
      q: z.string().trim().max(80).optional(),
      status: OrderStatus.optional(),
      /** Go on below an order: its moment and id, as the page before ended. */
      before: inAddress.moment.optional(),
      beforeId: z.string().max(80).optional(),
    }),
    /** `known`: how many orders the shop has in all. */
    gives: z.object({ orders: z.array(ShownOrder), more: z.boolean(), known: z.number() }),
    needs: 'order.read',
    says: 'Orders of the shop, the latest first, fifty at a time.',
  },
  order: {
    method: 'get',
    path: '/api/shops/{shopId}/orders/{orderId}',
    params: OrderPath,
    /** `talkId`: the conversation with its buyer, the current or latest one (ORD-14). */
    gives: ShownOrder.extend({ history: z.array(OrderChange), talkId: z.number().nullable() }),
    needs: 'order.read',
    says: 'An order and what became of it, the latest change first, and where its buyer is talked to.',
  },
  revealOrder: {
    method: 'post',
    path: '/api/shops/{shopId}/orders/{orderId}/address',
    params: OrderPath,
    gives: z.object({ address: Address.nullable() }),
    needs: 'order.reveal',
    says: 'The whole address of an order. Who saw it is written down.',
  },
  commandOrder: {
    method: 'post',
    path: '/api/shops/{shopId}/orders/{orderId}/commands',
    params: OrderPath,
    body: z.object({ command: OrderCommand, taskId: z.number().int().nullable().default(null) }),
    gives: ShownOrder,
    needs: 'order.edit',
    says: 'Wants something done to an order on its platform: a connector is handed it, or a person does it there.',
  },
  settleOrderCommand: {
    method: 'post',
    path: '/api/shops/{shopId}/order-commands/{commandId}',
    params: ShopPath.extend({ commandId: inAddress.id }),
    body: z.object({ state: z.enum(['done', 'failed']), why: z.string().trim().max(200).default('') }),
    gives: ShownOrder,
    needs: 'order.edit',
    says: 'Says that a wish about an order was carried out on the platform by hand, or could not be.',
  },
  orderSettings: {
    method: 'get',
    path: '/api/shops/{shopId}/settings/orders',
    params: ShopPath,
    gives: OrderSettings,
    needs: 'settings.read',
    says: 'How much people may take off the price of an order before it is paid.',
  },
  setOrderSettings: {
    method: 'put',
    path: '/api/shops/{shopId}/settings/orders',
    params: ShopPath,
    body: OrderSettings,
    gives: OrderSettings,
    needs: 'settings.edit',
    says: 'Sets how much people may take off the price of an order before it is paid.',
  },
})

/** Of a conversation: in the hands of the desk. */
export const talkOrdersContract = endpoints({
  talkOrders: {
    method: 'get',
    path: '/api/shops/{shopId}/conversations/{id}/orders',
    params: TalkPath,
    gives: z.object({ orders: z.array(ShownOrder), more: z.boolean() }),
    needs: 'order.read',
    says: 'The latest orders of a conversation’s buyer.',
  },
  linkOrder: {
    method: 'post',
    path: '/api/shops/{shopId}/conversations/{id}/orders',
    params: TalkPath,
    body: z.object({ orderId: OrderId }),
    gives: z.object({ orders: z.array(ShownOrder), more: z.boolean() }),
    needs: 'order.edit',
    says: 'Says that an order belongs to the buyer of a conversation, where the platform’s ids do not tell.',
  },
})
