import type { Command } from '../../src/features/conversation/command.ts'
import type { Conversation } from '../../src/features/conversation/domain.ts'
import { conversationStore } from '../../src/features/conversation/index.ts'
import type { BatchOutcome } from '../../src/features/desk/batch.ts'
import { createDispatcher } from '../../src/features/desk/dispatcher.ts'
import { createPipeline } from '../../src/features/desk/pipeline.ts'
import { createPresence } from '../../src/features/routing/index.ts'
import { createShop, type SettingsDeps } from '../../src/features/shop/index.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { all, type Db, moment, openDb, sql } from '../../src/platform/db/db.ts'
import { createHub, type Hub, type Logged } from '../../src/platform/events/hub.ts'
import { readLog } from '../../src/platform/events/log.ts'
import type { PersonState, Role } from '../../src/shared/access.ts'
import { freshDatabase } from '../support/database.ts'

export interface Somebody {
  personId: number
  state?: PersonState
  here?: boolean
  role?: Role
  teams?: string[]
  skills?: string[]
  slots?: number
  shopSlots?: number | null
}

/** A desk's processes on a database of its own, as far as routing goes. */
export const openFloor = async (clock: Clock) => {
  const database = await freshDatabase()
  const db: Db = openDb(database.connection, { poolSize: 12 })
  const hubs: Hub[] = []
  const closers: (() => Promise<void>)[] = []
  let messages = 0

  /** One process. What it commits, the others are told of, as PostgreSQL would. */
  const process = () => {
    const faults: unknown[] = []
    const log = (message: string, error: unknown) => faults.push(new Error(message, { cause: error }))
    const hub = createHub(
      (shopId, after, limit) => db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit)),
      (error) => log('hub', error),
    )
    hubs.push(hub)
    const telling: Hub = {
      ...hub,
      publish(entries: readonly Logged[]) {
        hub.publish(entries)
        for (const other of hubs)
          if (other !== hub) for (const { shopId, seq } of entries) other.heard(shopId, seq)
      },
    }
    const deps: SettingsDeps & { log: typeof log } = { db, clock, hub: telling, log }
    const pipeline = createPipeline({ ...deps, connection: database.connection })
    const dispatcher = createDispatcher({ ...deps, pipeline })
    const presence = createPresence(deps)
    closers.push(async () => {
      await dispatcher.close()
      await presence.close()
      await pipeline.close()
    })

    const receive = (
      shopId: number,
      buyer: string,
      how: { text?: string; at?: number } = {},
    ): Promise<Conversation> => {
      messages += 1
      const message = {
        externalId: `m${messages}`,
        kind: 'text' as const,
        text: how.text ?? '想问一下这个',
        picture: null,
        size: null,
        sentAt: how.at ?? clock.now(),
      }
      return pipeline
        .submit({
          shopId,
          inputs: [
            {
              what: 'buyer-wrote',
              channelId: 1,
              buyer: { externalId: buyer, name: buyer, verified: false },
              message,
            },
          ],
        })
        .then(onlyConversation)
    }
    const act = (
      shopId: number,
      conversationId: number,
      personId: number,
      command: Command,
      mayTake = false,
    ) =>
      pipeline.submit({
        shopId,
        inputs: [
          {
            what: 'command',
            id: crypto.randomUUID(),
            conversationId,
            by: { personId, mayTake },
            command,
            size: null,
          },
        ],
      })
    return { hub: telling, deps, pipeline, dispatcher, presence, faults, receive, act }
  }

  const shop = (name = '小铺') =>
    db.tx({ shops: [] }, async (tx) => {
      const facts = { platform: 'taobao', name, timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
      return (await createShop(tx, facts, clock.now())).id
    })
  /** Puts somebody into shops, online and here unless said otherwise. */
  const join = (shops: number[], who: Somebody) =>
    db.tx({ shops }, async (tx) => {
      const { personId, state = 'online', here = true, role = 'agent', slots = 8, shopSlots = null } = who
      const { teams = ['pre-sales', 'order-change', 'after-sales', 'bargaining'], skills = [] } = who
      const name = `p${personId}`
      const now = moment(clock.now())
      await sql`insert into person (person_id, account_id, username, name) values (${personId}, ${name}, ${name}, ${name})
        on conflict do nothing`.execute(tx)
      await sql`insert into seat (person_id, slots) values (${personId}, ${slots}) on conflict do nothing`.execute(
        tx,
      )
      await sql`insert into presence (person_id, seen_at, here) values (${personId}, ${now}, ${here})
        on conflict do nothing`.execute(tx)
      for (const shopId of shops)
        await sql`insert into membership (shop_id, person_id, role, teams, skills, state, state_at, slots)
          values (${shopId}, ${personId}, ${role}, ${teams}, ${skills}, ${state}, ${now}, ${shopSlots}::int)`.execute(
          tx,
        )
    })
  const conversation = async (shopId: number, id: number): Promise<Conversation> => {
    const found = await db.tx({ shops: [shopId] }, (tx) => conversationStore.conversationById(tx, shopId, id))
    if (!found) throw new Error(`conversation ${id} is not there`)
    return found
  }
  /** Slots taken, by person: as counted, and as the conversations say. */
  const loads = async () => {
    const scope = await db.everyShop()
    return db.tx(scope, (tx) =>
      all(
        tx,
        sql<{ personId: number; counted: number; taken: number }>`select s.person_id as "personId",
            s.load as counted, coalesce(sum((c.route ->> 'slots')::int), 0)::int as taken
          from seat s left join conversation c on c.assignee = s.person_id and c.status = 'open'
          group by s.person_id, s.load order by s.person_id`,
      ),
    )
  }
  return {
    connection: database.connection,
    db,
    process,
    shop,
    join,
    conversation,
    loads,
    async close() {
      for (const close of closers) await close()
      await db.close()
      await database.drop()
    },
  }
}
export type Floor = Awaited<ReturnType<typeof openFloor>>
export type Process = ReturnType<Floor['process']>

export const onlyConversation = (done: BatchOutcome): Conversation => {
  const outcome = done.replayed ? undefined : done.outcomes[0]
  if (!outcome?.ok || !outcome.stored) throw new Error(`refused: ${JSON.stringify(outcome)}`)
  return outcome.conversation
}
