import { expect, test } from 'vitest'
import { basketAlong, names, putPrice } from './priced.ts'

test.each([
  ['到手价 450 元', 45_000, true],
  ['到手价４５０元', 45_000, true],
  ['一共 450.00', 45_000, true],
  ['一共 450。', 45_000, true],
  ['一共 1450 元', 45_000, false],
  ['一共 4500 元', 45_000, false],
  ['一共 450.5 元', 45_000, false],
  ['一共 450.5 元', 45_050, true],
  ['一共 1.450', 45_000, false],
  ['', 0, false],
])('“%s” names %d fen: %s', (words, fen, is) => expect(names(words, fen)).toBe(is))

test('the basket leaves once, and only with its price', () => {
  const basket = { lines: [], cards: 'all', channel: 'shop', member: false, region: null, coins: 0 } as const
  const put = { payableFen: 45_000, basket: { ...basket, lines: [] } }
  putPrice('1:1', put)
  expect(basketAlong('1:1', '到手 450 元')).toEqual(put.basket)
  expect(basketAlong('1:1', '到手 450 元')).toBeUndefined()
  putPrice('1:1', put)
  expect(basketAlong('1:1', '到手 440 元')).toBeUndefined()
})
