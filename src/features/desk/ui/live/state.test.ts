import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Conversation, Message } from '../../../conversation/domain.ts'
import type { LogEntry } from '../../contract.ts'
import {
  applyAnswer,
  applyLog,
  type DeskState,
  emptyState,
  fillStream,
  fromSnapshot,
  keyOf,
  openStream,
  type Snapshot,
} from './state.ts'

const conversation = (more: Partial<Conversation> = {}): Conversation => ({
  shopId: 1,
  id: 1,
  buyerId: 1,
  buyerName: '小雨',
  channelId: 1,
  status: 'open',
  assignee: null,
  waitingSince: null,
  lastAt: 1000,
  lastText: '',
  lastAuthor: 'buyer',
  lastMessageId: 1,
  unread: 0,
  buyerReadId: 0,
  tags: [],
  snoozedUntil: null,
  dueAt: null,
  openedAt: 1000,
  closedAt: null,
  assistant: { greeted: false, heldFor: null },
  team: null,
  queuedAt: null,
  clock: null,
  route: null,
  ...more,
})
const message = (id: number, more: Partial<Message> = {}): Message => ({
  id,
  conversationId: 1,
  author: 'buyer',
  kind: 'text',
  text: `第 ${id} 句`,
  picture: null,
  personId: null,
  sentAt: id * 1000,
  replyTo: null,
  externalId: null,
  outbound: false,
  detail: null,
  ...more,
})
const entry = (seq: number, c: Conversation, messages: Message[] = []): LogEntry => ({
  shopId: c.shopId,
  seq,
  kind: 'conversation',
  at: seq,
  data: { conversation: c, messages },
})
const snapshot = (conversations: Conversation[]): Snapshot => ({
  cursor: '1-0',
  now: 0,
  conversations,
  members: [
    {
      shopId: 1,
      personId: 7,
      username: 'lin',
      name: '林',
      role: 'agent',
      teams: [],
      skills: [],
      state: 'online',
      here: true,
      slots: 8,
      shopSlots: null,
    },
  ],
})

/** A small desk: what happened to which conversation, with the log it wrote. */
const happened = (steps: readonly { id: number; close: boolean }[]) => {
  const talks = new Map<number, Conversation>()
  const log: LogEntry[] = []
  steps.forEach(({ id, close }, i) => {
    const before = talks.get(id) ?? conversation({ id })
    const next = {
      ...before,
      lastMessageId: i + 1,
      lastAt: i,
      status: close ? ('closed' as const) : ('open' as const),
    }
    talks.set(id, next)
    log.push(entry(i + 1, next, [message(i + 1, { conversationId: id })]))
  })
  return { log, snapshot: snapshot([...talks.values()].filter((c) => c.status !== 'closed')) }
}
const steps = fc.array(fc.record({ id: fc.integer({ min: 1, max: 5 }), close: fc.boolean() }), {
  maxLength: 40,
})
const sorted = (state: DeskState) => [...state.open.values()].sort((a, b) => a.id - b.id)

