import { describe, expect, test } from 'vitest'
import { defaultRouting } from '../domain/defaults.ts'
import type { RoutingSettings } from '../domain/settings.ts'
import { freeCode, problemsOf } from './settings-problems.ts'

const settings = defaultRouting('en')
const people = settings.teams.map(({ code }, i) => ({
  personId: i + 1,
  teams: [code],
  slots: 5,
  shopSlots: null,
}))
const [pre, ...others] = settings.teams
const withTeam = (change: Partial<RoutingSettings['teams'][number]>): RoutingSettings => ({
  ...settings,
  teams: pre ? [{ ...pre, ...change }, ...others] : [],
})

describe('problems stand at their fields', () => {
  test('none with what a new shop starts with', () => {
    expect(problemsOf(settings, people)).toEqual([])
  })
  test.each<[string, RoutingSettings, string, string, string]>([
    ['no name', withTeam({ name: ' ' }), 'teams.0.name', 'missing', 'error'],
    ['no slots', withTeam({ slots: 0 }), 'teams.0.slots', 'too-small', 'error'],
    ['too many slots', withTeam({ slots: 11 }), 'teams.0.slots', 'too-big', 'error'],
    [
      'an impossible time',
      withTeam({ hours: [{ days: [1], from: '25:00', to: '23:00' }] }),
      'teams.0.hours.0.from',
      'not-a-time',
      'error',
    ],
    [
      'hours without a day',
      withTeam({ hours: [{ days: [], from: '09:00', to: '23:00' }] }),
      'teams.0.hours.0.days',
      'no-days',
      'error',
    ],
    [
      'a ring that helps nobody',
      withTeam({ overflow: [{ after: 5, teams: [] }] }),
      'teams.0.overflow.0.teams',
      'missing',
      'error',
    ],
    [
      'a ring of its own team',
      withTeam({ overflow: [{ after: 5, teams: ['pre-sales'] }] }),
      'teams.0.overflow.0.teams.0',
      'own-ring',
      'error',
    ],
    ['no time for silence', { ...settings, silence: 1 }, 'silence', 'too-small', 'error'],
    [
      'an intent without a name',
      { ...settings, intents: [{ intent: '', team: 'pre-sales', words: ['x'], stages: [], skill: null }] },
      'intents.0.intent',
      'not-a-code',
      'error',
    ],
    ['more slots than anybody has', withTeam({ slots: 6 }), 'teams.0.slots', 'too-heavy', 'warning'],
  ])('%s', (_, edited, field, code, severity) => {
    expect(problemsOf(edited, people)).toContainEqual(expect.objectContaining({ field, code, severity }))
  })
  test('a team without members and a person without a team', () => {
    const [first] = people
    if (!first) throw new Error('no people')
    const found = problemsOf(settings, [{ ...first, teams: [] }, ...people.slice(1)])
    expect(found).toEqual([
      { field: 'teams.0', code: 'no-members', severity: 'warning' },
      { field: 'people.1', code: 'no-team', severity: 'warning' },
    ])
  })
})

test.each([
  ['VIP Service', [], 'vip-service'],
  ['VIP', ['vip'], 'vip-2'],
  ['VIP', ['vip', 'vip-2'], 'vip-3'],
  ['直播间', [], 'team-2'],
  ['夜班 B', [], 'b'],
  ['', ['team-2'], 'team-3'],
  ['—', [], 'team-2'],
])('a code for %o beside %o: %s', (name, taken, code) => {
  expect(freeCode(name, taken)).toBe(code)
})
