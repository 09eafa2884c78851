import { expect, test } from 'vitest'
import { stepped } from './choosing.ts'

const list = (offs: string) => [...offs].map((c) => ({ off: c === '-' }))

test.each([
  ['ooooo-oo', 0, 1, 1],
  ['ooooo-oo', 4, 1, 6], // over the one that may not be chosen
  ['ooooo-oo', 6, -1, 4],
  ['ooooo-oo', 0, -1, 7],
  ['ooooo-oo', 7, 1, 0],
  ['oo', -1, 1, 0], // from none
  ['-', 0, 1, 0],
  ['---', 1, -1, 1],
  ['', -1, 1, -1],
] as const)('in %s from %i by %i → %i', (offs, from, by, to) => {
  expect(stepped(list(offs), from, by)).toBe(to)
})
