import { describe, expect, test } from 'vitest'
import { growth, LINEAR } from '../../../../../tests/support/growth.ts'
import { hanNumber, narrow } from './amounts.ts'
import { type Claim, claimsIn } from './claims.ts'

/** A claim in short: `net 399`, `total 698 of 2`, `300-50`, `-20`, `x0.8`, `gift 枕套`, `free to 新疆`. */
const short = (claim: Claim): string => {
  switch (claim.is) {
    case 'price':
      return `${claim.role} ${claim.fen / 100}${claim.pieces === null ? '' : ` of ${claim.pieces}`}`
    case 'reduction': {
      const { reach, takes } = claim
      const from = reach === null ? '' : 'fen' in reach ? `${reach.fen / 100}` : `${reach.pieces} pieces `
      return 'fen' in takes ? `${from}-${takes.fen / 100}` : `${from}x${takes.share}`
    }
    case 'gift':
      return `gift ${claim.what}`
    case 'shipping':
      return claim.region === null ? 'free' : `free to ${claim.region}`
  }
}
const read = (text: string): string[] => claimsIn(text).map(short)

describe('[GRD-40] prices', () => {
  test.each<[string, string[]]>([
    ['到手399', ['net 399']],
    ['¥399', ['price 399']],
    ['￥３９９', ['price 399']],
    ['399元', ['price 399']],
    ['39块9', ['price 39.9']],
    ['九十九块九', ['price 99.9']],
    ['到手价三百九十九', ['net 399']],
    ['1,299.00元', ['price 1299']],
    ['only 399 yuan', ['price 399']],
    ['RMB 399 each', ['each 399 of 1']],
    ['两件一共698元', ['total 698 of 2']],
    ['单价199元', ['each 199 of 1']],
    ['199元/件', ['each 199 of 1']],
    ['定金50元，尾款349元', ['deposit 50', 'balance 349']],
    ['50元定金', ['deposit 50']],
    ['原价599元', ['list 599']],
    ['运费10元', ['freight 10']],
    ['399元可以吗', ['price 399']],
    ['活动价是299哦', ['price 299']],
    ['券后299亲', ['net 299']],
  ])('%s', (text, claims) => {
    expect(read(text)).toEqual(claims)
  })
})

describe('[GRD-41] numbers that are no promise of a price', () => {
  test.each([
    '身高175体重130穿L码',
    '这款是1.8米床用的，被套200x230',
    '订单号239847512 已经发出',
    '电话13812345678',
    '3天内发货，48小时有物流',
    '满300元可用',
    '还差20元就够了',
    '再买280元',
    '给您补偿10元红包',
    '退您20元差价',
    '您之前付了299元',
    '上次买的是259元',
    '别家卖199元',
    '399元左右',
    '预算300元以内的话',
    '这是399元吗？',
    '您说的99元是哪款',
    '2026年11月1日 00:30',
    '第2件',
    '含棉95%',
    '这不是399元',
    '保价15天',
    '约500克',
    '只要3分钟',
    '一共3件',
    '赔付5元',
    '8点开始',
    'order number 88231299',
    'it takes 3 days',
    'refund 20 yuan',
    '',
    '您好，请问有什么可以帮您',
  ])('%s', (text) => {
    expect(read(text)).toEqual([])
  })
})

describe('[GRD-42] reductions', () => {
  test.each<[string, string[]]>([
    ['满300减50', ['300-50']],
    ['每满300减50哦', ['300-50']],
    ['300减50', ['300-50']],
    ['满2件减20元', ['2 pieces -20']],
    ['立减20元', ['-20']],
    ['直降100', ['-100']],
    ['领20元优惠券', ['-20']],
    ['打8折', ['x0.8']],
    ['全场八五折', ['x0.85']],
    ['第二件半折', ['2 pieces x0.5']],
    ['50 off every 300', ['300-50']],
    ['20% off', ['x0.8']],
    ['不打折', []],
    ['折后再说', []],
    ['不是8折', []],
  ])('%s', (text, claims) => {
    expect(read(text)).toEqual(claims)
  })
})

describe('[GRD-43] gifts and free shipping', () => {
  test.each<[string, string[]]>([
    ['送枕套', ['gift 枕套']],
    ['下单送您一对枕套哦', ['gift 枕套']],
    ['赠送保温杯一个', ['gift 保温杯一个']],
    ['with a free pillowcase', ['gift pillowcase']],
    ['送货上门', []],
    ['送女朋友很合适', []],
    ['不送枕套', []],
    ['送运费险', []],
    ['会送枕套吗', []],
    ['已经派送了', []],
    ['包邮', ['free']],
    ['新疆包邮', ['free to 新疆']],
    ['free shipping', ['free']],
    ['退货包运费', []],
    ['不包邮', []],
    ['满99包邮', []],
    ['包邮吗', []],
  ])('%s', (text, claims) => {
    expect(read(text)).toEqual(claims)
  })
})

test.each<[string, number | null]>([
  ['三百九十九', 399],
  ['三九九', 399],
  ['一百五', 150],
  ['一百零五', 105],
  ['两千零八', 2008],
  ['十二', 12],
  ['一万二', 12000],
  ['百', null],
  ['', null],
])('a number in Chinese: %s', (text, value) => {
  expect(hanNumber(text)).toBe(value)
})

test('places are those of the text, however wide it is written', () => {
  const text = '亲，￥３９９ 到手'
  const [claim] = claimsIn(text)
  expect(text.slice(...(claim?.at ?? [0, 0]))).toBe('￥３９９')
  expect(narrow(text)).toHaveLength(text.length)
})

test.each([
  ['¥182 more would take off ¥60 (Shop coupon: 60 off from 600).', ['-60']],
  ['You are ¥20 short of the next reduction.', []],
])('[GRD-40] what is missing to a reduction is no price: %s', (text, claims) =>
  expect(read(text)).toEqual(claims),
)

test.each(['1元', '打1', '送1 ', '¥1 ', '减1'])(
  'a message of nothing but %s is read once through',
  (words) => {
    const read = (size: number) => claimsIn(words.repeat(size).slice(0, size))
    expect(growth(read, 1000)).toBeLessThan(LINEAR)
  },
)
