import { describe, expect, test } from 'vitest'
import { growth, LINEAR } from '../../../../tests/support/growth.ts'
import { everyDay } from '../../../shared/hours.ts'
import { MINUTE, SECOND } from '../../../shared/time.ts'
import { defaultClockSettings } from '../../clock/domain/defaults.ts'
import { prepareClocks } from '../../clock/domain/live.ts'
import type { ClockRule } from '../../clock/domain/rule.ts'
import { judge } from '../../clock/ui/judge.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { boardOf, type Judge, type MemberAt, type TeamFacts } from './board-figures.ts'

const NOW = Date.UTC(2026, 10, 11, 4, 0) // Wednesday 12:00 in Shanghai
const ZONE = 'Asia/Shanghai'

/** Three minutes for a person's answer, 100 yuan each. */
const rule: ClockRule = {
  id: 'three-minutes',
  platform: null,
  name: { zh: '三分钟', en: 'Three minutes' },
  counted: 'round',
  starts: 'asked',
  answeredBy: 'person',
  autoExcluded: false,
  hours: [],
  limit: 180,
  cap: null,
  sameSession: 0,
  days: 1,
  target: null,
  smallest: 0,
  money: 10_000,
  points: 0,
  consequences: [],
  enabled: true,
  from: 0,
  to: null,
  source: 'made up',
  confidence: 'own',
}
const settings = {
  ...defaultClockSettings({ platform: 'taobao', locale: 'zh-CN' }),
  warn: { share: 0.5, seconds: 100 },
}
const clocks = prepareClocks([rule], settings, ZONE)
const ofShop = new Map([[1, clocks]])
const byClocks: Judge = (c, now) => judge(c, ofShop, now)

let last = 0
const talk = (of: Partial<Conversation> & { waited?: number } = {}): Conversation => {
  const { waited, ...rest } = of
  const since = waited === undefined ? null : NOW - waited * SECOND
  last += 1
  return {
    shopId: 1,
    id: last,
    buyerId: last,
    buyerName: `buyer ${last}`,
    channelId: 1,
    status: 'open',
    assignee: null,
    waitingSince: since,
    lastAt: since ?? NOW,
    lastText: '',
    lastAuthor: since === null ? 'agent' : 'buyer',
    lastMessageId: 1,
    unread: 0,
    buyerReadId: 0,
    tags: [],
    snoozedUntil: null,
    dueAt: null,
    openedAt: NOW - 10 * MINUTE,
    closedAt: null,
    assistant: { greeted: true, heldFor: null },
    team: 'pre-sales',
    queuedAt: since,
    clock:
      since === null
        ? null
        : { person: since, assist: null, any: since, offline: null, reached: null, breached: [], steps: 0 },
    route: null,
    ...rest,
  }
}
const route = (slots: number, assignedAt: number | null = null): Conversation['route'] => ({
  intent: null,
  skill: null,
  slots,
  assignedAt,
  prefer: null,
  passed: [],
  offered: false,
})
const member = (personId: number, of: Partial<MemberAt> = {}): MemberAt => ({
  shopId: 1,
  personId,
  username: `p${personId}`,
  name: `p${personId}`,
  role: 'agent',
  teams: ['pre-sales'],
  skills: [],
  state: 'online',
  here: true,
  slots: 5,
  shopSlots: null,
  ...of,
})
const team = (code = 'pre-sales', of: Partial<TeamFacts> = {}): TeamFacts => ({
  shopId: 1,
  code,
  name: code,
  hours: [],
  zone: ZONE,
  fallback: code === 'pre-sales',
  ...of,
})
const board = (
  conversations: Conversation[],
  members: MemberAt[] = [],
  teams: TeamFacts[] = [team()],
  by: Judge = byClocks,
) => boardOf(conversations, members, teams, by, NOW)

