import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawn, spread } from './draw.ts'

const arms = [
  { code: 'a', name: 'A', weight: 1, minutes: {} },
  { code: 'b', name: 'B', weight: 1, minutes: {} },
  { code: 'c', name: 'C', weight: 2, minutes: {} },
]
const PEOPLE = 100_000
const keys = Array.from({ length: PEOPLE }, (_, i) => `tb${i}`)

/** Pearson's chi-square of counts against what was expected. */
const chiSquare = (seen: readonly number[], expected: readonly number[]): number =>
  seen.reduce((sum, n, i) => sum + (n - (expected[i] ?? 0)) ** 2 / (expected[i] ?? 1), 0)

test('[RCV-2] is even: a hundred classes of people like one another', () => {
  for (const salt of ['', 'x', '5f1c2a9e-0000-4000-8000-000000000000']) {
    const classes = new Array<number>(100).fill(0)
    for (const key of keys) {
      const at = Math.floor(spread(`${salt}/control/${key}`) * 100)
      classes[at] = (classes[at] ?? 0) + 1
    }
    // 99 degrees of freedom: 148.2 is passed once in a thousand times.
    expect(chiSquare(classes, new Array(100).fill(PEOPLE / 100))).toBeLessThan(148.2)
  }
})

test('[RCV-2] the control group and the arms have their shares, and are drawn apart', () => {
  const groups = new Map<string, number>()
  for (const key of keys) {
    const { control, arm } = drawn({ salt: 's', control: 0.1, arms }, key)
    groups.set(`${control} ${arm}`, (groups.get(`${control} ${arm}`) ?? 0) + 1)
  }
  const share = [0.25, 0.25, 0.5]
  const seen = [true, false].flatMap((control) =>
    arms.map(({ code }) => groups.get(`${control} ${code}`) ?? 0),
  )
  const expected = [0.1, 0.9].flatMap((part) => share.map((of) => PEOPLE * part * of))
  // 5 degrees of freedom: 20.5 is passed once in a thousand times.
  expect(chiSquare(seen, expected)).toBeLessThan(20.5)
})

test('[RCV-2] two plans draw apart from each other', () => {
  let both = 0
  for (const key of keys)
    if (
      drawn({ salt: 'p', control: 0.1, arms: [] }, key).control &&
      drawn({ salt: 'q', control: 0.1, arms: [] }, key).control
    )
      both++
  // 1 % of 100,000, give or take 3.3 standard deviations of 31.5.
  expect(Math.abs(both - 1000)).toBeLessThan(104)
})

test('[RCV-1] the same buyer is always in the same group; a smaller share is a part of a greater one', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      (salt, key, share) => {
        const one = drawn({ salt, control: share, arms }, key)
        expect(drawn({ salt, control: share, arms }, key)).toEqual(one)
        if (one.control) expect(drawn({ salt, control: 0.5, arms }, key).control).toBe(true)
        expect(drawn({ salt, control: 0, arms: [] }, key)).toEqual({ control: false, arm: null })
        expect(arms.map(({ code }) => code)).toContain(one.arm)
      },
    ),
  )
})
