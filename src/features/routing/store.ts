import { numbers, texts } from '../../platform/db/arrays.ts'
import { all, moment, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Role } from '../../shared/access.ts'
import { DAY, type Instant } from '../../shared/time.ts'
import type { Buyer, Conversation } from '../conversation/domain.ts'
import { type BuyerRow, buyerOf, type ConversationRow, conversationOf } from '../conversation/rows.ts'
import type { Colleague } from './domain/people.ts'

/** Somebody of a shop, to whom conversations may go or, as a viewer, may not any more. */
export interface Person extends Colleague {
  role: Role
  stateAt: Instant
  /** When their browser was last heard of; null for never. */
  seenAt: Instant | null
}

export const peopleOf = (tx: Tx, shopId: number): Promise<Person[]> =>
  all(
    tx,
    sql<Person>`select m.person_id as "personId", m.role, m.state, m.state_at as "stateAt",
        coalesce(h.here, false) as here, h.seen_at as "seenAt", m.teams, m.skills, coalesce(s.load, 0) as load,
        coalesce(s.slots, 0) as slots, m.load as "shopLoad", m.slots as "shopSlots", m.given_at as "givenAt"
      from membership m left join seat s using (person_id) left join presence h using (person_id)
      where m.shop_id = ${shopId} order by m.person_id`,
  )

/** Of which version a shop's settings are, and whether anybody waits in it. */
export const standingOf = (
  tx: Tx,
  shopId: number,
): Promise<{ version: number; queued: boolean } | undefined> =>
  one(
    tx,
    sql<{ version: number; queued: boolean }>`select config_version as version, exists(
        select from conversation where shop_id = ${shopId} and queued_at is not null) as queued
      from shop_log where shop_id = ${shopId}`,
  )

/** Without the buyer's name, which decides nothing: joins of thousands go wrong on tables without statistics. */
const CONVERSATION = sql`c.shop_id, c.conversation_id, c.buyer_id, '' as buyer_name, c.channel_id, c.status,
  c.assignee, c.waiting_since, c.last_at, c.last_text, c.last_author, c.last_message_id, c.unread, c.buyer_read_id,
  c.tags, c.snoozed_until, c.due_at, c.opened_at, c.closed_at, c.assistant, c.team, c.queued_at, c.clock, c.route`

type QueueRow = Pick<
  ConversationRow,
  | 'conversation_id'
  | 'buyer_id'
  | 'assignee'
  | 'waiting_since'
  | 'last_at'
  | 'last_author'
  | 'team'
  | 'queued_at'
> &
  Pick<ConversationRow, 'clock' | 'route'>

/** What of a conversation decides nothing while it waits. */
const idle = {
  ...{
    buyer_name: '',
    channel_id: 0,
    status: 'open',
    last_text: '',
    last_message_id: 0,
    unread: 0,
    tags: [],
  },
  ...{ buyer_read_id: 0, snoozed_until: null, due_at: null, opened_at: 0, closed_at: null },
  assistant: { greeted: false, heldFor: null },
} satisfies Partial<ConversationRow>

/** All who wait in a shop, as far as decisions on them go: reading 5,000 whole takes twice as long. */
export const queueOf = async (tx: Tx, shopId: number): Promise<Conversation[]> =>
  (
    await all(
      tx,
      sql<QueueRow>`select conversation_id, buyer_id, assignee, waiting_since, last_at, last_author, team, queued_at,
          clock, route
        from conversation where shop_id = ${shopId} and queued_at is not null`,
    )
  ).map((row) => conversationOf({ ...idle, ...row, shop_id: shopId }))

/** Who looks after these buyers, where anybody does. */
export const agentsOf = async (
  tx: Tx,
  shopId: number,
  buyers: readonly number[],
): Promise<ReadonlyMap<number, number>> =>
  new Map(
    (
      await all(
        tx,
        sql<{
          buyerId: number
          personId: number
        }>`select buyer_id as "buyerId", agent_id as "personId" from buyer
          where shop_id = ${shopId} and buyer_id = any(${numbers(buyers)}::int[]) and agent_id is not null`,
      )
    ).map(({ buyerId, personId }) => [buyerId, personId]),
  )

