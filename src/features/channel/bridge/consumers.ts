import type { Hub, Logged } from '../../../platform/events/hub.ts'
import type { RefusalCode } from '../../../shared/refusal.ts'

interface Place {
  shopId: number
  channelId: number
}

/** Who takes a channel's outbox now: a waiting poll or a socket. */
export interface Consumer {
  channel: Place
  /** There may be something new in the outbox. */
  wake(): void
  /** Another consumer has come, or the desk stops. */
  leave(why: RefusalCode): void
}

export interface Consumers {
  /** Makes this the channel's only consumer; the one before is told to leave, and this one at once after `close`. */
  enter(consumer: Consumer): void
  /** No effect where another one has taken over meanwhile. */
  exit(consumer: Consumer): void
  /** The highest message handed out on a channel by this process; 0 before the first. */
  handedOut(channel: Place): number
  handOut(channel: Place, id: number): void
  /** Sends everyone away and follows the log no longer. */
  close(): void
}

/** What is read of a conversation's event. Conversations stand on channels, so their own type is not known here. */
interface News {
  conversation: Place
  messages: readonly { outbound: boolean }[]
}

const nameOf = ({ shopId, channelId }: Place): string => `${shopId}:${channelId}`

/** The channel for whose buyers an entry of the log holds something to deliver, or null. */
const channelOf = (entry: Logged): string | null => {
  if (entry.kind !== 'conversation') return null
  const { conversation, messages } = entry.data as News
  return messages.some((message) => message.outbound) ? nameOf(conversation) : null
}

/** One consumer for each channel, woken by the log. Two would deliver everything twice and out of order. */
export const createConsumers = (hub: Hub): Consumers => {
  const active = new Map<string, Consumer>()
  let closed = false
  const highest = new Map<string, number>()
  const unwatch = hub.watch({
    logged(entries) {
      if (active.size === 0) return
      const news = new Set<string>()
      for (const entry of entries) {
        const name = channelOf(entry)
        if (name !== null) news.add(name)
      }
      for (const name of news) active.get(name)?.wake()
    },
  })
  return {
    enter(consumer) {
      if (closed) return consumer.leave('shutting-down')
      const name = nameOf(consumer.channel)
      const before = active.get(name)
      active.set(name, consumer)
      before?.leave('taken-over')
    },
    exit(consumer) {
      const name = nameOf(consumer.channel)
      if (active.get(name) === consumer) active.delete(name)
    },
    handedOut: (channel) => highest.get(nameOf(channel)) ?? 0,
    handOut(channel, id) {
      const name = nameOf(channel)
      if (id > (highest.get(name) ?? 0)) highest.set(name, id)
    },
    close() {
      closed = true
      unwatch()
      for (const consumer of [...active.values()]) consumer.leave('shutting-down')
      active.clear()
    },
  }
}
