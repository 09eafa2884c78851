import { expect, test } from 'vitest'
import { productSource } from '../src/features/assistant/sources/product.ts'
import { charts, productsOf } from './lubai/products.ts'

const at = Date.parse('2026-11-11T02:00:00Z')
const source = productSource(productsOf('site', at), charts)
const ask = (text: string, item: string | null, before: string | null = null) =>
  source.find({ text, item, before, at, phase: null })

test.each<[text: string, item: string | null, id: string, says: string]>([
  // Of the product on the page: the field is named (CAT-60).
  ['什么材质的', 'LB-S18', 'LB-S18:材质', '全棉水洗布，40 支'],
  ['是纯棉的吗', 'LB-S18', 'LB-S18:材质', '全棉水洗布'],
  ['能机洗吗', 'LB-Q20', 'LB-Q20:洗涤', '不可机洗'],
  ['怎么洗', 'LB-S18', 'LB-S18:洗涤', '30 ℃ 以下'],
  ['会掉色吗', 'LB-S18', 'LB-S18:fears', '不会明显褪色'],
  ['会缩水吗', 'LB-W01', 'LB-W01:fears', '缩水率在 3 % 以内'],
  ['新的有异味吗', 'LB-P02', 'LB-P02:fears', '奶味'],
  ['哪里产的', 'LB-S18', 'LB-S18:产地', '江苏南通'],
  ['适合1.5米床吗', 'LB-S15', 'LB-S15:尺寸', '适合 1.5 米床'],
  ['里面有什么', 'LB-G01', 'LB-G01:内含', '贺卡 1 张'],
  ['一条多重', 'LB-T03', 'LB-T03:克重', '110 g'],
  ['宝宝可以用吗', 'LB-K12', 'LB-K12:安全类别', 'A 类'],
  ['填充重量', 'LB-Q20', 'LB-Q20:填充重量', '1.8 kg'],
  ['保质期多久', 'LB-P01', 'LB-P01:shelf-life', '两年'],
  ['怎么用', 'LB-P01', 'LB-P01:usage', '拉链'],
  ['舒服吗', 'LB-P02', 'LB-P02:comfort', '回弹快'],
  ['有什么特点', 'LB-P01', 'LB-P01:selling-points', '荞麦壳'],
  // Stock and restock (CAT-62).
  ['有货吗', 'LB-S18', 'LB-S18:库存', '现在有货。'],
  ['有货吗', 'LB-B18', 'LB-B18:库存', '现在没有货，预计 11 月 17 日到货'],
  ['什么时候有货', 'LB-B18', 'LB-B18:到货时间', '11 月 17 日'],
  ['什么时候到货', 'LB-B18', 'LB-B18:到货时间', '11 月 17 日'],
  ['有货吗', 'LB-W01', 'LB-W01:库存', '现在有货的：S、M、L；没有货的：XL'],
  ['M码有货吗', 'LB-W01', 'LB-W01:库存', '的 M 现在有货'],
  ['XL什么时候补货', 'LB-W01', 'LB-W01:到货时间', '的 XL 预计 11 月 15 日到货'],
  // Fit (CAT-61).
  ['身高165体重52公斤穿什么码', 'LB-W01', 'LB-W01:尺码表', '按尺码表是 M'],
  ['身高165，104斤', 'LB-W01', 'LB-W01:尺码表', '按尺码表是 M'],
  ['穿什么码', 'LB-W01', 'LB-W01:尺码表', '请告诉我身高（cm）和体重（公斤）'],
  ['身高176体重74公斤', 'LB-W01', 'LB-W01:尺码表', 'XL 现在没有货'],
  // Named in the text, in the language of the question (CAT-63).
  ['LB-T03 怎么洗', null, 'LB-T03:洗涤', '30 ℃ 以下'],
  [
    'what is it made of?',
    'LB-S18',
    'LB-S18:材质',
    'Material of “水洗棉四件套 芦苇灰 1.8 米床”: 全棉水洗布，40 支.',
  ],
  ['Can I machine wash LB-Q20?', null, 'LB-Q20:洗涤', 'Washing of'],
  ["I'm 165 cm and 52 kg, which size?", 'LB-W01', 'LB-W01:尺码表', 'the size chart says M'],
  ['when will it be back in stock', 'LB-B18', 'LB-B18:到货时间', 'expected on 2026-11-17'],
])('“%s” on %s is answered from %s, surely', (text, item, id, says) => {
  const [first] = ask(text, item)
  expect(first?.id).toBe(id)
  expect(first?.answer).toContain(says)
  expect(first?.score).toBeGreaterThanOrEqual(0.9)
})

test.each<
  [text: string, item: string | null, before: string | null, id: string, least: number, most: number]
>([
  // Named by words of the title: less sure, the less the more products have them (CAT-64).
  ['海盐蓝的四件套什么时候到货', null, null, 'LB-B18:到货时间', 0.8, 0.95],
  ['芦苇灰四件套是什么材质', null, null, 'LB-S18:材质', 0.8, 0.9],
  ['四件套能机洗吗', null, null, 'LB-S18:洗涤', 0.6, 0.9],
  ['毛巾多大', null, null, 'LB-T03:尺寸', 0.2, 0.5],
  ['身高165', 'LB-W01', null, 'LB-W01:尺码表', 0.8, 0.89],
  // What the question before said goes on.
  ['体重52kg', 'LB-W01', '我身高165穿什么码', 'LB-W01:尺码表', 0.9, 1],
  ['那乳胶枕呢', null, '荞麦枕怎么洗', 'LB-P02:洗涤', 0.6, 0.9],
  ['什么材质', null, '海盐蓝四件套有货吗', 'LB-B18:材质', 0.6, 0.9],
])('“%s” on %s after “%s” is answered from %s, less surely', (text, item, before, id, least, most) => {
  const [first] = ask(text, item, before)
  expect(first?.id).toBe(id)
  expect(first?.score).toBeGreaterThanOrEqual(least)
  expect(first?.score).toBeLessThanOrEqual(most)
})

test.each([
  // What no field answers is left to others (CAT-66).
  ...[
    '什么时候发货',
    '包邮吗',
    '你好',
    '多少钱',
    '有赠品吗',
    '保质期多久',
    '优惠券什么时候过期',
    '能便宜点吗',
  ],
  ...[
    '几天能到货',
    '有电话吗',
    '会起球吗',
    '谢谢',
    '退货怎么退',
    '可以开发票吗',
    '发什么快递',
    '付不了款',
    '怎么用优惠券',
  ],
])('“%s” finds nothing on the card', (text) => expect(ask(text, 'LB-S18')).toEqual([]))

test('what is asked of goods one has already is not sure', () => {
  for (const { score } of ask('我收到的毛巾怎么洗', 'LB-T03')) expect(score).toBeLessThan(0.6)
})
