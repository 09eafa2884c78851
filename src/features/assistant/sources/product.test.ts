import { expect, test } from 'vitest'
import { type Product, plainProduct } from '../../catalog/domain/product.ts'
import { productSource } from './product.ts'

const at = Date.parse('2026-11-11T02:00:00Z')
const make = (id: string, title: string, more: Partial<Product> = {}): Product =>
  plainProduct({ id, title, priceFen: 9900, stock: 5, ...more })
const products = [
  make('M1', '清咽含片', {
    labelOnly: true,
    attributes: { 成分: '薄荷', 产地: '南通' },
    sections: { usage: '含服，一次 1 片，一日 3 次。', people: '成人', 'shelf-life': '24 个月' },
  }),
  make('T1', '亚麻桌布 米白', { attributes: { 材质: '亚麻', 克重: '180 g', 赠品: '杯垫' } }),
  make('T2', '亚麻桌布 灰绿', { attributes: { 材质: '亚麻', 克重: '210 g' } }),
  make('S1', '凉拖鞋', { stock: 0, restockAt: at - 1000 }),
  make('SH-02', '棉拖鞋', { stock: 0 }),
  make('C1', '短袖', {
    skus: ['红', '蓝'].map((颜色, i) => ({
      ...{
        id: `C1-${i}`,
        options: { 颜色, 尺码: 'M' },
        priceFen: 9900,
        stock: i * 3,
        restockAt: null,
        picture: null,
      },
    })),
  }),
]
const source = productSource(products, [])
const ask = (text: string, item: string | null = null) =>
  source.find({ text, item, before: null, at, phase: null })
const ids = (text: string, item: string | null = null) => ask(text, item).map(({ id }) => id)

test.each([
  // CAT-65: the label's own words, facts without advice, and nothing else.
  ['怎么服用', 'M1:usage', '「清咽含片」说明书原文：“含服，一次 1 片，一日 3 次。”'],
  ['How do I use it?', 'M1:usage', 'The label of “清咽含片” says: “含服，一次 1 片，一日 3 次。”'],
  ['保质期多久', 'M1:shelf-life', '「清咽含片」的保质期：24 个月。'],
  ['产地是哪里', 'M1:产地', '「清咽含片」的产地：南通。'],
])('of label-only goods “%s” is quoted', (text, id, answer) => {
  expect(ask(text, 'M1')[0]).toMatchObject({ id, answer, source: 'product' })
})
test.each([
  '孕妇能吃吗',
  '适合老人用吗',
  '可以和感冒药一起吃吗',
  '有效吗',
  '小孩怎么吃',
  '产地是哪里，过敏能用吗',
  '治咳嗽吗',
])('of label-only goods “%s” is left to a person', (text) => expect(ask(text, 'M1')).toEqual([]))

test('it says of which product and field it is, and by which word', () => {
  expect(ask('什么材质', 'T1')).toEqual([
    {
      ...{
        source: 'product',
        id: 'T1:材质',
        question: '「亚麻桌布 米白」的材质',
        answer: '「亚麻桌布 米白」的材质：亚麻。',
      },
      ...{ pictures: [], score: 0.96 },
      why: [
        { by: 'keywords', says: '材质' },
        { by: 'product', says: 'T1 · 亚麻桌布 米白' },
        { by: 'field', says: '材质' },
      ],
    },
  ])
})

test.each([
  ['alternatives that say the same are one answer', '桌布是什么材质', ['T1:材质']],
  ['alternatives that differ are each told', '桌布多重', ['T1:克重', 'T2:克重']],
  ['a product that there is not', 'X-99 什么材质', []],
])('%s (CAT-64)', (_, text, found) => {
  expect(ids(text).toSorted()).toEqual(found)
  for (const { score } of ask(text)) expect(score).toBeLessThan(0.9)
})

test.each<[string, number]>([
  ['尺寸多大', 1],
  ['想订做一个尺寸', 0],
  ['这款有没有更大的尺寸', 0],
  ['其他尺寸有吗', 0],
  ['What are the dimensions?', 1],
  ['Do you have a bigger size? Dimensions?', 0],
])('what is not on the card is left to a person: “%s” (CAT-62)', (text, found) => {
  const bed = plainProduct({
    id: 'B1',
    title: '四件套',
    priceFen: 100,
    stock: 1,
    attributes: { 尺寸: '1.8 米' },
  })
  const question = { text, before: null, at, item: 'B1', phase: null }
  expect(productSource([bed], []).find(question)).toHaveLength(found)
})

test('another product than the one looked at is answered where it is named', () => {
  expect(ids('SH-02 有货吗', 'T1')).toEqual(['SH-02:库存'])
  expect(ids('有货吗', 'C1-1')).toEqual(['C1:库存'])
})

test.each([
  ['a date that has passed is not told', '有货吗', 'S1', ['「凉拖鞋」现在没有货。']],
  ['an unknown date is left to a person', '什么时候补货', 'SH-02', []],
  ['one SKU of several', '红色有货吗', 'C1', []],
  ['what no SKU has', '有货吗，要紫色的', 'C1', ['「短袖」现在有货的：蓝；没有货的：红。']],
  ['gifts are what activities say', '赠品', 'T1', []],
])('%s (CAT-62, CAT-66)', (says, text, item, answers) => {
  const found = ask(text, item).map(({ answer }) => answer)
  expect(found).toEqual(says === 'one SKU of several' ? ['「短袖」的 红 现在没有货。'] : answers)
})

test('a long story is not answered by words', () =>
  expect(ask(`材质${'很长的话'.repeat(60)}`, 'T1')).toEqual([]))
