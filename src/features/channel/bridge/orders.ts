import type { z } from 'zod'
import { refuse } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import type { OrderUpdate } from '../../order/domain/order.ts'
import type { TakenOrders } from '../../order/index.ts'
import type { Channel } from './channels.ts'
import { idOf, isProblem, type Problem } from './inbound.ts'
import { BridgeOrder, type OrdersTaken } from './order-words.ts'
import { AHEAD, limits, type Refused } from './protocol.ts'

type Word = z.output<typeof BridgeOrder>

const has = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

/** The fields where `null` says that there is none: everywhere else it counts as left out. */
const nullable = [
  ...(['paidAt', 'payBy', 'balanceFrom', 'shipBy', 'shippedAt', 'finishedAt', 'closedAt'] as const),
  ...(['closeReason', 'goodsFen', 'freightFen', 'payableFen', 'paidFen', 'depositFen', 'flag'] as const),
]

/** A word in the desk's own form: what a connector may leave out of a line or an address is filled in. */
const updateOf = (word: Word): OrderUpdate => ({
  id: word.id,
  at: word.at,
  ...Object.fromEntries(
    nullable.flatMap((field) => (word[field] === undefined ? [] : [[field, word[field]]])),
  ),
  ...(has(word.status) && { status: word.status }),
  ...(has(word.createdAt) && { createdAt: word.createdAt }),
  ...(word.buyer !== undefined && {
    buyer: word.buyer && { id: word.buyer.id, name: word.buyer.name ?? '' },
  }),
  ...(word.address !== undefined && {
    address: word.address && {
      name: word.address.name ?? '',
      phone: word.address.phone ?? '',
      province: word.address.province ?? '',
      city: word.address.city ?? '',
      district: word.address.district ?? '',
      detail: word.address.detail ?? '',
    },
  }),
  ...(has(word.lines) && {
    lines: word.lines.map((line, i) => ({
      id: line.id ?? String(i + 1),
      product: line.product ?? null,
      sku: line.sku ?? null,
      code: line.code ?? null,
      title: line.title ?? '',
      options: line.options ?? {},
      said: Object.values(line.options ?? {})
        .join(' ')
        .slice(0, 300)
        .toWellFormed(),
      quantity: line.quantity,
      priceFen: line.priceFen ?? null,
      paysFen: line.paysFen ?? null,
    })),
  }),
  ...(has(word.shipments) && {
    shipments: word.shipments.map(({ id, carrier, at }) => ({ id, carrier: carrier ?? '', at })),
  }),
  ...(has(word.refunds) && {
    refunds: word.refunds.map(({ id, kind, line, state, fen, reason, at }) => ({
      ...{ id, kind, line: line ?? null, state, fen: fen ?? null, reason: reason ?? '', at },
    })),
  }),
  ...(has(word.buyerNote) && { buyerNote: word.buyerNote }),
  ...(has(word.remark) && { remark: word.remark }),
  ...(has(word.extra) && { extra: word.extra }),
})

/** A word from the future would count more than every true one until then. */
const tooEarly = (word: Word, now: Instant): string | null => {
  const ahead = (at: Instant) => at > now + AHEAD
  if (ahead(word.at)) return 'at'
  const parcel = word.shipments?.findIndex(({ at }) => ahead(at)) ?? -1
  if (parcel >= 0) return `shipments.${parcel}.at`
  const refund = word.refunds?.findIndex(({ at }) => ahead(at)) ?? -1
  return refund >= 0 ? `refunds.${refund}.at` : null
}

/** One order of a batch in the desk's words; or what is wrong with it. */
export const readOrder = (value: unknown, now: Instant): OrderUpdate | Problem => {
  const read = BridgeOrder.safeParse(value)
  if (!read.success) {
    const issue = read.error.issues[0]
    return { code: 'malformed', field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' }
  }
  const field = tooEarly(read.data, now)
  if (field !== null)
    return {
      ...{ code: 'malformed', field },
      problem: 'lies more than a day ahead: check the unit and the clock',
    }
  return updateOf(read.data)
}

const batchOf = (value: unknown): unknown[] => {
  const orders =
    typeof value === 'object' && value !== null ? (value as { orders?: unknown }).orders : undefined
  if (!Array.isArray(orders))
    throw refuse('malformed', { field: 'orders', problem: 'the body must be {"orders": [ … ]}' })
  if (orders.length < 1 || orders.length > limits.batch)
    throw refuse('malformed', { field: 'orders', problem: `send 1 to ${limits.batch} orders at a time` })
  return orders
}

interface Ports {
  takeOrders(shopId: number, updates: readonly OrderUpdate[]): Promise<TakenOrders>
}

/** Takes word of orders: the good ones, in one transaction; the others are refused by their place. Resolves after commit.
 * Throws 'malformed' where it is no batch at all. */
export const takeOrderWords = async (
  { takeOrders }: Ports,
  { shopId }: Channel,
  body: unknown,
  now: Instant,
): Promise<OrdersTaken> => {
  const refused: Refused[] = []
  const good: OrderUpdate[] = []
  for (const [index, value] of batchOf(body).entries()) {
    const read = readOrder(value, now)
    if (isProblem(read)) {
      const id = idOf(value)
      refused.push({ index, ...(id !== undefined && { id }), ...read })
    } else good.push(read)
  }
  const { added, changed, unchanged } = await takeOrders(shopId, good)
  return { added, changed, unchanged, refused }
}
