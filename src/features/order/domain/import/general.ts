import type { OrderStatus } from '../order.ts'
import type { FieldName } from './field.ts'
import { formats } from './formats/index.ts'
import { bareName } from './words.ts'

/** Column names of tables that are no platform's export, the surest first; after them the names of all the formats. */
const NAMES: Partial<Record<FieldName, readonly string[]>> = {
  id: [
    '订单号',
    '订单编号',
    '订单ID',
    '主订单编号',
    '交易编号',
    'order id',
    'order no',
    'order number',
    'order',
    'tid',
  ],
  line: ['子订单编号', '子订单号', '明细编号', 'line id', 'sub order id', 'oid'],
  status: ['订单状态', '交易状态', '状态', 'order status', 'status', 'state'],
  'after-sale': ['售后状态', '退款状态', 'refund status'],
  'buyer-id': [
    '买家ID',
    '用户ID',
    '会员ID',
    '买家账号',
    '买家会员名',
    '买家昵称',
    'buyer id',
    'customer id',
    'user id',
  ],
  'buyer-name': ['买家昵称', '买家名称', '会员名', '买家', '客户', 'buyer', 'buyer name', 'customer'],
  created: [
    '下单时间',
    '订单创建时间',
    '创建时间',
    '订单提交时间',
    '拍下时间',
    'created',
    'created at',
    'order time',
    'date',
  ],
  paid: ['付款时间', '支付时间', '订单付款时间', 'paid', 'paid at', 'payment time'],
  'pay-by': ['付款截止时间', '支付截止时间', 'pay by'],
  'balance-from': ['尾款开始时间', 'balance from'],
  'ship-by': ['承诺发货时间', '最晚发货时间', '预计发货时间', 'ship by'],
  shipped: ['发货时间', 'shipped', 'shipped at'],
  finished: ['完成时间', '确认收货时间', '订单完成时间', 'finished', 'completed at'],
  closed: ['关闭时间', '取消时间', 'closed at', 'cancelled at'],
  'close-reason': ['关闭原因', '取消原因', 'close reason'],
  goods: ['商品总价', '货款', '商品金额', 'goods amount', 'subtotal'],
  freight: ['运费', '邮费', 'freight', 'shipping', 'shipping fee'],
  payable: ['应付金额', '订单金额', '总金额', '应付总额', 'payable', 'total', 'amount', 'order amount'],
  'paid-amount': ['实付金额', '实际支付金额', '支付金额', '实收金额', 'paid amount', 'amount paid'],
  deposit: ['定金', '定金金额', 'deposit'],
  refunded: ['退款金额', 'refund', 'refund amount'],
  title: ['商品名称', '商品标题', '宝贝标题', '商品', '品名', 'title', 'product', 'item', 'product name'],
  product: ['商品ID', '商品编号', '宝贝ID', 'product id', 'item id'],
  sku: ['SKUID', '样式ID', '规格ID', 'sku id', 'sku'],
  code: ['商家编码', '货号', '外部编码', 'merchant code', 'code'],
  options: ['商品规格', '规格', '商品属性', '销售属性', 'options', 'variant', 'specification'],
  quantity: ['数量', '购买数量', '商品数量', '件数', 'quantity', 'qty'],
  price: ['单价', '商品单价', '价格', 'price', 'unit price'],
  'line-pays': ['明细实付', '商品实付', 'line total', 'line amount'],
  receiver: ['收货人', '收件人', '收货人姓名', 'receiver', 'recipient', 'ship to'],
  phone: ['手机', '手机号', '电话', '联系电话', '收件人手机号', 'phone', 'mobile'],
  province: ['省', '省份', 'province', 'state province'],
  city: ['市', '城市', 'city'],
  district: ['区', '区县', 'district'],
  address: ['详细地址', '收货地址', '地址', 'address'],
  carrier: ['快递公司', '物流公司', '承运商', 'carrier'],
  parcel: ['快递单号', '物流单号', '运单号', 'tracking number', 'tracking', 'parcel'],
  note: ['买家留言', '客户留言', '买家备注', 'buyer note', 'note'],
  remark: ['商家备注', '卖家备注', '订单备注', '备注', 'remark', 'seller note'],
  flag: ['旗帜', '插旗', '旗帜颜色', 'flag'],
  'leave-out': ['身份证号', '身份证', '支付宝账号', '买家支付宝账号', '银行卡号', 'id card'],
}

/** `line-pays` and `line-freight` are of formats whose rows are parts: elsewhere the same name is the order's. */
const shared = formats.flatMap(({ rows, columns }) =>
  Object.entries(columns).filter(([, field]) => rows !== 'line' || !field.startsWith('line-')),
)

export const generalNames: readonly [FieldName, readonly string[]][] = Object.entries(NAMES).map(
  ([field, names]) => [
    field as FieldName,
    [
      ...new Set([
        ...names.map(bareName),
        ...shared.filter(([, other]) => other === field).map(([name]) => bareName(name)),
      ]),
    ],
  ],
)

const WORDS: Readonly<Record<string, OrderStatus>> = {
  未付款: 'unpaid',
  已付款: 'paid',
  待收货: 'shipped',
  完成: 'finished',
  关闭: 'closed',
  取消: 'closed',
  unpaid: 'unpaid',
  pending: 'unpaid',
  'deposit paid': 'deposit-paid',
  paid: 'paid',
  'part shipped': 'part-shipped',
  shipped: 'shipped',
  finished: 'finished',
  completed: 'finished',
  closed: 'closed',
  cancelled: 'closed',
  canceled: 'closed',
}
/** Words of states that mean the same wherever they stand; a format's own come before them. */
export const generalStatuses: Readonly<Record<string, OrderStatus>> = Object.assign(
  {},
  ...formats.map(({ statuses }) => statuses),
  WORDS,
)
