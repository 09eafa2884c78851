import { booleans, numbers, texts } from '../../../platform/db/arrays.ts'
import { all, moment, one, type RawBuilder, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Message } from '../../conversation/domain.ts'
import type { Correction } from './domain/figures.ts'
import type { Kept } from './domain/grouping.ts'
import type { Asked, Used } from './domain/reading.ts'

export interface Cursor {
  messageId: number
  nextGroup: number
  version: number
  readAt: Instant | null
}

const cursorColumns = sql`message_id as "messageId", next_group as "nextGroup", version, read_at as "readAt"`

/** The shop's cursor, held until the transaction ends; null while another process reads the shop. */
export const lockCursor = async (tx: Tx, shopId: number): Promise<Cursor | null> => {
  await sql`insert into learning_cursor (shop_id) values (${shopId}) on conflict do nothing`.execute(tx)
  const row = await one(
    tx,
    sql<Cursor>`select ${cursorColumns} from learning_cursor where shop_id = ${shopId} for update skip locked`,
  )
  return row ?? null
}

export const moveCursor = async (
  tx: Tx,
  shopId: number,
  to: Omit<Cursor, 'readAt'>,
  now: Instant,
): Promise<void> => {
  await sql`update learning_cursor set message_id = ${to.messageId}, next_group = ${to.nextGroup},
    version = ${to.version}, read_at = ${moment(now)} where shop_id = ${shopId}`.execute(tx)
}

/** When the shop was last read, and whether anything has been said since. */
export const standing = async (
  tx: Tx,
  shopId: number,
): Promise<{ readAt: Instant | null; behind: boolean }> =>
  (await one(
    tx,
    sql<{
      readAt: Instant | null
      behind: boolean
    }>`select c.read_at as "readAt", exists (select from message m
        where m.shop_id = ${shopId} and m.message_id > coalesce(c.message_id, 0) and m.author <> 'system') as behind
      from (select 1) x left join learning_cursor c on c.shop_id = ${shopId}`,
  )) ?? { readAt: null, behind: false }

/**
 * The last of the next `limit` messages. What was written at the same moment comes with it: a question and the answer
 * that the assistant gave in the same breath are not read apart.
 */
export const batchEnd = async (
  tx: Tx,
  shopId: number,
  after: number,
  limit: number,
): Promise<{ last: number; count: number } | null> => {
  const row = await one(
    tx,
    sql<{ last: number | null; count: number }>`with piece as (select message_id, received_at from message
        where shop_id = ${shopId} and message_id > ${after} order by message_id limit ${limit}),
      final as (select message_id, received_at from piece order by message_id desc limit 1)
      select greatest((select message_id from final), (select max(m.message_id) from message m, final f
          where m.shop_id = ${shopId} and m.message_id > f.message_id and m.message_id <= f.message_id + 1000
            and m.received_at = f.received_at)) as last,
        (select count(*)::int from piece) as count`,
  )
  return row?.last == null ? null : { last: row.last, count: row.count }
}

/** Messages of a conversation before the new ones that are read with them: what is new may tell of what was there. */
export const LOOKED_BACK = 60

type Said = Pick<
  Message,
  'id' | 'conversationId' | 'author' | 'kind' | 'text' | 'personId' | 'sentAt' | 'replyTo' | 'detail'
>

/** What was said in every conversation in which something new was, each in order; with up to LOOKED_BACK messages before. */
export const saidAround = (tx: Tx, shopId: number, after: number, last: number): Promise<Said[]> => {
  const said: RawBuilder<unknown> = sql`select m.* from message m where m.shop_id = ${shopId}
    and m.conversation_id = t.conversation_id and m.kind in ('text', 'picture')`
  return all(
    tx,
    sql<Said>`with t as (select conversation_id, min(message_id) as first from message
        where shop_id = ${shopId} and message_id > ${after} and message_id <= ${last}
          and kind in ('text', 'picture') group by conversation_id)
      select m.message_id as id, m.conversation_id as "conversationId", m.author, m.kind, m.text,
        m.person_id as "personId", m.sent_at as "sentAt", m.reply_to as "replyTo", m.detail
      from t cross join lateral (
        (${said} and m.message_id < t.first order by m.message_id desc limit ${LOOKED_BACK})
        union all
        (${said} and m.message_id >= t.first and m.message_id <= ${last})) m
      order by m.conversation_id, m.message_id`,
  )
}

