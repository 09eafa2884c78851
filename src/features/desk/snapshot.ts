import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { writeCursor } from '../../platform/events/cursor.ts'
import { logEnds } from '../../platform/events/log.ts'
import { conversationStore } from '../conversation/index.ts'
import { membersOf } from '../shop/index.ts'

/**
 * All that a screen starts from, at one moment. The log's ends are read first: what is committed between the two
 * reads is in the snapshot and comes again as an event, which changes nothing.
 */
export const snapshot = (db: Db, clock: Clock, shops: readonly number[]) =>
  db.tx({ shops }, async (tx) => {
    const ends = await logEnds(tx, shops)
    const conversations = await conversationStore.openConversations(tx, shops)
    const members = await Promise.all(
      shops.map(async (shopId) => (await membersOf(tx, shopId)).map((member) => ({ ...member, shopId }))),
    )
    return { cursor: writeCursor(ends), now: clock.now(), conversations, members: members.flat() }
  })
