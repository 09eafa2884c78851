import { numbers, texts } from '../../../platform/db/arrays.ts'
import { all, moment, one, type RawBuilder, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Reaction } from './domain/words.ts'

export type Show = 'open' | 'ignored' | 'settled'

export interface GroupRow {
  id: number
  size: number
  lately: number
  firstAt: Instant
  lastAt: Instant
  aside: 'ignored' | 'settled' | null
  asideSize: number
  asideAt: Instant | null
  asideBy: number | null
  asideWhy: string
  settledTo: string | null
}

/** A group put aside comes back when it has grown by half, and by three questions. */
const grown = sql`s.size >= g.aside_size + greatest(3, (g.aside_size + 1) / 2)`
const shown = (show: Show): RawBuilder<unknown> =>
  show === 'open' ? sql`(g.aside is null or ${grown})` : sql`(g.aside = ${show} and not ${grown})`

const groupColumns = sql`g.group_id as id, s.size, s.lately, s.first_at as "firstAt", s.last_at as "lastAt", g.aside,
  g.aside_size as "asideSize", g.aside_at as "asideAt", g.aside_by as "asideBy", g.aside_why as "asideWhy",
  g.settled_to as "settledTo"`
const sized = (shopId: number, since: Instant): RawBuilder<unknown> =>
  sql`(select group_id, count(*)::int as size, count(*) filter (where asked_at > ${moment(since)})::int as lately,
      min(asked_at) as first_at, max(asked_at) as last_at
    from question where shop_id = ${shopId} group by group_id) s
    join question_group g on g.shop_id = ${shopId} and g.group_id = s.group_id`

/** Groups, the most asked since a moment first. Counted from the questions themselves: 40 ms of 50,000. */
export const groupsPage = async (
  tx: Tx,
  shopId: number,
  show: Show,
  since: Instant,
  page: { offset: number; limit: number },
): Promise<{ groups: GroupRow[]; total: number; questions: number }> => {
  const groups = await all(
    tx,
    sql<GroupRow>`select ${groupColumns} from ${sized(shopId, since)} where ${shown(show)}
      order by s.lately desc, s.size desc, s.last_at desc, g.group_id limit ${page.limit} offset ${page.offset}`,
  )
  const sum = await one(
    tx,
    sql<{
      total: number
      questions: number
    }>`select count(*)::int as total, coalesce(sum(s.size), 0)::int as questions
      from ${sized(shopId, since)} where ${shown(show)}`,
  )
  return { groups, total: sum?.total ?? 0, questions: sum?.questions ?? 0 }
}

export interface GroupQuestion {
  groupId: number
  messageId: number
  conversationId: number
  at: Instant
  text: string
  alone: boolean
  replyId: number | null
  replyText: string | null
  replyBy: number | null
  buyerName: string
}

/** The newest questions of each of some groups, the newest first. */
export const questionsOf = (
  tx: Tx,
  shopId: number,
  groups: readonly number[],
  limit: number,
): Promise<GroupQuestion[]> =>
  all(
    tx,
    sql<GroupQuestion>`select q.group_id as "groupId", q.message_id as "messageId", q.conversation_id as "conversationId",
        q.asked_at as at, q.text, q.alone, q.reply_id as "replyId", q.reply_text as "replyText",
        q.reply_by as "replyBy", coalesce(b.name, '') as "buyerName"
      from unnest(${numbers(groups)}::int[]) as w(id) cross join lateral (select * from question
        where shop_id = ${shopId} and group_id = w.id order by message_id desc limit ${limit}) q
      left join conversation c on c.shop_id = ${shopId} and c.conversation_id = q.conversation_id
      left join buyer b on b.shop_id = ${shopId} and b.buyer_id = c.buyer_id
      order by q.group_id, q.message_id desc`,
  )

/** Questions a day of some groups, from a day on. */
export const askedByDay = (
  tx: Tx,
  shopId: number,
  groups: readonly number[],
  from: string,
): Promise<{ groupId: number; day: string; asked: number }[]> =>
  all(
    tx,
    sql<{
      groupId: number
      day: string
      asked: number
    }>`select group_id as "groupId", day::text as day, count(*)::int as asked
      from question where shop_id = ${shopId} and group_id = any(${numbers(groups)}::int[]) and day >= ${from}::date
      group by group_id, day`,
  )

/** The groups asked most in a week, with how often. */
export const askedIn = (
  tx: Tx,
  shopId: number,
  days: { from: string; to: string },
  limit: number,
): Promise<{ groupId: number; asked: number }[]> =>
  all(
    tx,
    sql<{
      groupId: number
      asked: number
    }>`select q.group_id as "groupId", count(*)::int as asked from question q
      join question_group g on g.shop_id = q.shop_id and g.group_id = q.group_id
      where q.shop_id = ${shopId} and q.day between ${days.from}::date and ${days.to}::date and g.aside is distinct from 'ignored'
      group by q.group_id order by asked desc, q.group_id limit ${limit}`,
  )

