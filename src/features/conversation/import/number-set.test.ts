import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberSet } from './number-set.ts'

test('says of each number whether it was there, as a Set does', () => {
  const numbers = fc.array(
    fc.oneof(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 2 ** 48 }),
      fc.integer({ min: 1, max: 5 }).map((n) => n * 1024),
    ),
    { maxLength: 3000 },
  )
  fc.assert(
    fc.property(numbers, (list) => {
      const ours = numberSet()
      const theirs = new Set<number>()
      for (const n of list) {
        expect(ours.add(n)).toBe(!theirs.has(n))
        theirs.add(n)
      }
    }),
    { numRuns: 50 },
  )
})
