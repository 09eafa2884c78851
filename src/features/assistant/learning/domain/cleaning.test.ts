import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Answer } from '../../domain/settings.ts'
import { cleaned, shownQuestion } from './cleaning.ts'

describe('[AST-76] an answer offered to all holds nothing of one buyer', () => {
  test.each([
    ['亲，可以机洗的哦', '可以机洗的哦'],
    ['您好，小雨，水温不要超过 30 度。还有其他可以帮您的吗？', '水温不要超过 30 度'],
    ['48小时内发货', '48小时内发货'],
    ['每天 17:00 前付款的当天发出，最晚 72 小时', '每天 17:00 前付款的当天发出，最晚 72 小时'],
    ['1.5 米的床选 200×230', '1.5 米的床选 200×230'],
    ['满 199 元包邮', '满 199 元包邮'],
    ['Hi, you can wash it at 30 degrees. Anything else?', 'you can wash it at 30 degrees'],
  ])('%s', (answer, expected) => expect(cleaned(answer, '小雨')).toEqual({ ok: true, text: expected }))

  test.each([
    ['您的订单 2107 0733 9507 已经发出', 'order'],
    ['订单尾号8812已经改好', 'order'],
    ['单号 SF1234567890123，可以查', 'tracking'],
    ['11月15日前一定发出', 'date'],
    ['明天给您发', 'date'],
    ['20号发', 'date'],
    ['It will ship tomorrow', 'date'],
    ['退到浙江省杭州市余杭区文一西路 969 号', 'address'],
    ['给您改价了，您看下', 'amount'],
    ['王女士，可以的', 'name'],
    ['好的', 'nothing'],
    ['稍等，我帮您查一下', 'nothing'],
  ])('%s: not offered (%s)', (answer, why) => expect(cleaned(answer, '小雨')).toEqual({ ok: false, why }))

  test('the buyer’s name is never left, whatever it looks like', () => {
    const name = fc
      .string({ minLength: 2, maxLength: 12, unit: 'grapheme' })
      .filter((s) => [...s.trim()].length >= 2)
    fc.assert(
      fc.property(name, (called) => {
        const { ok, ...rest } = cleaned(`${called}，可以放洗碗机的`, called)
        if (ok && 'text' in rest)
          expect(rest.text.startsWith(called.trim()) && !'可以放洗碗机的'.startsWith(called.trim())).toBe(
            false,
          )
      }),
    )
  })
  test('what is offered is an answer the FAQ takes, whatever agents type', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (text) => {
        const clean = cleaned(`{order} 可以机洗 ${text}`, '小雨')
        if (clean.ok) expect(Answer.safeParse(clean.text).success).toBe(true)
      }),
    )
  })
})

test.each([
  ['订单 210707339507 能改吗', '订单 **** 能改吗'],
  ['能机洗吗', '能机洗吗'],
])('[AST-75] a question is shown without long numbers: %s', (text, expected) =>
  expect(shownQuestion(text)).toBe(expected),
)
