import type { Said } from '../../../shared/said.ts'
import type { OrderCommand } from './command.ts'
import type { Flag, Order, OrderSource, OrderStatus, Refund } from './order.ts'

const said = (zh: string, en: string): Said => ({ zh, en })

/** What a status is called to people of the shop and to buyers (specs/order.md ORD-80). */
export const statusWords: Record<OrderStatus, Said> = {
  unknown: said('状态未知', 'Status unknown'),
  unpaid: said('待付款', 'Unpaid'),
  'deposit-paid': said('已付定金，待付尾款', 'Deposit paid'),
  paid: said('待发货', 'To be shipped'),
  'part-shipped': said('部分发货', 'Partly shipped'),
  shipped: said('已发货', 'Shipped'),
  finished: said('交易完成', 'Finished'),
  closed: said('已关闭', 'Closed'),
}

/** How a status is coloured: somebody has to do something, it is on its way, it is well, it is over. */
export const statusTone: Record<OrderStatus, 'wait' | 'do' | 'way' | 'good' | 'over'> = {
  unknown: 'over',
  unpaid: 'wait',
  'deposit-paid': 'wait',
  paid: 'do',
  'part-shipped': 'do',
  shipped: 'way',
  finished: 'good',
  closed: 'over',
}

export const flagWords: Record<Flag, Said> = {
  red: said('红旗', 'Red flag'),
  yellow: said('黄旗', 'Yellow flag'),
  green: said('绿旗', 'Green flag'),
  blue: said('蓝旗', 'Blue flag'),
  purple: said('紫旗', 'Purple flag'),
}

export const refundKindWords: Record<Refund['kind'], Said> = {
  refund: said('仅退款', 'Refund'),
  return: said('退货退款', 'Return and refund'),
  exchange: said('换货', 'Exchange'),
}

export const refundStateWords: Record<Refund['state'], Said> = {
  asked: said('待处理', 'asked for'),
  agreed: said('已同意', 'agreed'),
  returned: said('买家已寄回', 'sent back'),
  done: said('已完成', 'done'),
  refused: said('已拒绝', 'refused'),
  withdrawn: said('买家已撤销', 'withdrawn'),
}

export const sourceWords: Record<OrderSource, Said> = {
  desk: said('工作台', 'Desk'),
  import: said('导入', 'Import'),
  bridge: said('桥接', 'Bridge'),
  platform: said('平台', 'Platform'),
}

export const fieldWords: Record<Exclude<keyof Order, 'id'>, Said> = {
  status: said('状态', 'Status'),
  buyer: said('买家', 'Buyer'),
  createdAt: said('下单时间', 'Ordered'),
  paidAt: said('付款时间', 'Paid'),
  payBy: said('付款截止', 'To be paid by'),
  balanceFrom: said('尾款开始', 'Balance from'),
  shipBy: said('承诺发货', 'To be shipped by'),
  shippedAt: said('发货时间', 'Shipped'),
  finishedAt: said('完成时间', 'Finished'),
  closedAt: said('关闭时间', 'Closed'),
  closeReason: said('关闭原因', 'Why closed'),
  goodsFen: said('商品金额', 'Goods'),
  freightFen: said('运费', 'Delivery'),
  payableFen: said('应付', 'To pay'),
  paidFen: said('实付', 'Paid'),
  depositFen: said('定金', 'Deposit'),
  lines: said('商品', 'Goods'),
  address: said('收货信息', 'Deliver to'),
  shipments: said('包裹', 'Parcel'),
  refunds: said('售后', 'After-sale'),
  buyerNote: said('买家留言', 'Buyer’s note'),
  remark: said('备注', 'Remark'),
  flag: said('旗帜', 'Flag'),
  extra: said('其他列', 'Other columns'),
}

export const addressWords: Record<keyof NonNullable<Order['address']>, Said> = {
  name: said('收件人', 'name'),
  phone: said('电话', 'phone'),
  province: said('省', 'province'),
  city: said('市', 'city'),
  district: said('区', 'district'),
  detail: said('详细地址', 'street'),
}

export const commandWords: Record<OrderCommand['do'], Said> = {
  remark: said('改备注', 'Change the remark'),
  price: said('改价', 'Change the price'),
  address: said('改地址', 'Change the address'),
  sku: said('改款式', 'Change the options'),
  close: said('关闭订单', 'Close the order'),
  refund: said('退款', 'Refund'),
}
