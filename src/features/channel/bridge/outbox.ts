import type { Clock } from '../../../platform/clock.ts'
import { type RefusalCode, refuse } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Outbound, Outbox } from '../domain.ts'
import type { Channel } from './channels.ts'
import type { Consumer, Consumers } from './consumers.ts'
import { type BridgeOutgoing, type Fail, type Failed, type Handed, limits } from './protocol.ts'

export interface Ports {
  outbox: Outbox
  consumers: Consumers
  clock: Clock
}

/** Shortest pause before the outbox is read again, ms: the database's clock, by which a retry is due, may be a
 * little behind ours. */
export const PAUSE = 100

export const onTheWire = (m: Outbound): BridgeOutgoing => ({
  id: m.id,
  conversation: m.conversationId,
  buyer: { id: m.buyer.externalId, name: m.buyer.name },
  author: m.author,
  at: m.at,
  ...(m.kind === 'text' || m.text !== '' ? { text: m.text } : {}),
  ...(m.picture !== null && { picture: m.picture }),
  replyTo: m.replyTo,
  ...(m.card && { card: m.card }),
})

/**
 * The oldest messages that are not acknowledged, as soon as there are any; none when `wait` ms have passed. Throws
 * 'taken-over' when another consumer comes meanwhile, 'shutting-down' when the desk stops.
 */
export const poll = async (
  { outbox, consumers, clock }: Ports,
  channel: Channel,
  { wait, limit }: { wait: number; limit: number },
  whenGone: (then: () => void) => void,
): Promise<Handed> => {
  let left: RefusalCode | null = null
  let gone = false
  let news = false
  let proceed = () => {}
  const consumer: Consumer = {
    channel,
    wake() {
      news = true
      proceed()
    },
    leave(why) {
      left = why
      proceed()
    },
  }
  whenGone(() => {
    gone = true
    proceed()
  })
  const until = async (at: Instant) => {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      proceed = resolve
      timer = setTimeout(resolve, Math.max(PAUSE, at - clock.now()))
      if (news || left || gone) resolve()
    })
    clearTimeout(timer)
  }
  const deadline = clock.now() + wait
  consumers.enter(consumer)
  try {
    for (;;) {
      news = false
      const { messages, retryAt } = await outbox.pending(channel.shopId, channel.channelId, limit)
      if (left) throw refuse(left, { problem: 'this poll was ended; only one consumer is served' })
      const cursor = messages.at(-1)?.id ?? null
      if (cursor !== null || gone || clock.now() >= deadline) {
        if (cursor !== null) consumers.handOut(channel, cursor)
        return { messages: messages.map(onTheWire), cursor, retryAt }
      }
      await until(Math.min(deadline, retryAt ?? deadline))
    }
  } finally {
    consumers.exit(consumer)
  }
}

/**
 * Takes an acknowledgement of everything up to `through`. Throws 'malformed' for messages that were never handed
 * out: a mistaken number must not make the desk forget replies. Going back, and repeating, has no effect.
 */
export const acknowledge = async (
  { outbox, consumers }: Ports,
  channel: Channel,
  through: number,
): Promise<void> => {
  const { shopId, channelId } = channel
  if (through > consumers.handedOut(channel)) {
    // Handed out before a restart, or by another process: then it is among the oldest that wait.
    const { messages } = await outbox.pending(shopId, channelId, limits.window)
    const last = messages.at(-1)
    if (!last) return
    if (through > last.id)
      throw refuse('malformed', { field: 'through', problem: `no message up to ${through} was handed out` })
  }
  await outbox.acknowledge(shopId, channelId, through)
}

/**
 * Takes note that a message could not be delivered. Gives when it is tried again, or null where it is set aside.
 * Only the oldest message can fail: those before it must be acknowledged first ('malformed'). A failure told twice
 * counts once.
 */
export const fail = async (
  { outbox }: Ports,
  channel: Channel,
  { id, error, permanent }: Fail,
): Promise<Failed> => {
  const { shopId, channelId } = channel
  const before = await outbox.pending(shopId, channelId, 1)
  const oldest = before.messages[0]
  if (!oldest || oldest.id > id) return { id, retryAt: before.retryAt }
  if (oldest.id < id)
    throw refuse('malformed', {
      field: 'id',
      problem: `message ${oldest.id} comes first: acknowledge what was delivered, or say that it failed`,
    })
  await outbox.failed(shopId, channelId, id, { error, permanent })
  return { id, retryAt: (await outbox.pending(shopId, channelId, 1)).retryAt }
}
