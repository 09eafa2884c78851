import { all, moment, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { ChannelKind, ChannelView, DeadLetter, Door } from './domain.ts'

/** Beyond this many, waiting messages are not counted further: a connector that is away for a day leaves millions. */
const COUNT_UP_TO = 10_000

interface ChannelRow extends Omit<ChannelView, 'failing'> {
  failingId: number | null
  attempts: number
  retryAt: Instant | null
  error: string | null
}

const view = ({ failingId, attempts, retryAt, error, ...channel }: ChannelRow): ChannelView => ({
  ...channel,
  failing:
    failingId === null ? null : { messageId: failingId, attempts, retryAt: retryAt ?? 0, error: error ?? '' },
})

const columns = sql`c.shop_id as "shopId", c.channel_id as id, c.kind, c.name, c.key,
  c.disabled_at is not null as disabled, coalesce(c.settings -> 'sites', '[]') as sites,
  case when c.kind = 'bridge' then (select count(*)::int from (select from message m
    where m.shop_id = c.shop_id and m.channel_id = c.channel_id and m.outbound
      and m.message_id > coalesce(o.acked, 0) limit ${COUNT_UP_TO}) waiting) else 0 end as pending,
  o.failing_id as "failingId", coalesce(o.attempts, 0) as attempts, o.retry_at as "retryAt", o.error`

export const channels = async (tx: Tx, shopId: number): Promise<ChannelView[]> =>
  (
    await all(
      tx,
      sql<ChannelRow>`select ${columns} from channel c left join outbox_cursor o using (shop_id, channel_id)
        where c.shop_id = ${shopId} order by c.channel_id`,
    )
  ).map(view)

export const channelById = async (
  tx: Tx,
  shopId: number,
  channelId: number,
): Promise<ChannelView | undefined> => {
  const row = await one(
    tx,
    sql<ChannelRow>`select ${columns} from channel c left join outbox_cursor o using (shop_id, channel_id)
      where c.shop_id = ${shopId} and c.channel_id = ${channelId}`,
  )
  return row && view(row)
}

/** Stores a channel and where its outbox stands; returns its id. Fails where the key exists. */
export const insertChannel = async (
  tx: Tx,
  shopId: number,
  channel: { kind: ChannelKind; name: string; key: string; secret: string },
  at: Instant,
): Promise<number> => {
  const row = await one(
    tx,
    sql<{ id: number }>`insert into channel (shop_id, kind, name, key, secret, created_at)
      values (${shopId}, ${channel.kind}, ${channel.name}, ${channel.key}, ${channel.secret}, ${moment(at)})
      returning channel_id as id`,
  )
  if (!row) throw new Error('a channel was not stored')
  await sql`insert into outbox_cursor (shop_id, channel_id) values (${shopId}, ${row.id})`.execute(tx)
  return row.id
}

export const saveSecret = async (
  tx: Tx,
  shopId: number,
  channelId: number,
  secret: string,
): Promise<void> => {
  await sql`update channel set secret = ${secret}
    where shop_id = ${shopId} and channel_id = ${channelId}`.execute(tx)
}

/** `disabledAt` stays what it was where the channel is disabled already. */
export const saveChannel = async (
  tx: Tx,
  shopId: number,
  channelId: number,
  to: { name: string; disabled: boolean; sites: readonly string[] },
  at: Instant,
): Promise<void> => {
  await sql`update channel set name = ${to.name},
      settings = settings || jsonb_build_object('sites', ${JSON.stringify(to.sites)}::jsonb),
      disabled_at = case when ${to.disabled} then coalesce(disabled_at, ${moment(at)}) end
    where shop_id = ${shopId} and channel_id = ${channelId}`.execute(tx)
}

/** Looked up letter by letter: as a join, an empty or fresh table of letters makes the planner read all messages. */
export const unsettledLetters = (tx: Tx, shopId: number, limit: number): Promise<DeadLetter[]> =>
  all(
    tx,
    sql<DeadLetter>`select d.shop_id as "shopId", d.message_id as "messageId", d.channel_id as "channelId",
        d.conversation_id as "conversationId", d.attempts, d.error, d.at,
        coalesce((select m.text from message m
          where m.shop_id = d.shop_id and m.message_id = d.message_id), '') as text,
        coalesce((select b.name from buyer b where b.shop_id = d.shop_id and b.buyer_id =
          (select c.buyer_id from conversation c
            where c.shop_id = d.shop_id and c.conversation_id = d.conversation_id)), '') as "buyerName"
      from dead_letter d
      where d.shop_id = ${shopId} and d.settled_at is null
      order by d.at desc, d.message_id desc limit ${limit}`,
  )

export const letterById = (
  tx: Tx,
  shopId: number,
  messageId: number,
): Promise<{ settled: boolean } | undefined> =>
  one(
    tx,
    sql<{ settled: boolean }>`select settled_at is not null as settled from dead_letter
      where shop_id = ${shopId} and message_id = ${messageId}`,
  )

/** Settles a letter; says what it was before, or that there is none. */
export const settleLetter = async (
  tx: Tx,
  shopId: number,
  messageId: number,
  personId: number | null,
  at: Instant,
): Promise<'settled-now' | 'settled-before' | 'none'> => {
  const row = await one(
    tx,
    sql<{ before: boolean }>`with letter as (select settled_at is not null as before from dead_letter
        where shop_id = ${shopId} and message_id = ${messageId} for update),
      settled as (update dead_letter set settled_at = ${moment(at)}, settled_by = ${personId}
        where shop_id = ${shopId} and message_id = ${messageId} and settled_at is null)
      select before from letter`,
  )
  if (!row) return 'none'
  return row.before ? 'settled-before' : 'settled-now'
}

export const oldestOf = (tx: Tx, kind: ChannelKind): Promise<Door | undefined> =>
  one(
    tx,
    sql<Door>`select shop_id as "shopId", channel_id as "channelId", kind, name, key, secret from channel
      where kind = ${kind} and disabled_at is null order by channel_id limit 1`,
  )

/** Outside any scope: a public door must find its shop first. */
export const channelByKey = (tx: Tx, key: string) =>
  one<Door & { settings: { sites?: string[] }; disabledAt: number | null }>(
    tx,
    sql`select shop_id as "shopId", channel_id as "channelId", kind, name, key, secret, settings,
               disabled_at as "disabledAt"
        from channel_by_key(${key})`,
  )