describe('who waits', () => {
  test.each([
    ['nobody', [], { waiting: 0, near: 0, over: 0, stake: 0, lost: 0, queued: 0 }],
    ['an answered talk', [talk()], { waiting: 0, near: 0, over: 0, stake: 0 }],
    ['a fresh question', [talk({ waited: 10 })], { waiting: 1, near: 0, over: 0, stake: 10_000, queued: 1 }],
    ['half-time', [talk({ waited: 90 })], { waiting: 1, near: 1, over: 0, stake: 10_000 }],
    ['100 seconds', [talk({ waited: 100 })], { waiting: 1, near: 1, over: 0, stake: 10_000 }],
    ['the limit itself', [talk({ waited: 180 })], { waiting: 1, near: 1, over: 0, stake: 10_000, lost: 0 }],
    ['over the limit', [talk({ waited: 181 })], { waiting: 1, near: 0, over: 1, stake: 0, lost: 10_000 }],
    ['somebody has it', [talk({ waited: 10, assignee: 7 })], { waiting: 1, queued: 0 }],
    ['put away', [talk({ waited: 300, status: 'snoozed' })], { waiting: 0, over: 0, lost: 0 }],
    ['of another team', [talk({ waited: 10, team: 'after-sales' })], { waiting: 0, queued: 0 }],
    ['of no team yet: the fallback', [talk({ waited: 10, team: null })], { waiting: 1, queued: 1 }],
  ] as const)('%s', (_, conversations, expected) => {
    expect(board([...conversations]).teams[0]).toMatchObject(expected)
  })

  test('the whole is the sum of its teams, where every conversation has one', () => {
    const talks = [10, 90, 120, 181, 400].map((waited, i) =>
      talk({ waited, team: i % 2 ? 'after-sales' : 'pre-sales' }),
    )
    const all = board(talks, [], [team(), team('after-sales')])
    for (const figure of ['waiting', 'near', 'over', 'stake', 'lost'] as const)
      expect(all[figure]).toBe(all.teams.reduce((sum, one) => sum + one[figure], 0))
    expect(all.oldest).toBe(NOW - 400 * SECOND)
  })

  test('without clocks the wait itself still counts', () => {
    const figures = board([talk({ waited: 10 })], [], [team()], (c, now) => judge(c, new Map(), now))
    expect(figures).toMatchObject({ waiting: 1, near: 0, over: 0, stake: 0 })
  })

  test('what was judged before is judged anew when its next moment has come', () => {
    const c = talk({ waited: 89 })
    const press = (later: number) => byClocks(c, NOW + later * SECOND).standing?.press
    expect([0, 1, 11, 91, 92, 500].map(press)).toEqual(['calm', 'half', 'late', 'late', 'over', 'over'])
  })
})

describe('the queue', () => {
  test('the earliest deadline first', () => {
    const [calm, late, over, older] = [20, 150, 200, 300].map((waited) => talk({ waited }))
    const { queue } = board([calm, late, over, older].filter((c) => c !== undefined))
    // Each is one rule, so the deadlines are in the order of the waits.
    expect(queue.map(({ conversation }) => conversation)).toEqual([older, over, late, calm])
  })

  test('what is being moved waits too, though somebody has it', () => {
    const moved = talk({ waited: 130, assignee: 1 })
    const kept = talk({ waited: 30, assignee: 1, queuedAt: null })
    const { queue, teams } = board([moved, kept], [member(1)])
    expect(queue.map(({ conversation }) => conversation)).toEqual([moved])
    expect(teams[0]?.queued).toBe(0)
  })

  test('overdue goes by how long', () => {
    const [a, b] = [talk({ waited: 200, assignee: 7 }), talk({ waited: 300 })]
    expect(board([a, b]).overdue).toEqual([b, a])
  })
})

