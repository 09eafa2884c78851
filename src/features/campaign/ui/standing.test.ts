import { expect, test } from 'vitest'
import { byStanding, standingOf } from './standing.ts'

const campaign = (name: string, ...spans: [number, number][]) => ({
  name,
  waves: [{ phases: spans.map(([from, to]) => ({ kind: 'spot' as const, from, to })) }],
})
const phases = campaign('', [10, 20], [30, 40]).waves[0]?.phases ?? []

test.each([
  [9, 'coming'],
  [10, 'on'],
  [25, 'on'], // between two phases a campaign goes on
  [39, 'on'],
  [40, 'over'],
])('at %i a campaign of 10–20 and 30–40 is %s', (now, is) => {
  expect(standingOf(phases, now)).toEqual({ is, from: 10, to: 40 })
})

test('what is on stands first, then what comes soonest, then what ended last', () => {
  const all = [
    campaign('old', [0, 10]),
    campaign('empty'),
    campaign('far', [900, 901]),
    campaign('last', [0, 20]),
    campaign('on', [40, 60]),
    campaign('soon', [70, 80]),
  ]
  expect(byStanding(all, 50).map(({ name }) => name)).toEqual(['on', 'soon', 'far', 'last', 'old', 'empty'])
})
