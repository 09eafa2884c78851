// The card that went along with words which the guard kept back.
import type { Sending } from '../../../conversation/ui/lines.ts'
import type { Key } from '../live/state.ts'

type Shown = Pick<Sending, 'card' | 'basket'>

/** What was kept back last in a conversation. Gone after a reload: then the words leave without their card. */
export const keptShown = new Map<Key, { text: string; shown: Shown }>()

/** The card that belongs to words which leave now: only to those very words, for changed ones say something else. */
export const shownAgain = (key: Key, words: string): Shown => {
  const kept = keptShown.get(key)
  keptShown.delete(key)
  return kept && kept.text === words ? kept.shown : {}
}
