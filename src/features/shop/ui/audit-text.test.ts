import { expect, test } from 'vitest'
import { detailText } from './audit-text.ts'

test.each([
  ['nothing', null, ''],
  ['a text', 'hello', 'hello'],
  ['fields', { personId: 3, teams: ['pre-sales'] }, 'personId: 3 · teams: ["pre-sales"]'],
  ['changes', { personId: 3, slots: { from: 5, to: null } }, 'personId: 3 · slots: 5 → null'],
])('%s', (_says, detail, text) => {
  expect(detailText(detail)).toBe(text)
})
