import type { Clock } from '../../../platform/clock.ts'
import type { Hub } from '../../../platform/events/hub.ts'
import { type Refusal, refuse } from '../../../shared/refusal.ts'
import type { HandedWish, OrdersNews, Settled } from '../../order/index.ts'
import type { Channel } from './channels.ts'
import type { CommandResults, CommandsHanded, ResultsTaken } from './order-words.ts'
import { PAUSE } from './outbox.ts'

export interface OrderCommandPorts {
  /** What is wanted of orders of a shop and not settled, oldest first. */
  wanted(shopId: number, limit: number): Promise<HandedWish[]>
  /** Gives those that could not be settled, by their place. */
  settle(
    shopId: number,
    results: readonly Settled[],
    channelId: number,
  ): Promise<{ index: number; error: Refusal }[]>
}

/** Wakes who waits for something wanted in a shop, from the log. */
export interface Wishes {
  /** Calls when there may be something new, and at once when the desk stops. Gives how to end it. */
  await(shopId: number, news: () => void): () => void
  closed(): boolean
  close(): void
}

export const createWishes = (hub: Hub): Wishes => {
  const waiting = new Map<number, Set<() => void>>()
  let closed = false
  const unwatch = hub.watch({
    logged(entries) {
      if (waiting.size === 0) return
      for (const { kind, data, shopId } of entries)
        if (kind === 'orders' && (data as OrdersNews).wanted)
          for (const news of waiting.get(shopId) ?? []) news()
    },
  })
  return {
    await(shopId, news) {
      const others = waiting.get(shopId) ?? new Set()
      waiting.set(shopId, others.add(news))
      return () => {
        others.delete(news)
        if (others.size === 0 && waiting.get(shopId) === others) waiting.delete(shopId)
      }
    },
    closed: () => closed,
    close() {
      closed = true
      unwatch()
      for (const all of waiting.values()) for (const news of all) news()
    },
  }
}

interface Ports {
  orderCommands: OrderCommandPorts
  wishes: Wishes
  clock: Clock
}

/**
 * What is wanted of orders, as soon as there is anything; none when `wait` ms have passed. Throws 'shutting-down' when the
 * desk stops.
 */
export const pollCommands = async (
  { orderCommands, wishes, clock }: Ports,
  { shopId }: Channel,
  { wait, limit }: { wait: number; limit: number },
  whenGone: (then: () => void) => void,
): Promise<CommandsHanded> => {
  const deadline = clock.now() + wait
  let gone = false
  let news = false
  let proceed = () => {}
  const wake = () => {
    news = true
    proceed()
  }
  whenGone(() => {
    gone = true
    proceed()
  })
  const end = wishes.await(shopId, wake)
  try {
    for (;;) {
      news = false
      if (wishes.closed()) throw refuse('shutting-down')
      const wanted = await orderCommands.wanted(shopId, limit)
      if (wanted.length > 0 || gone || clock.now() >= deadline) return { commands: wanted.map(onTheWire) }
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        proceed = resolve
        timer = setTimeout(resolve, Math.max(PAUSE, deadline - clock.now()))
        if (news || gone) resolve()
      })
      clearTimeout(timer)
    }
  } finally {
    end()
  }
}

const onTheWire = ({ id, orderId, buyer, madeAt, command }: HandedWish) => ({
  ...{ id, order: orderId, buyer, at: madeAt, command },
})

const problems: Partial<Record<string, string>> = {
  'not-found': 'no such command in this shop',
  'already-settled': 'was told otherwise before, by a connector or a person',
}

/** Takes what became of commands; those that cannot be so are refused by their place, the others count. */
export const takeResults = async (
  { orderCommands }: Pick<Ports, 'orderCommands'>,
  { shopId, channelId }: Channel,
  { results }: CommandResults,
): Promise<ResultsTaken> => {
  const settled = results.map(({ id, state, why }) => ({ id, state, why: why ?? '' }))
  const refused = await orderCommands.settle(shopId, settled, channelId)
  return {
    accepted: results.length - refused.length,
    refused: refused.map(({ index, error: { code } }) => ({
      ...{ index, code, field: 'id', problem: problems[code] ?? code },
    })),
  }
}
