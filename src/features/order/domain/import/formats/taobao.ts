import type { OrderStatus } from '../../order.ts'
import type { RefundWord } from '../field.ts'

/** The words of Taobao and Tmall. 交易关闭 is also what a refunded order ends as. */
export const taobaoStatuses: Readonly<Record<string, OrderStatus>> = {
  等待买家付款: 'unpaid',
  没有创建支付宝交易: 'unpaid',
  付款确认中: 'unpaid',
  '买家已付定金，等待付尾款': 'deposit-paid',
  定金已付尾款未付: 'deposit-paid',
  '买家已付款，等待卖家发货': 'paid',
  等待卖家发货: 'paid',
  卖家部分发货: 'part-shipped',
  '卖家已发货，等待买家确认': 'shipped',
  等待买家确认收货: 'shipped',
  买家已签收: 'shipped',
  交易成功: 'finished',
  交易关闭: 'closed',
  '付款以后用户退款成功，交易自动关闭': 'closed',
  '付款以前，卖家或买家主动关闭交易': 'closed',
}

export const taobaoAfterSales: Readonly<Record<string, RefundWord>> = {
  没有申请退款: 'none',
  '买家已经申请退款，等待卖家同意': 'asked',
  '卖家已经同意退款，等待买家退货': 'asked',
  '买家已经退货，等待卖家确认收货': 'returned',
  退款中: 'asked',
  卖家拒绝退款: 'refused',
  退款关闭: 'withdrawn',
  退款成功: 'done',
}

/** `ExportOrderList202111111200.csv`, also with seconds, and with what a browser appends. */
export const taobaoExported = (fileName: string): string | null => {
  const found = /(?:^|\D)(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\d{2})?(?!\d)/.exec(fileName)
  return found ? `${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}` : null
}
