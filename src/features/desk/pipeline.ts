import type pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Hub, Logged } from '../../platform/events/hub.ts'
import type { Knowledge } from '../assistant/index.ts'
import type { Receive } from '../channel/domain.ts'
import type { Shelves } from '../pricing/live.ts'
import type { AboutShop, AboutShops, Batch, BatchOutcome } from './batch.ts'
import { type Config, rememberConfig } from './config.ts'
import { createLane, type Lane } from './lane.ts'
import * as surroundings from './surroundings.ts'

/** Lanes of a process. A shop always goes by the same one. Two keep PostgreSQL busy while Node decides. */
const LANES = 2

export interface Pipeline {
  /** The one way by which anything happens to a conversation. Resolves after commit. */
  submit(batch: Batch): Promise<BatchOutcome>
  receive: Receive
  /** The settings it decides by, for whoever else in this process needs them. */
  config: Config
  depth(): number
  close(): Promise<void>
}

export interface PipelineDeps {
  connection: pg.ClientConfig
  db: Db
  /** What shops know; without it the assistant has its rules alone. */
  knowledge?: Pick<Knowledge, 'of' | 'ready'>
  /** What shops sell with; without it no price is known. */
  shelves?: Pick<Shelves, 'now' | 'ready'>
  clock: Clock
  hub: Hub
  log(message: string, error: unknown): void
  observe?(flushed: { inputs: number; ms: number }): void
}

export const createPipeline = (deps: PipelineDeps): Pipeline => {
  const config = rememberConfig(deps.db, deps.knowledge, deps.shelves)
  const around = surroundings.follow(deps.db, deps.log)
  const unwatch = deps.hub.watch({
    logged(entries) {
      for (const { kind, shopId } of entries) if (kind.startsWith('member')) around.forget(shopId)
    },
  })
  const about: AboutShops = async (shops, atLeast) => {
    const missing = deps.knowledge?.ready(shops)
    if (missing) await missing
    const unpriced = deps.shelves?.ready(shops, atLeast)
    if (unpriced) await unpriced
    const configs = await config(shops, atLeast)
    const near = await around.of(shops)
    const abouts = new Map<number, AboutShop>()
    for (const shopId of shops) {
      const known = configs.get(shopId)
      const here = near.get(shopId)
      if (known && here) abouts.set(shopId, { ...known, ...here, shelf: deps.shelves?.now(shopId) ?? null })
    }
    return abouts
  }
  const committed = (events: readonly Logged[]) => deps.hub.publish(events)
  const lanes: Lane[] = Array.from({ length: LANES }, () => createLane({ ...deps, about, committed }))
  const submit = (batch: Batch) => (lanes[batch.shopId % LANES] as Lane).submit(batch)
  return {
    submit,
    config,
    async receive(parcel) {
      const inputs = parcel.inbound.map((inbound) => ({ what: 'buyer-wrote' as const, ...inbound }))
      const done = await submit({
        shopId: parcel.shopId,
        inputs,
        ...(parcel.delivery && { delivery: parcel.delivery }),
      })
      if (done.replayed) return done
      return {
        replayed: false,
        outcomes: done.outcomes.map((outcome) => {
          // A buyer's message is never refused once it is through the door.
          if (!outcome.ok) throw new Error(`a buyer's message was refused: ${outcome.why}`)
          const conversationId = outcome.stored ? outcome.conversation.id : outcome.conversationId
          return { stored: outcome.stored, messageId: outcome.messageId, conversationId }
        }),
      }
    },
    depth: () => lanes.reduce((n, lane) => n + lane.depth(), 0),
    async close() {
      unwatch()
      around.close()
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}
