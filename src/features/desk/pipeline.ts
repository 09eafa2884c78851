import type pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { all, type Db, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Hub, Logged } from '../../platform/events/hub.ts'
import { loadAssistant } from '../assistant/index.ts'
import type { Receive } from '../channel/domain.ts'
import type { AboutShop, AboutShops, Batch, BatchOutcome } from './batch.ts'
import { createLane, type Lane } from './lane.ts'
import type { About } from './step.ts'
import * as surroundings from './surroundings.ts'

/** Lanes of a process. A shop always goes by the same one. Two keep PostgreSQL busy while Node decides. */
const LANES = 2

export interface Pipeline {
  /** The one way by which anything happens to a conversation. Resolves after commit. */
  submit(batch: Batch): Promise<BatchOutcome>
  receive: Receive
  depth(): number
  close(): Promise<void>
}

export interface PipelineDeps {
  connection: pg.ClientConfig
  db: Db
  clock: Clock
  hub: Hub
  log(message: string, error: unknown): void
  observe?(flushed: { inputs: number; ms: number }): void
}

type ShopConfig = Pick<About, 'assistant' | 'members'> & { version: number }

/** The version is read first: settings that change meanwhile are then newer than it says, and are read once more. */
const readConfig = async (tx: Tx, shopId: number): Promise<ShopConfig | null> => {
  const log = await one(
    tx,
    sql<{ version: number }>`select config_version as version from shop_log
    where shop_id = ${shopId}`,
  )
  if (!log) return null
  const people = await all(
    tx,
    sql<{
      person_id: number
    }>`select person_id from membership where shop_id = ${shopId} and role <> 'viewer'`,
  )
  return {
    assistant: await loadAssistant(tx, shopId),
    members: new Set(people.map((p) => p.person_id)),
    version: log.version,
  }
}

/** Shops' settings, read again when a newer version is asked for. */
const rememberConfig = (db: Db) => {
  const known = new Map<number, ShopConfig>()
  return async (shops: readonly number[], atLeast: ReadonlyMap<number, number>) => {
    const old = shops.filter((id) => (known.get(id)?.version ?? -1) < (atLeast.get(id) ?? 0))
    if (old.length > 0)
      await db.tx({ shops: old }, async (tx) => {
        for (const shopId of old) {
          const config = await readConfig(tx, shopId)
          if (config) known.set(shopId, config)
        }
      })
    return known
  }
}

export const createPipeline = (deps: PipelineDeps): Pipeline => {
  const config = rememberConfig(deps.db)
  const around = surroundings.follow(deps.db, deps.log)
  const about: AboutShops = async (shops, atLeast) => {
    const configs = await config(shops, atLeast)
    const near = await around.of(shops)
    const abouts = new Map<number, AboutShop>()
    for (const shopId of shops) {
      const known = configs.get(shopId)
      const figures = near.get(shopId)
      if (known && figures) abouts.set(shopId, { ...known, around: figures })
    }
    return abouts
  }
  const committed = (events: readonly Logged[]) => deps.hub.publish(events)
  const lanes: Lane[] = Array.from({ length: LANES }, () => createLane({ ...deps, about, committed }))
  const submit = (batch: Batch) => (lanes[batch.shopId % LANES] as Lane).submit(batch)
  return {
    submit,
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
      around.close()
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}
