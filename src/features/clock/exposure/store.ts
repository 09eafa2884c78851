import { all, moment, one, type RawBuilder, sql, type Tx } from '../../../platform/db/db.ts'
import { HOUR, type Instant } from '../../../shared/time.ts'
import type { Breach } from '../domain/breach.ts'
import type { Said, Stands } from './chat-events.ts'
import type { BreachEntry } from './contract.ts'
import type { Day } from './day.ts'
import type { LossLeaf } from './sums.ts'

const numbersOf = (ids: readonly number[]): string => `{${ids.join(',')}}`

/** What the day's breaches cost, struck ones left out. */
export const losses = async (tx: Tx, shopId: number, { from, to }: Day): Promise<LossLeaf[]> => {
  const rows = await all(
    tx,
    sql<
      Omit<LossLeaf, 'name'> & { name: string }
    >`select rule, name::text as name, by_person is not null as incident,
        person_id as "personId", team, floor(extract(epoch from due_at - ${moment(from)}) / 3600)::int as hour,
        sum(times)::int as times, sum(money)::float8 as money, sum(points)::float8 as points
      from breach
      where shop_id = ${shopId} and due_at >= ${moment(from)} and due_at < ${moment(to)} and struck_at is null
      group by 1, 2, 3, 4, 5, 6`,
  )
  return rows.map((row) => ({ ...row, name: JSON.parse(row.name) as Breach['name'] }))
}

interface BreachRow extends Omit<BreachEntry, 'struck'> {
  struckAt: number | null
  struckBy: number | null
  struckWhy: string | null
}
const BREACH: RawBuilder<unknown> = sql`b.breach_id as id, b.rule, b.name, b.unit, b.conversation_id as "conversationId",
  u.name as "buyerName", b.person_id as "personId", b.team, b.started_at as "startedAt", b.due_at as "dueAt",
  b.recorded_at as "recordedAt", b.money, b.points, b.times, b.note, b.by_person as "byPerson",
  b.struck_at as "struckAt", b.struck_by as "struckBy", b.struck_why as "struckWhy"`
const WITH_BUYER: RawBuilder<unknown> = sql`breach b
  left join conversation c on c.shop_id = b.shop_id and c.conversation_id = b.conversation_id
  left join buyer u on u.shop_id = c.shop_id and u.buyer_id = c.buyer_id`

const entryOf = ({ struckAt, struckBy, struckWhy, ...row }: BreachRow): BreachEntry => ({
  ...row,
  struck: struckAt === null ? null : { at: struckAt, by: struckBy ?? 0, why: struckWhy ?? '' },
})

export interface Wanted {
  rule?: string | undefined
  /** 0: nobody. */
  personId?: number | undefined
  /** Empty: none. */
  team?: string | undefined
  before?: number | undefined
}

const only = (wanted: Wanted): RawBuilder<unknown> => sql`
  ${wanted.rule === undefined ? sql`` : sql`and b.rule = ${wanted.rule}`}
  ${wanted.personId === undefined ? sql`` : sql`and coalesce(b.person_id, 0) = ${wanted.personId}`}
  ${wanted.team === undefined ? sql`` : sql`and coalesce(b.team, '') = ${wanted.team}`}
  ${wanted.before === undefined ? sql`` : sql`and b.breach_id < ${wanted.before}`}`

export const breachesOfDay = async (
  tx: Tx,
  shopId: number,
  { from, to }: Day,
  wanted: Wanted,
  limit: number,
): Promise<BreachEntry[]> => {
  const rows = await all(
    tx,
    sql<BreachRow>`select ${BREACH} from ${WITH_BUYER}
      where b.shop_id = ${shopId} and b.due_at >= ${moment(from)} and b.due_at < ${moment(to)} ${only(wanted)}
      order by b.breach_id desc limit ${limit}`,
  )
  return rows.map(entryOf)
}

const breachWhere = async (tx: Tx, which: RawBuilder<unknown>): Promise<BreachEntry | undefined> => {
  const row = await one(tx, sql<BreachRow>`select ${BREACH} from ${WITH_BUYER} where ${which}`)
  return row && entryOf(row)
}
export const breachById = (tx: Tx, shopId: number, id: number): Promise<BreachEntry | undefined> =>
  breachWhere(tx, sql`b.shop_id = ${shopId} and b.breach_id = ${id}`)
export const breachOfUnit = (tx: Tx, shopId: number, rule: string, unit: string) =>
  breachWhere(tx, sql`b.shop_id = ${shopId} and b.rule = ${rule} and b.unit = ${unit}`)

export const insertIncident = async (
  tx: Tx,
  shopId: number,
  b: Breach & Pick<BreachEntry, 'times' | 'note' | 'byPerson'>,
): Promise<number> => {
  const row = await one(
    tx,
    sql<{
      id: number
    }>`insert into breach (shop_id, rule, name, unit, conversation_id, person_id, team, started_at,
        due_at, recorded_at, money, points, times, note, by_person)
      values (${shopId}, ${b.rule}, ${JSON.stringify(b.name)}::json, ${b.unit}, ${b.conversationId}, ${b.personId},
        ${b.team}, ${moment(b.startedAt)}, ${moment(b.dueAt)}, ${moment(b.recordedAt)}, ${b.money}, ${b.points},
        ${b.times}, ${b.note}, ${b.byPerson})
      returning breach_id as id`,
  )
  if (!row) throw new Error('an inserted row came back empty')
  return row.id
}

export const strike = async (
  tx: Tx,
  shopId: number,
  id: number,
  { at, by, why }: { at: Instant; by: number; why: string },
): Promise<void> => {
  await sql`update breach set struck_at = ${moment(at)}, struck_by = ${by}, struck_why = ${why}
    where shop_id = ${shopId} and breach_id = ${id}`.execute(tx)
}

