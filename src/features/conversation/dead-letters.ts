import { one, sql, type Tx } from '../../platform/db/db.ts'

/** Whether a message is among the dead letters, and whether somebody has settled it. */
export const deadLetter = (
  tx: Tx,
  shopId: number,
  messageId: number,
): Promise<{ settled: boolean } | undefined> =>
  one(
    tx,
    sql<{ settled: boolean }>`select settled_at is not null as settled from dead_letter
      where shop_id = ${shopId} and message_id = ${messageId}`,
  )

export const settleLetter = async (
  tx: Tx,
  shopId: number,
  messageId: number,
  personId: number,
): Promise<void> => {
  await sql`update dead_letter set settled_at = now(), settled_by = ${personId}
    where shop_id = ${shopId} and message_id = ${messageId} and settled_at is null`.execute(tx)
}
