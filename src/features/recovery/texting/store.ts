import { moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import { talkWith } from '../../order/index.ts'

/** What a provider told of a text message that was sent for a step of a case. */
export const reportSending = async (
  tx: Tx,
  shopId: number,
  about: { sendingId: number; remoteId: string },
  to: { state: 'delivered' | 'failed'; error: string | null },
  now: Instant,
): Promise<void> => {
  await sql`update recovery_sending set state = ${to.state}, error = ${to.error}, settled_at = ${moment(now)},
      remote_id = coalesce(remote_id, ${about.remoteId})
    where shop_id = ${shopId} and sending_id = ${about.sendingId} and channel = 'sms'
      and state in ('queued', 'sent', 'uncertain')`.execute(tx)
}

/** Whom a sending was for, and the conversation with them: the current or latest one. */
export const buyerOfSending = (
  tx: Tx,
  shopId: number,
  sendingId: number,
): Promise<{ buyerKey: string; buyerName: string; conversationId: number | null } | undefined> =>
  one(
    tx,
    sql<{ buyerKey: string; buyerName: string; conversationId: number | null }>`
      select s.buyer_key as "buyerKey", s.buyer_name as "buyerName",
        ${talkWith(
          shopId,
          sql`s.buyer_key`,
          sql`select c.buyer_id from recovery_case c where c.shop_id = ${shopId} and c.plan_id = s.plan_id
            and c.subject = s.subject`,
        )} as "conversationId"
      from recovery_sending s where s.shop_id = ${shopId} and s.sending_id = ${sendingId}`,
  )
