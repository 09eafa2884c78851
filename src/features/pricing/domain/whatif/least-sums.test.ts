import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fewSum, leastSums } from './least-sums.ts'

const once = (...fen: number[]) => fen.map((f) => ({ fen: f, count: 1 }))
const hundred = Array.from({ length: 100 }, (_, i) => ({ fen: (i + 1) * 100, count: 1 }))

test.each([
  ['prices 1 to 100, 200 wanted: 100 + 99 + 1', hundred, 20_000, [10_000, 9_900, 100]],
  ['one that is exact', once(500, 700, 1_200), 1_200, [1_200]],
  ['two are nearer than one', once(500, 700, 2_000), 1_100, [700, 500]],
  ['the same twice where it may be', [{ fen: 300, count: 2 }], 600, [300, 300]],
  [
    'not thrice where it may be twice',
    [
      { fen: 300, count: 2 },
      { fen: 5_000, count: 1 },
    ],
    900,
    [5_000],
  ],
  ['fewest pieces of equal sums', once(100, 200, 300, 400, 500, 600), 600, [600]],
  ['forty of one fen', [{ fen: 1, count: 40 }], 40, Array.from({ length: 40 }, () => 1)],
])('%s', (_, amounts, need, expected) => {
  expect(leastSums(amounts, need)).toMatchObject({
    picks: [{ sum: expected.reduce((a, b) => a + b, 0), amounts: expected }],
    complete: true,
  })
})

test('too little in all gives nothing', () => {
  expect(leastSums(once(100, 200), 301)).toMatchObject({ picks: [], complete: true })
  expect(leastSums([], 1)).toMatchObject({ picks: [], complete: true })
})

test('says when there was too much to try, and still gives sums that suffice', () => {
  const many = Array.from({ length: 400 }, (_, i) => ({ fen: 1_000 + 7 * i, count: 1 }))
  const { picks, complete } = leastSums(many, 90_001, { work: 6_000_000 })
  expect(complete).toBe(false)
  expect(picks[0]?.sum).toBeGreaterThanOrEqual(90_001)
  const far = leastSums(once(60_000_001, 70_000_000), 50_000_000)
  expect(far).toMatchObject({ picks: [{ sum: 60_000_001, amounts: [60_000_001] }], complete: false })
})

test('the smallest sum of at most three amounts', () => {
  const amount = fc.record({ fen: fc.integer({ min: 1, max: 60 }), count: fc.integer({ min: 1, max: 3 }) })
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 6 }), fc.integer({ min: 1, max: 150 }), (amounts, need) => {
      const pieces = amounts.flatMap(({ fen, count }) => Array.from({ length: count }, () => fen))
      let least = Number.POSITIVE_INFINITY
      for (let mask = 1; mask < 2 ** pieces.length; mask++) {
        const taken = pieces.filter((_, i) => mask & (1 << i))
        const sum = taken.reduce((a, b) => a + b, 0)
        if (taken.length <= 3 && sum >= need) least = Math.min(least, sum)
      }
      expect(fewSum(amounts, need)?.sum ?? Number.POSITIVE_INFINITY).toBe(least)
    }),
    { numRuns: 60 },
  )
})

test('the smallest sums there are, by amounts that are there', () => {
  const amount = fc.record({ fen: fc.integer({ min: 1, max: 60 }), count: fc.integer({ min: 1, max: 2 }) })
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 7 }), fc.integer({ min: 1, max: 200 }), (amounts, need) => {
      let all = [0]
      for (const { fen, count } of amounts) {
        all = all.flatMap((sum) => Array.from({ length: count + 1 }, (_, times) => sum + times * fen))
      }
      const enough = [...new Set(all)].filter((sum) => sum >= need).sort((a, b) => a - b)
      const { picks, complete } = leastSums(amounts, need, { sums: 2 })
      expect(complete).toBe(true)
      expect(picks[0]?.sum).toBe(enough[0])
      for (const { sum, amounts: taken } of picks) {
        expect(taken.reduce((a, b) => a + b, 0)).toBe(sum)
        for (const fen of new Set(taken)) {
          const there = amounts.filter((a) => a.fen === fen).reduce((n, a) => n + a.count, 0)
          expect(taken.filter((t) => t === fen).length).toBeLessThanOrEqual(there)
        }
      }
    }),
  )
})
