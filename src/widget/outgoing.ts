import type { Store } from './store.ts'
import type { LookedAt } from './wire.ts'

/** A message on its way, kept in the browser until the desk has it. */
export interface Outgoing {
  /** The same in every attempt: the desk stores the message once. */
  clientId: string
  /** When it was written, ms; the order of sending. */
  at: number
  text: string
  product: LookedAt | null
  /** A picture chosen here (a data URL), until it is uploaded; then its address at the desk. */
  image: { url: string; width: number; height: number } | null
  picture: string | null
  /** Why the desk would not take it; such a message waits for the buyer, and holds up no other. */
  refused: string | null
}

const PREFIX = 'out:'

/** The order of writing; ids only make it the same in every window. */
export const inOrder = (messages: readonly Outgoing[]): Outgoing[] =>
  [...messages].sort((a, b) => a.at - b.at || (a.clientId < b.clientId ? -1 : 1))

export const nextToSend = (messages: readonly Outgoing[]): Outgoing | undefined =>
  messages.find((message) => message.refused === null)

/**
 * Messages on their way, each under a key of its own: two windows of one buyer never overwrite each other's. False
 * from `keep` where storage is full: the message is then safe only as long as the page lives.
 */
export const outbox = (store: Store) => ({
  all(): Outgoing[] {
    const messages: Outgoing[] = []
    for (const name of store.names()) {
      if (!name.startsWith(PREFIX)) continue
      try {
        messages.push(JSON.parse(store.get(name) ?? '') as Outgoing)
      } catch {
        store.remove(name)
      }
    }
    return inOrder(messages)
  },
  keep: (message: Outgoing): boolean => store.set(PREFIX + message.clientId, JSON.stringify(message)),
  drop: (clientId: string) => store.remove(PREFIX + clientId),
  clear() {
    for (const name of store.names()) if (name.startsWith(PREFIX)) store.remove(name)
  },
})
