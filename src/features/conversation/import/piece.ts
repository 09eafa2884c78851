import { excerpt } from '../../../shared/text.ts'
import { DAY, type Instant, SECOND } from '../../../shared/time.ts'
import type { Author } from '../domain.ts'
import type { Named } from './identity.ts'
import type { Role } from './turn.ts'

const AUTHORS: Record<Role, Author> = {
  buyer: 'buyer',
  agent: 'agent',
  assistant: 'assistant-auto',
  system: 'system',
}

/** What is stored already of what a piece speaks of. */
export interface Known {
  /** Messages by id, with their time. */
  messages: ReadonlyMap<string, Instant>
  /** Conversations by session. */
  talks: ReadonlyMap<string, { conversationId: number; lastAt: Instant }>
  /** Buyers by their name in the file. */
  buyers: ReadonlyMap<string, number>
}

/** How many new rows a piece needs. */
export interface Needs {
  messages: number
  conversations: number
  buyers: number
}

export interface NewMessage {
  message_id: number
  conversation_id: number
  external_id: string
  author: Author
  sent_at: Instant
  text: string
  detail: { item?: string; timeAssumed?: true } | null
}

/** A conversation's summary, of the piece's new messages alone. */
export interface TalkPart {
  conversation_id: number
  buyer_id: number
  session: string
  opened_at: Instant
  last_at: Instant
  last_text: string
  last_author: Author
  last_message_id: number
  times_assumed: boolean
}

export interface Piece {
  messages: NewMessage[]
  opened: TalkPart[]
  grown: TalkPart[]
  buyers: { buyer_id: number; external_id: string; conversation_id: number; last_at: Instant }[]
  /** Where each session stands afterwards. */
  lastAt: Map<string, Instant>
}

export const needsOf = (turns: readonly Named[], known: Known): Needs => {
  const fresh = turns.filter((t) => !known.messages.has(t.id))
  const opened = fresh.filter((t) => !known.talks.has(t.session))
  const firsts = new Map(opened.toReversed().map((t) => [t.session, t.turn.buyer]))
  return {
    messages: fresh.length,
    conversations: firsts.size,
    buyers: new Set([...firsts.values()].filter((name) => !known.buyers.has(name))).size,
  }
}

/**
 * What a piece of a file adds to what is known. Ids are taken in order from `first`. `lastAt` is the time of each
 * session's turn before the piece. Turns without a time follow the one before by a second; a session without any begins
 * a day before `now`. Times in ms.
 */
export const decidePiece = (
  turns: readonly Named[],
  known: Known,
  first: { message: number; conversation: number; buyer: number },
  lastAt: ReadonlyMap<string, Instant>,
  now: Instant,
): Piece => {
  const piece: Piece = { messages: [], opened: [], grown: [], buyers: [], lastAt: new Map() }
  const parts = new Map<string, TalkPart>()
  const buyers = new Map(known.buyers)
  const partOf = (named: Named, at: Instant): TalkPart => {
    const already = parts.get(named.session)
    if (already) return already
    const talk = known.talks.get(named.session)
    const part: TalkPart = {
      conversation_id: talk?.conversationId ?? first.conversation + piece.opened.length,
      buyer_id: 0,
      session: named.session,
      opened_at: at,
      last_at: at,
      last_text: '',
      last_author: 'buyer',
      last_message_id: 0,
      times_assumed: false,
    }
    parts.set(named.session, part)
    if (talk) piece.grown.push(part)
    else {
      part.buyer_id = buyers.get(named.turn.buyer) ?? first.buyer + buyers.size - known.buyers.size
      buyers.set(named.turn.buyer, part.buyer_id)
      piece.opened.push(part)
    }
    return part
  }

  for (const named of turns) {
    const { turn, session, id } = named
    const stored = known.messages.get(id)
    const before = piece.lastAt.get(session) ?? lastAt.get(session) ?? known.talks.get(session)?.lastAt
    const at = stored ?? turn.at ?? (before === undefined ? now - DAY : before + SECOND)
    piece.lastAt.set(session, at)
    if (stored !== undefined) continue
    const part = partOf(named, at)
    const author = AUTHORS[turn.role]
    const message_id = first.message + piece.messages.length
    const detail = {
      ...(turn.item === null ? {} : { item: turn.item }),
      ...(turn.at === null ? { timeAssumed: true as const } : {}),
    }
    piece.messages.push({
      message_id,
      conversation_id: part.conversation_id,
      external_id: id,
      author,
      sent_at: at,
      text: turn.text,
      detail: Object.keys(detail).length === 0 ? null : detail,
    })
    part.opened_at = Math.min(part.opened_at, at)
    if (at >= part.last_at)
      Object.assign(part, { last_at: at, last_text: excerpt(turn.text), last_author: author })
    part.last_message_id = message_id
    part.times_assumed ||= turn.at === null
  }
  const latest = new Map<number, TalkPart>()
  for (const part of piece.opened)
    if (part.last_at >= (latest.get(part.buyer_id)?.last_at ?? part.last_at)) latest.set(part.buyer_id, part)
  for (const [external_id, buyer_id] of buyers) {
    const part = latest.get(buyer_id)
    if (part)
      piece.buyers.push({
        buyer_id,
        external_id,
        conversation_id: part.conversation_id,
        last_at: part.last_at,
      })
  }
  return piece
}