/** Who of `people` served these buyers since a moment, the latest first. */
export const servedSince = (
  tx: Tx,
  shopId: number,
  buyers: readonly number[],
  people: readonly number[],
  since: Instant,
): Promise<{ buyerId: number; personId: number; at: Instant }[]> =>
  all(
    tx,
    sql<{ buyerId: number; personId: number; at: Instant }>`
      select buyer_id as "buyerId", assignee as "personId", max(last_at) as at from conversation
      where shop_id = ${shopId} and buyer_id = any(${numbers(buyers)}::int[]) and status = 'closed'
        and last_at > ${moment(since)} and assignee = any(${numbers(people)}::int[])
      group by buyer_id, assignee order by 3 desc`,
  )

/** Open conversations of these people in which the buyer may be waiting. */
export const waitingWith = async (
  tx: Tx,
  shopId: number,
  people: readonly number[],
): Promise<Conversation[]> =>
  (
    await all(
      tx,
      sql<ConversationRow>`select ${CONVERSATION} from conversation c
        where c.shop_id = ${shopId} and c.status = 'open' and c.assignee = any(${numbers(people)}::int[])
          and (c.waiting_since is not null or c.clock is not null)`,
    )
  ).map(conversationOf)

/** What somebody has who may have nothing in the shop any more: not a member, or a viewer. */
export const leftBehind = (tx: Tx, shopId: number): Promise<{ conversationId: number; personId: number }[]> =>
  all(
    tx,
    sql<{ conversationId: number; personId: number }>`
      select c.conversation_id as "conversationId", c.assignee as "personId" from conversation c
      where c.shop_id = ${shopId} and c.status <> 'closed' and c.assignee is not null and not exists (
        select from membership m where m.shop_id = c.shop_id and m.person_id = c.assignee and m.role <> 'viewer')`,
  )

/** Open conversations of a person, the longest waiting first. */
export const openOf = async (tx: Tx, shopId: number, personId: number): Promise<number[]> =>
  (
    await all(
      tx,
      sql<{ id: number }>`select conversation_id as id from conversation
        where shop_id = ${shopId} and assignee = ${personId} and status = 'open'
        order by waiting_since nulls last, conversation_id`,
    )
  ).map(({ id }) => id)

export interface Held {
  personId: number
  open: number
  waiting: number
  waitingSince: Instant | null
}

/** What everybody has open in a shop, and how many of those buyers wait. */
export const heldBy = (tx: Tx, shopId: number): Promise<Held[]> =>
  all(
    tx,
    sql<Held>`select assignee as "personId", count(*)::int as open,
        (count(*) filter (where waiting_since is not null))::int as waiting, min(waiting_since) as "waitingSince"
      from conversation where shop_id = ${shopId} and status = 'open' and assignee is not null group by assignee`,
  )

/** What happened in one minute of the curve, counted from its beginning: rounds that buyers began and that were answered,
 * waits that began and that ended. Minute -1 is all that was before: waits that stood open when the curve begins. */
export interface Happened {
  minute: number
  asked: number
  answered: number
  began: number
  ended: number
}

/** How far before the curve's hour an open question is sought: a night, and some. What buyers said still longer ago
 * without an answer needed none, and would show the whole hour as a wait once somebody writes to them again. */
const LOOK_BACK = DAY
/** No thanks are longer, characters: what is, need not be folded. */
const THANKS = 30

/**
 * What happened in each minute from `from` to `to` in which anything did. A round is read off the messages of that time
 * and, of conversations in which something was said then, the last before it: a buyer's words after the shop's begin it,
 * the shop's first words of substance after them end it; `thanks` (folded) do neither. A wait is a round that was
 * answered or still stands open; what was closed unanswered is left out.
 */