describe('a team', () => {
  test.each([
    ['online', member(1), { online: 1, paused: 0, away: 0, offline: 0, slots: 5 }],
    ['not heard of', member(1, { here: false }), { online: 0, away: 1, slots: 0 }],
    ['on a break', member(1, { state: 'break' }), { online: 0, paused: 1, slots: 0 }],
    ['on a break and not heard of', member(1, { state: 'break', here: false }), { paused: 0, away: 1 }],
    ['finishing', member(1, { state: 'finishing' }), { online: 0, paused: 1 }],
    ['offline', member(1, { state: 'offline', here: false }), { offline: 1, away: 0 }],
    ['of another team', member(1, { teams: ['after-sales'] }), { members: 0, online: 0 }],
    ['a viewer', member(1, { role: 'viewer' }), { members: 0, online: 0 }],
    ['the shop’s limit, where it is tighter', member(1, { shopSlots: 2 }), { slots: 2 }],
    ['the person’s limit, where it is tighter', member(1, { shopSlots: 9 }), { slots: 5 }],
  ] as const)('%s', (_, who, expected) => {
    expect(board([], [who]).teams[0]).toMatchObject(expected)
  })

  test('how full it is and who is busy are two figures', () => {
    const talks = [
      talk({ assignee: 1 }),
      talk({ assignee: 2, route: route(2) }),
      talk({ assignee: 2 }),
      talk({ assignee: 2, status: 'snoozed' }),
    ]
    const figures = board(talks, [member(1), member(2), member(3), member(4, { state: 'break' })]).teams[0]
    expect(figures).toMatchObject({ online: 3, taken: 4, slots: 15, busy: 2 })
  })

  test.each([
    ['09:00', '23:00', true],
    ['13:00', '23:00', false],
    ['23:00', '12:01', true],
  ])('from %s to %s it is open at noon: %s', (from, to, open) => {
    expect(board([], [], [team('pre-sales', { hours: everyDay(from, to) })]).teams[0]?.open).toBe(open)
  })
})

describe('a person', () => {
  test('in two shops: loads and limits by shop, the state once', () => {
    const talks = [talk({ assignee: 1 }), talk({ assignee: 1, shopId: 2, waited: 5, route: route(2) })]
    const there = member(1, { shopId: 2, shopSlots: 3, teams: ['x'] })
    const { people } = board(talks, [member(1), there], [team(), team('x', { shopId: 2, name: 'X' })])
    expect(people).toHaveLength(1)
    expect(people[0]).toMatchObject({
      talks: 2,
      load: 3,
      waiting: 1,
      oldest: NOW - 5 * SECOND,
      teams: ['pre-sales', 'X'],
      shops: [
        { shopId: 1, load: 1, shopSlots: null },
        { shopId: 2, load: 2, shopSlots: 3 },
      ],
    })
  })

  test('last given: the latest of what they still have', () => {
    const given = [NOW - MINUTE, NOW - 5 * MINUTE, null].map((at) =>
      talk({ assignee: 1, route: route(1, at) }),
    )
    expect(board(given, [member(1)]).people[0]?.givenAt).toBe(NOW - MINUTE)
    expect(board([], [member(1)]).people[0]?.givenAt).toBeNull()
  })

  test('online first, then by name: rows do not jump about with the load', () => {
    const people = [
      member(1, { name: 'b', state: 'offline' }),
      member(2, { name: 'c' }),
      member(3, { name: 'a', state: 'break' }),
      member(4, { name: 'b' }),
    ]
    expect(board([talk({ assignee: 4 })], people).people.map((p) => p.personId)).toEqual([4, 2, 3, 1])
  })
})

test('of four times as many conversations the board takes four times as long', () => {
  const members = Array.from({ length: 30 }, (_, i) => member(i + 1))
  const talks = Array.from({ length: 2000 }, (_, i) =>
    talk({ assignee: i % 3 ? (i % 30) + 1 : null, ...(i % 2 && { waited: i % 400 }) }),
  )
  // 3 ms for 2,000 on an idle machine.
  expect(growth((size) => board(talks.slice(0, size), members), 500)).toBeLessThan(LINEAR)
})
