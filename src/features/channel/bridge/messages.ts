import { refuse } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Inbound, Receive } from '../domain.ts'
import type { Channel } from './channels.ts'
import { idOf, isProblem, type Problem, readMessage } from './inbound.ts'
import { limits, type Refused, type Taken } from './protocol.ts'

interface Ports {
  receive: Receive
  findPicture(shopId: number, picture: string): Promise<{ width: number; height: number } | null>
}

const refusedAt = (index: number, value: unknown, { code, field, problem }: Problem): Refused => {
  const id = idOf(value)
  return { index, ...(id !== undefined && { id }), code, field, problem }
}

const batchOf = (value: unknown): unknown[] => {
  const messages =
    typeof value === 'object' && value !== null ? (value as { messages?: unknown }).messages : undefined
  if (!Array.isArray(messages))
    throw refuse('malformed', { field: 'messages', problem: 'the body must be {"messages": [ … ]}' })
  if (messages.length < 1 || messages.length > limits.batch)
    throw refuse('malformed', { field: 'messages', problem: `send 1 to ${limits.batch} messages at a time` })
  return messages
}

/** Fills in the size of the batch's pictures and takes out the messages whose picture this shop does not keep. */
const withPictures = async (
  ports: Ports,
  channel: Channel,
  good: { index: number; inbound: Inbound }[],
  values: unknown[],
  refused: Refused[],
): Promise<Inbound[]> => {
  const kept: Inbound[] = []
  for (const { index, inbound } of good) {
    const { picture } = inbound.message
    const size = picture === null ? null : await ports.findPicture(channel.shopId, picture)
    if (picture !== null && size === null) {
      const problem = 'is not known in this shop: upload the picture and give what that gives'
      refused.push(refusedAt(index, values[index], { code: 'not-found', field: 'picture', problem }))
    } else kept.push({ ...inbound, message: { ...inbound.message, size } })
  }
  refused.sort((a, b) => a.index - b.index)
  return kept
}

/**
 * Stores a batch: the good messages, in one transaction; the others are refused by their place. Resolves after
 * commit. Throws 'malformed' where it is no batch at all, 'replayed' where the delivery's id was used before.
 */
export const takeMessages = async (
  ports: Ports,
  channel: Channel,
  deliveryId: string,
  body: unknown,
  now: Instant,
): Promise<Taken> => {
  const values = batchOf(body)
  const refused: Refused[] = []
  const good: { index: number; inbound: Inbound }[] = []
  let pictures = false
  for (let index = 0; index < values.length; index++) {
    const read = readMessage(values[index], channel.channelId, now)
    if (isProblem(read)) refused.push(refusedAt(index, values[index], read))
    else {
      good.push({ index, inbound: read })
      pictures ||= read.message.picture !== null
    }
  }
  const inbound = pictures
    ? await withPictures(ports, channel, good, values, refused)
    : good.map(({ inbound }) => inbound)
  if (inbound.length === 0) return { accepted: 0, duplicate: 0, refused }
  const delivery = { channelId: channel.channelId, id: deliveryId }
  const received = await ports.receive({ shopId: channel.shopId, inbound, delivery })
  if (received.replayed)
    throw refuse('replayed', {
      problem: 'this webhook-id was used before and nothing was stored now: to send again, use a fresh one',
    })
  let accepted = 0
  for (const { stored } of received.outcomes) if (stored) accepted += 1
  return { accepted, duplicate: received.outcomes.length - accepted, refused }
}
