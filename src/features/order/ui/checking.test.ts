import { describe, expect, test } from 'vitest'
import { besides } from '../../catalog/domain/card-words.ts'
import { Card } from '../../catalog/domain/shown-card.ts'
import { merged } from '../domain/merge.ts'
import type { Order, OrderLine } from '../domain/order.ts'
import { cardOfOrder, orderWords } from './checking.ts'

const line = (id: string, title: string): OrderLine => ({
  ...{ id, product: null, sku: null, code: null, title, options: { 颜色: '雾蓝', 尺寸: '1.8 米' }, said: '' },
  ...{ quantity: 2, priceFen: null, paysFen: null },
})
const NOW = Date.parse('2026-11-29T00:00:00Z')
const order = (more: Partial<Order> = {}): Order => {
  const first = merged(null, { id: '4411880022', at: NOW, createdAt: NOW, status: 'paid' }, 'bridge')
  if (!first) throw new Error('nothing came of it')
  return {
    ...first.known.order,
    ...{ payableFen: 32900, shipBy: Date.parse('2026-12-01T10:00:00Z'), lines: [line('1', '水洗棉四件套')] },
    address: {
      ...{ name: '王**', phone: '138****0000', province: '浙江省', city: '杭州市', district: '西湖区' },
      detail: '文三******',
    },
    ...more,
  }
}
const how = { zone: 'Asia/Shanghai', now: NOW }

describe('[ORD-85] sending an order for checking', () => {
  test('says in Chinese what the card shows, until when it ships, and asks', () => {
    expect(orderWords(order(), { ...how, language: 'zh-CN', ask: true })).toBe(
      [
        '您好，麻烦核对一下订单信息：',
        '订单 4411880022 待发货',
        '水洗棉四件套 雾蓝 1.8 米 ×2',
        '王** 138****0000 浙江省杭州市西湖区文三******',
        '预计 12月1日 18:00 前发货。',
        '信息无误请回复“确认”；款式、地址或备注需要修改，请直接告诉我。',
      ].join('\n'),
    )
  })

  test('and in English', () => {
    expect(orderWords(order(), { ...how, language: 'en', ask: true })).toBe(
      [
        'Hello! Please look over your order:',
        'Order 4411880022 To be shipped',
        '水洗棉四件套 雾蓝 1.8 米 ×2',
        '王** 138****0000 浙江省杭州市西湖区文三******',
        'To be shipped by 1 Dec, 18:00.',
        'If all is right, please answer “confirm”; if options, address or remark should change, just tell me.',
      ].join('\n'),
    )
  })

  test.each(['zh-CN', 'en'] as const)('above the card stands only what it does not show (%s)', (language) => {
    const one = order()
    const shown = besides(
      orderWords(one, { ...how, language, ask: true }),
      cardOfOrder(one, { language, ask: true }),
    )
    expect(shown.split('\n')).toHaveLength(3)
    expect(shown).not.toContain('4411880022')
    expect(shown).not.toContain('水洗棉')
  })

  test('an unpaid one says until when it can be paid; a moment that is over is not promised', () => {
    const unpaid = order({ status: 'unpaid', payBy: NOW + 1_800_000 })
    expect(orderWords(unpaid, { ...how, language: 'zh-CN', ask: false })).toContain(
      '请在 11月29日 08:30 前付款',
    )
    const late = order({ shipBy: NOW - 1 })
    const odd = order({ shipBy: NOW + 3_600_000 + 42_500 })
    expect(orderWords(odd, { ...how, language: 'zh-CN', ask: false })).toContain('预计 11月29日 09:00 前发货')
    expect(orderWords(late, { ...how, language: 'zh-CN', ask: false })).not.toContain('预计')
  })

  test('without a question nothing is asked', () => {
    const words = orderWords(order(), { ...how, language: 'zh-CN', ask: false })
    expect(words).not.toContain('核对')
    expect(words).not.toContain('确认')
  })

  test('many lines are counted in the text, and the card is one that messages may have', () => {
    const many = order({
      lines: Array.from({ length: 60 }, (_, i) => line(String(i), `抱枕 ${'长'.repeat(290)}`)),
    })
    const words = orderWords(many, { ...how, language: 'zh-CN', ask: true })
    expect(words).toContain('等 60 样')
    const card = cardOfOrder(many, { language: 'zh-CN', ask: true })
    expect(Card.safeParse(card).success).toBe(true)
    expect(card.lines).toHaveLength(50)
  })

  test('no address, no amount: nothing is said of them', () => {
    const bare = order({ address: null, payableFen: null, shipBy: null, lines: [] })
    expect(orderWords(bare, { ...how, language: 'en', ask: false })).toBe('Order 4411880022 To be shipped')
  })
})
