import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeTokens, tokensOf, tsquery, wanted } from './tokens.ts'

test.each<[string, string, string[]]>([
  ['pieces of two, and the last character', '我要退货', ['我要', '要退', '退货', '货']],
  ['marks divide', '在吗?退货！', ['在吗', '吗', '退货', '货']],
  ['a lone character', '退', ['退']],
  ['words in lower case, digits apart', 'iPhone15 Pro', ['iphone', '15', 'pro']],
  ['wide forms and accents folded', 'Ｃａｆé ①', ['cafe', '1']],
  ['mixed', '买2件L码', ['买', '2', '件', 'l', '码']],
  ['order numbers', '210707-339507', ['210707', '339507']],
  ['characters beyond 16 bits', '𠮷野家', ['𠮷野', '野家', '家']],
  ['kana stay whole', 'ガラス', ['ガラ', 'ラス', 'ス']],
  ['each once', '好好好', ['好好', '好']],
  ['nothing', ' ?!😀\0', []],
])('SEARCH-1 %s', (_says, text, tokens) => expect(tokensOf(text)).toEqual(tokens))

test.each<[string, string | null]>([
  ['退货', "'退货'"],
  ['退', "'退':*"],
  ['发货时间', "'发货' & '货时' & '时间'"],
  ['退货 iPhone', "'退货' & 'iphone':*"],
  ['1', "'1'"],
  ["'a' | \\ & <-> !", "'a'"],
  ['?!', null],
])('SEARCH-2 %s means %s', (text, query) => expect(tsquery(text)).toBe(query))

test('SEARCH-1 what a message holds is found in it, however it was cut', () => {
  const letter = fc.constantFrom('退', '货', '款', '我', '要', 'a', 'B', 'é', '1', '2', ' ', '，', '𠮷')
  fc.assert(
    fc.property(
      fc.array(letter, { minLength: 1, maxLength: 20 }),
      fc.nat(),
      fc.nat(),
      (letters, from, length) => {
        const start = from % letters.length
        const part = letters.slice(start, start + 1 + (length % 5)).join('')
        // A word or number is found by its beginning, so a part that begins amid one is not looked for.
        fc.pre(!/[a-z0-9é]/i.test(letters[start - 1] ?? '') || !/^[a-z0-9é]/i.test(part))
        const words = tokensOf(letters.join(''))
        for (const { token, begins } of wanted(part))
          expect(
            begins
              ? words.some((word) => word.startsWith(token))
              : words.includes(token) || token.length === 1,
          ).toBe(true)
      },
    ),
  )
})

test('a block is 20,000 messages of a shop', () => {
  expect(placeTokens(3, 19_999)).toEqual(['#3', '#3:0'])
  expect(placeTokens(3, 20_000)).toEqual(['#3', '#3:1'])
})
