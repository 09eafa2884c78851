import type { Instant } from '../../../shared/time.ts'
import type { Conversation } from '../domain.ts'

/** The moment a conversation's first clock runs out, or ran out; null where none runs. */
export type DueOf = (c: Conversation) => Instant | null

/**
 * Puts a new order on the screen without moving what a person is working with: the selected row keeps its place, and
 * while they point or step through the list (`hold`) everything does, newcomers going to the end.
 */
export const arranged = <K>(
  shown: readonly K[],
  next: readonly K[],
  selected: K | null,
  hold: boolean,
): readonly K[] => {
  if (hold && shown.length > 0) {
    const wanted = new Set(next)
    const kept = shown.filter((key) => wanted.has(key) || key === selected)
    const there = new Set(kept)
    return same(shown, [...kept, ...next.filter((key) => !there.has(key))])
  }
  const place = selected === null ? -1 : shown.indexOf(selected)
  if (selected === null || place < 0) return same(shown, next)
  const others = next.filter((key) => key !== selected)
  others.splice(Math.min(place, others.length), 0, selected)
  return same(shown, others)
}

const same = <K>(before: readonly K[], after: readonly K[]): readonly K[] =>
  before.length === after.length && before.every((key, i) => key === after[i]) ? before : after

/** The row to go to from the selected one; from none, the first or the last. */
export const neighbour = <K>(shown: readonly K[], selected: K | null, by: 1 | -1): K | null => {
  if (shown.length === 0) return null
  const at = selected === null ? -1 : shown.indexOf(selected)
  if (at < 0) return (by === 1 ? shown[0] : shown.at(-1)) ?? null
  return shown[Math.max(0, Math.min(shown.length - 1, at + by))] ?? null
}

interface Placed {
  c: Conversation
  due: Instant | null
  /** Since when somebody has been needed; null where nobody is. */
  since: Instant | null
}
const placed = (c: Conversation, dueOf: DueOf): Placed => ({
  c,
  due: dueOf(c),
  since: c.waitingSince ?? c.queuedAt,
})

const oneFirst = (a: Instant | null, b: Instant | null): number | null => {
  if (a !== null && b !== null) return a - b
  if (a !== null) return -1
  return b === null ? null : 1
}
const compared = (a: Placed, b: Placed): number =>
  oneFirst(a.due, b.due) ||
  (oneFirst(a.since, b.since) ?? b.c.lastAt - a.c.lastAt) ||
  (a.since === null ? b.c.id - a.c.id : a.c.id - b.c.id)

/**
 * Deadlines first: what is over or runs by the moment it is due, then who waits without a clock by how long, then the
 * answered by newest message. Each due moment is asked for once: a comparison would ask for it twelve times.
 */
export const inUrgency = (all: readonly Conversation[], dueOf: DueOf): Conversation[] =>
  all
    .map((c) => placed(c, dueOf))
    .sort(compared)
    .map(({ c }) => c)

/** What this person should turn to: the most urgent of theirs and of nobody's, except the one they have open; if there
 * is none, the most urgent of those that colleagues have left waiting and everybody may claim. */
export const mostUrgent = (
  open: Iterable<Conversation>,
  personId: number,
  dueOf: DueOf,
  except: (c: Conversation) => boolean,
): Conversation | null => {
  let [own, offered]: (Placed | null)[] = [null, null]
  for (const c of open) {
    const theirs = c.assignee !== null && c.assignee !== personId
    if (c.status !== 'open' || (theirs && c.route?.offered !== true) || except(c)) continue
    const next = placed(c, dueOf)
    if (next.due === null && next.since === null) continue
    const best: Placed | null | undefined = theirs ? offered : own
    if (best && compared(next, best) >= 0) continue
    if (theirs) offered = next
    else own = next
  }
  return (own ?? offered)?.c ?? null
}
