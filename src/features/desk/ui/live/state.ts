import type { z } from 'zod'
import {
  type Conversation,
  type ConversationEvent,
  inReadingOrder,
  type Message,
} from '../../../conversation/domain.ts'
import type { Member } from '../../../shop/domain.ts'
import type { deskContract, LogEntry } from '../../contract.ts'

/** One conversation of one shop: `3:1207`. */
export type Key = string
export const keyOf = (of: { shopId: number; id: number }): Key => `${of.shopId}:${of.id}`
export const partsOf = (key: Key): { shopId: number; id: number } => {
  const [shopId, id] = key.split(':').map(Number)
  return { shopId: shopId ?? 0, id: id ?? 0 }
}

export type ShopMember = Member & { shopId: number }
export type Snapshot = z.output<typeof deskContract.snapshot.gives>

/** The messages of a conversation that is or was shown. */
export interface Stream {
  messages: readonly Message[]
  /** The messages were fetched; before that, what the log brings is only collected. */
  loaded: boolean
}

/** What the screens know of the desk. Never changed in place: an unchanged part keeps its reference. */
export interface DeskState {
  /** Everything that is not closed. */
  open: ReadonlyMap<Key, Conversation>
  /** Closed ones this screen came across. */
  closed: ReadonlyMap<Key, Conversation>
  streams: ReadonlyMap<Key, Stream>
  /** By `shop:person`. */
  members: ReadonlyMap<Key, ShopMember>
  /** Last log entry applied, by shop. */
  seen: ReadonlyMap<number, number>
}

export const emptyState: DeskState = {
  open: new Map(),
  closed: new Map(),
  streams: new Map(),
  members: new Map(),
  seen: new Map(),
}

/** Closed conversations and streams kept for going back; older ones are fetched again when wanted. */
const CLOSED_KEPT = 500
const STREAMS_KEPT = 30

const conversationIn = (state: DeskState, key: Key): Conversation | undefined =>
  state.open.get(key) ?? state.closed.get(key)

/** A map that is copied at its first change. */
const copying = <K, V>(from: ReadonlyMap<K, V>) => {
  let copy: Map<K, V> | undefined
  const own = () => {
    copy ??= new Map(from)
    return copy
  }
  return {
    get: (key: K) => (copy ?? from).get(key),
    set: (key: K, value: V) => own().set(key, value),
    delete: (key: K) => {
      if ((copy ?? from).has(key)) own().delete(key)
    },
    /** Drops the oldest beyond `limit`. */
    limit: (limit: number) => {
      const all = copy
      if (!all) return
      for (const key of all.keys()) {
        if (all.size <= limit) break
        all.delete(key)
      }
    },
    done: () => copy ?? from,
  }
}

/** Messages by id, in reading order; the same reference if nothing is new. */
export const merged = (known: readonly Message[], more: readonly Message[]): readonly Message[] => {
  const ids = new Set(known.map((m) => m.id))
  const fresh = more.filter((m) => !ids.has(m.id))
  return fresh.length === 0 ? known : inReadingOrder([...known, ...fresh])
}

const changing = (state: DeskState) => {
  const open = copying(state.open)
  const closed = copying(state.closed)
  const streams = copying(state.streams)
  const members = copying(state.members)
  const seen = copying(state.seen)
  return {
    seen,
    members,
    streams,
    known: (key: Key) => open.get(key) ?? closed.get(key),
    /** Puts a conversation in its place. */
    conversation(next: Conversation) {
      const key = keyOf(next)
      if (next.status === 'closed') {
        open.delete(key)
        closed.delete(key)
        closed.set(key, next)
      } else {
        closed.delete(key)
        open.set(key, next)
      }
    },
    messages(key: Key, messages: readonly Message[]) {
      const stream = streams.get(key)
      if (!stream) return
      const all = merged(stream.messages, messages)
      if (all !== stream.messages) streams.set(key, { ...stream, messages: all })
    },
    done(): DeskState {
      closed.limit(CLOSED_KEPT)
      streams.limit(STREAMS_KEPT)
      return {
        open: open.done(),
        closed: closed.done(),
        streams: streams.done(),
        members: members.done(),
        seen: seen.done(),
      }
    },
  }
}

/** The state after log entries. Applying an entry a second time changes nothing. */
export const applyLog = (state: DeskState, entries: readonly LogEntry[]): DeskState => {
  const change = changing(state)
  let changed = false
  for (const { shopId, seq, kind, data } of entries) {
    if (seq <= (change.seen.get(shopId) ?? 0)) continue
    change.seen.set(shopId, seq)
    changed = true
    if (kind === 'conversation') {
      const { conversation, messages } = data as ConversationEvent
      // An answer may have been ahead of the log. Where no message was added in between, the log catches up by itself.
      const known = change.known(keyOf(conversation))
      if (!known || known.lastMessageId <= conversation.lastMessageId) change.conversation(conversation)
      change.messages(keyOf(conversation), messages)
    } else if (kind === 'member') {
      const member = data as ShopMember
      change.members.set(keyOf({ shopId, id: member.personId }), { ...member, shopId })
    } else if (kind === 'member-left') {
      change.members.delete(keyOf({ shopId, id: (data as { personId: number }).personId }))
    }
  }
  return changed ? change.done() : state
}

/**
 * What an answer of the desk says of a conversation, ahead of the log. `asked` is the state at the asking: the desk
 * read the conversation after that, so the answer is at least as new as what was known then. If another state has
 * come since, only a later message tells that the answer is newer; otherwise (reading and tagging add none) what came
 * stands, and the log brings the rest.
 */
export const applyAnswer = (
  state: DeskState,
  asked: DeskState,
  answer: { conversation: Conversation; messages?: readonly Message[] },
): DeskState => {
  const change = changing(state)
  const key = keyOf(answer.conversation)
  const known = change.known(key)
  const unchanged = known === conversationIn(asked, key)
  if (unchanged || (known && known.lastMessageId < answer.conversation.lastMessageId))
    change.conversation(answer.conversation)
  change.messages(key, answer.messages ?? [])
  return change.done()
}

/** Begins to collect a conversation's messages: from here on the log brings them. Do this before fetching. */
export const openStream = (state: DeskState, key: Key): DeskState => {
  const change = changing(state)
  const stream = state.streams.get(key) ?? { messages: [], loaded: false }
  change.streams.delete(key) // the newest last, so that the least recently opened is dropped first
  change.streams.set(key, stream)
  return change.done()
}

/** Fetched messages, joined with what the log brought meanwhile. */
export const fillStream = (state: DeskState, key: Key, messages: readonly Message[]): DeskState => {
  const change = changing(state)
  const known = state.streams.get(key)?.messages ?? []
  change.streams.set(key, { messages: merged(known, messages), loaded: true })
  return change.done()
}

/** A fresh snapshot. Streams are kept but must be fetched again: what was said in between may be missing. */
export const fromSnapshot = (snapshot: Snapshot, before: DeskState = emptyState): DeskState => {
  const open = new Map(snapshot.conversations.map((c) => [keyOf(c), c]))
  return {
    open,
    // Some may have been reopened in between.
    closed: new Map([...before.closed].filter(([key]) => !open.has(key))),
    streams: new Map([...before.streams].map(([key, stream]) => [key, { ...stream, loaded: false }])),
    members: new Map(snapshot.members.map((m) => [keyOf({ shopId: m.shopId, id: m.personId }), m])),
    seen: new Map(),
  }
}
