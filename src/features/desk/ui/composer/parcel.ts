// What one reply becomes when it leaves: a line for every picture, then its words.
import { stemOf } from '../../../assistant/suggest/domain/stems.ts'
import type { Sending } from '../../../conversation/ui/lines.ts'
import type { Suggested } from './suggested.ts'

type Parcel = Omit<Sending, 'clientId' | 'at' | 'failed'> & Partial<Pick<Sending, 'clientId'>>

interface Reply {
  /** Without blanks around. */
  words: string
  pictures: readonly string[]
  /** Ids of the phrases it was written with. */
  phrases: readonly number[]
  /** What the assistant suggested for it. */
  suggested: Suggested | undefined
  /** The id under which the guard let the words leave. */
  clientId: string | undefined
  /** Why they are sent though the guard asks. */
  reason: string | undefined
  /** What a price in the words was reckoned for; the card that the same words were sent with when the guard kept them
   * back. */
  shown?: Pick<Sending, 'card' | 'basket'>
}

/**
 * Each line as the desk is to hear of it. The phrases are told once, with the words or, without any, with the first
 * picture. A picture stems from the suggestion that brought it only if the words do.
 */
export const parcelsOf = (reply: Reply): Parcel[] => {
  const { words, pictures, phrases, suggested, clientId, reason, shown: card } = reply
  const stem = suggested && stemOf(words, suggested.text)
  const from = suggested && stem ? { from: suggested.key, ...stem } : {}
  const shown = pictures.map((picture, i): Parcel => {
    const told = words === '' && i === 0 ? phrases : []
    const ofIt = suggested?.pictures.includes(picture) ? from : {}
    return { kind: 'picture', text: '', picture, phrases: told, ...ofIt }
  })
  if (words === '') return shown
  const said: Parcel = { kind: 'text', text: words, picture: null, phrases, ...from, ...card }
  return [...shown, { ...said, ...(clientId && { clientId }), ...(reason && { reason }) }]
}
