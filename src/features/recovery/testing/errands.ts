import { one, sql, type Tx } from '../../../platform/db/db.ts'
import { lockShop } from '../../../platform/events/log.ts'
import type { Instant } from '../../../shared/time.ts'
import type { OrderUpdate } from '../../order/domain/order.ts'
import { takeOrdersIn } from '../../order/index.ts'
import { addErrands } from '../errands/store.ts'
import { addOut } from '../opt-outs/store.ts'

let serial = 0

export const haveOptOut = async (tx: Tx, shopId: number, at: Instant): Promise<number> => {
  const out = {
    who: `buyer:out-${++serial}`,
    channel: 'sms',
    label: '小云',
    how: 'TD',
    personId: null,
  } as const
  return (await addOut(tx, shopId, out, at)) ?? 0
}

/** An unpaid order of 199 yuan, made ten minutes ago, with a number. */
export const haveUnpaid = async (
  tx: Tx,
  shopId: number,
  order: Partial<OrderUpdate> & { at: Instant },
): Promise<string> => {
  await lockShop(tx, shopId)
  const id = order.id ?? `28${String(++serial).padStart(8, '0')}`
  const made = order.createdAt ?? order.at - 600_000
  const line = {
    id: `${id}-1`,
    product: 'P-1',
    sku: null,
    code: null,
    title: '云感四件套',
    options: {},
    said: '雾蓝',
  }
  const address = {
    name: '云朵',
    phone: '13800001234',
    province: '浙江省',
    city: '杭州市',
    district: '',
    detail: '',
  }
  const update: OrderUpdate = {
    ...{
      id,
      status: 'unpaid',
      buyer: { id: `buyer-${id}`, name: '小云' },
      createdAt: made,
      payBy: order.at + 1_200_000,
    },
    ...{ payableFen: 19_900, lines: [{ ...line, quantity: 1, priceFen: 19_900, paysFen: 19_900 }], address },
    ...order,
  }
  await takeOrdersIn(tx, shopId, [update], { source: 'platform', personId: null, now: order.at })
  return id
}

/** A call about an order of its own. */
export const haveErrand = async (
  tx: Tx,
  shopId: number,
  { owner, at }: { owner: number | null; at: Instant },
): Promise<number> => {
  const orderId = await haveUnpaid(tx, shopId, { at })
  const about = {
    planId: null,
    sendingId: null,
    subject: `order:${orderId}`,
    channel: 'phone',
    orderId,
  } as const
  const buyer = { buyerKey: `buyer-${orderId}`, buyerName: '小云', fen: 19_900, reason: 'forgot' } as const
  await addErrands(tx, shopId, [{ ...about, ...buyer, owner, words: '{buyer}您好', dueAt: null }], at)
  const made = sql<{ id: number }>`select errand_id as id from recovery_errand
    where shop_id = ${shopId} and subject = ${about.subject}`
  return (await one(tx, made))?.id ?? 0
}
