import type { BridgeOutgoing } from '../../src/features/channel/bridge/client.ts'

/**
 * The fake platform's books of one channel: what it was handed, and what it has sent to the buyer, once for each id.
 * `wrong` says what must never happen, in words.
 */
export const openLedger = () => {
  const sent = new Map<number, BridgeOutgoing>()
  const wrong: string[] = []
  let handed = 0
  let last = 0
  let confirmed = 0
  return {
    sent,
    wrong,
    /** Deliveries, repeated ones included. */
    handed: () => handed,
    /** Notes one delivered message. The first time its id is seen, it goes to the buyer. */
    deliver(message: BridgeOutgoing) {
      handed++
      if (message.id <= confirmed)
        wrong.push(`${message.id} came again after ${confirmed} had been acknowledged`)
      const before = sent.get(message.id)
      if (before) {
        if (JSON.stringify(before) !== JSON.stringify(message))
          wrong.push(`${message.id} came again and was another message`)
        return
      }
      if (message.id <= last) wrong.push(`${message.id} came for the first time after ${last}`)
      last = message.id
      sent.set(message.id, message)
    },
    /** The desk has said that it knows: all up to here is delivered. */
    confirm(through: number) {
      confirmed = Math.max(confirmed, through)
    },
  }
}
export type Ledger = ReturnType<typeof openLedger>
