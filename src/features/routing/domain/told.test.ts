import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growth, LINEAR } from '../../../../tests/support/growth.ts'
import type { Stage } from './settings.ts'
import { stageTold } from './told.ts'

test.each<[string, Stage | null]>([
  ['还没付款，能改价吗', 'unpaid'],
  ['待付款的那单帮我关了', 'unpaid'],
  ["I haven't paid yet", 'unpaid'],
  ['还没下单，先问问', 'none'],
  ['想买个洗衣机', 'none'],
  ['I want to buy two', 'none'],
  ['我付款了', 'paid'],
  ['刚拍的那件能改吗', 'paid'],
  ['昨天付了款怎么还没发货', 'paid'],
  ['订单还没出库吧', 'paid'],
  ['I just ordered this', 'paid'],
  ['It has not shipped yet', 'paid'],
  ['还没收到货', 'shipped'],
  ['物流好几天没动了', 'shipped'],
  ['快递到哪了', 'shipped'],
  ['显示派送中', 'shipped'],
  ['Where is my parcel?', 'shipped'],
  ['已经收到了', 'received'],
  ['收到就是坏的', 'received'],
  ['用了两天就不转', 'received'],
  ['It arrived broken', 'received'],
  ['申请了退款，什么时候到账', 'refunding'],
  ['退货的钱还没退', 'refunding'],
  ['I sent it back last week', 'refunding'],
  // They tell nothing, or nothing yet.
  ['在吗', null],
  ['什么时候能收到', null],
  ['收到货以后多久能退', null],
  ['货到付款可以吗', null],
  ['能退款吗', null],
  ['发票还没收到', null],
  ['没收到验证码', null],
  ['[物流] [已收到]', null],
  ['', null],
])('[RTG-69] %s tells %s', (text, stage) => {
  expect(stageTold(text)).toBe(stage)
})

test('no text is too odd, and none takes long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      stageTold(text)
    }),
  )
  const odd = ['还', '退款', '物流', '我买的', 'not ', '\ud800']
  expect(growth((size) => odd.map((text) => stageTold(text.repeat(size))), 2000)).toBeLessThan(LINEAR)
})
