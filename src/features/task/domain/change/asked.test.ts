import { describe, expect, test } from 'vitest'
import { anOrder, anOrderLine, shirt } from '../../testing/made.ts'
import { changeAsked, tellsChange } from './asked.ts'

const products = new Map([[shirt.id, shirt]])
const read = (text: string, orders = [anOrder()]) =>
  changeAsked([{ id: 5, author: 'buyer', text }], orders, products)

describe('another size or colour [TSK-20]', () => {
  test.each([
    ['换成L码', '海盐蓝-L'],
    ['帮我把M码换成L码吧', '海盐蓝-L'],
    ['尺码改成 s', '海盐蓝-S'],
    ['颜色改雾蓝', '雾蓝-M'],
    ['拍错颜色了，想要奶白的，帮我改一下', '奶白-M'],
    ['能换成雾蓝L吗', '雾蓝-L'],
    ['要大一码，麻烦换一下', '海盐蓝-L'],
    ['换小一号可以吗', '海盐蓝-S'],
    ['可以换成白色吗', '奶白-M'],
    ['Please change it to L', '海盐蓝-L'],
    ['Could you switch the colour to 雾蓝?', '雾蓝-M'],
    ['I ordered the wrong size, make it S please', '海盐蓝-S'],
    ['one size up please, change it', '海盐蓝-L'],
  ])('%s', (text, sku) => {
    const asked = read(text)
    expect(asked?.change.lines.map((line) => line.sku)).toEqual([sku])
    expect(asked?.refused).toBeNull()
  })

  test.each([
    ['M码有货吗', 'a question'],
    ['我平时穿L码', 'tells a size'],
    ['收到了不合适，想换货换成L', 'an exchange of what came'],
    ['换个客服', 'no change of the order'],
    ['好的谢谢', 'nothing'],
    ['这个会不会改版', 'another thing'],
  ])('%s: %s', (text) => expect(read(text)).toBeNull())
})

describe('nothing is chosen where it is not clear [TSK-20]', () => {
  test('“蓝色” of two blues: both are told', () => {
    const asked = read('想换成蓝色的', [
      anOrder({ lines: [anOrderLine({ sku: '奶白-M', options: {}, said: '奶白 M' })] }),
    ])
    expect(asked?.change.lines).toEqual([])
    expect(asked?.choices[0]?.options.map(({ sku }) => sku)).toEqual(['海盐蓝-M', '雾蓝-M'])
  })
  test('out of stock: says so', () => {
    const asked = read('换成XL')
    expect(asked?.change.lines).toEqual([])
    expect(asked?.says.zh).toContain('没有货')
  })
  test('two lines have sizes: both are told', () => {
    const asked = read('换成L码', [
      anOrder({ lines: [anOrderLine(), anOrderLine({ id: 'L2', sku: '奶白-S' })] }),
    ])
    expect(asked?.change.lines).toEqual([])
    expect(asked?.choices.map(({ line }) => line)).toEqual(['L1', 'L2'])
  })
})

test('[TSK-24] shipped: it says so; of two orders the one that can still be changed', () => {
  const shipped = anOrder({ id: '9', status: 'shipped', createdAt: 9000 })
  expect(read('换成L码', [shipped])).toMatchObject({ refused: 'shipped', orderId: '9' })
  expect(read('换成L码', [shipped, anOrder()])).toMatchObject({ refused: null, orderId: anOrder().id })
  expect(read('帮我备注一下放门口', [shipped])).toMatchObject({ refused: null, change: { remark: '放门口' } })
  expect(read('换成L码', [anOrder({ status: 'closed' })])).toBeNull()
})

test('[TSK-24] an order named by its number is the one', () => {
  const other = anOrder({ id: '4000000000000000002', createdAt: 1 })
  expect(read('4000000000000000002 换成L码', [anOrder(), other])?.orderId).toBe(other.id)
})

describe('address and remark [TSK-20]', () => {
  test.each([
    [
      '地址改成浙江省杭州市滨江区长河路 88 号 2 幢',
      { province: '浙江省', city: '杭州市', district: '滨江区', detail: '长河路 88 号 2 幢' },
    ],
    [
      '地址写错了，改成上海市浦东新区世纪大道100号',
      { province: '上海市', city: '上海市', district: '浦东新区', detail: '世纪大道100号' },
    ],
    ['收货地址改到公司：科技园3栋201', { detail: '公司:科技园3栋201' }],
    ['收件人改成张三', { name: '张三' }],
    ['麻烦帮我改下地址', {}],
    ['电话改一下，13912345678', { phone: '13912345678' }],
    ['Please change the address to 5 River Road, Flat 3', { detail: '5 River Road, Flat 3' }],
  ])('%s', (text, address) => expect(read(text)?.change.address).toEqual(address))

  test.each([
    ['帮我备注一下：发顺丰', '发顺丰'],
    ['备注一下不要放驿站', '不要放驿站'],
    ['麻烦备注 周末送货', '周末送货'],
    ['Please add a note: leave it at the door', 'leave it at the door'],
  ])('%s', (text, remark) => expect(read(text)?.change.remark).toBe(remark))
  test.each([
    '门牌写在订单备注里了',
    '门牌写在备注里',
    '我在备注里写了，放门口',
    '备注里有写周末送',
    '备注里面说了不要胡椒',
    '按备注发货就行',
    '麻烦看下备注哈，要蓝色',
    '备注好了，谢谢老板',
    '下单时备注有填门牌号',
  ])('[TSK-20] %s: it is there already', (text) => expect(read(text)).toBeNull())
  test.each([
    ['帮我写在备注里：放门口', '放门口'],
    ['帮我在备注里写放门口', '放门口'],
    ['请在订单备注上写 送公司前台', '送公司前台'],
    ['麻烦备注里加一句不要放驿站', '不要放驿站'],
  ])('[TSK-20] %s: a wish', (text, remark) => expect(read(text)?.change.remark).toBe(remark))
  test.each([
    '备注了吗',
    '尾号 8120，改成同城的另一个小区，门牌写在订单备注里了',
    '新地址我写在留言里了',
    '备注里有写',
    '按我备注的来',
    '麻烦看一下备注',
  ])('%s speaks of a remark that is there', (text) => expect(read(text)?.change.remark ?? null).toBeNull())
})

describe('what is to be changed is stated, so a person does it [TSK-26]', () => {
  test.each([
    ['地址改成浙江省杭州市西湖区试用路 8 号', true],
    ['新地址：江苏省南京市鼓楼区云溪里 3 栋 502，麻烦改一下地址', true],
    ['帮我把M码换成L码', true],
    ['颜色改成雾蓝', true],
    ['please change the size to L', true],
    ['怎么修改地址', false],
    ['我想改地址', false],
    ['可以换颜色吗', false],
    ['收到了不合适，想换货换成L', false],
    ['寄到浙江要几天', false],
    ['M码有货吗', false],
  ])('%s: %s', (text, tells) => expect(tellsChange(text)).toBe(tells))
})
