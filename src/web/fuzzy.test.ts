import { expect, test } from 'vitest'
import { fuzzy, ranked } from './fuzzy.ts'

test.each([
  ['claim', 'Claim', true],
  ['cn', 'Close and next', true],
  ['转', '转接给同事', true],
  ['转事', '转接给同事', true],
  ['xyz', 'Close', false],
  ['', 'anything', true],
])('%s in %s → %s', (query, text, fits) => {
  expect(fuzzy(query, text) !== null).toBe(fits)
})

test('the closest comes first', () => {
  const all = ['Next conversation', 'Close and next', 'Next most urgent conversation']
  expect(ranked('next', all, (x) => [x])[0]).toBe('Next conversation')
  expect(ranked('can', all, (x) => [x])[0]).toBe('Close and next')
})
