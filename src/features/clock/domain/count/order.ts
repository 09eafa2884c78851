import type { ChatEvent } from '../chat.ts'
import { Level } from '../rule.ts'

const WHAT: readonly ChatEvent['what'][] = ['asked', 'answered', 'transfer', 'end']

const words = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1

/**
 * By time; at equal times the question before its answer, then transfers, then the end, and of answers the person's
 * first; then by names (CLK-3). The place in the file decides last, between events that are otherwise the same, so
 * that however equal times were shuffled the figures are the same.
 */
const byTime = (a: ChatEvent, b: ChatEvent): number =>
  a.at - b.at ||
  WHAT.indexOf(a.what) - WHAT.indexOf(b.what) ||
  (a.level === null ? -1 : Level.options.indexOf(a.level)) -
    (b.level === null ? -1 : Level.options.indexOf(b.level)) ||
  words(a.session, b.session) ||
  words(a.buyer, b.buyer) ||
  words(a.agent, b.agent) ||
  words(a.team, b.team) ||
  a.ref - b.ref

export const inOrder = (events: readonly ChatEvent[]): ChatEvent[] => events.toSorted(byTime)

/** The events of each session, or of each buyer, in the order in which these first appear. */
export const streams = (events: readonly ChatEvent[], by: 'session' | 'buyer'): Iterable<ChatEvent[]> => {
  const found = new Map<string, ChatEvent[]>()
  for (const event of events) {
    const stream = found.get(event[by])
    if (stream) stream.push(event)
    else found.set(event[by], [event])
  }
  return found.values()
}
