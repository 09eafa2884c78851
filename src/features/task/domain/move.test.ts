import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../../shared/time.ts'
import type { TaskMove } from '../contract.ts'
import { anOrder, aTask } from '../testing/made.ts'
import { byDue, caughtUp, clockOf, lateBy, standing, warnBefore } from './due.ts'
import { type Around, decideMove } from './move.ts'
import { defaultTaskSettings, TaskSettings } from './settings.ts'
import { isOver, type Task, TaskKind } from './task.ts'

const around = (a: Partial<Around> = {}): Around => ({
  ...{ now: MINUTE, personId: 1, leads: false, order: anOrder(), consent: false, buyers: true },
  ...a,
})
const promise = (t: Partial<Task> = {}) => aTask({ kind: 'promise', change: null, ...t })
const refund = (t: Partial<Task> = {}) => aTask({ kind: 'refund', change: null, ...t })
const said = { at: 5, messageId: 9 }

interface Case {
  rule: string
  says: string
  task: Task
  move: TaskMove
  around?: Partial<Around>
  gives: Partial<Task> | string
}
const cases: Case[] = [
  {
    rule: 'TSK-2',
    says: 'anybody takes what nobody has',
    task: promise(),
    move: { do: 'take' },
    gives: { owner: 1 },
  },
  { rule: 'TSK-2', says: 'not twice', task: promise({ owner: 1 }), move: { do: 'take' }, gives: 'yours' },
  {
    rule: 'TSK-2',
    says: 'a colleague’s stays theirs',
    task: promise({ owner: 2 }),
    move: { do: 'take' },
    gives: 'colleagues',
  },
  {
    rule: 'TSK-2',
    says: 'who leads takes it',
    task: promise({ owner: 2 }),
    move: { do: 'take' },
    around: { leads: true },
    gives: { owner: 1 },
  },
  {
    rule: 'TSK-2',
    says: 'late, anybody takes it',
    task: promise({ owner: 2, broken: true }),
    move: { do: 'take' },
    gives: { owner: 1 },
  },
  {
    rule: 'TSK-3',
    says: 'given to a person',
    task: promise({ owner: 1 }),
    move: { do: 'give', to: 2, team: null },
    gives: { owner: 2 },
  },
  {
    rule: 'TSK-3',
    says: 'given to a team',
    task: promise({ owner: 1 }),
    move: { do: 'give', to: null, team: 'after-sales' },
    gives: { owner: null, team: 'after-sales' },
  },
  {
    rule: 'TSK-3',
    says: 'not to nobody',
    task: promise({ owner: 1 }),
    move: { do: 'give', to: null, team: null },
    gives: 'nobody',
  },
  {
    rule: 'TSK-3',
    says: 'not a colleague’s',
    task: promise({ owner: 2 }),
    move: { do: 'give', to: 1, team: null },
    gives: 'colleagues',
  },
  {
    rule: 'TSK-4',
    says: 'the buyer is asked',
    task: aTask(),
    move: { do: 'ask', messageId: 8 },
    gives: { state: 'asking', asked: { at: MINUTE, messageId: 8 } },
  },
  {
    rule: 'TSK-4',
    says: 'not about a change nobody finished',
    task: aTask({
      change: { lines: [{ line: 'L1', from: {}, to: {}, sku: null }], address: null, remark: null },
    }),
    move: { do: 'ask', messageId: 8 },
    gives: 'unfinished',
  },
  {
    rule: 'TSK-4',
    says: 'not about an empty change',
    task: aTask({ change: { lines: [], address: {}, remark: null } }),
    move: { do: 'ask', messageId: 8 },
    gives: 'unfinished',
  },
  {
    rule: 'TSK-4',
    says: 'not once it is shipped',
    task: aTask(),
    move: { do: 'ask', messageId: 8 },
    around: { order: anOrder({ status: 'shipped' }) },
    gives: 'shipped',
  },
  {
    rule: 'TSK-4',
    says: 'a promise is not asked about',
    task: promise(),
    move: { do: 'ask', messageId: 8 },
    gives: 'not-to-ask',
  },
  {
    rule: 'TSK-5',
    says: 'the buyer says yes',
    task: aTask({ state: 'asking' }),
    move: { do: 'confirm', messageId: 9, yes: true },
    gives: { state: 'open', confirmed: { at: MINUTE, messageId: 9 } },
  },
  {
    rule: 'TSK-5',
    says: 'the buyer says no',
    task: aTask({ state: 'asking' }),
    move: { do: 'confirm', messageId: 9, yes: false },
    gives: { state: 'open', confirmed: null },
  },
  {
    rule: 'TSK-5',
    says: 'nobody was asked',
    task: aTask(),
    move: { do: 'confirm', messageId: 9, yes: true },
    gives: 'not-asked',
  },
  {
    rule: 'TSK-5',
    says: 'not the buyer’s words',
    task: aTask({ state: 'asking' }),
    move: { do: 'confirm', messageId: 9, yes: true },
    around: { buyers: false },
    gives: 'not-the-buyers',
  },
  {
    rule: 'TSK-5',
    says: 'another change has to be said yes to anew',
    task: aTask({ confirmed: said }),
    move: { do: 'change', change: { lines: [], address: null, remark: '放门口' } },
    gives: { confirmed: null, state: 'open' },
  },
  {
    rule: 'TSK-6',
    says: 'a change that is confirmed is done',
    task: aTask({ confirmed: said }),
    move: { do: 'done', why: '' },
    gives: { state: 'done', closedAt: MINUTE },
  },
  {
    rule: 'TSK-6',
    says: 'not before the buyer said yes',
    task: aTask(),
    move: { do: 'done', why: '' },
    gives: 'not-confirmed',
  },
  {
    rule: 'TSK-6',
    says: 'without a conversation there is nobody to ask',
    task: aTask({ conversationId: null }),
    move: { do: 'done', why: '' },
    gives: { state: 'done' },
  },
  {
    rule: 'TSK-6',
    says: 'shipped meanwhile',
    task: aTask({ confirmed: said }),
    move: { do: 'done', why: '' },
    around: { order: anOrder({ status: 'shipped' }) },
    gives: 'shipped',
  },
  {
    rule: 'TSK-6',
    says: 'the order is not known',
    task: aTask({ confirmed: said }),
    move: { do: 'done', why: '' },
    around: { order: null },
    gives: 'no-order',
  },
  {
    rule: 'TSK-7',
    says: 'a refund is not refused without consent',
    task: refund(),
    move: { do: 'impossible', why: 'no' },
    gives: 'consent',
  },
  {
    rule: 'TSK-7',
    says: 'with consent it is',
    task: refund(),
    move: { do: 'impossible', why: 'no' },
    around: { consent: true },
    gives: { state: 'impossible', why: 'no' },
  },
  {
    rule: 'TSK-7',
    says: 'money for damage neither',
    task: aTask({ kind: 'damaged', change: null, case: { lines: [], fen: 500, reason: '', pictures: [] } }),
    move: { do: 'impossible', why: 'no' },
    gives: 'consent',
  },
  {
    rule: 'TSK-7',
    says: 'a change that cannot be made needs none',
    task: aTask(),
    move: { do: 'impossible', why: 'shipped' },
    gives: { state: 'impossible' },
  },
  {
    rule: 'TSK-8',
    says: 'its time is moved',
    task: promise({ owner: 1, warned: true }),
    move: { do: 'move-due', dueAt: 90 * MINUTE, why: 'asked' },
    gives: { dueAt: 90 * MINUTE, warnAt: 80 * MINUTE, warned: false },
  },
  {
    rule: 'TSK-8',
    says: 'not into the past',
    task: promise(),
    move: { do: 'move-due', dueAt: 1, why: 'x' },
    gives: 'in-the-past',
  },
  {
    rule: 'TSK-9',
    says: 'withdrawn in time',
    task: promise(),
    move: { do: 'withdraw', why: 'not meant' },
    gives: { state: 'withdrawn' },
  },
  {
    rule: 'TSK-9',
    says: 'not when it is late',
    task: promise({ broken: true }),
    move: { do: 'withdraw', why: 'x' },
    gives: 'late',
  },
  {
    rule: 'TSK-1',
    says: 'what is over stays so',
    task: promise({ state: 'done' }),
    move: { do: 'take' },
    gives: 'over',
  },
]

