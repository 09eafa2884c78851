import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pieces } from './said.ts'

test.each<[string, [number, number][], string]>([
  ['nothing found', [], '加我微信吧'],
  ['in the middle', [[2, 4]], '加我[微信]吧'],
  [
    'at both ends',
    [
      [0, 1],
      [4, 5],
    ],
    '[加]我微信[吧]',
  ],
  [
    'one in another',
    [
      [0, 4],
      [2, 4],
    ],
    '[加我微信]吧',
  ],
  [
    'overlapping',
    [
      [0, 3],
      [2, 4],
    ],
    '[加我微][信]吧',
  ],
  ['beyond the end', [[4, 99]], '加我微信[吧]'],
])('%s is marked where it stands', (_, at, shown) => {
  const marked = pieces(
    '加我微信吧',
    at.map((one) => ({ at: one })),
  )
  expect(marked.map(({ text, found }) => (found ? `[${text}]` : text)).join('')).toBe(shown)
})

test('no piece of a text is lost or said twice', () => {
  const span = fc
    .tuple(fc.nat(30), fc.nat(30))
    .map(([a, b]) => ({ at: [Math.min(a, b), Math.max(a, b)] as const }))
  fc.assert(
    fc.property(fc.string({ maxLength: 25 }), fc.array(span), (text, found) => {
      expect(
        pieces(text, found)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
