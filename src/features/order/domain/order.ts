import { z } from 'zod'
import { Moment } from '../../../shared/ids.ts'
import { Fen } from '../../../shared/money.ts'

const Text = (max: number) => z.string().max(max)
/** The platform's id of an order, kept exactly: 19 digits are no number. */
export const OrderId = z
  .string()
  .min(1)
  .max(80)
  .refine((id) => id.trim() === id && id.isWellFormed() && !id.includes('\0'), 'an order id, exactly')
const At = Moment

/** `unknown`: nobody has told yet (a refund may be heard of before its order). `deposit-paid`: the balance is still to be
 * paid. `closed`: cancelled, not paid in time, or refunded whole. */
export const OrderStatus = z.enum([
  'unknown',
  'unpaid',
  'deposit-paid',
  'paid',
  'part-shipped',
  'shipped',
  'finished',
  'closed',
])
export type OrderStatus = z.infer<typeof OrderStatus>

/** The five marks that sellers may set on an order beside their remark (Taobao's 旗帜). */
export const flags = ['red', 'yellow', 'green', 'blue', 'purple'] as const
export const Flag = z.enum(flags)
export type Flag = z.infer<typeof Flag>

export const OrderLine = z.object({
  /** The platform's id of the part order; made from the line where a file gives none. */
  id: Text(80).min(1),
  /** Product and SKU by the shop's ids, where they are known. */
  product: Text(80).nullable(),
  sku: Text(80).nullable(),
  /** The merchant's own code (商家编码). */
  code: Text(120).nullable(),
  title: Text(300),
  /** 颜色 → 雾蓝. Empty where the file gives one text: that is `said`. */
  options: z.record(Text(60), Text(120)),
  said: Text(300),
  quantity: z.number().int().min(1).max(100_000),
  /** Of one piece. */
  priceFen: Fen.nullable(),
  /** Of the line, after all reductions. */
  paysFen: Fen.nullable(),
})
export type OrderLine = z.infer<typeof OrderLine>

/** Platforms give much of it masked (`138****0000`) or as a cipher; it is kept as it came. */
export const Address = z.object({
  name: Text(200),
  phone: Text(200),
  province: Text(40),
  city: Text(40),
  district: Text(40),
  detail: Text(500),
})
export type Address = z.infer<typeof Address>

export const Shipment = z.object({
  /** The parcel's number. */
  id: Text(80).min(1),
  carrier: Text(60),
  at: At,
})
export type Shipment = z.infer<typeof Shipment>

export const Refund = z.object({
  id: Text(80).min(1),
  kind: z.enum(['refund', 'return', 'exchange']),
  /** The order's line it is for; null for all. */
  line: Text(80).nullable(),
  state: z.enum(['asked', 'agreed', 'returned', 'done', 'refused', 'withdrawn']),
  fen: Fen.nullable(),
  reason: Text(200),
  /** When it came into this state, by the platform's clock. */
  at: At,
})
export type Refund = z.infer<typeof Refund>

/** Lines of an order, and parcels or refunds of one. */
export const MOST_LINES = 200
export const MOST_DATED = 100

/** All that is known of an order. Times in ms, amounts in fen; null: not known. */
export const Order = z
  .object({
    id: OrderId,
    status: OrderStatus,
    /** The platform's id and name of the buyer. */
    buyer: z.object({ id: Text(200).min(1), name: Text(100) }).nullable(),
    createdAt: At,
    paidAt: At.nullable(),
    /** The platform cancels it when it is not paid (or its balance is not) until then. */
    payBy: At.nullable(),
    /** When the balance may be paid from. */
    balanceFrom: At.nullable(),
    /** The promised moment of shipping. */
    shipBy: At.nullable(),
    shippedAt: At.nullable(),
    finishedAt: At.nullable(),
    closedAt: At.nullable(),
    closeReason: Text(200).nullable(),
    goodsFen: Fen.nullable(),
    freightFen: Fen.nullable(),
    /** What the buyer has to pay for it all. */
    payableFen: Fen.nullable(),
    paidFen: Fen.nullable(),
    depositFen: Fen.nullable(),
    lines: z.array(OrderLine).max(MOST_LINES),
    address: Address.nullable(),
    shipments: z.array(Shipment).max(MOST_DATED),
    refunds: z.array(Refund).max(MOST_DATED),
    /** What the buyer wrote with it. */
    buyerNote: Text(1000),
    remark: Text(1000),
    flag: Flag.nullable(),
    /** Columns of a file that the desk has no field for, by their names. */
    extra: z.record(Text(80), Text(500)),
  })
  .meta({ id: 'Order' })
export type Order = z.infer<typeof Order>

/** Where word of an order comes from, in the order in which they are believed about one and the same moment. */
export const orderSources = ['desk', 'import', 'bridge', 'platform'] as const
export const OrderSource = z.enum(orderSources)
export type OrderSource = z.infer<typeof OrderSource>

/**
 * What a source says of an order as it was at one moment: all of it or a part. A field left out says nothing; `null` says
 * that there is none. `lines` are all lines; shipments and refunds add to those known, each newest by its own time.
 */
export const OrderUpdate = Order.omit({ id: true })
  .partial()
  .extend({
    id: OrderId,
    at: At,
    /** Fields whose words are of an earlier moment than the rest: goods only summed up, a day guessed from the id. Whatever
     * tells of them better is believed more, whichever comes first. */
    asOf: z.object({ lines: At, createdAt: At }).partial().optional(),
  })
  .meta({ id: 'OrderUpdate' })
export type OrderUpdate = z.infer<typeof OrderUpdate>
