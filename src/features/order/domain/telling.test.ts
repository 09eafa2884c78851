import { describe, expect, test } from 'vitest'
import type { OrderCommand } from './command.ts'
import type { Order, OrderLine } from './order.ts'
import { addressLine, told, wishWords } from './telling.ts'
import { fieldWords } from './words.ts'

const line = (id: string, more: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id, product: null, sku: null, code: null, title: '四件套', options: {}, said: '雾蓝', quantity: 1 },
  ...{ priceFen: null, paysFen: null },
  ...more,
})
const masked = { name: '王*', phone: '', province: '', city: '', district: '', detail: '文三***' }
const zh = { language: 'zh-CN', at: (moment: number) => `@${moment}` }
const en = { language: 'en', at: (moment: number) => `@${moment}` }
const brief = (changes: Record<string, [unknown, unknown]>, how = zh) =>
  told(changes, how).map(({ what, before, after }) => `${what}: ${before ?? '–'} → ${after ?? '–'}`)

describe('[ORD-83] what an update changed', () => {
  test.each<{ says: string; changes: Record<string, [unknown, unknown]>; zh: string[]; en: string[] }>([
    {
      says: 'status and times',
      changes: { status: ['unpaid', 'paid'], paidAt: [null, 5] },
      zh: ['状态: 待付款 → 待发货', '付款时间: – → @5'],
      en: ['Status: Unpaid → To be shipped', 'Paid: – → @5'],
    },
    {
      says: 'money',
      changes: { payableFen: [32900, 29950], freightFen: [null, 0] },
      zh: ['应付: ¥329 → ¥299.5', '运费: – → ¥0'],
      en: ['To pay: ¥329 → ¥299.5', 'Delivery: – → ¥0'],
    },
    {
      says: 'flag and remark',
      changes: { flag: ['red', null], remark: ['', '改发顺丰'] },
      zh: ['旗帜: 红旗 → –', '备注: – → 改发顺丰'],
      en: ['Flag: Red flag → –', 'Remark: – → 改发顺丰'],
    },
    {
      says: 'lines by their id',
      changes: {
        lines: [
          [line('1'), line('2', { title: '枕套' })],
          [line('1', { said: '米白', quantity: 2 }), line('3', { title: '抱枕', paysFen: 1900 })],
        ],
      },
      zh: ['商品: 四件套 雾蓝 ×1 → 四件套 米白 ×2', '商品: 枕套 雾蓝 ×1 → –', '商品: – → 抱枕 雾蓝 ×1 ¥19'],
      en: [
        'Goods: 四件套 雾蓝 ×1 → 四件套 米白 ×2',
        'Goods: 枕套 雾蓝 ×1 → –',
        'Goods: – → 抱枕 雾蓝 ×1 ¥19',
      ],
    },
    {
      says: 'an address whose change is in what is masked',
      changes: { address: [{ ...masked }, { ...masked }] },
      zh: ['收货信息: – → 已修改（改的部分不显示）'],
      en: ['Deliver to: – → changed, in the part not shown'],
    },
    {
      says: 'parcels and refunds',
      changes: {
        shipments: [[], [{ id: 'SF1', carrier: '顺丰', at: 1 }]],
        refunds: [
          [{ id: 'r', kind: 'refund', line: null, state: 'asked', fen: 100, reason: '', at: 1 }],
          [{ id: 'r', kind: 'refund', line: null, state: 'done', fen: 100, reason: '', at: 2 }],
        ],
      },
      zh: ['包裹: – → 顺丰 SF1', '售后: 仅退款 ¥1 待处理 → 仅退款 ¥1 已完成'],
      en: ['Parcel: – → 顺丰 SF1', 'After-sale: Refund ¥1 asked for → Refund ¥1 done'],
    },
    {
      says: 'columns of a file, and nothing of what is not known',
      changes: { extra: [{ 发票: '无' }, { 发票: '个人' }], later: [1, 2] },
      zh: ['其他列: 发票：无 → 发票：个人'],
      en: ['Other columns: 发票：无 → 发票：个人'],
    },
  ])('$says', (row) => {
    expect(brief(row.changes)).toEqual(row.zh)
    expect(brief(row.changes, en)).toEqual(row.en)
  })

  test('every field has words, and none breaks on having been empty', () => {
    const empty: Record<string, [unknown, unknown]> = {}
    for (const field of Object.keys(fieldWords)) empty[field] = [null, null]
    expect(() => told(empty, zh)).not.toThrow()
  })
})

test('an address in one line; a city that is its own province is said once', () => {
  const address: NonNullable<Order['address']> = {
    ...{ name: '王*', phone: '138****0000', province: '上海市', city: '上海市', district: '徐汇区' },
    detail: '漕溪****',
  }
  expect(addressLine(address)).toBe('王* 138****0000 上海市徐汇区漕溪****')
})

describe('[ORD-84] what is wanted of an order', () => {
  test.each<{ command: OrderCommand; zh: string; en: string }>([
    { command: { do: 'remark', remark: '发顺丰', flag: 'blue' }, zh: '蓝旗 发顺丰', en: 'Blue flag 发顺丰' },
    {
      command: { do: 'price', payableFen: 30000, freightFen: 0 },
      zh: '应付 ¥300（含运费 ¥0）',
      en: '¥300 to pay (delivery ¥0 included)',
    },
    {
      command: { do: 'address', address: { name: '李*', district: '' } },
      zh: '收件人 李*',
      en: 'name 李*',
    },
    { command: { do: 'sku', line: '1', sku: 's', options: { 颜色: '米白' } }, zh: '米白', en: '米白' },
    { command: { do: 'close', reason: '拍错' }, zh: '拍错', en: '拍错' },
    { command: { do: 'refund', line: null, fen: 500, reason: '少件' }, zh: '¥5 少件', en: '¥5 少件' },
  ])('$zh', ({ command, zh: inChinese, en: inEnglish }) => {
    expect(wishWords(command, 'zh-CN')).toBe(inChinese)
    expect(wishWords(command, 'en')).toBe(inEnglish)
  })
})
