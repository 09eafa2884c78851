import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contactsIn } from './contacts.ts'

test.each([
  ['我电话13800138000', [['phone', '13800138000']]],
  ['打 1 3 8-0013-8000 找我', [['phone', '13800138000']]],
  ['+86 幺三八零零幺三八零零零', [['phone', '13800138000']]],
  ['加我微信 abc_12345 谢谢', [['wechat', 'abc_12345']]],
  ['vx：１３８００１３８０００', [['wechat', '13800138000']]],
  ['qq一二三四五六七', [['qq', '1234567']]],
  ['发票发到 boss88@example.com', [['email', 'boss88@example.com']]],
  ['支付宝账号13800138000', [['alipay', '13800138000']]],
  [
    '手机13800138000 QQ 1234567',
    [
      ['phone', '13800138000'],
      ['qq', '1234567'],
    ],
  ],
  ['订单号1234567890123456789 什么时候发', []],
  ['快递单号SF1380013800012', []],
  ['微信支付4200001234567890123', []],
  ['165的穿M还是L，130斤', []],
] as const)('[GRD-30] %s', (text, contacts) => {
  expect(contactsIn(text).map(({ kind, value }) => [kind, value])).toEqual(contacts)
})

test('[GRD-30] places lie in the text, in order, apart; nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(9999), (text, n) => {
      let end = 0
      for (const { at } of contactsIn(`${text} 微信 abc${n}00 ${text} 13800138000`)) {
        expect(at[0]).toBeGreaterThanOrEqual(end)
        expect(at[1]).toBeGreaterThan(at[0])
        end = at[1]
      }
    }),
    { numRuns: 200 },
  )
})
