// What the assistant suggested and a person put into a reply.
import type { Suggestion } from '../../../assistant/suggest/contract.ts'
import { spliced } from '../../../phrase/ui/match.ts'
import type { Key } from '../live/state.ts'
import type { Span } from './written.ts'

export type Suggested = Pick<Suggestion, 'key' | 'text' | 'pictures'>

/** What was put in last. Gone after a reload: then what is sent counts as the person's own words. */
const last = new Map<Key, Suggested>()

/** Remembers what is put into a reply; gives what was put there before. */
export const putIn = (key: Key, suggestion: Suggested): Suggested | undefined => {
  const before = last.get(key)
  last.set(key, suggestion)
  return before
}

/** What was put into the reply that leaves now; the next one starts without. */
export const takenAlong = (key: Key): Suggested | undefined => {
  const suggested = last.get(key)
  last.delete(key)
  return suggested
}

/**
 * The reply with a suggestion in it: in place of the one before if that stands there as it was, else in place of what is
 * marked. `marked` is null while a note is in the field, whose caret says nothing of the reply: then behind its end.
 */
export const withSuggestion = (
  reply: string,
  marked: Span | null,
  suggestion: Suggested,
  before: Suggested | undefined,
): { text: string; caret: number } => {
  if (before && reply.trim() === before.text.trim())
    return { text: suggestion.text, caret: suggestion.text.length }
  const { from, to } = marked ?? { from: reply.length, to: reply.length }
  return spliced(reply, from, to, suggestion.text)
}