describe('moves of a task', () => {
  test.each(cases)('[$rule] $says', ({ task, move, around: a, gives }) => {
    const decided = decideMove(task, move, around(a))
    if (typeof gives === 'string') expect(decided).toEqual({ ok: false, why: gives })
    else expect(decided.ok && decided.task).toMatchObject(gives)
  })

  test('[TSK-22] a change that is done becomes commands: line, address, remark beside what stood there', () => {
    const task = aTask({
      confirmed: said,
      change: {
        ...(aTask().change as NonNullable<Task['change']>),
        address: { detail: 'B' },
        remark: '放门口',
      },
    })
    const decided = decideMove(
      task,
      { do: 'done', why: '' },
      around({ order: anOrder({ remark: '已加急' }) }),
    )
    expect(decided.ok && decided.commands).toEqual([
      { do: 'sku', line: 'L1', sku: '雾蓝-L', options: { 颜色: '雾蓝', 尺码: 'L' } },
      { do: 'address', address: { detail: 'B' } },
      { do: 'remark', remark: '已加急；放门口', flag: null },
    ])
  })
})

test('[TSK-22] a refund that is done is wanted of the platform, unless somebody has done it there', () => {
  const facts = { lines: ['L1'], fen: 500, reason: '少发', pictures: [] }
  const task = refund({ case: facts })
  const by = (order: boolean) => decideMove(task, { do: 'done', why: '', order }, around())
  expect(by(true)).toMatchObject({ commands: [{ do: 'refund', line: 'L1', fen: 500, reason: '少发' }] })
  expect(by(false)).toMatchObject({ ok: true, commands: [] })
})

