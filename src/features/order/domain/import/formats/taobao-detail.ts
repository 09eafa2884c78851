import type { Format } from '../format.ts'
import { taobaoAfterSales, taobaoExported, taobaoStatuses } from './taobao.ts'

/** 宝贝明细: one row a part order. Older files tell neither the part order's id nor any time. */
export const taobaoDetail: Format = {
  name: 'taobao-detail',
  zh: '淘宝/天猫 宝贝报表（ExportOrderDetailList）',
  en: 'Taobao/Tmall order details (ExportOrderDetailList)',
  source: { where: 'headers of 2018 and later exports in public readers', on: '2026-11-22', trust: 'B' },
  marks: [['订单编号', '主订单编号'], ['标题', '商品标题'], ['购买数量'], ['商家编码', '外部系统编号']],
  columns: {
    主订单编号: 'id',
    订单编号: 'id',
    子订单编号: 'line',
    支付单号: 'leave-out',
    标题: 'title',
    商品标题: 'title',
    价格: 'price',
    商品价格: 'price',
    购买数量: 'quantity',
    外部系统编号: 'code',
    商家编码: 'code',
    商品属性: 'options',
    备注: 'remark',
    订单状态: 'status',
    买家实际支付金额: 'line-pays',
    退款状态: 'after-sale',
    退款金额: 'refunded',
    订单创建时间: 'created',
    订单付款时间: 'paid',
    发货时间: 'shipped',
  },
  statuses: taobaoStatuses,
  afterSales: taobaoAfterSales,
  empty: ['null', '"null"', "'null", "'", '订单未关闭'],
  rows: 'line',
  exported: taobaoExported,
}