export const happenedIn = (
  tx: Tx,
  shopId: number,
  from: Instant,
  to: Instant,
  thanks: readonly string[],
): Promise<Happened[]> => {
  const counts = sql`(kind in ('text', 'picture') and (author in ('agent', 'assistant-assist')
      or author = 'assistant-auto' and detail ->> 'filler' is null
      or author = 'buyer' and (kind <> 'text' or length(text) > ${THANKS}
        or regexp_replace(lower(normalize(text, nfkc)), '[[:space:][:punct:]。、]+', '', 'g')
          <> all(${texts(thanks)}::text[]))))`
  return all(
    tx,
    sql<Happened>`with within as materialized (
        select conversation_id, sent_at, message_id, author = 'buyer' as asks from message
        where shop_id = ${shopId} and sent_at >= ${moment(from)} and sent_at < ${moment(to)} and ${counts}
      ), before as (
        select conversation_id, last.sent_at, last.message_id, last.asks
        from (select distinct conversation_id from within) spoken
          cross join lateral (
            select sent_at, message_id, author = 'buyer' as asks from message m
            where m.shop_id = ${shopId} and m.conversation_id = spoken.conversation_id and sent_at < ${moment(from)}
              and sent_at >= ${moment(from - LOOK_BACK)}
              and (kind = 'notice' and detail -> 'notice' ->> 'what' = 'closed' or ${counts})
            order by message_id desc limit 1) last
      ), said as (
        select *, lag(asks) over (partition by conversation_id order by sent_at, message_id) as asked_before
        from (select * from within union all select * from before) lines
      ), turned as materialized (
        select conversation_id, asks,
          greatest(-1, floor(extract(epoch from sent_at - ${moment(from)}) / 60))::int as minute,
          lead(asks) over (partition by conversation_id order by sent_at, message_id) is not null as followed,
          asked_before is not null as follows
        from said where asked_before is distinct from asks
      ), still as (
        select conversation_id from conversation
        where shop_id = ${shopId} and status <> 'closed' and waiting_since >= ${moment(from)}
      )
      select minute, (count(*) filter (where asks))::int as asked, (count(*) filter (where not asks))::int as answered,
        (count(*) filter (where asks and (followed or conversation_id in (select conversation_id from still))))::int
          as began,
        (count(*) filter (where not asks and follows))::int as ended
      from turned group by minute order by minute`,
  )
}

/** Buyers who wait since before a moment and have not been answered to this day. */
export const waitingBefore = async (tx: Tx, shopId: number, at: Instant): Promise<number> =>
  (
    await one(
      tx,
      sql<{ waiting: number }>`select count(*)::int as waiting from conversation
        where shop_id = ${shopId} and status <> 'closed' and waiting_since < ${moment(at)}`,
    )
  )?.waiting ?? 0

/** Of a team that a shop may want to give up: what would be left without one. */
export const usesOfTeams = (
  tx: Tx,
  shopId: number,
  codes: readonly string[],
): Promise<{ code: string; members: number; conversations: number }[]> =>
  all(
    tx,
    sql<{ code: string; members: number; conversations: number }>`select t.code,
        (select count(*)::int from membership m where m.shop_id = t.shop_id and t.code = any(m.teams)) as members,
        (select count(*)::int from conversation c
          where c.shop_id = t.shop_id and c.status <> 'closed' and c.team = t.code) as conversations
      from team t where t.shop_id = ${shopId} and t.code = any(${codes}::text[])`,
  )

export const saveTeam = async (
  tx: Tx,
  shopId: number,
  team: { code: string; name: string },
): Promise<void> => {
  await sql`insert into team (shop_id, code, name) values (${shopId}, ${team.code}, ${team.name})
    on conflict (shop_id, code) do update set name = excluded.name`.execute(tx)
}

export const deleteTeam = async (tx: Tx, shopId: number, code: string): Promise<void> => {
  await sql`delete from team where shop_id = ${shopId} and code = ${code}`.execute(tx)
}

/** What somebody may have at once, over all shops and in each of the scope. */
export const limitsOf = (
  tx: Tx,
  shopId: number,
  personId: number,
): Promise<{ slots: number; shopSlots: number | null } | undefined> =>
  one(
    tx,
    sql<{ slots: number; shopSlots: number | null }>`select s.slots, m.slots as "shopSlots"
      from membership m join seat s using (person_id) where m.shop_id = ${shopId} and m.person_id = ${personId}`,
  )

export const saveSlots = async (tx: Tx, personId: number, slots: number): Promise<void> => {
  await sql`update seat set slots = ${slots} where person_id = ${personId}`.execute(tx)
}

export const saveShopSlots = async (
  tx: Tx,
  shopId: number,
  personId: number,
  slots: number | null,
): Promise<void> => {
  await sql`update membership set slots = ${slots}::int
    where shop_id = ${shopId} and person_id = ${personId}`.execute(tx)
}

export const saveAgent = async (
  tx: Tx,
  shopId: number,
  buyerId: number,
  personId: number | null,
): Promise<Buyer | undefined> => {
  const row = await one(
    tx,
    sql<BuyerRow>`update buyer set agent_id = ${personId}::int where shop_id = ${shopId} and buyer_id = ${buyerId}
      returning shop_id, buyer_id, channel_id, external_id, name, verified, note, conversation_id as current_id, agent_id`,
  )
  return row && buyerOf(row)
}