const anyMove: fc.Arbitrary<TaskMove> = fc.oneof(
  fc.constant<TaskMove>({ do: 'take' }),
  fc.record({
    do: fc.constant('give' as const),
    to: fc.option(fc.nat(3)),
    team: fc.option(fc.constant('t')),
  }),
  fc.record({ do: fc.constant('ask' as const), messageId: fc.constant(8) }),
  fc.record({ do: fc.constant('confirm' as const), messageId: fc.constant(9), yes: fc.boolean() }),
  fc.record({ do: fc.constant('move-due' as const), dueAt: fc.nat(200 * MINUTE), why: fc.constant('x') }),
  fc.record({ do: fc.constant('done' as const), why: fc.constant('') }),
  fc.record({ do: fc.constant('impossible' as const), why: fc.constant('x') }),
  fc.record({ do: fc.constant('withdraw' as const), why: fc.constant('x') }),
)

test('[TSK-1] [TSK-12] no move leaves an end; a time that was not kept stays so; only what is confirmed is changed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TaskKind.options),
      fc.array(
        fc.record({
          move: anyMove,
          wait: fc.nat(20 * MINUTE),
          personId: fc.nat(3),
          leads: fc.boolean(),
          consent: fc.boolean(),
          buyers: fc.boolean(),
        }),
        { maxLength: 30 },
      ),
      (kind, moves) => {
        let task = aTask({ kind, ...(kind !== 'change' && { change: null }) })
        let now = 0
        for (const { move, wait, ...who } of moves) {
          now += wait
          const before = caughtUp(task, now).task
          const dueBefore = before.dueAt
          if (!isOver(before.state) && dueBefore !== null && now >= dueBefore)
            expect(before.broken).toBe(true)
          const decided = decideMove(before, move, around({ now, ...who }))
          if (isOver(before.state)) expect(decided).toEqual({ ok: false, why: 'over' })
          if (!decided.ok) {
            task = before
            continue
          }
          if (before.broken)
            expect([decided.task.broken, decided.task.brokenAt]).toEqual([true, before.brokenAt])
          if (decided.commands.length > 0) expect(before.confirmed).not.toBeNull()
          if (isOver(decided.task.state)) expect(decided.task.closedAt).toBe(now)
          task = decided.task
        }
      },
    ),
  )
})

describe('times', () => {
  test('[TSK-10] a kind’s own, or the one that was promised; what a shop begins with can be stored', () => {
    const settings = defaultTaskSettings()
    expect(TaskSettings.parse(settings)).toEqual(settings)
    expect(clockOf(settings, 'change', 0, null)).toEqual({
      dueAt: 30 * MINUTE,
      warnAt: 20 * MINUTE,
      team: 'order-change',
    })
    expect(clockOf(settings, 'promise', 0, null)).toEqual({ dueAt: null, warnAt: null, team: null })
    expect(clockOf(settings, 'promise', 0, 120 * MINUTE)).toMatchObject({
      dueAt: 120 * MINUTE,
      warnAt: 90 * MINUTE,
    })
  })
  test('[TSK-11] never warned in the first half of the time', () => {
    expect(warnBefore(0, 20 * MINUTE, 30 * MINUTE)).toBe(10 * MINUTE)
  })
  test.each([
    [0, 'fine', []],
    [20 * MINUTE, 'soon', ['warned']],
    [30 * MINUTE, 'late', ['broken']],
    [99 * MINUTE, 'late', ['broken']],
  ] as const)('[TSK-12] at %i: %s', (now, stands, steps) => {
    const { task, steps: taken } = caughtUp(aTask(), now)
    expect(standing(aTask(), now)).toBe(stands)
    expect(taken.map(({ what }) => what)).toEqual(steps)
    // Looked at again, nothing more happens.
    expect(caughtUp(task, now).steps).toEqual([])
    if (task.broken) expect([task.brokenAt, lateBy(task, now)]).toEqual([30 * MINUTE, now - 30 * MINUTE])
  })
  test('[TSK-13] soonest due first, without a clock last', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(50))), (dues) => {
        const tasks = dues.map((dueAt, id) => aTask({ id, dueAt })).sort(byDue)
        for (const [i, task] of tasks.entries()) {
          const next = tasks[i + 1]
          if (next && task.dueAt === null) expect(next.dueAt).toBeNull()
          if (next?.dueAt != null && task.dueAt !== null) expect(task.dueAt).toBeLessThanOrEqual(next.dueAt)
        }
      }),
    )
  })
})
