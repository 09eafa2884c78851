import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everyDay } from '../../../shared/hours.ts'
import { HOUR, MINUTE, SECOND } from '../../../shared/time.ts'
import { Why } from '../../conversation/domain.ts'
import { defaultRouting } from './defaults.ts'
import { type Colleague, isFree, room, type Waiter } from './people.ts'
import { plan } from './plan.ts'
import { WaitReason } from './reason.ts'
import type { RoutingSettings } from './settings.ts'

/** Wednesday 2026-11-11 12:00 in Shanghai. */
const now = Date.parse('2026-11-11T12:00:00+08:00')
const zone = 'Asia/Shanghai'
const base: RoutingSettings = {
  ...defaultRouting('en'),
  teams: [
    { code: 'a', name: 'A', hours: [], slots: 1, overflow: [] },
    { code: 'b', name: 'B', hours: [], slots: 1, overflow: [{ after: 60, teams: ['a'] }] },
    { code: 'f', name: 'F', hours: [], slots: 1, overflow: [] },
  ],
  intents: [],
  fallback: 'f',
}
const person = (personId: number, more: Partial<Colleague> = {}): Colleague => ({
  personId,
  state: 'online',
  here: true,
  teams: ['a'],
  skills: [],
  load: 0,
  slots: 4,
  shopLoad: more.load ?? 0,
  shopSlots: null,
  givenAt: null,
  ...more,
})
const waiter = (conversationId: number, more: Partial<Waiter> = {}): Waiter => ({
  conversationId,
  buyerId: conversationId,
  team: 'a',
  skill: null,
  slots: 1,
  queuedAt: now,
  dueAt: now + 180 * SECOND,
  prefer: null,
  passed: [],
  holder: null,
  agentId: null,
  served: [],
  campaign: false,
  value: 0,
  ...more,
})
const full = { load: 4 }
const ago = (ms: number) => now - ms
const servedBy = (personId: number, ms: number) => ({ served: [{ personId, at: ago(ms) }] })