export interface LockedGroup {
  size: number
  /** Somebody has made an entry of it, and it has not come back since. */
  settled: boolean
}

/** A group, held until the transaction ends; undefined where it has become part of another, or is gone. */
export const lockGroup = async (tx: Tx, shopId: number, id: number): Promise<LockedGroup | undefined> => {
  // Held first, counted after: who waited for it sees what was done meanwhile.
  await sql`select from question_group where shop_id = ${shopId} and group_id = ${id} for update`.execute(tx)
  return one(
    tx,
    sql<LockedGroup>`select s.size, g.aside is not distinct from 'settled' and not ${grown} as settled
      from question_group g cross join lateral (select count(*)::int as size from question q
        where q.shop_id = g.shop_id and q.group_id = g.group_id) s
      where g.shop_id = ${shopId} and g.group_id = ${id}`,
  )
}

export const putAside = async (
  tx: Tx,
  shopId: number,
  id: number,
  aside: {
    how: 'ignored' | 'settled' | null
    size: number
    at: Instant
    by: number | null
    why: string
    to: string | null
  },
): Promise<void> => {
  await sql`update question_group set aside = ${aside.how}, aside_size = ${aside.size}, aside_at = ${moment(aside.at)},
      aside_by = ${aside.by}, aside_why = ${aside.why}, settled_to = ${aside.to}
    where shop_id = ${shopId} and group_id = ${id}`.execute(tx)
}

export interface FigureRow {
  source: string
  record: string
  lastDay: string
  uses: number
  handOvers: number
  thanks: number
  displeased: number
  again: number
  assists: number
  edited: number
}

const sums = sql`source, record, max(day)::text as "lastDay", sum(uses)::int as uses, sum(hand_overs)::int as "handOvers",
  sum(thanks)::int as thanks, sum(displeased)::int as displeased, sum(again)::int as again,
  sum(assists)::int as assists, sum(edited)::int as edited`

/** How every record fared between two days, both included; the most used first. */
export const figuresBetween = (
  tx: Tx,
  shopId: number,
  days: { from: string; to: string },
  limit: number,
): Promise<FigureRow[]> =>
  all(
    tx,
    sql<FigureRow>`select ${sums} from faq_figure
      where shop_id = ${shopId} and day between ${days.from}::date and ${days.to}::date
      group by source, record order by sum(uses) + sum(assists) desc, source, record limit ${limit}`,
  )

/** When each record was last used, up to a day. */
export const lastUsed = async (tx: Tx, shopId: number, to: string): Promise<Map<string, string>> =>
  new Map(
    (
      await all(
        tx,
        sql<{
          key: string
          day: string
        }>`select source || ':' || record as key, max(day)::text as day from faq_figure
          where shop_id = ${shopId} and day <= ${to}::date and (uses > 0 or assists > 0) group by source, record`,
      )
    ).map(({ key, day }) => [key, day]),
  )

export interface UseRow {
  messageId: number
  conversationId: number
  buyerName: string
  at: Instant
  asked: string
  assist: boolean
  edited: boolean
  handedOver: boolean
  reaction: Reaction | null
}

/** Uses of a record before a message (null: the newest), newest first, with what the buyer had written last. */
export const usesBefore = (
  tx: Tx,
  shopId: number,
  of: { source: string; record: string },
  before: number | null,
  limit: number,
): Promise<UseRow[]> =>
  all(
    tx,
    sql<UseRow>`select u.message_id as "messageId", u.conversation_id as "conversationId", coalesce(b.name, '') as "buyerName",
        u.at, coalesce(m.text, '') as asked, u.assist, u.edited, u.handed_over as "handedOver", u.reaction
      from faq_use u
      left join conversation c on c.shop_id = u.shop_id and c.conversation_id = u.conversation_id
      left join buyer b on b.shop_id = u.shop_id and b.buyer_id = c.buyer_id
      left join lateral (select left(text, 200) as text from message m where m.shop_id = u.shop_id
        and m.conversation_id = u.conversation_id and m.message_id < u.message_id and m.author = 'buyer' and m.kind = 'text'
        order by m.message_id desc limit 1) m on true
      where u.shop_id = ${shopId} and u.source = ${of.source} and u.record = ${of.record}
        and (${before}::bigint is null or u.message_id < ${before}::bigint)
      order by u.message_id desc limit ${limit}`,
  )

const stripped = (text: RawBuilder<unknown>) =>
  sql`regexp_replace(lower(${text}), '[[:space:][:punct:]，。！？、；：～…]+', '', 'g')`

/** Entries that answer word for word (but for punctuation) what people answered. */
export const entriesAnswering = (
  tx: Tx,
  shopId: number,
  answers: readonly string[],
): Promise<{ id: number; answer: string }[]> =>
  all(
    tx,
    sql<{
      id: number
      answer: string
    }>`select faq_id as id, answer from faq where shop_id = ${shopId} and enabled
      and ${stripped(sql`answer`)} in (select ${stripped(sql`a`)} from unnest(${texts(answers)}::text[]) a)
      order by faq_id limit 50`,
  )
