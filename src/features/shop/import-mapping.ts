import type { z } from 'zod'
import { one, sql, type Tx } from '../../platform/db/db.ts'

/** How files of a shape are read in a shop; null where nothing is remembered, or what is does not fit any more. */
export const recallMapping = async <Mapping>(
  tx: Tx,
  shopId: number,
  fingerprint: string,
  schema: z.ZodType<Mapping>,
): Promise<Mapping | null> => {
  const row = await one(
    tx,
    sql<{ mapping: unknown }>`select mapping from import_mapping
      where shop_id = ${shopId} and fingerprint = ${fingerprint}`,
  )
  return schema.safeParse(row?.mapping).data ?? null
}

/** Remembers it for the next such file; null forgets. */
export const rememberMapping = async (
  tx: Tx,
  shopId: number,
  fingerprint: string,
  mapping: object | null,
): Promise<void> => {
  if (mapping === null)
    await sql`delete from import_mapping where shop_id = ${shopId} and fingerprint = ${fingerprint}`.execute(
      tx,
    )
  else
    await sql`insert into import_mapping (shop_id, fingerprint, mapping)
      values (${shopId}, ${fingerprint}, ${JSON.stringify(mapping)}::jsonb)
      on conflict (shop_id, fingerprint) do update set mapping = excluded.mapping, at = now()`.execute(tx)
}
