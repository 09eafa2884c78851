import type { Taken } from '../../src/features/channel/bridge/client.ts'
import { newId } from '../../src/features/channel/bridge/sign.ts'
import type { Chance } from './chance.ts'
import type { Delivery } from './plan.ts'
import { type Answer, type Channel, cutOff, knockAgain, wireTo } from './wire.ts'

export interface Sent {
  /** Calls that the desk answered, and those of which nobody knows whether it took them. */
  calls: number
  unanswered: number
  /** Calls refused because their id had been used, as it should be. */
  replayed: number
  /** Messages that the desk said it stored, or had stored. */
  accepted: number
  duplicate: number
}

/**
 * Delivers everything over several connections at once. A call that got no answer is made again until it gets one,
 * under the same id or a fresh one, for a connector cannot know whether it arrived; some calls are made twice at the
 * same time. `answered` hears how many messages each answer was for. Throws where the desk refuses what it must take.
 */
export const deliverAll = async (
  channels: readonly Channel[],
  deliveries: readonly Delivery[],
  options: { chance: Chance; connections: number; until: AbortSignal; answered(messages: number): void },
): Promise<Sent> => {
  const { chance, until } = options
  const wires = channels.map(wireTo)
  const sent: Sent = { calls: 0, unanswered: 0, replayed: 0, accepted: 0, duplicate: 0 }
  let next = 0

  /** Whether the desk has taken it; false: nobody knows. */
  const taken = ({ status, body }: Answer, tried: ReadonlySet<string>, id: string): boolean => {
    if (status === 200) {
      const { accepted, duplicate, refused } = body as unknown as Taken
      if (refused.length > 0) throw new Error(`good messages were refused: ${JSON.stringify(refused)}`)
      sent.accepted += accepted
      sent.duplicate += duplicate
      return true
    }
    if (status === 503) return false
    if (status === 409 && body.error?.code === 'replayed' && tried.has(id)) {
      sent.replayed++
      return true
    }
    throw new Error(`the desk answered ${status} ${JSON.stringify(body)}`)
  }

  const deliver = async ({ channel, said }: Delivery): Promise<void> => {
    const wire = wires[channel] as ReturnType<typeof wireTo>
    const body = { messages: said.map(({ message }) => message) }
    const tried = new Set<string>()
    let id = newId()
    for (;;) {
      if (until.aborted) throw until.reason
      const twice = chance.happens(0.05)
      const calls = twice ? [id, id] : [id]
      const answers = await Promise.all(calls.map(() => wire.post('messages', body, id).catch(cutOff)))
      if (twice) tried.add(id)
      const known = answers.filter((answer) => answer && taken(answer, tried, id)).length
      sent.calls += known
      sent.unanswered += calls.length - known
      if (known > 0) return options.answered(said.length)
      tried.add(id)
      if (chance.happens(0.5)) id = newId()
      await knockAgain()
    }
  }

  const connection = async () => {
    for (let delivery = deliveries[next++]; delivery; delivery = deliveries[next++]) await deliver(delivery)
  }
  await Promise.all(Array.from({ length: options.connections }, connection))
  return sent
}
