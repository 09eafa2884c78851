import { moment, sql, type Tx } from '../../platform/db/db.ts'
import { lockShop } from '../../platform/events/log.ts'
import type { Instant } from '../../shared/time.ts'
import { makeTask } from './making.ts'
import { aTask } from './testing/made.ts'

/** A promise in a conversation, due in an hour. Gives its id. */
export const havePromise = async (
  tx: Tx,
  shopId: number,
  { conversationId, personId, at }: { conversationId: number; personId: number; at: Instant },
): Promise<number> => {
  await lockShop(tx, shopId)
  const { id: _, state, asked, confirmed, warned, broken, brokenAt, closedAt, why, ...task } = aTask()
  const made = await makeTask(
    tx,
    shopId,
    {
      ...{ ...task, kind: 'promise', change: null, orderId: null, conversationId, buyerId: conversationId },
      ...{
        owner: personId,
        createdBy: personId,
        createdAt: at,
        dueAt: at + 3_600_000,
        warnAt: at + 1_800_000,
      },
    },
    at,
  )
  if (!made) throw new Error('a task was not made')
  return made.task.id
}

let serial = 0

/** A message of a conversation, as the pipeline stores one. Gives its id. */
export const haveMessage = async (
  tx: Tx,
  shopId: number,
  m: {
    conversationId: number
    author: 'buyer' | 'agent' | 'system'
    text: string
    at: Instant
    personId?: number
    kind?: string
  },
): Promise<number> => {
  await lockShop(tx, shopId)
  const id = ++serial
  const outbound = m.author === 'agent'
  await sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, person_id, outbound,
      author, kind, text)
    values (${shopId}, ${m.conversationId}, ${id}, ${moment(m.at)}, ${moment(m.at)}, 1, ${m.personId ?? null}, ${outbound},
      ${m.author}, ${m.kind ?? 'text'}, ${m.text})`.execute(tx)
  return id
}