describe('the log', () => {
  test('old snapshot + its events = fresh snapshot, from any moment', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (all, cut) => {
        const at = all.length === 0 ? 0 : cut % all.length
        const then = happened(all.slice(0, at))
        const now = happened(all)
        const caughtUp = applyLog(fromSnapshot(then.snapshot), now.log.slice(at))
        expect(sorted(caughtUp)).toEqual(sorted(fromSnapshot(now.snapshot)))
      }),
    )
  })

  test('applied twice, or in overlapping pieces, it changes nothing more', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (all, cut) => {
        const { log } = happened(all)
        const watching = openStream(emptyState, '1:1')
        const once = applyLog(watching, log)
        expect(applyLog(once, log)).toBe(once)
        const at = all.length === 0 ? 0 : cut % all.length
        expect(applyLog(applyLog(watching, log.slice(0, at + 1)), log.slice(at))).toEqual(once)
      }),
    )
  })

  test('an unchanged part keeps its reference', () => {
    const before = fromSnapshot(snapshot([conversation(), conversation({ id: 2 })]))
    const after = applyLog(before, [entry(1, conversation({ lastMessageId: 2 }))])
    expect(after.open.get('1:2')).toBe(before.open.get('1:2'))
    expect(after.members).toBe(before.members)
    expect(after.streams).toBe(before.streams)
  })

  test('an answer ahead of the log is not undone by older entries', () => {
    const before = fromSnapshot(snapshot([conversation({ lastMessageId: 3 })]))
    const claimed = applyAnswer(before, before, {
      conversation: conversation({ lastMessageId: 5, assignee: 7 }),
    })
    const late = applyLog(claimed, [entry(1, conversation({ lastMessageId: 4 }))])
    expect(late.open.get('1:1')?.assignee).toBe(7)
    const closed = applyAnswer(late, late, {
      conversation: conversation({ lastMessageId: 6, status: 'closed' }),
    })
    expect(applyLog(closed, [entry(2, conversation({ lastMessageId: 5 }))]).open.size).toBe(0)
  })

  test.each([
    ['an unread badge', { unread: 1 }, { unread: 0 }],
    ['tags', { tags: ['退款'] }, { tags: [] }],
    ['what the buyer had read', { buyerReadId: 0 }, { buyerReadId: 1 }],
  ])('a late answer does not bring back %s', (_, old, fresh) => {
    const asked = fromSnapshot(snapshot([conversation(old)]))
    const heard = applyLog(asked, [entry(1, conversation(fresh))])
    const state = applyAnswer(heard, asked, { conversation: conversation(old) })
    expect(state.open.get('1:1')).toMatchObject(fresh)
  })

  test('a late closed page does not bring back a conversation that was reopened', () => {
    const asked = emptyState
    const heard = applyLog(asked, [entry(1, conversation({ lastMessageId: 3 }))])
    const old = conversation({ lastMessageId: 2, status: 'closed' })
    const state = applyAnswer(heard, asked, { conversation: old })
    expect([state.open.size, state.closed.size]).toEqual([1, 0])
  })

  const deed = fc.oneof(
    ...(['happens', 'happens-silently', 'is-heard', 'is-asked', 'is-read', 'is-answered'] as const).map(
      (what) => fc.record({ what: fc.constant(what), nth: fc.nat(20) }),
    ),
  )
  test('answers and entries in any interleaving end in the newest state', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        let now = conversation({ unread: 0 })
        let state = fromSnapshot(snapshot([now]))
        const log: LogEntry[] = []
        const asks: { asked: DeskState; read: Conversation | null }[] = []
        const hear = (until: number) => {
          state = applyLog(state, log.slice(0, until))
        }
        const answer = (nth: number) => {
          const [ask] = asks.splice(nth % asks.length, 1)
          if (ask) state = applyAnswer(state, ask.asked, { conversation: ask.read ?? now })
        }
        for (const { what, nth } of deeds) {
          if (what === 'happens' || what === 'happens-silently') {
            const lastMessageId = now.lastMessageId + (what === 'happens' ? 1 : 0)
            now = { ...now, lastMessageId, unread: log.length + 1, status: nth % 3 ? 'open' : 'closed' }
            log.push(entry(log.length + 1, now))
          } else if (what === 'is-heard') hear(nth)
          else if (what === 'is-asked') asks.push({ asked: state, read: null })
          else if (what === 'is-read') {
            const ask = asks.find(({ read }) => read === null)
            if (ask) ask.read = now
          } else if (asks.length > 0) answer(nth)
        }
        hear(log.length)
        while (asks.length > 0) answer(asks.length)
        expect(state.open.get('1:1') ?? state.closed.get('1:1')).toEqual(now)
        expect(state.open.size + state.closed.size).toBe(1)
      }),
      { numRuns: 1000 },
    )
  })

  test('a person’s state, and that they have left', () => {
    const before = fromSnapshot(snapshot([]))
    const member = { ...before.members.get(keyOf({ shopId: 1, id: 7 })), state: 'break' }
    const after = applyLog(before, [{ shopId: 1, seq: 1, kind: 'member', at: 1, data: member }])
    expect(after.members.get('1:7')?.state).toBe('break')
    const left = applyLog(after, [{ shopId: 1, seq: 2, kind: 'member-left', at: 2, data: { personId: 7 } }])
    expect(left.members.size).toBe(0)
  })
})

describe('a fresh snapshot', () => {
  test('takes what was reopened out of the closed ones', () => {
    const closed = applyAnswer(emptyState, emptyState, { conversation: conversation({ status: 'closed' }) })
    const other = applyAnswer(closed, closed, { conversation: conversation({ id: 2, status: 'closed' }) })
    const state = fromSnapshot(snapshot([conversation({ lastMessageId: 2 })]), other)
    expect([...state.open.keys()]).toEqual(['1:1'])
    expect([...state.closed.keys()]).toEqual(['1:2'])
  })

  test('lets no late answer bring back what was closed in between', () => {
    const asked = fromSnapshot(snapshot([conversation()]))
    const state = applyAnswer(fromSnapshot(snapshot([]), asked), asked, { conversation: conversation() })
    expect(state.open.size).toBe(0)
  })
})

describe('a stream', () => {
  test('keeps what the log brought while it was being fetched, in reading order', () => {
    const opened = openStream(emptyState, '1:1')
    const during = applyLog(opened, [entry(1, conversation({ lastMessageId: 3 }), [message(3)])])
    expect(during.streams.get('1:1')?.loaded).toBe(false)
    const filled = fillStream(during, '1:1', [message(2, { sentAt: 500 }), message(1)])
    expect(filled.streams.get('1:1')?.messages.map((m) => m.id)).toEqual([2, 1, 3])
    expect(filled.streams.get('1:1')?.loaded).toBe(true)
  })

  test('of a conversation nobody opened is not kept', () => {
    const after = applyLog(emptyState, [entry(1, conversation(), [message(1)])])
    expect(after.streams.size).toBe(0)
  })

  test('must be fetched again after a new snapshot', () => {
    const filled = fillStream(openStream(emptyState, '1:1'), '1:1', [message(1)])
    const stream = fromSnapshot(snapshot([]), filled).streams.get('1:1')
    expect(stream).toEqual({ messages: [message(1)], loaded: false })
  })

  test('the least recently opened is dropped first', () => {
    let state = emptyState
    for (let id = 1; id <= 31; id++) state = openStream(state, `1:${id}`)
    state = openStream(state, '1:2')
    state = openStream(state, '1:99')
    expect(state.streams.size).toBe(30)
    expect(state.streams.has('1:2')).toBe(true)
    expect(state.streams.has('1:3')).toBe(false)
  })
})
