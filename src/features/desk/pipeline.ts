import type pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { all, type Db, sql } from '../../platform/db/db.ts'
import type { Hub, Logged } from '../../platform/events/hub.ts'
import type { Surroundings } from '../assistant/domain.ts'
import { loadAssistant } from '../assistant/index.ts'
import type { Receive } from '../channel/domain.ts'
import type { AboutShop, Batch, BatchOutcome } from './batch.ts'
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

/** A shop's settings, read again when the version in its log row has changed. */
const rememberConfig = (db: Db) => {
  const known = new Map<number, ShopConfig>()
  return async (shopId: number, version: number): Promise<ShopConfig> => {
    const have = known.get(shopId)
    if (have && have.version >= version) return have
    const fresh = await db.tx({ shops: [shopId] }, async (tx) => {
      const people = await all(
        tx,
        sql<{
          person_id: number
        }>`select person_id from membership where shop_id = ${shopId} and role <> 'viewer'`,
      )
      return {
        assistant: await loadAssistant(tx, shopId),
        members: new Set(people.map((p) => p.person_id)),
        version,
      }
    })
    known.set(shopId, fresh)
    return fresh
  }
}

export const createPipeline = (deps: PipelineDeps): Pipeline => {
  const config = rememberConfig(deps.db)
  const around = surroundings.follow(deps.db, deps.log)
  const about: AboutShop = async (shopId, version) => {
    const { assistant, members } = await config(shopId, version)
    const near: Surroundings = await around.of(shopId)
    return { assistant, members, around: near }
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
          const conversationId =
            outcome.conversation?.id ?? ('conversationId' in outcome ? outcome.conversationId : 0)
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
