import { type Product, plainProduct } from '../../catalog/domain/product.ts'
import type { Order, OrderLine } from '../../order/domain/order.ts'
import type { Task } from '../domain/task.ts'

const shirtSkus = (['海盐蓝', '雾蓝', '奶白'] as const).flatMap((colour) =>
  (['S', 'M', 'L', 'XL'] as const).map((size) => ({
    ...{ id: `${colour}-${size}`, options: { 颜色: colour, 尺码: size }, priceFen: 9900 },
    ...{ stock: size === 'XL' ? 0 : 5, restockAt: null, picture: null },
  })),
)
/** In three colours and four sizes; XL is out. */
export const shirt: Product = {
  ...plainProduct({ id: 'P-SHIRT', title: '纯棉衬衫', priceFen: 9900, stock: 45 }),
  skus: shirtSkus,
}

export const anOrderLine = (line: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id: 'L1', product: 'P-SHIRT', sku: '海盐蓝-M', code: null, title: '纯棉衬衫' },
  ...{ options: { 颜色: '海盐蓝', 尺码: 'M' }, said: '海盐蓝 M', quantity: 1, priceFen: 9900, paysFen: 8900 },
  ...line,
})

export const anOrder = (order: Partial<Order> = {}): Order => ({
  ...{ id: '4000000000000000001', status: 'paid', buyer: { id: 'B-1', name: '小林' }, createdAt: 1000 },
  ...{ paidAt: 2000, payBy: null, balanceFrom: null, shipBy: null, shippedAt: null, finishedAt: null },
  ...{ closedAt: null, closeReason: null, goodsFen: 9900, freightFen: 0, payableFen: 8900, paidFen: 8900 },
  ...{ depositFen: null, lines: [anOrderLine()], shipments: [], refunds: [], buyerNote: '', remark: '' },
  ...{ flag: null, extra: {} },
  address: {
    ...{ name: '林小满', phone: '13800001234', province: '浙江省', city: '杭州市', district: '西湖区' },
    detail: '文三路 1 号',
  },
  ...order,
})

export const aTask = (task: Partial<Task> = {}): Task => ({
  ...{ id: 1, kind: 'change', state: 'open', orderId: '4000000000000000001', conversationId: 7, buyerId: 3 },
  ...{ buyerName: '小林', owner: null, team: null, words: '', messageId: null, case: null, promised: null },
  ...{ asked: null, confirmed: null, createdBy: 1, createdAt: 0, dueAt: 30 * 60_000, warnAt: 20 * 60_000 },
  ...{ warned: false, broken: false, brokenAt: null, closedAt: null, why: null },
  change: {
    lines: [
      {
        ...{
          line: 'L1',
          from: { 颜色: '海盐蓝', 尺码: 'M' },
          to: { 颜色: '雾蓝', 尺码: 'L' },
          sku: '雾蓝-L',
        },
      },
    ],
    ...{ address: null, remark: null },
  },
  ...task,
})
