import { describe, expect, test } from 'vitest'
import { lineOf, meaningOf, ofHundred } from './sureness.ts'

const curve = [
  { threshold: 0, answered: 1, wrong: 0.4 },
  { threshold: 0.5, answered: 0.6, wrong: 0.1 },
  { threshold: 1, answered: 0, wrong: 0 },
]

describe('[AST-62] what a threshold means', () => {
  test.each([
    [0, { answered: 1, wrong: 0.4 }],
    [0.5, { answered: 0.6, wrong: 0.1 }],
    [0.25, { answered: 0.8, wrong: 0.25 }],
    [1, { answered: 0, wrong: 0 }],
    [1.5, { answered: 0, wrong: 0 }],
  ])('at %d', (threshold, meaning) => {
    const found = meaningOf(curve, threshold)
    expect(found?.answered).toBeCloseTo(meaning.answered)
    expect(found?.wrong).toBeCloseTo(meaning.wrong)
  })

  test('nothing without a curve', () => {
    expect(meaningOf([], 0.5)).toBeNull()
  })

  test.each([
    [
      { answered: 0.62, wrong: 0.05 },
      { answered: 62, wrong: 3 },
    ],
    [
      { answered: 0.1, wrong: 0.02 },
      { answered: 10, wrong: 0.2 },
    ],
    [
      { answered: 0, wrong: 0 },
      { answered: 0, wrong: 0 },
    ],
    [
      { answered: 0.5, wrong: 0.0001 },
      { answered: 50, wrong: 0.01 },
    ],
  ])('of 100 questions: %j', (shares, counts) => {
    expect(ofHundred(shares)).toEqual(counts)
  })

  test('is drawn from the left below to the right above', () => {
    expect(lineOf(curve, 'answered', { width: 100, height: 50 })).toBe('0,0 50,20 100,50')
  })
})
