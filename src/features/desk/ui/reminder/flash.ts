import { cell } from '../../../../web/cell.ts'
import type { Message } from '../../../conversation/domain.ts'
import type { Key } from '../live/state.ts'

/** Rows that draw the eye now. */
export const flashing = cell<ReadonlySet<Key>>(new Set())

/** Longer than the style's three pulses, ms. */
const LASTS = 4000

const without = (all: ReadonlySet<Key>, key: Key): ReadonlySet<Key> => {
  const next = new Set(all)
  next.delete(key)
  return next
}

/** Whether the desk reminds a person of a conversation of theirs by one of these messages. */
export const nudges = (messages: readonly Pick<Message, 'detail'>[], personId: number): boolean =>
  messages.some(({ detail }) => {
    const { notice } = detail ?? {}
    return notice?.what === 'silence' && notice.step === 'nudge' && notice.to === personId
  })

export const flash = (key: Key) => {
  flashing.update((all) => new Set(all).add(key))
  setTimeout(() => flashing.update((all) => without(all, key)), LASTS)
}
