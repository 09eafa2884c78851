import { randomUUID } from 'node:crypto'
import { record } from '../../platform/auth/audit.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { type App, serve } from '../../platform/http/serve.ts'
import { refuse } from '../../shared/refusal.ts'
import { routingStore } from '../routing/index.ts'
import { type By, byOf, memberOf } from '../shop/index.ts'
import { directingContract } from './directing-contract.ts'
import type { Pipeline } from './pipeline.ts'
import type { Input } from './step.ts'

interface Deps {
  db: Db
  clock: Clock
  pipeline: Pick<Pipeline, 'submit'>
}

/**
 * Takes all open conversations from somebody, who may have left the shop already: into the queue, or to a colleague, the
 * longest waiting first, as far as they have room. Put away ones stay: they ask for somebody when they wake. Refuses
 * `same-person` and `not-a-member`.
 */
export const handOver = async (
  { db, clock, pipeline }: Deps,
  by: By & { personId: number },
  shopId: number,
  from: number,
  to: 'queue' | number,
): Promise<{ moved: number; kept: number }> => {
  if (to === from) throw refuse('same-person')
  const open = await db.tx({ shops: [shopId] }, async (tx) => {
    const receiver = to === 'queue' ? undefined : await memberOf(tx, shopId, to)
    if (to !== 'queue' && (!receiver || receiver.role === 'viewer'))
      throw refuse('not-a-member', { personId: to })
    return routingStore.openOf(tx, shopId, from)
  })
  const inputOf = (conversationId: number): Input =>
    to === 'queue'
      ? { what: 'put-back', conversationId, from, why: 'put-back', by: by.personId }
      : {
          what: 'command',
          id: randomUUID(),
          conversationId,
          by: { personId: by.personId, mayTake: true },
          command: { do: 'transfer', to, note: '' },
          size: null,
        }
  const done = open.length === 0 ? null : await pipeline.submit({ shopId, inputs: open.map(inputOf) })
  const outcomes = done === null || done.replayed ? [] : done.outcomes
  const moved = outcomes.filter((o) => o.ok && o.stored && o.messages.length > 0).length
  const kept = outcomes.filter((o) => !o.ok && o.why !== 'already-closed').length
  const detail = { personId: from, to, moved, kept }
  await db.tx({ shops: [shopId] }, (tx) =>
    record(tx, { shopId, ...by, what: 'conversations.handed-over', detail }, clock.now()),
  )
  return { moved, kept }
}

export const directingRoutes = (app: App, deps: Deps): void =>
  serve(app, 'Routing', directingContract, {
    handOver: ({ params, body }, caller) =>
      handOver(
        deps,
        { ...byOf(caller), personId: caller.actor.personId },
        params.shopId,
        params.personId,
        body.to,
      ),
  })
