import { all, type Db, sql, type Tx } from '../../platform/db/db.ts'
import type { Hub } from '../../platform/events/hub.ts'
import type { SettingsArea } from '../shop/index.ts'
import type { Pipeline } from './pipeline.ts'

/** Conversations looked at together. Between two pieces what buyers write goes first. */
const PIECE = 200

/** What the moments of open conversations depend on. */
const areas: ReadonlySet<string> = new Set<SettingsArea>(['clock', 'routing', 'assistant', 'shop'])

const openAfter = (tx: Tx, shopId: number, after: number): Promise<{ id: number }[]> =>
  all(
    tx,
    sql<{ id: number }>`select conversation_id as id from conversation
      where shop_id = ${shopId} and status <> 'closed' and conversation_id > ${after}
      order by conversation_id limit ${PIECE}`,
  )

/**
 * When a shop's settings change, the desk looks at its open conversations: a shorter limit must not wait for the next
 * message to be noticed. What is decided is the step's; mostly only the next moment moves.
 */
export const followSettings = (deps: {
  db: Db
  hub: Hub
  pipeline: Pick<Pipeline, 'submit'>
  log(message: string, error: unknown): void
}): { close(): Promise<void> } => {
  let closed = false
  const running = new Map<number, Promise<void>>()
  const renew = async (shopId: number) => {
    for (let after = 0; !closed; ) {
      const piece = await deps.db.tx({ shops: [shopId] }, (tx) => openAfter(tx, shopId, after))
      const last = piece.at(-1)
      if (!last) return
      after = last.id
      await deps.pipeline.submit({
        shopId,
        inputs: piece.map(({ id }) => ({ what: 'due' as const, conversationId: id })),
      })
    }
  }
  const unwatch = deps.hub.watch({
    logged(entries) {
      for (const entry of entries) {
        if (entry.kind !== 'settings' || !deps.hub.isOwn(entry)) continue
        const { shopId, area } = entry.data as { shopId: number; area: string }
        if (!areas.has(area) || closed) continue
        // A change during a look is looked at after it.
        const before = running.get(shopId) ?? Promise.resolve()
        const next = before
          .then(() => renew(shopId))
          .catch((error) => {
            if (!closed) deps.log('looking at conversations after a change of settings failed', error)
          })
          .finally(() => {
            if (running.get(shopId) === next) running.delete(shopId)
          })
        running.set(shopId, next)
      }
    },
  })
  return {
    async close() {
      closed = true
      unwatch()
      await Promise.all(running.values())
    },
  }
}
