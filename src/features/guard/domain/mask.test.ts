import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Contact } from './contacts.ts'
import { masked, maskedValue } from './mask.ts'

test.each<[Contact['kind'], string, string]>([
  ['phone', '13800005678', '138****5678'],
  ['phone', '057188156688', '057****6688'],
  ['phone', '8815668', '88****68'],
  ['phone', '4001', '****'],
  ['qq', '1234567890', '123****7890'],
  ['qq', '12345', '****'],
  ['wechat', 'shop_wx2026', 's****6'],
  ['wechat', 'ab', '****'],
  ['wechat', '淘小二', '淘****二'],
  ['email', 'anna@shop.example', 'a****@shop.example'],
  ['email', 'a@b.example', '****@b.example'],
  ['alipay', '13800005678', '138****5678'],
  ['alipay', 'pay@shop.example', 'p****@shop.example'],
])('[GRD-86] %s %s is shown as %s', (kind, value, shown) => {
  expect(maskedValue({ kind, value })).toBe(shown)
})

const found = (text: string, piece: string, kind: Contact['kind'], value = piece): Contact => {
  const from = text.indexOf(piece)
  return { kind, value, at: [from, from + piece.length] }
}
test.each([
  ['我的电话13800005678，谢谢', [['13800005678', 'phone', '13800005678']], '我的电话138****5678，谢谢'],
  ['一三八 0000 5678 打我', [['一三八 0000 5678', 'phone', '13800005678']], '138****5678 打我'],
  ['wx: abc123', [['abc123', 'wechat', 'abc123']], 'wx: a****3'],
  ['短🔟', [['🔟', 'wechat', '10abc']], '短****'],
  ['13800005678或13800005678', [['13800005678', 'phone', '13800005678']], '138****5678或***********'],
  ['没有联系方式', [], '没有联系方式'],
] as const)('[GRD-86] %s', (text, contacts, shown) => {
  expect(
    masked(
      text,
      contacts.map(([piece, kind, value]) => found(text, piece, kind, value)),
    ),
  ).toBe(shown)
})

const kinds = ['phone', 'wechat', 'qq', 'email', 'alipay'] as const
const letters = fc.string({ unit: fc.constantFrom(...'0123ab1@.'), minLength: 1, maxLength: 14 })
const contact = (length: number): fc.Arbitrary<Contact> =>
  fc
    .tuple(fc.constantFrom(...kinds), letters, fc.nat(length), fc.nat(length))
    .map(([kind, value, a, b]) => ({ kind, value, at: [Math.min(a, b), Math.max(a, b)] }))

test('[GRD-86] whatever is found, no value is left and the text is at most twice as long', () => {
  const cases = fc
    .string({ unit: fc.constantFrom(...'0123ab1@. 微信'), maxLength: 60 })
    .chain((text) => fc.tuple(fc.constant(text), fc.array(contact(text.length), { maxLength: 4 })))
  fc.assert(
    fc.property(cases, ([text, contacts]) => {
      const shown = masked(text, contacts)
      expect(shown.length).toBeLessThanOrEqual(text.length * 2)
      for (const { value } of contacts) expect(shown).not.toContain(value)
    }),
    { numRuns: 1000 },
  )
  fc.assert(
    fc.property(fc.constantFrom(...kinds), letters, (kind, value) => {
      expect(maskedValue({ kind, value })).not.toContain(value)
    }),
  )
})
