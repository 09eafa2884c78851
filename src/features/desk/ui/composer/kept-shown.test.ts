import { expect, test } from 'vitest'
import { keptShown, shownAgain } from './kept-shown.ts'

const shown = {
  card: { kind: 'quote', lines: [], payableFen: 100, steps: [], until: null },
} as const

test.each([
  ['the same words', '应付 ¥1', { card: { ...shown.card, lines: [], steps: [] } }],
  ['other words say something else', '应付 ¥1，今天', {}],
])('CNV-22 %s', (_, words, expected) => {
  keptShown.set('1/2', { text: '应付 ¥1', shown: { card: { ...shown.card, lines: [], steps: [] } } })
  expect(shownAgain('1/2', words)).toEqual(expected)
  // Once: the next reply has nothing of it.
  expect(shownAgain('1/2', '应付 ¥1')).toEqual({})
})
