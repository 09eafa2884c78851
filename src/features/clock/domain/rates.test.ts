import { describe, expect, test } from 'vitest'
import { counted, ruleLike } from './count/in-short.ts'
import { figureOf, leavesOf, rowsBy, sumOf, type Tally } from './rates.ts'

const tally = (more: Partial<Tally>): Tally => ({
  ...{ met: 0, missed: 0, excluded: 0, open: 0, timed: 0, time: 0, firsts: 0, firstTime: 0 },
  ...more,
})

describe('[CLK-27] figures', () => {
  test.each<
    [says: string, tally: Partial<Tally>, rule: { smallest: number; target: number | null }, figure: object]
  >([
    [
      'nothing counted',
      { excluded: 3, open: 2 },
      { smallest: 0, target: 0.5 },
      { counted: 0, share: null, mean: null, judged: false, reached: null },
    ],
    [
      'a target reached',
      { met: 9, missed: 1 },
      { smallest: 0, target: 0.9 },
      { share: 0.9, judged: true, reached: true },
    ],
    [
      'a target missed',
      { met: 89, missed: 11 },
      { smallest: 0, target: 0.9 },
      { share: 0.89, judged: true, reached: false },
    ],
    [
      'no target',
      { met: 1, missed: 1 },
      { smallest: 0, target: null },
      { share: 0.5, judged: true, reached: null },
    ],
    ['one too few', { met: 99 }, { smallest: 100, target: 0.9 }, { share: 1, judged: false, reached: null }],
    ['enough', { met: 100 }, { smallest: 100, target: 0.9 }, { share: 1, judged: true, reached: true }],
    [
      'what is left out does not make it enough',
      { met: 99, excluded: 50, open: 50 },
      { smallest: 100, target: 0.9 },
      { counted: 99, judged: false },
    ],
    [
      'the mean of what has a time',
      { met: 1, missed: 2, timed: 2, time: 660_000 },
      { smallest: 0, target: null },
      { mean: 330_000 },
    ],
    [
      'first answers',
      { met: 2, firsts: 2, firstTime: 50_000 },
      { smallest: 0, target: null },
      { firstAnswers: 2, firstMean: 25_000 },
    ],
  ])('%s', (_says, parts, rule, figure) => {
    expect(figureOf(tally(parts), rule)).toMatchObject(figure)
  })
})

test('[CLK-26] by agent, team and day, nobody last', () => {
  const found = counted(
    '10:00 ask=B, 10:01 person=B, 11:00 ask=A, 11:10 person=A, 2026-11-12_10:00 ask #2 %y',
    ruleLike({}),
  )
  const leaves = leavesOf(found, 'Asia/Shanghai')
  const short = (split: 'agent' | 'team' | 'day') =>
    rowsBy(leaves, split).map(({ key, tally: { met, missed, time } }) => [key, met, missed, time])
  expect(short('agent')).toEqual([
    ['A', 0, 1, 600_000],
    ['B', 1, 0, 60_000],
    [null, 0, 1, 600_000],
  ])
  expect(short('team')).toEqual([[null, 1, 2, 1_260_000]])
  expect(short('day')).toEqual([
    ['2026-11-11', 1, 1, 660_000],
    ['2026-11-12', 0, 1, 600_000],
  ])
  expect(sumOf(leaves.map((leaf) => leaf.tally))).toMatchObject({
    met: 1,
    missed: 2,
    timed: 3,
    time: 1_260_000,
  })
})
