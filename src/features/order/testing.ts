import type { Tx } from '../../platform/db/db.ts'
import { lockShop } from '../../platform/events/log.ts'
import type { Instant } from '../../shared/time.ts'
import type { OrderLine, OrderUpdate } from './domain/order.ts'
import { takeOrdersIn } from './service.ts'
import { addCommand } from './store.ts'

export const line = (id: string, change: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id, product: 'P-1', sku: null, code: null, title: '杯子', options: {}, said: '', quantity: 1 },
  ...{ priceFen: 10_000, paysFen: 9000 },
  ...change,
})

/** An unpaid order of one cup for 90 yuan, listed at 100. */
export const unpaid = (id: string, at: Instant, change: Partial<OrderUpdate> = {}): OrderUpdate => ({
  ...{ id, at, status: 'unpaid', buyer: { id: 'b1', name: '小明' }, createdAt: at },
  ...{ goodsFen: 10_000, freightFen: 0, payableFen: 9000, lines: [line('1')] },
  address: {
    ...{ name: '王小明', phone: '13800005678', province: '浙江省', city: '杭州市', district: '西湖区' },
    detail: '文三路 1 号',
  },
  ...change,
})

/** An unpaid order, and a wish about it that waits. */
export const haveOrder = async (
  tx: Tx,
  shopId: number,
  orderId: string,
  { personId, at }: { personId: number; at: Instant },
): Promise<{ orderId: string; commandId: number }> => {
  await lockShop(tx, shopId)
  const by = { source: 'import' as const, personId: null, now: at }
  await takeOrdersIn(tx, shopId, [unpaid(orderId, at)], by)
  const command = { do: 'close' as const, reason: '不想要了' }
  const wish = await addCommand(tx, shopId, { orderId, personId, taskId: null, command }, at)
  return { orderId, commandId: wish.id }
}
