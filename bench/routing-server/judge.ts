import type { Clocks } from '../../src/features/clock/domain/live.ts'
import type { Conversation, ConversationEvent } from '../../src/features/conversation/domain.ts'
import { slotsOf } from '../../src/features/desk/step/queue.ts'
import { type Colleague, limitOf } from '../../src/features/routing/domain/people.ts'
import { plan } from '../../src/features/routing/domain/plan.ts'
import type { RoutingSettings } from '../../src/features/routing/domain/settings.ts'
import { waiterOf } from '../../src/features/routing/domain/waiter.ts'
import type { Member } from '../../src/features/shop/domain.ts'

/** One entry of the shop's log. `at` is when it was decided. */
export interface Entry {
  kind: string
  at: number
  data: unknown
}

/** What the log tells. Times in ms, not compressed. */
export interface Judged {
  /** Entries after which somebody had more than their limit. */
  over: number
  /** For each time that somebody had room for somebody who waited: until they had them. Where room came while buyers
   * waited, and where a buyer came while there was room. */
  room: number[]
  arrival: number[]
  /** The same where it never came to that: somebody else was faster, or left. */
  lapsed: number[]
  /** How long those waited who were given to somebody, and those who were not. */
  served: number[]
  unserved: number[]
  /** At the end: who still waits, and how many of them could go to somebody. */
  waiting: number
  placeable: number
  moved: number
  /** Questions that nobody answered in substance within their limit, and waits in the queue beyond its own, as the units
   * of breaches are named. */
  late: Set<string>
}

const given = ({ messages }: ConversationEvent): number[] =>
  messages.flatMap(({ detail }) => (detail?.notice?.what === 'assigned' ? [detail.notice.to] : []))

/** Reads a shop's log from when nobody had anything, and holds it against the routing's own decision. */
export const judge = (
  log: readonly Entry[],
  members: readonly Member[],
  about: { settings: RoutingSettings; clocks: Clocks; limit: number; queueLimit: number },
): Judged => {
  const { settings, clocks } = about
  const people = new Map<number, Colleague>()
  const meet = (m: Member) => {
    const known = people.get(m.personId)
    const { load = 0, givenAt = null } = known ?? {}
    if (m.role === 'viewer') people.delete(m.personId)
    else people.set(m.personId, { ...m, load, shopLoad: load, givenAt })
  }
  for (const member of members) meet(member)
  const conversations = new Map<number, Conversation>()
  const waiting = new Map<number, Conversation>()
  const servedBy = new Map<number, { personId: number; at: number }[]>()
  const asked = new Map<number, number>()
  const found: Judged = {
    ...{ over: 0, room: [], arrival: [], lapsed: [], served: [], unserved: [] },
    ...{ waiting: 0, placeable: 0, moved: 0, late: new Set() },
  }

  const carries = (c: Conversation | undefined, sign: 1 | -1) => {
    const p = c && people.get(c.assignee ?? 0)
    if (!p || !c) return
    const load = p.load + sign * slotsOf(c)
    people.set(p.personId, { ...p, load, shopLoad: load })
  }
  const gives = (now: number) =>
    waiting.size === 0
      ? []
      : plan(
          [...waiting.values()].map((c) =>
            waiterOf(c, { agentId: null, served: servedBy.get(c.buyerId) ?? [] }, { settings, clocks }, now),
          ),
          [...people.values()],
          settings,
          clocks.zone,
          now,
        ).gives

  const answers = (id: number, since: number | undefined, at: number) => {
    if (since !== undefined && at - since > about.limit) found.late.add(`round ${id} ${since}`)
    asked.delete(id)
  }
  const hears = (event: ConversationEvent, at: number) => {
    const { conversation: c, messages } = event
    const before = conversations.get(c.id)
    conversations.set(c.id, c)
    carries(before, -1)
    carries(c, 1)
    for (const m of messages) {
      if (m.author === 'buyer') asked.set(c.id, Math.min(asked.get(c.id) ?? m.sentAt, m.sentAt))
      if (m.author === 'agent' && m.kind === 'text') answers(c.id, asked.get(c.id), m.sentAt)
      const { notice } = m.detail ?? {}
      if (notice?.what === 'closed') answers(c.id, asked.get(c.id), m.sentAt)
      if (notice?.what === 'silence' && notice.step === 'move') found.moved += 1
      if (notice?.what === 'queued' && notice.why === 'away') found.moved += 1
    }
    if (before?.queuedAt != null && c.queuedAt === null) {
      const waited = at - before.queuedAt
      ;(given(event).length > 0 ? found.served : found.unserved).push(waited)
      if (before.assignee === null && waited > about.queueLimit)
        found.late.add(`queue ${c.id} ${before.queuedAt}`)
    }
    if (c.queuedAt === null) waiting.delete(c.id)
    else waiting.set(c.id, c)
    if (c.status === 'closed' && before?.status !== 'closed' && c.assignee !== null) {
      const past = servedBy.get(c.buyerId) ?? []
      servedBy.set(c.buyerId, [{ personId: c.assignee, at: c.lastAt }, ...past])
    }
  }

  /** Since when somebody could have had somebody, and whether it was room that came. */
  const could = new Map<number, { since: number; room: boolean }>()
  for (let i = 0; i < log.length; ) {
    const at = log[i]?.at ?? 0
    const waitedBefore = new Set(waiting.keys())
    // What was committed together is one thing.
    for (; log[i]?.at === at; i++) {
      const { kind, data } = log[i] as Entry
      if (kind === 'member') meet(data as Member)
      if (kind === 'member-left') people.delete((data as { personId: number }).personId)
      if (kind !== 'conversation') continue
      const event = data as ConversationEvent
      hears(event, at)
      for (const to of given(event)) {
        const p = people.get(to)
        if (p) people.set(to, { ...p, givenAt: at })
        const one = could.get(to)
        if (one) (one.room ? found.room : found.arrival).push(at - one.since)
        could.delete(to)
      }
    }
    for (const p of people.values()) if (p.load > limitOf(p)) found.over += 1
    const now = new Map(gives(at).map(({ to, conversationId }) => [to, conversationId]))
    for (const [to, { since }] of could)
      if (!now.has(to)) {
        found.lapsed.push(at - since)
        could.delete(to)
      }
    for (const [to, conversationId] of now)
      if (!could.has(to)) could.set(to, { since: at, room: waitedBefore.has(conversationId) })
  }
  found.waiting = waiting.size
  found.placeable = gives((log.at(-1)?.at ?? 0) + 1).length
  return found
}
