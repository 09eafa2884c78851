import { type Clock, systemClock } from '../../../platform/clock.ts'
import { MINUTE } from '../../../shared/time.ts'
import { batches } from './client/batches.ts'
import { call, type Desk } from './client/call.ts'
import type { BridgeRefusal } from './client/errors.ts'
import { listen } from './client/listen.ts'
import { type Taking, takeCommands } from './client/order-commands.ts'
import { type BridgeOrder, type BridgeOrderCommand, OrdersTaken } from './order-words.ts'
import { type BridgeMessage, type BridgeOutgoing, limits, type Reads, Taken, Uploaded } from './protocol.ts'
import { keyOf } from './sign.ts'

export { BridgeRefusal, BridgeSilence, Impossible, Undeliverable } from './client/errors.ts'
export type { Taking } from './client/order-commands.ts'
export type { BridgeOrder, BridgeOrderCommand, OrdersTaken } from './order-words.ts'
export type { BridgeMessage, BridgeOutgoing, Taken } from './protocol.ts'

export interface BridgeOptions {
  /** Where the desk is: `http://127.0.0.1:4600`. */
  url: string
  channelKey: string
  /** The channel's secret, `whsec_…`. */
  secret: string
  /**
   * Delivers a message of the desk to its buyer. Called one after the other, in order; the next waits until this one
   * resolves. A message may come again after a crash or a lost connection: see `onceEach`. Rejecting makes the desk
   * try again later; rejecting with `Undeliverable` makes it set the message aside. Without it, nothing is taken.
   */
  onMessage?: (message: BridgeOutgoing) => Promise<void> | void
  /** The connection could not be made or was lost. The client tries again by itself; this is for the log. */
  onTrouble?: (error: Error) => void
  /** How long a call is tried again while the desk does not answer, ms. One minute. */
  patience?: number
  clock?: Clock
}

export interface BridgeClient {
  /** Resolves when the desk's messages are being taken for the first time. Never without `onMessage`. */
  connected: Promise<void>
  /** Resolves when no more messages will come: with the desk's refusal, or with null after `close`. */
  ended: Promise<BridgeRefusal | null>
  /**
   * Brings buyers' messages, as many as you like. Gives what was stored, what had been stored before, and what was
   * refused and why; `index` counts through all of `messages`. Sending again what may or may not have arrived is safe.
   * Throws BridgeRefusal, and BridgeSilence when the desk does not answer.
   */
  send(messages: readonly BridgeMessage[]): Promise<Taken>
  /** Uploads a picture (JPEG, PNG, WebP or GIF up to 8 MiB); `picture` of the result is what a message carries. */
  upload(picture: Uint8Array): Promise<Uploaded>
  /**
   * Brings word of orders, as many as you like. Gives how many orders were new, changed or said nothing new, and what was
   * refused and why; `index` counts through all of `orders`. Sending again what may or may not have arrived is safe.
   * Throws as `send` does.
   */
  sendOrders(orders: readonly BridgeOrder[]): Promise<OrdersTaken>
  /**
   * Carries out what people at the desk want done to orders, one command after the other. Resolving means done; rejecting
   * with `Impossible` that it cannot be done, its message being the reason that people read; rejecting otherwise that it
   * is to be tried again. A command may come again after a crash: keep the `id`s of those carried out. Ends with `close`.
   */
  takeOrderCommands(carryOut: (command: BridgeOrderCommand) => Promise<void> | void): Taking
  /** Tells how far buyers have read. */
  read(reads: Reads['reads']): Promise<void>
  /** Finishes the delivery at hand, acknowledges it and hangs up. */
  close(): Promise<void>
}

/** Connects to a desk by the bridge. Throws RangeError for a secret that is none. */
export const connectBridge = (options: BridgeOptions): BridgeClient => {
  const closing = new AbortController()
  const desk: Desk = {
    url: options.url,
    channelKey: options.channelKey,
    key: keyOf(options.secret),
    clock: options.clock ?? systemClock,
    patience: options.patience ?? MINUTE,
    closing: closing.signal,
  }
  const first = Promise.withResolvers<void>()
  const { onMessage, onTrouble = () => {} } = options
  const takings: Taking[] = []
  const listening = onMessage ? listen(desk, { onMessage, onConnected: first.resolve, onTrouble }) : null
  return {
    connected: first.promise,
    ended: listening?.ended ?? Promise.resolve(null),
    async send(messages) {
      const sum: Taken = { accepted: 0, duplicate: 0, refused: [] }
      for (const { first, body } of batches(messages)) {
        const taken = Taken.parse(await call(desk, 'messages', body))
        sum.accepted += taken.accepted
        sum.duplicate += taken.duplicate
        for (const one of taken.refused) sum.refused.push({ ...one, index: one.index + first })
      }
      return sum
    },
    async sendOrders(orders) {
      const sum: OrdersTaken = { added: 0, changed: 0, unchanged: 0, refused: [] }
      for (const { first, body } of batches(orders, { name: 'orders', most: limits.orders })) {
        const taken = OrdersTaken.parse(await call(desk, 'orders', body))
        sum.added += taken.added
        sum.changed += taken.changed
        sum.unchanged += taken.unchanged
        for (const one of taken.refused) sum.refused.push({ ...one, index: one.index + first })
      }
      return sum
    },
    takeOrderCommands(carryOut) {
      const taking = takeCommands(desk, carryOut, onTrouble)
      takings.push(taking)
      return taking
    },
    upload: async (picture) => Uploaded.parse(await call(desk, 'pictures', picture)),
    async read(reads) {
      for (let i = 0; i < reads.length; i += limits.batch)
        await call(desk, 'reads', JSON.stringify({ reads: reads.slice(i, i + limits.batch) }))
    },
    async close() {
      await Promise.all([listening?.finish(), ...takings.map((taking) => taking.stop())])
      closing.abort()
      await listening?.ended
    },
  }
}

/**
 * Wraps a delivery so that what a store remembers is not delivered again, also after a restart. Between the delivery
 * and the store's note a crash can still fall: where the platform takes an idempotency key, give it `message.id` too.
 */
export const onceEach =
  (
    store: { has(id: number): boolean | Promise<boolean>; add(id: number): unknown },
    deliver: (message: BridgeOutgoing) => Promise<void> | void,
  ) =>
  async (message: BridgeOutgoing): Promise<void> => {
    if (await store.has(message.id)) return
    await deliver(message)
    await store.add(message.id)
  }