interface Case {
  rule: string
  says: string
  w?: Partial<Waiter>
  people: Colleague[]
  settings?: Partial<RoutingSettings>
  /** Who gets it and by which rule and ring; or why nobody, and in how many ms to look again. */
  gives?: [to: number, rule: Why['rule'], ring?: number, early?: Why['early']]
  waits?: [reason: string, until?: number | null]
}
const closedAt12 = (team: string): Partial<RoutingSettings> => ({
  teams: base.teams.map((t) => (t.code === team ? { ...t, hours: everyDay('13:00', '20:00') } : t)),
})
const cases: Case[] = [
  { rule: 'RTG-6', says: 'online and here is free', people: [person(1)], gives: [1, 'load'] },
  {
    rule: 'RTG-6',
    says: 'a break takes nothing new',
    people: [person(1, { state: 'break' })],
    waits: ['nobody-online'],
  },
  {
    rule: 'RTG-6',
    says: 'finishing takes nothing new',
    people: [person(1, { state: 'finishing' })],
    waits: ['nobody-online'],
  },
  {
    rule: 'RTG-6',
    says: 'offline takes nothing',
    people: [person(1, { state: 'offline' })],
    waits: ['nobody-online'],
  },
  {
    rule: 'RTG-6',
    says: 'online but away takes nothing',
    people: [person(1, { here: false })],
    waits: ['nobody-online'],
  },
  {
    rule: 'RTG-5',
    says: 'the limit over all shops holds',
    people: [person(1, { load: 4, shopLoad: 0 })],
    waits: ['all-full'],
  },
  {
    rule: 'RTG-5',
    says: 'the limit of this shop holds',
    people: [person(1, { load: 1, shopLoad: 1, shopSlots: 1 })],
    waits: ['all-full'],
  },
  {
    rule: 'RTG-5',
    says: 'two slots need two',
    w: { slots: 2 },
    people: [person(1, { load: 3 })],
    waits: ['all-full'],
  },
  {
    rule: 'RTG-8',
    says: 'more than the whole limit',
    w: { slots: 2 },
    people: [person(1, { slots: 1 })],
    waits: ['too-heavy'],
  },
  {
    rule: 'RTG-8',
    says: 'does not count as there',
    w: { slots: 2 },
    people: [person(1, { slots: 1 }), person(2, { teams: ['f'] })],
    gives: [2, 'load', 1, 'too-heavy'],
  },
  {
    rule: 'RTG-10',
    says: 'kept goes back',
    w: { prefer: 2 },
    people: [person(1), person(2, { load: 3 })],
    gives: [2, 'kept'],
  },
  {
    rule: 'RTG-10',
    says: 'kept even on a break',
    w: { prefer: 2 },
    people: [person(1), person(2, { state: 'break' })],
    gives: [2, 'kept'],
  },
  {
    rule: 'RTG-10',
    says: 'kept, but away: the team',
    w: { prefer: 2 },
    people: [person(1), person(2, { here: false })],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-10',
    says: 'kept before recent',
    w: { prefer: 2, ...servedBy(1, HOUR) },
    people: [person(1), person(2)],
    gives: [2, 'kept'],
  },
  {
    rule: 'RTG-11',
    says: 'recent before the team',
    w: servedBy(2, HOUR),
    people: [person(1), person(2, { teams: ['b'], load: 3 })],
    gives: [2, 'recent'],
  },
  {
    rule: 'RTG-11',
    says: '24 h: even on a break',
    w: servedBy(2, 24 * HOUR),
    people: [person(1), person(2, { state: 'break' })],
    gives: [2, 'recent'],
  },
  {
    rule: 'RTG-11',
    says: 'beyond 24 h not on a break',
    w: servedBy(2, 24 * HOUR + 1),
    people: [person(1), person(2, { state: 'break' })],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-11',
    says: '72 h online',
    w: servedBy(2, 72 * HOUR),
    people: [person(1), person(2, { load: 1 })],
    gives: [2, 'recent'],
  },
  {
    rule: 'RTG-11',
    says: 'beyond 72 h not',
    w: servedBy(2, 72 * HOUR + 1),
    people: [person(1), person(2, { load: 1 })],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-11',
    says: 'never finishing',
    w: servedBy(2, HOUR),
    people: [person(1), person(2, { state: 'finishing' })],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-11',
    says: 'never offline',
    w: servedBy(2, HOUR),
    people: [person(1), person(2, { state: 'offline' })],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-11',
    says: 'never away',
    w: servedBy(2, HOUR),
    people: [person(1), person(2, { here: false })],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-11',
    says: 'the latest with room',
    w: {
      served: [
        { personId: 3, at: ago(HOUR) },
        { personId: 2, at: ago(2 * HOUR) },
      ],
    },
    people: [person(1), person(2, { load: 1 }), person(3, full)],
    gives: [2, 'recent'],
  },
  {
    rule: 'RTG-11',
    says: 'recent before named',
    w: { agentId: 1, ...servedBy(2, HOUR) },
    people: [person(1), person(2)],
    gives: [2, 'recent'],
  },
  {
    rule: 'RTG-12',
    says: 'named before the team',
    w: { agentId: 2 },
    people: [person(1), person(2, { load: 3 })],
    gives: [2, 'named'],
  },
  {
    rule: 'RTG-12',
    says: 'named, but on a break: the team',
    w: { agentId: 2 },
    people: [person(1), person(2, { state: 'break' })],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-13',
    says: 'waits for a full one',
    w: servedBy(2, HOUR),
    people: [person(1), person(2, full)],
    waits: ['waits-for', 20 * SECOND],
  },
  {
    rule: 'RTG-13',
    says: 'but not longer than 20 s',
    w: { queuedAt: ago(20 * SECOND), ...servedBy(2, HOUR) },
    people: [person(1), person(2, full)],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-13',
    says: 'nor beyond their time',
    w: servedBy(2, 72 * HOUR - 5 * SECOND),
    people: [person(1), person(2, full)],
    waits: ['waits-for', 5 * SECOND],
  },
  {
    rule: 'RTG-13',
    says: 'named and full',
    w: { agentId: 2 },
    people: [person(1), person(2, full)],
    waits: ['waits-for', 20 * SECOND],
  },
  {
    rule: 'RTG-14',
    says: 'the own team only, at first',
    w: { team: 'b' },
    people: [person(1), person(2, { teams: ['b'], ...full })],
    waits: ['all-full', 60 * SECOND],
  },
  {
    rule: 'RTG-14',
    says: 'the ring after its time',
    w: { team: 'b', queuedAt: ago(MINUTE) },
    people: [person(1), person(2, { teams: ['b'], ...full })],
    gives: [1, 'load', 1],
  },
  {
    rule: 'RTG-14',
    says: 'nearer first',
    w: { team: 'b', queuedAt: ago(HOUR) },
    people: [person(1), person(2, { teams: ['b'], load: 3 })],
    gives: [2, 'load'],
  },
  {
    rule: 'RTG-15',
    says: 'nobody there opens the ring',
    w: { team: 'b' },
    people: [person(1), person(2, { teams: ['b'], state: 'break' })],
    gives: [1, 'load', 1, 'nobody-online'],
  },
  {
    rule: 'RTG-15',
    says: 'no members',
    w: { team: 'b' },
    people: [person(1)],
    gives: [1, 'load', 1, 'team-empty'],
  },
  {
    rule: 'RTG-15',
    says: 'closed',
    w: { team: 'b' },
    settings: closedAt12('b'),
    people: [person(1), person(2, { teams: ['b'] })],
    gives: [1, 'load', 1, 'team-closed'],
  },
  {
    rule: 'RTG-15',
    says: 'the fallback is last',
    w: { team: 'b' },
    people: [person(3, { teams: ['f'] })],
    gives: [3, 'load', 2, 'team-empty'],
  },
  {
    rule: 'RTG-15',
    says: 'the fallback does not help who is full',
    w: { queuedAt: ago(HOUR) },
    people: [person(1, full), person(3, { teams: ['f'] })],
    waits: ['all-full', null],
  },
  {
    rule: 'RTG-15',
    says: 'an unknown team goes to the fallback',
    w: { team: 'gone' },
    people: [person(3, { teams: ['f'] })],
    gives: [3, 'load', 1, 'team-empty'],
  },
  {
    rule: 'RTG-15',
    says: 'closed and nobody else',
    settings: closedAt12('a'),
    people: [person(1)],
    waits: ['team-closed', HOUR],
  },
  { rule: 'RTG-15', says: 'nobody at all', people: [], waits: ['team-empty'] },
  {
    rule: 'RTG-16',
    says: 'the skill first',
    w: { skill: 'en' },
    people: [person(1), person(2, { load: 3, skills: ['en'] })],
    gives: [2, 'load'],
  },
  {
    rule: 'RTG-16',
    says: 'waits for it while it is there',
    w: { skill: 'en' },
    people: [person(1), person(2, { ...full, skills: ['en'] })],
    waits: ['skill-busy', 60 * SECOND],
  },
  {
    rule: 'RTG-16',
    says: 'dropped after 60 s',
    w: { skill: 'en', queuedAt: ago(MINUTE) },
    people: [person(1), person(2, { ...full, skills: ['en'] })],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-16',
    says: 'nobody has it: at once',
    w: { skill: 'en' },
    people: [person(1)],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-17',
    says: 'share, not number',
    people: [person(1, { slots: 10, load: 3 }), person(2, { slots: 2, load: 1 })],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-17',
    says: 'the larger of two shares',
    people: [person(1, { load: 2, slots: 8, shopSlots: 3 }), person(2, { load: 2 })],
    gives: [2, 'load'],
  },
  {
    rule: 'RTG-17',
    says: 'then longest idle',
    people: [person(1, { givenAt: ago(5) }), person(2, { givenAt: ago(9) })],
    gives: [2, 'idle'],
  },
  {
    rule: 'RTG-17',
    says: 'never counts as longest',
    people: [person(1, { givenAt: ago(5) }), person(2)],
    gives: [2, 'idle'],
  },
  { rule: 'RTG-17', says: 'then the number', people: [person(2), person(1)], gives: [1, 'id'] },
  {
    rule: 'RTG-18',
    says: 'not who it was taken from',
    w: { passed: [1] },
    people: [person(1), person(2, { load: 3 })],
    gives: [2, 'load'],
  },
  {
    rule: 'RTG-18',
    says: 'not even kept or recent',
    w: { passed: [1], prefer: 1, ...servedBy(1, HOUR) },
    people: [person(1), person(2, { load: 3 })],
    gives: [2, 'load'],
  },
  {
    rule: 'RTG-18',
    says: 'but where there is nobody else',
    w: { passed: [1] },
    people: [person(1)],
    gives: [1, 'load'],
  },
  {
    rule: 'RTG-18',
    says: 'not while others are only full',
    w: { passed: [1] },
    people: [person(1), person(2, full)],
    waits: ['all-full'],
  },
  {
    rule: 'RTG-18',
    says: 'never who still has it',
    w: { holder: 1, passed: [1] },
    people: [person(1)],
    waits: ['nobody-online'],
  },
  {
    rule: 'RTG-27',
    says: 'switched off',
    settings: { enabled: false },
    people: [person(1)],
    waits: ['routing-off'],
  },
]