export interface KnownQuestion {
  messageId: number
  groupId: number
  replyId: number | null
  alone: boolean
}

/** Those of the messages that are kept as questions. */
export const knownQuestions = (
  tx: Tx,
  shopId: number,
  messageIds: readonly number[],
): Promise<KnownQuestion[]> =>
  all(
    tx,
    sql<KnownQuestion>`select message_id as "messageId", group_id as "groupId", reply_id as "replyId", alone
      from question where shop_id = ${shopId} and message_id = any(${numbers(messageIds)}::bigint[])`,
  )

/** In which group the same words have been. */
export const twinsOf = (
  tx: Tx,
  shopId: number,
  essences: readonly string[],
): Promise<{ essence: string; groupId: number }[]> =>
  all(
    tx,
    sql<{ essence: string; groupId: number }>`select distinct on (essence) essence, group_id as "groupId"
      from question where shop_id = ${shopId} and essence = any(${texts(essences)}::text[])
      order by essence, message_id`,
  )

export type FreshQuestion = Asked & { day: string; essence: string; groupId: number }

export const insertQuestions = async (
  tx: Tx,
  shopId: number,
  all: readonly FreshQuestion[],
): Promise<void> => {
  if (all.length === 0) return
  const column = <T>(of: (one: FreshQuestion) => T): T[] => all.map(of)
  await sql`insert into question (shop_id, message_id, conversation_id, asked_at, day, text, essence, group_id, alone,
      reply_id, reply_text, reply_by, reply_assist)
    select ${shopId}, id, conversation, to_timestamp(at / 1000), day, text, essence, grp, alone, reply, said, by, assist
    from unnest(${numbers(column((q) => q.messageId))}::bigint[], ${numbers(column((q) => q.conversationId))}::int[],
      ${numbers(column((q) => q.at))}::float8[], ${texts(column((q) => q.day))}::date[],
      ${texts(column((q) => q.text))}::text[], ${texts(column((q) => q.essence))}::text[],
      ${numbers(column((q) => q.groupId))}::int[], ${booleans(column((q) => q.alone))}::bool[],
      ${numbers(column((q) => q.reply?.messageId ?? null))}::bigint[],
      ${texts(column((q) => q.reply?.text ?? null))}::text[],
      ${numbers(column((q) => q.reply?.personId ?? null))}::int[],
      ${booleans(column((q) => q.reply?.assist ?? false))}::bool[])
    as q(id, conversation, at, day, text, essence, grp, alone, reply, said, by, assist)`.execute(tx)
}

/** What was answered to a question meanwhile. */
export const saveReply = async (
  tx: Tx,
  shopId: number,
  { messageId, alone, reply }: Asked,
): Promise<void> => {
  await sql`update question set alone = ${alone}, reply_id = ${reply?.messageId ?? null},
      reply_text = ${reply?.text ?? null}, reply_by = ${reply?.personId ?? null},
      reply_assist = ${reply?.assist ?? false}
    where shop_id = ${shopId} and message_id = ${messageId}`.execute(tx)
}

export const deleteQuestions = async (tx: Tx, shopId: number, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return
  await sql`delete from question where shop_id = ${shopId} and message_id = any(${numbers(ids)}::bigint[])`.execute(
    tx,
  )
}

/** Groups after an id, in order, at most `limit`. */
export const groupsAfter = (tx: Tx, shopId: number, after: number, limit: number): Promise<Kept[]> =>
  all(
    tx,
    sql<Kept>`select group_id as id, exemplars, aside is not null as aside from question_group
      where shop_id = ${shopId} and group_id > ${after} order by group_id limit ${limit}`,
  )

export const asideGroups = async (tx: Tx, shopId: number): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{
        id: number
      }>`select group_id as id from question_group where shop_id = ${shopId} and aside is not null`,
    )
  ).map(({ id }) => id)

