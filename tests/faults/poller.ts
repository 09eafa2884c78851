import type { Handed } from '../../src/features/channel/bridge/protocol.ts'
import type { Chance } from './chance.ts'
import type { Ledger } from './ledger.ts'
import { type Channel, cutOff, knockAgain, wireTo } from './wire.ts'

/** Failures told to the desk on a channel. Each makes it stand still for a second. */
const FAILURES = 3

/**
 * A platform's connector that takes a channel's outbox by long poll, and badly: it acknowledges a part, or late, or
 * has forgotten everything before it could, and now and then says that a message failed. Runs until `until`.
 */
export const pollOutbox = async (
  channel: Channel,
  ledger: Ledger,
  { chance, until }: { chance: Chance; until: AbortSignal },
): Promise<void> => {
  const wire = wireTo(channel)
  let failures = 0
  let late: number | null = null

  const acknowledge = async (through: number) => {
    const { status, body } = await wire.post('outbox/ack', { through })
    if (status === 200) ledger.confirm(through)
    else if (status !== 503)
      throw new Error(`an acknowledgement was refused: ${status} ${JSON.stringify(body)}`)
  }

  const round = async () => {
    const { status, body } = await wire.get(`outbox?wait=1&limit=${chance.between(1, 60)}`)
    if (status === 503) return knockAgain()
    if (status !== 200) throw new Error(`a poll was refused: ${status} ${JSON.stringify(body)}`)
    const { messages, cursor } = body as unknown as Handed
    const oldest = messages[0]
    if (cursor === null || !oldest) return
    if (late !== null) {
      const through = late
      late = null
      return acknowledge(through)
    }
    if (failures < FAILURES && chance.happens(0.05)) {
      failures++
      await wire.post('outbox/fail', { id: oldest.id, error: 'the platform is busy', permanent: false })
      return
    }
    for (const message of messages) ledger.deliver(message)
    const fate = chance.next()
    if (fate < 0.6) await acknowledge(cursor)
    else if (fate < 0.75) await acknowledge(chance.pick(messages).id)
    else if (fate < 0.85) late = cursor
    // Else it crashes before it can acknowledge, and the new one asks again.
  }

  while (!until.aborted) await round().catch((error) => cutOff(error) ?? knockAgain())
}