describe('one waiter', () => {
  test.each(cases)('[$rule] $says', ({ w, people, settings, gives, waits }) => {
    const found = plan([waiter(1, w)], people, { ...base, ...settings }, zone, now)
    if (gives) {
      const [to, rule, ring = 0, early] = gives
      expect(found).toMatchObject({ gives: [{ conversationId: 1, to, why: { rule, ring } }], waits: [] })
      expect(found.gives[0]?.why.early).toBe(early)
    }
    if (waits) {
      const [reason, until = null] = waits
      expect(found.gives).toEqual([])
      expect(found.waits[0]).toMatchObject({ reason, until: until === null ? null : now + until })
      if (until !== null) expect(found.next).toBe(now + until)
    }
  })
})

describe('the queue', () => {
  const order = (waiters: Waiter[], settings: Partial<RoutingSettings> = {}) =>
    plan(waiters, [person(1, { slots: 1 })], { ...base, ...settings }, zone, now).gives[0]?.conversationId
  const due = (s: number) => ({ dueAt: now + s * SECOND })
  test.each([
    ['RTG-20', 'the earliest deadline', [waiter(1, due(90)), waiter(2, due(60))], {}, 2],
    [
      'RTG-20',
      'without a clock: 600 s',
      [waiter(1, { dueAt: null, queuedAt: ago(590 * SECOND) }), waiter(2, due(60))],
      {},
      1,
    ],
    [
      'RTG-21',
      'a campaign moves it',
      [waiter(1, due(60)), waiter(2, { ...due(90), campaign: true })],
      { weights: { campaign: 60, value: 0 } },
      2,
    ],
    [
      'RTG-21',
      'value: each 100 yuan',
      [waiter(1, due(60)), waiter(2, { ...due(90), value: 40_000 })],
      { weights: { campaign: 0, value: 10 } },
      2,
    ],
    [
      'RTG-21',
      'by an hour at most',
      [waiter(1, due(60)), waiter(2, { ...due(3661), value: 9e9 })],
      { weights: { campaign: 0, value: 600 } },
      1,
    ],
    ['RTG-21', 'then age', [waiter(1, due(60)), waiter(2, { ...due(60), queuedAt: ago(5) })], {}, 2],
    ['RTG-21', 'then number', [waiter(2, due(60)), waiter(1, due(60))], {}, 1],
    [
      'RTG-19',
      'who has nobody goes first',
      [waiter(1, { ...due(10), holder: 9 }), waiter(2, due(90))],
      {},
      2,
    ],
    [
      'RTG-19',
      'but not for ever',
      [waiter(1, { ...due(10), holder: 9, queuedAt: ago(2 * MINUTE) }), waiter(2, due(90))],
      {},
      1,
    ],
  ] as const)('[%s] %s', (_, __, waiters, settings, first) => {
    expect(order([...waiters], settings)).toBe(first)
  })
  test('[RTG-14] who helps out serves their own first, however late the others are', () => {
    const late = waiter(1, { team: 'b', queuedAt: ago(5 * MINUTE), dueAt: now })
    const people = [person(1, { slots: 1 }), person(2, { teams: ['b'], ...full })]
    expect(plan([late, waiter(2)], people, base, zone, now).gives).toMatchObject([
      { conversationId: 2, to: 1 },
    ])
  })
  test('[RTG-23] a full team holds up no other', () => {
    const people = [person(1, full), person(2, { teams: ['f'] })]
    const found = plan([waiter(1, { dueAt: now }), waiter(2, { team: 'f' })], people, base, zone, now)
    expect(found.gives).toMatchObject([{ conversationId: 2, to: 2 }])
  })
  test('[RTG-24] one person is kept for the first heavy conversation, and no more', () => {
    const people = [person(1, { load: 3 }), person(2, { load: 3 })]
    const heavy = (id: number) => waiter(id, { slots: 2, dueAt: now + id })
    const found = plan([heavy(1), heavy(2), waiter(3), waiter(4)], people, base, zone, now)
    expect(found.gives).toMatchObject([{ conversationId: 3, to: 2 }])
    expect(found.waits.find(({ conversationId }) => conversationId === 4)?.reason).toBe('kept-free')
  })
  test('[RTG-24] a heavy conversation does not starve among endless light ones', () => {
    let people = [person(1, full), person(2, full), person(3, full)]
    let given = -1
    for (let step = 0; step < 30 && given < 0; step++) {
      const at = now + step * SECOND
      const frees = (step % 3) + 1
      people = people.map((p) =>
        p.personId === frees ? { ...p, load: p.load - 1, shopLoad: p.load - 1 } : p,
      )
      const light = Array.from({ length: 5 }, (_, i) =>
        waiter(100 + step * 5 + i, { queuedAt: at, dueAt: at + 180_000 }),
      )
      const { gives } = plan([waiter(1, { slots: 2 }), ...light], people, base, zone, at)
      for (const { conversationId, to } of gives) {
        const slots = conversationId === 1 ? 2 : 1
        if (conversationId === 1) given = step
        people = people.map((p) =>
          p.personId === to ? { ...p, load: p.load + slots, shopLoad: p.load + slots } : p,
        )
      }
    }
    // The first freed slot is kept, and the same person's next one follows a turn later.
    expect(given).toBe(3)
  })
  test('[RTG-25] a team opening is a moment to look again, nobody waiting is none', () => {
    expect(plan([waiter(1)], [person(1)], { ...base, ...closedAt12('a') }, zone, now).next).toBe(now + HOUR)
    expect(plan([], [person(1)], base, zone, now).next).toBeNull()
  })
})

