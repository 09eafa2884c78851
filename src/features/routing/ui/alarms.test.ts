import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../../shared/time.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { alarmsOf, growthOf } from './alarms.ts'
import type { TeamFigures } from './board-figures.ts'
import { pointsOf, roundUp, together } from './curve.ts'

/** Pieces of five minutes. */
const pieces = (rows: [asked: number, answered: number, waiting: number][]) =>
  rows.map(([asked, answered, waiting], i) => ({ at: i * 5 * MINUTE, asked, answered, waiting }))
const curve = (waiting: number[], asked = 5, answered = 3) => pieces(waiting.map((n) => [asked, answered, n]))

describe('a growing queue', () => {
  test.each([
    ['steady', curve([10, 10, 10]), null],
    ['by half and more', curve([10, 14, 20]), { from: 10, to: 20 }],
    ['by five of a hundred: noise', curve([100, 101, 105]), null],
    ['by four, from nothing: noise', curve([0, 2, 4]), null],
    ['by five, from nothing', curve([0, 2, 5]), { from: 0, to: 5 }],
    ['while more is answered than asked', curve([10, 14, 20], 3, 5), null],
    ['grown long ago', curve([0, 50, 50, 50]), null],
    ['too short to tell', curve([0, 50]), null],
    ['nothing known', [], null],
  ])('%s', (_, seen, expected) => {
    expect(growthOf(seen)).toEqual(expected)
  })
})

const talk = (id: number, waitingSince: number, status = 'open') =>
  ({ id, waitingSince, status, lastAt: waitingSince }) as Conversation
const team = (code: string, of: Partial<TeamFigures>) =>
  ({ shopId: 1, code, name: code, open: true, online: 1, waiting: 0, ...of }) as TeamFigures
const calm = { overdue: [], teams: [], lost: 0 }

describe('alarms', () => {
  test('none where all is well', () => {
    const all = { ...calm, teams: [team('a', {}), team('b', { open: false, online: 0 })] }
    expect(alarmsOf(all, [talk(1, 5)], () => false, [])).toEqual([])
  })

  test('overdue leads to the longest', () => {
    const overdue = [talk(4, 1), talk(2, 9)]
    expect(alarmsOf({ ...calm, overdue, lost: 20_000 }, [], () => false, [])).toEqual([
      { what: 'breached', count: 2, lost: 20_000, first: overdue[0] },
    ])
  })

  test('called leads to who waits longest, and only of what is open', () => {
    const open = [talk(1, 50), talk(2, 20), talk(3, 1, 'snoozed'), talk(4, 5)]
    expect(alarmsOf(calm, open, (c) => c.id !== 4, [])).toEqual([
      { what: 'called', count: 2, first: open[1] },
    ])
  })

  test('an open team without anybody, most waiting first; those where nobody waits together', () => {
    const teams = [
      team('a', { online: 0 }),
      team('b', { online: 0, waiting: 3 }),
      team('c', {}),
      team('d', { online: 0, waiting: 4 }),
      team('e', { online: 0 }),
    ]
    const found = alarmsOf({ ...calm, teams }, [], () => false, [])
    expect(
      found.map((a) =>
        a.what === 'nobody' ? a.team.code : a.what === 'unmanned' && a.teams.map((x) => x.code),
      ),
    ).toEqual(['d', 'b', ['a', 'e']])
  })

  test('the gravest first', () => {
    const teams = [team('a', { online: 0 }), team('b', { online: 0, waiting: 1 })]
    const all = alarmsOf(
      { overdue: [talk(1, 1)], teams, lost: 1 },
      [talk(1, 1)],
      () => true,
      curve([0, 2, 9]),
    )
    expect(all.map((a) => a.what)).toEqual(['breached', 'called', 'nobody', 'growing', 'unmanned'])
  })
})

describe('the curve', () => {
  test('several shops in one', () => {
    const one = pieces([[1, 2, 3]])
    const other = [
      { at: 0, asked: 10, answered: 20, waiting: 30 },
      { at: 5 * MINUTE, asked: 1, answered: 1, waiting: 1 },
    ]
    expect(together([one, other])).toEqual([
      { at: 0, asked: 11, answered: 22, waiting: 33 },
      { at: 5 * MINUTE, asked: 1, answered: 1, waiting: 1 },
    ])
  })
  test.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [10, 10],
    [11, 20],
    [99, 100],
    [201, 500],
  ])('an axis for %i ends at %i', (n, top) => {
    expect(roundUp(n)).toBe(top)
  })
  test('from the oldest at the left, 0 at the bottom', () => {
    const box = { width: 100, height: 50 }
    expect(pointsOf(curve([0, 5, 10]), 'waiting', 10, box)).toBe('0,50 50,25 100,0')
    expect(pointsOf(curve([5]), 'waiting', 10, box)).toBe('100,25')
    expect(pointsOf([], 'waiting', 10, box)).toBe('')
  })
})
