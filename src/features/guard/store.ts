import { all, moment, one, type RawBuilder, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { GuardCount, GuardEvent, GuardOutcome } from './contract.ts'

/** Which events are asked for. Days are those of the zone, both included. */
export interface Wanted {
  zone: string
  from: string
  to: string
  rule?: string | undefined
  /** 0: nobody. */
  person?: number | undefined
  outcome?: GuardOutcome | undefined
  before?: number | undefined
}

const given = (value: unknown, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  value === undefined ? sql`` : sql`and ${condition}`

const wantedOf = (shopId: number, w: Wanted): RawBuilder<unknown> => sql`e.shop_id = ${shopId}
  and e.at >= ${w.from}::date::timestamp at time zone ${w.zone}::text
  and e.at < (${w.to}::date + 1)::timestamp at time zone ${w.zone}::text
  ${given(w.rule, sql`${w.rule}::text = any(e.rules)`)}
  ${given(w.person, sql`coalesce(e.person_id, 0) = ${w.person}`)}
  ${given(w.outcome, sql`e.outcome = ${w.outcome}`)}
  ${given(w.before, sql`e.event_id < ${w.before}`)}`

/** How often each rule led to what, by day. */
export const countsOf = (tx: Tx, shopId: number, wanted: Wanted): Promise<GuardCount[]> =>
  all(
    tx,
    sql<GuardCount>`select to_char(e.at at time zone ${wanted.zone}::text, 'YYYY-MM-DD') as day, r.rule, e.outcome,
        count(*)::int as count, (count(*) filter (where e.false_alarm_at is not null))::int as "falseAlarms"
      from guard_event e cross join lateral (select distinct unnest(e.rules) as rule) r
      where ${wantedOf(shopId, wanted)} ${given(wanted.rule, sql`r.rule = ${wanted.rule}`)}
      group by 1, 2, 3 order by 1, 2, 3`,
  )

interface EventRow extends Omit<GuardEvent, 'falseAlarm'> {
  personName: string | null
  falseAlarmBy: number | null
  falseAlarmAt: Instant | null
}
/** An event with the name of whoever wrote the message, for those who read it outside the desk. */
export type NamedEvent = GuardEvent & { personName: string | null }

const EVENT = sql`e.event_id as id, e.at, e.conversation_id as "conversationId", b.name as "buyerName",
  e.message_id as "messageId", e.person_id as "personId", p.name as "personName", e.author, e.outcome, e.finds,
  e.reason, e.false_alarm_by as "falseAlarmBy", e.false_alarm_at as "falseAlarmAt"`
const FROM = sql`guard_event e
  left join conversation c on c.shop_id = e.shop_id and c.conversation_id = e.conversation_id
  left join buyer b on b.shop_id = c.shop_id and b.buyer_id = c.buyer_id
  left join person p on p.person_id = e.person_id`

const eventOf = ({ falseAlarmBy, falseAlarmAt, ...row }: EventRow): NamedEvent => ({
  ...row,
  falseAlarm: falseAlarmAt === null ? null : { by: falseAlarmBy ?? 0, at: falseAlarmAt },
})

/** Events, newest first. */
export const eventsOf = async (
  tx: Tx,
  shopId: number,
  wanted: Wanted,
  limit: number,
): Promise<NamedEvent[]> =>
  (
    await all(
      tx,
      sql<EventRow>`select ${EVENT} from ${FROM} where ${wantedOf(shopId, wanted)}
        order by e.event_id desc limit ${limit}`,
    )
  ).map(eventOf)

export const eventById = async (tx: Tx, shopId: number, id: number): Promise<NamedEvent | undefined> => {
  const row = await one(
    tx,
    sql<EventRow>`select ${EVENT} from ${FROM} where e.shop_id = ${shopId} and e.event_id = ${id}`,
  )
  return row && eventOf(row)
}

/** Who first said that it was a false alarm stays. */
export const markFalseAlarm = async (
  tx: Tx,
  shopId: number,
  id: number,
  by: { personId: number; at: Instant } | null,
): Promise<void> => {
  await (by
    ? sql`update guard_event set false_alarm_by = ${by.personId}, false_alarm_at = ${moment(by.at)}
        where shop_id = ${shopId} and event_id = ${id} and false_alarm_at is null`
    : sql`update guard_event set false_alarm_by = null, false_alarm_at = null
        where shop_id = ${shopId} and event_id = ${id}`
  ).execute(tx)
}
