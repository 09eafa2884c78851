import { all, moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { OptOut, OptOutChannel } from './contract.ts'

/** How buyers are written down. */
export const BUYER = 'buyer:'

const columns = sql`opt_out_id as id, who, channel, label, how, person_id as "personId",
  (extract(epoch from at) * 1000)::float8 as at`

/** What stands under some names, as they are written. */
export const outsUnder = (
  tx: Tx,
  shopId: number,
  names: readonly string[],
): Promise<{ who: string; channel: OptOutChannel }[]> =>
  all(
    tx,
    sql<{ who: string; channel: OptOutChannel }>`select who, channel from recovery_opt_out
      where shop_id = ${shopId} and who = any(${[...names]}::text[])`,
  )

/** What is said of whoever some names are, under any of their keys. */
export const outsOf = (
  tx: Tx,
  shopId: number,
  keys: readonly string[],
): Promise<{ who: string; channel: OptOutChannel }[]> =>
  all(
    tx,
    sql<{ who: string; channel: OptOutChannel }>`select distinct v.who, p.channel
      from (select k as who, case when starts_with(k, ${BUYER})
          then array(select ${BUYER} || key from unnest(keys_beside(${shopId}, substr(k, ${BUYER.length + 1}::int))) key)
          else array[k] end as names
        from unnest(${[...keys]}::text[]) k offset 0) v
      join recovery_opt_out p on p.shop_id = ${shopId} and p.who = any(v.names)`,
  )

/** Buyers who do not want to be reminded; 10,000 at most, for looking at the past. */
export const buyersOut = (tx: Tx, shopId: number): Promise<{ who: string; channel: OptOutChannel }[]> =>
  all(
    tx,
    sql<{ who: string; channel: OptOutChannel }>`select ${BUYER} || key as who, channel
      from (select who, channel from recovery_opt_out
        where shop_id = ${shopId} and starts_with(who, ${BUYER}) limit 10000) o
      cross join lateral unnest(keys_beside(${shopId}, substr(o.who, ${BUYER.length + 1}::int))) key`,
  )

/** What is still on somebody's list for a buyer comes off it, where it would go by a channel that they do not want. */
const dropErrands = async (
  tx: Tx,
  shopId: number,
  { who, channel }: Pick<OptOut, 'who' | 'channel'>,
  now: Instant,
): Promise<void> => {
  if (!who.startsWith(BUYER)) return
  await sql`update recovery_errand set outcome = 'dropped', done_at = ${moment(now)}
    where shop_id = ${shopId} and buyer_key = any(keys_beside(${shopId}, ${who.slice(BUYER.length)})) and outcome is null
      and (${channel} = 'all' or channel = ${channel})`.execute(tx)
}

/** The first time counts; undefined where it was there before. */
export const addOut = async (
  tx: Tx,
  shopId: number,
  out: Pick<OptOut, 'who' | 'channel' | 'label' | 'how' | 'personId'>,
  now: Instant,
): Promise<number | undefined> => {
  await dropErrands(tx, shopId, out, now)
  const added = await one(
    tx,
    sql<{ id: number }>`insert into recovery_opt_out (shop_id, who, channel, at, how, person_id, label)
        values (${shopId}, ${out.who}, ${out.channel}, ${moment(now)}, ${out.how}, ${out.personId}, ${out.label})
        on conflict (shop_id, who, channel) do nothing returning opt_out_id as id`,
  )
  return added?.id
}

export const outOf = (
  tx: Tx,
  shopId: number,
  who: string,
  channel: OptOutChannel,
): Promise<OptOut | undefined> =>
  one(
    tx,
    sql<OptOut>`select ${columns} from recovery_opt_out
      where shop_id = ${shopId} and who = ${who} and channel = ${channel}`,
  )

export const outById = (tx: Tx, shopId: number, id: number): Promise<OptOut | undefined> =>
  one(
    tx,
    sql<OptOut>`select ${columns} from recovery_opt_out where shop_id = ${shopId} and opt_out_id = ${id} for update`,
  )

export const removeOut = async (tx: Tx, shopId: number, id: number): Promise<void> => {
  await sql`delete from recovery_opt_out where shop_id = ${shopId} and opt_out_id = ${id}`.execute(tx)
}

/** `who`: one person's; else those whose label holds the words. */
export const outsBefore = (
  tx: Tx,
  shopId: number,
  asked: { q: string | null; who: readonly string[]; before: number | null },
  limit: number,
): Promise<OptOut[]> =>
  all(
    tx,
    sql<OptOut>`select ${columns} from recovery_opt_out where shop_id = ${shopId}
      and (${asked.q}::text is null or strpos(lower(label), lower(${asked.q}::text)) > 0
        or who = any(${[...asked.who]}::text[]))
      and (${asked.before}::int is null or opt_out_id < ${asked.before}::int)
      order by opt_out_id desc limit ${limit}`,
  )