const people = fc.array(
  fc.record({
    state: fc.constantFrom(
      'online' as const,
      'online' as const,
      'break' as const,
      'finishing' as const,
      'offline' as const,
    ),
    here: fc.boolean(),
    teams: fc.subarray(['a', 'b', 'f']),
    skills: fc.subarray(['en']),
    load: fc.nat(5),
    slots: fc.nat(6),
    shopSlots: fc.option(fc.nat(4)),
    givenAt: fc.option(fc.nat(1000)),
  }),
  { maxLength: 8 },
)
const crowd = fc.array(
  fc.record({
    team: fc.constantFrom('a', 'b', 'f', 'gone'),
    skill: fc.option(fc.constant('en')),
    slots: fc.integer({ min: 1, max: 3 }),
    queuedAt: fc.nat(200).map((s) => ago(s * SECOND)),
    dueAt: fc.option(fc.integer({ min: -100, max: 300 }).map((s) => now + s * SECOND)),
    prefer: fc.option(fc.integer({ min: 1, max: 8 })),
    passed: fc.subarray([1, 2, 3]),
    holder: fc.option(fc.integer({ min: 1, max: 8 })),
    agentId: fc.option(fc.integer({ min: 1, max: 8 })),
    served: fc.array(
      fc.record({ personId: fc.integer({ min: 1, max: 8 }), at: fc.nat(80).map((h) => ago(h * HOUR)) }),
      { maxLength: 2 },
    ),
    campaign: fc.boolean(),
    value: fc.nat(100_000),
  }),
  { maxLength: 20 },
)
const world = fc.tuple(people, crowd).map(([ps, ws]) => ({
  people: ps.map((p, i) =>
    person(i + 1, { ...p, shopLoad: p.load, givenAt: p.givenAt === null ? null : ago(p.givenAt) }),
  ),
  waiters: ws.map((w, i) => waiter(i + 1, w)),
}))

