import type { Instant } from '../../shared/time.ts'
import { moment, sql, type Tx } from '../db/db.ts'

/** Something that must be possible to trace later: sign-ins, settings, exports, sending. Never secrets, never what
 * buyers wrote. */
export interface AuditRecord {
  /** Null for what concerns the desk as a whole: signing in and out. */
  shopId: number | null
  personId: number | null
  /** `channel.added`, `sign-in.failed` … */
  what: string
  detail?: unknown
  address: string | null
}

export const record = async (tx: Tx, entry: AuditRecord, at: Instant): Promise<void> => {
  const detail = entry.detail === undefined ? null : JSON.stringify(entry.detail)
  await sql`insert into audit (shop_id, at, person_id, what, detail, address)
    values (${entry.shopId}, ${moment(at)}, ${entry.personId}, ${entry.what}, ${detail}::json, ${entry.address})`.execute(
    tx,
  )
}
