import { cell } from '../../../web/cell.ts'
import type { Suggestion } from '../suggest/contract.ts'

/** What is suggested for the conversation on the screen, and which of it was put into the reply last. */
interface Offered {
  conversation: string
  /** The buyer's message it answers. */
  asked: number
  all: readonly Suggestion[]
  taken: string | null
}

export const offered = cell<Offered | null>(null)

/** The next suggestion for a conversation: the best, and after the last the best again. Undefined where there is none. */
export const nextSuggestion = (conversation: string | null): Suggestion | undefined => {
  const now = offered.get()
  if (!now || now.conversation !== conversation) return undefined
  const at = now.all.findIndex(({ key }) => key === now.taken)
  const next = now.all[(at + 1) % now.all.length]
  if (next) offered.set({ ...now, taken: next.key })
  return next
}

export const taken = (key: string) => offered.update((now) => now && { ...now, taken: key })