describe('whatever happens', () => {
  test('[RTG-7] no limit is exceeded, [RTG-40, RTG-41] each is given once or waits for a reason', () => {
    fc.assert(
      fc.property(world, ({ people, waiters }) => {
        const { gives, waits } = plan(waiters, people, base, zone, now)
        expect([...gives, ...waits].map((x) => x.conversationId).sort((a, b) => a - b)).toEqual(
          waiters.map((w) => w.conversationId),
        )
        for (const p of people) {
          const got = gives
            .filter(({ to }) => to === p.personId)
            .map((g) => waiters.find((w) => w.conversationId === g.conversationId)?.slots ?? 0)
          if (got.length > 0) expect(got.reduce((a, b) => a + b)).toBeLessThanOrEqual(room(p))
        }
        for (const { conversationId, why, to } of gives) {
          Why.parse(why)
          const p = people.find(({ personId }) => personId === to)
          expect(p?.here).toBe(true)
          expect(waiters.find((w) => w.conversationId === conversationId)?.holder).not.toBe(to)
        }
        for (const { reason, until } of waits) {
          WaitReason.parse(reason)
          expect(until ?? now + 1).toBeGreaterThan(now)
        }
      }),
      { numRuns: 400 },
    )
  })
  test('[RTG-22] nobody of one slot waits while somebody of their team is free', () => {
    fc.assert(
      fc.property(world, ({ people, waiters }) => {
        const { gives, waits } = plan(waiters, people, base, zone, now)
        const after = people.map((p) => {
          const got = gives
            .filter(({ to }) => to === p.personId)
            .map((g) => waiters.find((w) => w.conversationId === g.conversationId)?.slots ?? 0)
          const load = got.reduce((a, b) => a + b, p.load)
          return { ...p, load, shopLoad: load }
        })
        for (const { conversationId, reason } of waits) {
          const w = waiters.find((x) => x.conversationId === conversationId)
          if (
            !w ||
            w.slots > 1 ||
            reason === 'waits-for' ||
            reason === 'skill-busy' ||
            reason === 'kept-free'
          )
            continue
          const free = after.filter(
            (p) =>
              isFree(p) &&
              p.teams.includes(w.team) &&
              p.personId !== w.holder &&
              !w.passed.includes(p.personId),
          )
          expect(free).toEqual([])
        }
      }),
      { numRuns: 400 },
    )
  })
  test('[RTG-21] of equals of a team the one before in the order is not left waiting', () => {
    fc.assert(
      fc.property(people, fc.array(fc.nat(300), { maxLength: 15 }), (ps, dues) => {
        const those = ps.map((p, i) => person(i + 1, { ...p, shopLoad: p.load, givenAt: null }))
        const equals = dues.map((s, i) => waiter(i + 1, { dueAt: now + s * SECOND }))
        const { gives, waits } = plan(equals, those, base, zone, now)
        const dueOf = (id: number) => equals.find((w) => w.conversationId === id)?.dueAt ?? 0
        const latest = Math.max(...gives.map((g) => dueOf(g.conversationId)))
        for (const { conversationId } of waits) expect(dueOf(conversationId)).toBeGreaterThanOrEqual(latest)
      }),
    )
  })
  test('[RTG-26] the order of the lists does not matter', () => {
    fc.assert(
      fc.property(world, fc.integer(), ({ people, waiters }, turn) => {
        const turned = <T>(xs: T[]): T[] => {
          const n = xs.length === 0 ? 0 : Math.abs(turn) % xs.length
          return [...xs.slice(n), ...xs.slice(0, n)].reverse()
        }
        expect(plan(turned(waiters), turned(people), base, zone, now)).toEqual(
          plan(waiters, people, base, zone, now),
        )
      }),
      { numRuns: 300 },
    )
  })
  test('[RTG-25] before the next moment named, time alone changes nothing', () => {
    fc.assert(
      fc.property(world, fc.double({ min: 0, max: 1, noNaN: true }), ({ people, waiters }, share) => {
        const first = plan(waiters, people, base, zone, now)
        const given = new Set(first.gives.map((g) => g.conversationId))
        const left = waiters.filter((w) => !given.has(w.conversationId))
        const then = people.map((p) => {
          const got = first.gives
            .filter(({ to }) => to === p.personId)
            .map((g) => waiters.find((w) => w.conversationId === g.conversationId)?.slots ?? 0)
          const load = got.reduce((a, b) => a + b, p.load)
          return { ...p, load, shopLoad: load, givenAt: got.length > 0 ? now : p.givenAt }
        })
        const next = first.next ?? now + HOUR
        const later = Math.floor(now + (next - 1 - now) * share)
        expect(plan(left, then, base, zone, later).gives).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
})
