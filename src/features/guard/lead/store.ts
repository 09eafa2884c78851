import { all, moment, one, type RawBuilder, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Lead, LeadPurpose } from './contract.ts'

/** A lead with its value, which only the service sees. */
export interface Stored extends Omit<Lead, 'masked' | 'mayReveal' | 'done'> {
  value: string
  doneAt: Instant | null
  doneBy: number | null
}

export interface Wanted {
  conversation?: number | undefined
  purpose?: LeadPurpose | undefined
  state?: 'open' | 'done' | undefined
  before?: number | undefined
}

const LEAD = sql`l.lead_id as id, l.conversation_id as "conversationId", l.message_id as "messageId",
  l.buyer_id as "buyerId", coalesce(b.name, '') as "buyerName", c.assignee, l.kind, l.value, l.purpose, l.note,
  l.found_at as "foundAt", l.expires_at as "expiresAt", l.done_at as "doneAt", l.done_by as "doneBy"`
const FROM = sql`lead l
  left join buyer b on b.shop_id = l.shop_id and b.buyer_id = l.buyer_id
  left join conversation c on c.shop_id = l.shop_id and c.conversation_id = l.conversation_id`
/** The job that deletes comes every hour; what is over is not shown until then either. */
const alive = (shopId: number, now: Instant): RawBuilder<unknown> =>
  sql`l.shop_id = ${shopId} and l.expires_at > ${moment(now)}`

export const leadsOf = (
  tx: Tx,
  shopId: number,
  wanted: Wanted,
  now: Instant,
  limit: number,
): Promise<Stored[]> =>
  all(
    tx,
    sql<Stored>`select ${LEAD} from ${FROM} where ${alive(shopId, now)}
      ${wanted.conversation === undefined ? sql`` : sql`and l.conversation_id = ${wanted.conversation}`}
      ${wanted.purpose === undefined ? sql`` : sql`and l.purpose = ${wanted.purpose}`}
      ${wanted.state === undefined ? sql`` : sql`and (l.done_at is not null) = ${wanted.state === 'done'}`}
      ${wanted.before === undefined ? sql`` : sql`and l.lead_id < ${wanted.before}`}
      order by l.lead_id desc limit ${limit}`,
  )

export const leadById = (tx: Tx, shopId: number, id: number, now: Instant): Promise<Stored | undefined> =>
  one(tx, sql<Stored>`select ${LEAD} from ${FROM} where ${alive(shopId, now)} and l.lead_id = ${id}`)

export const saveLead = async (
  tx: Tx,
  shopId: number,
  lead: Pick<Stored, 'id' | 'purpose' | 'note' | 'expiresAt' | 'doneAt' | 'doneBy'>,
): Promise<void> => {
  await sql`update lead set purpose = ${lead.purpose}, note = ${lead.note}, expires_at = ${moment(lead.expiresAt)},
      done_at = ${moment(lead.doneAt)}, done_by = ${lead.doneBy}
    where shop_id = ${shopId} and lead_id = ${lead.id}`.execute(tx)
}

export const deleteLead = async (tx: Tx, shopId: number, id: number): Promise<void> => {
  await sql`delete from lead where shop_id = ${shopId} and lead_id = ${id}`.execute(tx)
}

/** Deletes what is over; gives how many. */
export const deleteExpired = async (tx: Tx, shopId: number, now: Instant): Promise<number> => {
  const { numAffectedRows } = await sql`delete from lead
    where shop_id = ${shopId} and expires_at <= ${moment(now)}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
