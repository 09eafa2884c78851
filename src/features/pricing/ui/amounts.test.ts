import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MOST_FEN } from '../../../shared/money.ts'
import { fenOf, shareIn, shareOf, typedFen } from './amounts.ts'

test.each<[string, number | null]>([
  ['12.5', 1250],
  ['12.', 1200],
  ['0.05', 5],
  ['¥1,299.00', 129_900],
  ['１２元', 1200],
  [' 300 ', 30_000],
  ['1000000', MOST_FEN],
  ['1000000.01', null],
  ['1.005', null],
  ['-1', null],
  ['', null],
  ['三百', null],
])('%j yuan is %j fen', (typed, fen) => expect(fenOf(typed)).toBe(fen))

test.each<[string, number | null]>([
  ['8折', 0.8],
  ['88折', 0.88],
  ['8.8折', 0.88],
  ['９５折', 0.95],
  ['10折', 1],
  ['80%', 0.8],
  ['80 %', 0.8],
  ['20% off', 0.8],
  ['0.8', 0.8],
  ['8', 0.8],
  ['95', 0.95],
  ['0折', 0],
  ['120%', null],
  ['打折', null],
  ['', null],
])('%j is the share %j', (typed, share) => expect(shareOf(typed)).toBe(share))

test.each([
  [0.8, '8折', '80 %'],
  [0.88, '8.8折', '88 %'],
  [0.95, '9.5折', '95 %'],
  [1, '10折', '100 %'],
])('%d is written %s and %s', (share, zh, en) =>
  expect([shareIn(share, 'zh-CN'), shareIn(share, 'en')]).toEqual([zh, en]),
)

test('what is shown reads back as the same amount and share', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MOST_FEN }), (fen) => {
      expect(fenOf(typedFen(fen))).toBe(fen)
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (n) => {
      expect(shareOf(shareIn(n / 1000, 'zh-CN'))).toBe(n / 1000)
      expect(shareOf(shareIn(n / 1000, 'en'))).toBe(n / 1000)
    }),
  )
})
