import { MINUTE } from '../../../shared/time.ts'
import type { Card, Message, Reckoned } from '../domain.ts'

/** A reply that has left the composer but is not in the log yet. */
export interface Sending {
  clientId: string
  kind: 'text' | 'picture' | 'note'
  text: string
  picture: string | null
  at: number
  failed: boolean
  /** Of a note: a supervisor's whisper. */
  whisper?: boolean
  /** The suggestion it stems from (`faq:12`), and whether it was changed. */
  from?: string
  edited?: boolean
  /** Why it is sent though the guard asked. */
  reason?: string
  /** Ids of the phrases it was written with. */
  phrases?: readonly number[]
  /** What it shows besides its words, and the basket its price was reckoned for. */
  card?: Card
  basket?: Reckoned
}

/** What the stream shows, top to bottom. */
export type Line =
  | { line: 'day'; key: string; at: number }
  | { line: 'message'; key: string; message: Message; joined: boolean }
  | { line: 'sending'; key: string; sending: Sending }

const dayOf = (at: number) => {
  const d = new Date(at)
  return `${d.getFullYear()}-${d.getMonth()}-${d.getDate()}`
}
const isNotice = (m: Message) => m.kind === 'notice'

/** Messages close together by the same hand share one name and mark. */
const joins = (before: Message | undefined, m: Message): boolean =>
  before !== undefined &&
  !isNotice(before) &&
  !isNotice(m) &&
  before.author === m.author &&
  before.personId === m.personId &&
  (before.kind === 'note') === (m.kind === 'note') &&
  m.sentAt - before.sentAt < 3 * MINUTE

/**
 * Lines of a stream: a day's name before its first message, then what is being sent. `messages` are in reading order;
 * days are those of this computer. What the log already has is not shown as sending a second time.
 */
export const linesOf = (messages: readonly Message[], sending: readonly Sending[]): Line[] => {
  const lines: Line[] = []
  const arrived = new Set<string>()
  let before: Message | undefined
  for (const m of messages) {
    if (m.externalId !== null) arrived.add(m.externalId)
    const newDay = before === undefined || dayOf(before.sentAt) !== dayOf(m.sentAt)
    if (newDay) lines.push({ line: 'day', key: `day-${m.id}`, at: m.sentAt })
    lines.push({ line: 'message', key: String(m.id), message: m, joined: !newDay && joins(before, m) })
    before = m
  }
  for (const one of sending)
    if (!arrived.has(one.clientId)) lines.push({ line: 'sending', key: one.clientId, sending: one })
  return lines
}

export type Delivered = 'sent' | 'delivered' | 'seen' | 'failed'

/** How far an outbound message has come; null for those that do not leave the desk. */
export const deliveredState = (
  message: Message,
  delivery: { acked: number; dead: readonly number[] },
  buyerReadId: number,
): Delivered | null => {
  if (!message.outbound) return null
  if (delivery.dead.includes(message.id)) return 'failed'
  if (message.id <= buyerReadId) return 'seen'
  return message.id <= delivery.acked ? 'delivered' : 'sent'
}