export const saveGroups = async (tx: Tx, shopId: number, groups: readonly Kept[]): Promise<void> => {
  for (const { id, exemplars } of groups)
    await sql`insert into question_group (shop_id, group_id, exemplars) values (${shopId}, ${id}, ${texts(exemplars)}::text[])
      on conflict (shop_id, group_id) do update set exemplars = excluded.exemplars`.execute(tx)
}

/** Makes a group part of another. */
export const mergeGroup = async (tx: Tx, shopId: number, from: number, into: number): Promise<void> => {
  await sql`update question set group_id = ${into} where shop_id = ${shopId} and group_id = ${from}`.execute(
    tx,
  )
  await sql`delete from question_group where shop_id = ${shopId} and group_id = ${from}`.execute(tx)
}

export type StoredUse = Used & { day: string }

export const knownUses = (tx: Tx, shopId: number, ids: readonly number[]): Promise<StoredUse[]> =>
  all(
    tx,
    sql<StoredUse>`select message_id as "messageId", conversation_id as "conversationId", source, record, at,
        day::text as day, assist, edited, handed_over as "handedOver", reaction
      from faq_use where shop_id = ${shopId} and message_id = any(${numbers(ids)}::bigint[])`,
  )

export const saveUses = async (tx: Tx, shopId: number, uses: readonly StoredUse[]): Promise<void> => {
  if (uses.length === 0) return
  const column = <T>(of: (one: StoredUse) => T): T[] => uses.map(of)
  await sql`insert into faq_use (shop_id, message_id, conversation_id, source, record, at, day, assist, edited,
      handed_over, reaction)
    select ${shopId}, id, conversation, source, record, to_timestamp(at / 1000), day, assist, edited, handed, reaction
    from unnest(${numbers(column((u) => u.messageId))}::bigint[], ${numbers(column((u) => u.conversationId))}::int[],
      ${texts(column((u) => u.source))}::text[], ${texts(column((u) => u.record))}::text[],
      ${numbers(column((u) => u.at))}::float8[], ${texts(column((u) => u.day))}::date[],
      ${booleans(column((u) => u.assist))}::bool[], ${booleans(column((u) => u.edited))}::bool[],
      ${booleans(column((u) => u.handedOver))}::bool[], ${texts(column((u) => u.reaction))}::text[])
    as u(id, conversation, source, record, at, day, assist, edited, handed, reaction)
    on conflict (shop_id, message_id) do update set handed_over = excluded.handed_over, reaction = excluded.reaction`.execute(
    tx,
  )
}

export const addFigures = async (tx: Tx, shopId: number, changes: readonly Correction[]): Promise<void> => {
  for (const { source, record, day, by } of changes)
    await sql`insert into faq_figure as f (shop_id, source, record, day, uses, hand_overs, thanks, displeased, again, assists, edited)
      values (${shopId}, ${source}, ${record}, ${day}::date, ${by.uses}, ${by.handOvers}, ${by.thanks},
        ${by.displeased}, ${by.again}, ${by.assists}, ${by.edited})
      on conflict (shop_id, source, record, day) do update set uses = f.uses + excluded.uses,
        hand_overs = f.hand_overs + excluded.hand_overs, thanks = f.thanks + excluded.thanks,
        displeased = f.displeased + excluded.displeased, again = f.again + excluded.again,
        assists = f.assists + excluded.assists, edited = f.edited + excluded.edited`.execute(tx)
}

/** Forgets questions beyond the newest `keep`, and uses of before a moment; groups of which nothing is left go too, unless
 * somebody has put them aside. Returns how many groups went. */
export const forget = async (tx: Tx, shopId: number, keep: number, before: Instant): Promise<number> => {
  await sql`delete from question where shop_id = ${shopId} and message_id <= (select message_id from question
    where shop_id = ${shopId} order by message_id desc offset ${keep} limit 1)`.execute(tx)
  await sql`delete from faq_use where shop_id = ${shopId} and at < ${moment(before)}`.execute(tx)
  const { numAffectedRows } =
    await sql`delete from question_group g where g.shop_id = ${shopId} and g.aside is null
    and not exists (select from question q where q.shop_id = ${shopId} and q.group_id = g.group_id)`.execute(
      tx,
    )
  return Number(numAffectedRows ?? 0)
}
