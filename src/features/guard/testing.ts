import { moment, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { GuardEvent, GuardOutcome } from './contract.ts'

/** A buyer with an open conversation. */
export const haveTalk = async (
  tx: Tx,
  shopId: number,
  { conversationId: id }: { conversationId: number },
  assignee: number | null = null,
): Promise<void> => {
  await sql`with b as (insert into buyer (shop_id, buyer_id, channel_id, external_id, name, conversation_id)
      values (${shopId}, ${id}, 1, ${`b${id}`}, ${`买家${id}`}, ${id}))
    insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, assignee, last_at, last_text,
      last_author, last_message_id, opened_at, assistant)
    values (${shopId}, ${id}, ${id}, 1, 'open', ${assignee}, now(), '', 'buyer', 1, now(),
      '{"greeted":false,"heldFor":null}')`.execute(tx)
}

interface NewEvent {
  at: Instant
  conversationId: number
  messageId?: number
  once?: string
  personId?: number | null
  outcome?: GuardOutcome
  finds?: GuardEvent['finds']
  reason?: string
}

const STOPPED: GuardEvent['finds'] = [{ rule: 'contact.phone', severity: 'block', text: '138****5678' }]

/** What became of a message, as the desk writes it down. Gives its id. */
export const haveEvent = async (tx: Tx, shopId: number, e: NewEvent): Promise<number> => {
  const finds = e.finds ?? STOPPED
  const row = await one(
    tx,
    sql<{
      id: number
    }>`insert into guard_event (shop_id, at, conversation_id, message_id, once, person_id, author,
        outcome, rules, finds, reason)
      values (${shopId}, ${moment(e.at)}, ${e.conversationId}, ${e.messageId ?? null}, ${e.once ?? null},
        ${e.personId ?? null}, ${e.personId ? 'agent' : 'assistant-auto'}, ${e.outcome ?? 'stopped'},
        ${finds.map(({ rule }) => rule)}, ${JSON.stringify(finds)}::json, ${e.reason ?? null})
      on conflict do nothing returning event_id as id`,
  )
  return row?.id ?? 0
}

interface NewLead {
  at: Instant
  conversationId: number
  messageId: number
  kind?: string
  value?: string
  expiresAt?: Instant
}

/** A contact that a buyer gave, kept for thirty days. Gives its id. */
export const haveLead = async (tx: Tx, shopId: number, l: NewLead): Promise<number> => {
  const row = await one(
    tx,
    sql<{
      id: number
    }>`insert into lead (shop_id, conversation_id, message_id, buyer_id, kind, value, found_at,
        expires_at)
      values (${shopId}, ${l.conversationId}, ${l.messageId}, ${l.conversationId}, ${l.kind ?? 'phone'},
        ${l.value ?? '13800005678'}, ${moment(l.at)}, ${moment(l.expiresAt ?? l.at + 30 * 86_400_000)})
      on conflict do nothing returning lead_id as id`,
  )
  return row?.id ?? 0
}
