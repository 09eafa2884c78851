import { expect, test } from 'vitest'
import { tabAfter } from './tabs.tsx'

test.each([
  ['all', 'ArrowRight', 'mine'],
  ['closed', 'ArrowRight', 'all'],
  ['mine', 'ArrowLeft', 'all'],
  ['all', 'ArrowLeft', 'closed'],
  ['mine', 'Home', 'all'],
  ['mine', 'End', 'closed'],
  ['mine', 'ArrowDown', undefined],
  ['mine', 'Tab', undefined],
])('from “%s” %s leads to “%s”', (now, key, next) => {
  expect(tabAfter(['all', 'mine', 'closed'], now, key)).toBe(next)
})