const SAID: RawBuilder<unknown> = sql`m.conversation_id as "conversationId", m.message_id as id, m.sent_at as at,
  m.author, m.person_id as "personId", coalesce((m.detail ->> 'filler')::boolean, false) as filler,
  m.detail -> 'notice' as notice`
/** What the counters look at. Notes are between colleagues; notices of what the desk did change nothing they count. */
const COUNTS: RawBuilder<unknown> = sql`(m.kind in ('text', 'picture') and m.author <> 'system'
  or m.kind = 'notice' and m.detail -> 'notice' ->> 'what' <> 'breached')`

/** Rows read at a time. All 20,000 of a busy day at once hold up other work for 60 ms. */
const PORTION = 2_000

/** Hands on the rows of a query portion by portion. */
async function* portions<Row>(tx: Tx, query: RawBuilder<Row>): AsyncGenerator<Row[]> {
  await sql`declare portions no scroll cursor for ${query}`.execute(tx)
  for (;;) {
    const rows = await all(tx, sql<Row>`fetch ${sql.raw(String(PORTION))} from portions`)
    yield rows
    if (rows.length < PORTION) break
  }
  await sql`close portions`.execute(tx)
}

/** What was said on a day, in any order, by the block range index on the time. History that was imported is no service
 * of this desk. */
export const saidOn = (tx: Tx, shopId: number, { from, to }: Day): AsyncGenerator<Said[]> =>
  portions(
    tx,
    sql<Said>`select ${SAID} from message m
      where m.shop_id = ${shopId} and m.sent_at >= ${moment(from)} and m.sent_at < ${moment(to)} and ${COUNTS}
        and m.channel_id not in (select channel_id from channel where shop_id = ${shopId} and kind = 'import')`,
  )

/** A conversation, how it stands, and whether anything may have been said in it before or after a day. */
export interface Reaching extends Stands {
  conversationId: number
  beyond: boolean
}

/**
 * Some conversations, and the others of their buyers that were alive between two moments around a day, imported ones
 * left out. A message that arrives late may be older than its conversation, by no more than an hour.
 */
export const conversationsAround = (
  tx: Tx,
  shopId: number,
  conversations: readonly number[],
  day: Day,
  between: { from: Instant; to: Instant },
): Promise<Reaching[]> =>
  all(
    tx,
    sql<Reaching>`with buyers as (
        select distinct c.buyer_id from unnest(${numbersOf(conversations)}::int[]) as k(conversation_id)
        join conversation c on c.shop_id = ${shopId} and c.conversation_id = k.conversation_id)
      select c.conversation_id as "conversationId", c.buyer_id as "buyerId", c.assignee, c.team,
        c.opened_at < ${moment(day.from + HOUR)} or c.status <> 'closed' or c.closed_at >= ${moment(day.to)} as beyond
      from buyers join conversation c on c.shop_id = ${shopId} and c.buyer_id = buyers.buyer_id
      where c.opened_at < ${moment(between.to)} and (c.status <> 'closed' or c.closed_at >= ${moment(between.from)})
        and c.channel_id not in (select channel_id from channel where shop_id = ${shopId} and kind = 'import')`,
  )

/** What was said in some conversations before a day and after it, in any order. */
export const saidAround = (
  tx: Tx,
  shopId: number,
  conversations: readonly number[],
  { from, to }: Day,
): AsyncGenerator<Said[]> =>
  portions(
    tx,
    sql<Said>`select ${SAID} from unnest(${numbersOf(conversations)}::int[]) as k(conversation_id)
      join message m on m.shop_id = ${shopId} and m.conversation_id = k.conversation_id
      where (m.sent_at < ${moment(from)} or m.sent_at >= ${moment(to)}) and ${COUNTS}`,
  )

/** All that was said in a conversation, in order. Undefined where there is none. */
export const talkOf = async (
  tx: Tx,
  shopId: number,
  conversationId: number,
): Promise<{ stands: Stands; said: Said[] } | undefined> => {
  const stands = await one(
    tx,
    sql<Stands>`select buyer_id as "buyerId", assignee, team from conversation
      where shop_id = ${shopId} and conversation_id = ${conversationId}`,
  )
  if (!stands) return undefined
  const said = await all(
    tx,
    sql<Said>`select ${SAID} from message m
      where m.shop_id = ${shopId} and m.conversation_id = ${conversationId} and ${COUNTS}
      order by m.sent_at, m.message_id`,
  )
  return { stands, said }
}

/** The last message of a shop. All up to it are there: numbers are given in the order of commits. */
export const lastMessage = async (tx: Tx, shopId: number): Promise<number> => {
  const row = await one(
    tx,
    sql<{ id: number }>`select message_id as id from shop_log where shop_id = ${shopId}`,
  )
  return row?.id ?? 0
}

export interface Since {
  conversationId: number
  at: Instant
}

/** Where and for when something was said after a message was. */
export const saidSince = (tx: Tx, shopId: number, messageId: number): Promise<Since[]> =>
  all(
    tx,
    sql<Since>`select conversation_id as "conversationId", sent_at as at from message
      where shop_id = ${shopId} and message_id > ${messageId}`,
  )

export const buyerNames = async (
  tx: Tx,
  shopId: number,
  conversations: readonly number[],
): Promise<Map<number, string>> => {
  const rows = await all(
    tx,
    sql<{ id: number; name: string }>`select c.conversation_id as id, b.name
      from unnest(${numbersOf(conversations)}::int[]) as k(conversation_id)
      join conversation c on c.shop_id = ${shopId} and c.conversation_id = k.conversation_id
      join buyer b on b.shop_id = c.shop_id and b.buyer_id = c.buyer_id`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
