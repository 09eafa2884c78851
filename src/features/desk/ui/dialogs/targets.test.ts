import { expect, test } from 'vitest'
import type { Conversation } from '../../../conversation/domain.ts'
import type { TeamSettings } from '../../../routing/domain/settings.ts'
import type { ShopMember } from '../live/state.ts'
import { targetsOf } from './targets.ts'

const person = (personId: number, name: string, more: Partial<ShopMember> = {}): ShopMember => ({
  shopId: 1,
  personId,
  username: name,
  name,
  role: 'agent',
  teams: ['pre-sales'],
  skills: [],
  state: 'online',
  here: true,
  slots: 2,
  shopSlots: null,
  ...more,
})
const talk = (id: number, assignee: number | null, more: Partial<Conversation> = {}) =>
  ({
    shopId: 1,
    id,
    status: 'open',
    assignee,
    team: null,
    queuedAt: null,
    route: null,
    ...more,
  }) as Conversation
const teams = [
  { code: 'pre-sales', name: '售前' },
  { code: 'after-sales', name: '售后' },
] as TeamSettings[]

const people = [
  person(1, 'mine'),
  person(2, 'idle'),
  person(3, 'busy'),
  person(4, 'full'),
  person(5, 'away', { here: false }),
  person(6, 'break', { state: 'break' }),
  person(7, 'off', { state: 'offline' }),
  person(8, 'viewer', { role: 'viewer' }),
  person(9, 'elsewhere', { shopId: 2 }),
]
const open = [
  talk(1, 1),
  talk(2, 3),
  talk(3, 4),
  talk(4, 4),
  talk(5, null, { team: 'pre-sales', queuedAt: 9 }),
]
const of = (c: Conversation) => targetsOf(c, people, teams, open)

test('who can take it first, the least busy of them first; who is full last; then teams', () => {
  expect(of(talk(1, 1)).map((t) => t.name)).toEqual([
    'idle',
    'busy',
    'break',
    'away',
    'off',
    'full',
    '售前',
    '售后',
  ])
})

test('who is full is shown but not chosen, also for lack of the second slot', () => {
  const choosable = (c: Conversation) =>
    of(c)
      .filter(({ off }) => !off)
      .map((t) => t.name)
  expect(choosable(talk(1, 1))).not.toContain('full')
  expect(choosable(talk(1, 1))).toContain('busy')
  expect(choosable(talk(1, 1, { route: { slots: 2 } as Conversation['route'] }))).not.toContain('busy')
})

test('a team tells who is free and how many wait', () => {
  const [pre, after] = of(talk(1, 1)).filter((t) => t.is === 'team')
  // Oneself, idle and busy have room and are there.
  expect(pre).toMatchObject({ free: 3, waiting: 1 })
  expect(after).toMatchObject({ free: 0, waiting: 0 })
})
