import { byUrgency, type Conversation } from '../domain.ts'

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

/** What this person should turn to: the longest waiting of theirs and of nobody's, except the one they have open. */
export const mostUrgent = (
  open: Iterable<Conversation>,
  personId: number,
  except: (c: Conversation) => boolean,
): Conversation | null => {
  let best: Conversation | null = null
  for (const c of open) {
    if (c.status !== 'open' || c.waitingSince === null || except(c)) continue
    if (c.assignee !== null && c.assignee !== personId) continue
    if (best === null || byUrgency(c, best) < 0) best = c
  }
  return best
}
