import type pg from 'pg'
import { booleans, numbers, texts } from '../../platform/db/arrays.ts'
import type { Logged } from '../../platform/events/hub.ts'
import { CHANNEL, type WRITER } from '../../platform/events/log.ts'
import type { Breach } from '../clock/domain/breach.ts'
import type { Buyer, Conversation, Message } from '../conversation/domain.ts'
import { type FoundLead, type GuardRecord, keptOf } from '../guard/domain/record.ts'

/**
 * The statements of a flush. All work on whole columns (`unnest`), are prepared once on a connection (`name`), and
 * are sent without waiting for one another; the connection runs with `plan_cache_mode = force_generic_plan`.
 */
const statement = (name: string, text: string) => (values: unknown[]) => ({ name, text, values })

export interface CounterRow {
  shop_id: number
  seq: number
  message_id: number
  conversation_id: number
  buyer_id: number
  config_version: number
}

export const lockShops = statement(
  'lock_shops',
  `select shop_id, seq, message_id, conversation_id, buyer_id, config_version
   from shop_log where shop_id = any($1::int[]) order by shop_id for update`,
)

/** The same without taking the shops' turns. */
export const readShops = statement(
  'read_shops',
  `select shop_id, seq, message_id, conversation_id, buyer_id, config_version
   from shop_log where shop_id = any($1::int[])`,
)

export const scopeTo = statement('scope', `select set_config('app.shop_ids', $1, true)`)

/** Takes the shops' turns; fails with PD001 where a log is not where it was expected (`$2` seqs, `$3` versions), or
 * where `$4`, the flush before this one (`$5`) on the connection, has failed. */
export const expectLog = statement(
  'expect_log',
  'select expect_log($1::int[], $2::bigint[], $3::int[], $4, $5)',
)

const CONVERSATION = `c.shop_id, c.conversation_id, c.buyer_id, c.channel_id, c.status, c.assignee, c.waiting_since,
  c.last_at, c.last_text, c.last_author, c.last_message_id, c.unread, c.buyer_read_id, c.tags, c.snoozed_until,
  c.due_at, c.opened_at, c.closed_at, c.assistant, c.team, c.queued_at, c.clock, c.route`
const BUYER = `b.shop_id as buyer_shop_id, b.buyer_id as known_buyer_id, b.channel_id as buyer_channel_id,
  b.external_id, b.name, b.verified, b.note, b.conversation_id as current_id, b.agent_id, b.name as buyer_name`

/** Known buyers with their latest conversation: `$1` shops, `$2` channels, `$3` the platform's buyer ids. */
export const loadByBuyer = statement(
  'load_by_buyer',
  `select ${BUYER}, ${CONVERSATION}
   from unnest($1::int[], $2::int[], $3::text[]) as k(shop_id, channel_id, external_id)
   join buyer b on b.shop_id = k.shop_id and b.channel_id = k.channel_id and b.external_id = k.external_id
   left join conversation c on c.shop_id = b.shop_id and c.conversation_id = b.conversation_id`,
)

/** Where buyers' latest orders stand that are not over: `$1` shops, `$2` channels, `$3` the platform's buyer ids; of whom it does
 * not know yet, `$4` names and `$5` whether the shop has signed for them; `$6` not older than this, ms. */
export const loadStanding = statement(
  'load_standing',
  `select k.shop_id, k.channel_id, k.external_id, o.stage, o.payable_fen as fen
   from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::boolean[])
     as k(shop_id, channel_id, external_id, name, verified)
   join shop s on s.shop_id = k.shop_id
   join channel c on c.shop_id = k.shop_id and c.channel_id = k.channel_id
   left join buyer b on b.shop_id = k.shop_id and b.channel_id = k.channel_id and b.external_id = k.external_id
   cross join lateral (select order_keys(s.platform, c.kind, k.external_id, coalesce(nullif(k.name, ''), b.name, ''),
     k.verified or coalesce(b.verified, false)) as keys offset 0) w
   cross join lateral (
     select stage, payable_fen from shop_order o
     where o.shop_id = k.shop_id and o.stage is not null
       and o.buyer_key = any (w.keys)
       and o.created_at > to_timestamp($6::float8 / 1000)
     order by o.created_at desc limit 1) o`,
)

/** Conversations by id, with their buyers, and whether the buyer has another one open. */
export const loadById = statement(
  'load_by_id',
  `select ${BUYER}, ${CONVERSATION}, exists (
     select from conversation o where o.shop_id = c.shop_id and o.buyer_id = c.buyer_id
       and o.status <> 'closed' and o.conversation_id <> c.conversation_id) as another_open
   from unnest($1::int[], $2::int[]) as k(shop_id, conversation_id)
   join conversation c on c.shop_id = k.shop_id and c.conversation_id = k.conversation_id
   join buyer b on b.shop_id = c.shop_id and b.buyer_id = c.buyer_id`,
)

/** Which of the messages are stored already: `$1` shops, `$2` channels, `$3` external ids. */
export const findMessages = statement(
  'find_messages',
  `select m.shop_id, m.channel_id, m.external_id, m.message_id, m.conversation_id
   from unnest($1::int[], $2::int[], $3::text[]) as k(shop_id, channel_id, external_id)
   join message m on m.shop_id = k.shop_id and m.channel_id = k.channel_id and m.external_id = k.external_id`,
)

export interface RemindingRow {
  shop_id: number
  channel_id: number
  external_id: string
  status: string | null
  refunding: boolean | null
  ordered: boolean
  opted_out: boolean
  message_id: number | null
  conversation_id: number | null
}

/** What reminders depend on: `$1` shops, `$2` channels, `$3` their ids, `$4` orders (or null), `$5` buyer keys, `$6` the
 * platform's buyer ids, `$7` since when an order of theirs counts, where they are about none. */
export const loadReminding = statement(
  'load_reminding',
  `select k.shop_id, k.channel_id, k.external_id, o.status, o.refunding, m.message_id, m.conversation_id,
     k.order_id is null and exists (
       select from shop_order n where n.shop_id = k.shop_id and n.buyer_key = any (w.keys)
         and n.created_at >= to_timestamp(k.since / 1000) and n.status not in ('closed', 'unknown')) as ordered,
     exists (select from recovery_opt_out p where p.shop_id = k.shop_id and p.channel in ('chat', 'all')
       and p.who = any (array(select 'buyer:' || key from unnest(w.keys || k.reach) as key))) as opted_out
   from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[])
     as k(shop_id, channel_id, external_id, order_id, buyer_key, reach, since)
   cross join lateral (select array[k.buyer_key] || coalesce((
     select order_keys(s.platform, c.kind, b.external_id, b.name, b.verified)
     from buyer b join channel c on c.shop_id = b.shop_id and c.channel_id = b.channel_id
       join shop s on s.shop_id = b.shop_id
     where b.shop_id = k.shop_id and b.channel_id = k.channel_id and b.external_id = k.reach), '{}') as keys
     offset 0) w -- pulled up, the keys would be a filter instead of a look into the index
   left join lateral (
     select s.status, exists (select from json_array_elements(s.doc -> 'order' -> 'refunds') r
       where r ->> 'state' in ('asked', 'agreed', 'returned')) as refunding
     from shop_order s where s.shop_id = k.shop_id and s.order_id = k.order_id offset 0) o on true
   left join message m on m.shop_id = k.shop_id and m.channel_id = k.channel_id and m.external_id = k.external_id`,
)

/** What people have and may have: `$1` shops, `$2` people. */
export const loadSeats = statement(
  'load_seats',
  `select m.shop_id, m.person_id, s.load, s.slots, m.load as shop_load, m.slots as shop_slots
   from unnest($1::int[], $2::int[]) as k(shop_id, person_id)
   join membership m on m.shop_id = k.shop_id and m.person_id = k.person_id
   join seat s on s.person_id = m.person_id`,
)

export const findDeliveries = statement(
  'find_deliveries',
  `select d.shop_id, d.channel_id, d.delivery_id
   from unnest($1::int[], $2::int[], $3::text[]) as k(shop_id, channel_id, delivery_id)
   join bridge_delivery d on d.shop_id = k.shop_id and d.channel_id = k.channel_id and d.delivery_id = k.delivery_id`,
)

const insertMessages = statement(
  'insert_messages',
  `insert into message (shop_id, conversation_id, message_id, reply_to, sent_at, received_at, channel_id, person_id,
     outbound, author, kind, text, external_id, picture, detail)
   select shop_id, conversation_id, message_id, reply_to, to_timestamp(sent_at / 1000),
     to_timestamp($15::float8 / 1000), channel_id, person_id, outbound, author, kind, text, external_id, picture,
     detail::json
   from unnest($1::int[], $2::int[], $3::bigint[], $4::bigint[], $5::float8[], $6::int[], $7::int[], $8::boolean[],
     $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
     as m(shop_id, conversation_id, message_id, reply_to, sent_at, channel_id, person_id, outbound, author, kind,
       text, external_id, picture, detail)`,
)

const saveConversations = statement(
  'save_conversations',
  `insert into conversation as c (shop_id, conversation_id, buyer_id, channel_id, status, assignee, waiting_since,
     last_at, last_text, last_author, last_message_id, unread, buyer_read_id, tags, snoozed_until, due_at, opened_at,
     closed_at, assistant, team, queued_at, clock, route)
   select shop_id, conversation_id, buyer_id, channel_id, status, assignee, to_timestamp(waiting_since / 1000),
     to_timestamp(last_at / 1000), last_text, last_author, last_message_id, unread, buyer_read_id, tags::text[],
     to_timestamp(snoozed_until / 1000), to_timestamp(due_at / 1000), to_timestamp(opened_at / 1000),
     to_timestamp(closed_at / 1000), assistant::json,
     team, to_timestamp(queued_at / 1000), clock::json, route::json
   from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::text[], $6::int[], $7::float8[], $8::float8[],
     $9::text[], $10::text[], $11::bigint[], $12::int[], $13::bigint[], $14::text[], $15::float8[], $16::float8[],
     $17::float8[], $18::float8[], $19::text[], $20::text[], $21::float8[], $22::text[], $23::text[])
     as v(shop_id, conversation_id, buyer_id, channel_id, status, assignee, waiting_since, last_at, last_text,
       last_author, last_message_id, unread, buyer_read_id, tags, snoozed_until, due_at, opened_at, closed_at, assistant,
       team, queued_at, clock, route)
   on conflict (shop_id, conversation_id) do update set
     status = excluded.status, assignee = excluded.assignee, waiting_since = excluded.waiting_since,
     last_at = excluded.last_at, last_text = excluded.last_text, last_author = excluded.last_author,
     last_message_id = excluded.last_message_id, unread = excluded.unread, buyer_read_id = excluded.buyer_read_id,
     tags = excluded.tags, snoozed_until = excluded.snoozed_until, due_at = excluded.due_at,
     closed_at = excluded.closed_at, assistant = excluded.assistant, team = excluded.team,
     queued_at = excluded.queued_at, clock = excluded.clock, route = excluded.route`,
)

const saveBuyers = statement(
  'save_buyers',
  `insert into buyer (shop_id, buyer_id, channel_id, external_id, name, verified, conversation_id)
   select * from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::boolean[], $7::int[])
   on conflict (shop_id, buyer_id) do update set
     name = excluded.name, verified = excluded.verified, conversation_id = excluded.conversation_id`,
)

const insertEvents = statement(
  'insert_events',
  `insert into event (shop_id, seq, kind, at, data)
   select shop_id, seq, kind, to_timestamp($5::float8 / 1000), data::json
   from unnest($1::int[], $2::bigint[], $3::text[], $4::text[]) as e(shop_id, seq, kind, data)`,
)

const moveCounters = statement(
  'move_counters',
  `update shop_log s set seq = n.seq, message_id = n.message_id, conversation_id = n.conversation_id,
     buyer_id = n.buyer_id
   from unnest($1::int[], $2::bigint[], $3::bigint[], $4::int[], $5::int[])
     as n(shop_id, seq, message_id, conversation_id, buyer_id)
   where s.shop_id = n.shop_id`,
)

const insertDeliveries = statement(
  'insert_deliveries',
  `insert into bridge_delivery (shop_id, channel_id, delivery_id)
   select * from unnest($1::int[], $2::int[], $3::text[])`,
)

const insertAudit = statement(
  'insert_audit',
  `insert into audit (shop_id, at, person_id, what, detail)
   select shop_id, to_timestamp($5::float8 / 1000), person_id, what, detail::json
   from unnest($1::int[], $2::int[], $3::text[], $4::text[]) as a(shop_id, person_id, what, detail)`,
)

/** Fails with PD002 where somebody would get more than their limit: `$1` shops, `$2` people, `$3` slots, `$4` whether
 * the limit holds. */
const moveSlots = statement('move_slots', 'select move_slots($1::int[], $2::int[], $3::int[], $4::boolean[])')

/** Who was given something by the desk, and when (`$3`): the longest idle comes first. */
const noteGiven = statement(
  'note_given',
  `update membership m set given_at = to_timestamp($3::float8 / 1000)
   from unnest($1::int[], $2::int[]) as g(shop_id, person_id)
   where m.shop_id = g.shop_id and m.person_id = g.person_id`,
)

const insertBreaches = statement(
  'insert_breaches',
  `insert into breach (shop_id, rule, name, unit, conversation_id, person_id, team, started_at, due_at, recorded_at,
     money, points)
   select shop_id, rule, name::json, unit, conversation_id, person_id, team, to_timestamp(started_at / 1000),
     to_timestamp(due_at / 1000), to_timestamp($11::float8 / 1000), money, points
   from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::float8[],
     $9::float8[], $10::int[], $12::real[])
     as b(shop_id, rule, name, unit, conversation_id, person_id, team, started_at, due_at, money, points)
   on conflict (shop_id, rule, unit) do nothing`,
)

/** Retries of a message that was kept back are one row. */
const insertGuardEvents = statement(
  'insert_guard_events',
  `insert into guard_event (shop_id, at, conversation_id, message_id, once, person_id, author, outcome, rules, finds,
     reason)
   select shop_id, to_timestamp($11::float8 / 1000), conversation_id, message_id, once, person_id, author, outcome,
     rules::text[], finds::json, reason
   from unnest($1::int[], $2::int[], $3::bigint[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[],
     $9::text[], $10::text[])
     as g(shop_id, conversation_id, message_id, once, person_id, author, outcome, rules, finds, reason)
   on conflict (shop_id, once, outcome) do nothing`,
)

const insertLeads = statement(
  'insert_leads',
  `insert into lead (shop_id, conversation_id, message_id, buyer_id, kind, value, found_at, expires_at)
   select shop_id, conversation_id, message_id, buyer_id, kind, value, to_timestamp(found_at / 1000),
     to_timestamp(expires_at / 1000)
   from unnest($1::int[], $2::int[], $3::bigint[], $4::int[], $5::text[], $6::text[], $7::float8[], $8::float8[])
     as l(shop_id, conversation_id, message_id, buyer_id, kind, value, found_at, expires_at)
   on conflict (shop_id, message_id, kind, value) do nothing`,
)

/** Whose an order is, as a message about it tells, where the order itself does not. What a person has said stays. */
const linkOrders = statement(
  'link_orders',
  `insert into order_buyer (shop_id, order_id, buyer_id)
   select l.shop_id, l.order_id, l.buyer_id
   from unnest($1::int[], $2::text[], $3::int[]) as l(shop_id, order_id, buyer_id)
   where not exists (select from shop_order o
     where o.shop_id = l.shop_id and o.order_id = l.order_id and o.buyer_key is not null)
   on conflict (shop_id, order_id) do nothing`,
)

const notify = statement('notify', `select pg_notify('${CHANNEL}', $1)`)

/** What a person has and may have, in all shops and in one. */
export interface SeatRow {
  shop_id: number
  person_id: number
  load: number
  slots: number
  shop_load: number
  shop_slots: number | null
}

/** Slots that somebody gains or frees in a shop by a flush. `checked`: the limit holds for it. */
export interface SlotsMoved {
  shopId: number
  personId: number
  delta: number
  checked: boolean
}

export interface StoredMessage {
  shopId: number
  channelId: number
  message: Message
}

/** Everything a flush writes. */
export interface Writes {
  messages: StoredMessage[]
  conversations: Conversation[]
  buyers: Buyer[]
  events: Logged[]
  counters: CounterRow[]
  deliveries: { shopId: number; channelId: number; id: string }[]
  audit: { shopId: number; personId: number; what: string; detail: unknown }[]
  breaches: (Breach & { shopId: number })[]
  slots: SlotsMoved[]
  /** To whom the desk gave something. */
  given: { shopId: number; personId: number }[]
  /** What the guard found. */
  guarded: (GuardRecord & { shopId: number })[]
  leads: (FoundLead & { shopId: number })[]
  writer: typeof WRITER
  now: number
}

/** Shops told of in one notification: its payload may have 8,000 bytes. */
const NOTIFY_SHOPS = 250
const pieces = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

interface Link {
  shopId: number
  order: string
  buyerId: number
}

/** Orders that buyers' messages are about, with these buyers; mostly none. Of two who name the same one, the first. */
const linksIn = ({ messages, conversations }: Writes): Link[] => {
  const links = new Map<string, Link>()
  for (const { shopId, message } of messages) {
    const order = message.author === 'buyer' ? message.detail?.order : undefined
    if (order === undefined || links.has(`${shopId} ${order}`)) continue
    const of = conversations.find((c) => c.shopId === shopId && c.id === message.conversationId)
    if (of) links.set(`${shopId} ${order}`, { shopId, order, buyerId: of.buyerId })
  }
  return [...links.values()]
}

/** The writing statements of a flush, in order, ready to be sent. */
export const writing = (w: Writes): pg.QueryConfig[] => {
  const statements: pg.QueryConfig[] = []
  const { messages: m, conversations: c, buyers: b, events: e, counters: n, deliveries: d, audit: a } = w
  if (d.length > 0)
    statements.push(
      insertDeliveries([
        numbers(d.map((x) => x.shopId)),
        numbers(d.map((x) => x.channelId)),
        texts(d.map((x) => x.id)),
      ]),
    )
  if (m.length > 0)
    statements.push(
      insertMessages([
        numbers(m.map((x) => x.shopId)),
        numbers(m.map((x) => x.message.conversationId)),
        numbers(m.map((x) => x.message.id)),
        numbers(m.map((x) => x.message.replyTo)),
        numbers(m.map((x) => x.message.sentAt)),
        numbers(m.map((x) => x.channelId)),
        numbers(m.map((x) => x.message.personId)),
        booleans(m.map((x) => x.message.outbound)),
        texts(m.map((x) => x.message.author)),
        texts(m.map((x) => x.message.kind)),
        texts(m.map((x) => x.message.text)),
        texts(m.map((x) => x.message.externalId)),
        texts(m.map((x) => x.message.picture)),
        texts(m.map((x) => json(x.message.detail))),
        w.now,
      ]),
    )
  if (b.length > 0)
    statements.push(
      saveBuyers([
        numbers(b.map((x) => x.shopId)),
        numbers(b.map((x) => x.id)),
        numbers(b.map((x) => x.channelId)),
        texts(b.map((x) => x.externalId)),
        texts(b.map((x) => x.name)),
        booleans(b.map((x) => x.verified)),
        numbers(b.map((x) => x.conversationId)),
      ]),
    )
  if (c.length > 0)
    statements.push(
      saveConversations([
        numbers(c.map((x) => x.shopId)),
        numbers(c.map((x) => x.id)),
        numbers(c.map((x) => x.buyerId)),
        numbers(c.map((x) => x.channelId)),
        texts(c.map((x) => x.status)),
        numbers(c.map((x) => x.assignee)),
        numbers(c.map((x) => x.waitingSince)),
        numbers(c.map((x) => x.lastAt)),
        texts(c.map((x) => x.lastText)),
        texts(c.map((x) => x.lastAuthor)),
        numbers(c.map((x) => x.lastMessageId)),
        numbers(c.map((x) => x.unread)),
        numbers(c.map((x) => x.buyerReadId)),
        texts(c.map((x) => texts(x.tags))),
        numbers(c.map((x) => x.snoozedUntil)),
        numbers(c.map((x) => x.dueAt)),
        numbers(c.map((x) => x.openedAt)),
        numbers(c.map((x) => x.closedAt)),
        texts(c.map((x) => json(x.assistant))),
        texts(c.map((x) => x.team)),
        numbers(c.map((x) => x.queuedAt)),
        texts(c.map((x) => json(x.clock))),
        texts(c.map((x) => json(x.route))),
      ]),
    )
  if (e.length > 0)
    statements.push(
      insertEvents([
        numbers(e.map((x) => x.shopId)),
        numbers(e.map((x) => x.seq)),
        texts(e.map((x) => x.kind)),
        texts(e.map((x) => x.json)),
        w.now,
      ]),
    )
  if (a.length > 0)
    statements.push(
      insertAudit([
        numbers(a.map((x) => x.shopId)),
        numbers(a.map((x) => x.personId)),
        texts(a.map((x) => x.what)),
        texts(a.map((x) => json(x.detail))),
        w.now,
      ]),
    )
  if (w.slots.length > 0)
    statements.push(
      moveSlots([
        numbers(w.slots.map((x) => x.shopId)),
        numbers(w.slots.map((x) => x.personId)),
        numbers(w.slots.map((x) => x.delta)),
        booleans(w.slots.map((x) => x.checked)),
      ]),
    )
  if (w.given.length > 0)
    statements.push(
      noteGiven([numbers(w.given.map((x) => x.shopId)), numbers(w.given.map((x) => x.personId)), w.now]),
    )
  if (w.breaches.length > 0) {
    const x = w.breaches
    statements.push(
      insertBreaches([
        numbers(x.map((b) => b.shopId)),
        texts(x.map((b) => b.rule)),
        texts(x.map((b) => json(b.name))),
        texts(x.map((b) => b.unit)),
        numbers(x.map((b) => b.conversationId)),
        numbers(x.map((b) => b.personId)),
        texts(x.map((b) => b.team)),
        numbers(x.map((b) => b.startedAt)),
        numbers(x.map((b) => b.dueAt)),
        numbers(x.map((b) => b.money)),
        w.now,
        numbers(x.map((b) => b.points)),
      ]),
    )
  }
  if (w.guarded.length > 0) {
    const x = w.guarded
    statements.push(
      insertGuardEvents([
        numbers(x.map((g) => g.shopId)),
        numbers(x.map((g) => g.conversationId)),
        numbers(x.map((g) => g.messageId)),
        texts(x.map((g) => g.once)),
        numbers(x.map((g) => g.personId)),
        texts(x.map((g) => g.author)),
        texts(x.map((g) => g.outcome)),
        texts(x.map((g) => texts(g.findings.map(({ rule }) => rule)))),
        texts(x.map((g) => json(keptOf(g.findings)))),
        texts(x.map((g) => g.reason)),
        w.now,
      ]),
    )
  }
  if (w.leads.length > 0) {
    const x = w.leads
    statements.push(
      insertLeads([
        numbers(x.map((l) => l.shopId)),
        numbers(x.map((l) => l.conversationId)),
        numbers(x.map((l) => l.messageId)),
        numbers(x.map((l) => l.buyerId)),
        texts(x.map((l) => l.kind)),
        texts(x.map((l) => l.value)),
        numbers(x.map((l) => l.foundAt)),
        numbers(x.map((l) => l.expiresAt)),
      ]),
    )
  }
  const links = linksIn(w)
  if (links.length > 0)
    statements.push(
      linkOrders([
        numbers(links.map((l) => l.shopId)),
        texts(links.map((l) => l.order)),
        numbers(links.map((l) => l.buyerId)),
      ]),
    )
  if (n.length > 0) {
    statements.push(
      moveCounters([
        numbers(n.map((x) => x.shop_id)),
        numbers(n.map((x) => x.seq)),
        numbers(n.map((x) => x.message_id)),
        numbers(n.map((x) => x.conversation_id)),
        numbers(n.map((x) => x.buyer_id)),
      ]),
      ...pieces(n, NOTIFY_SHOPS).map((some) =>
        notify([`${w.writer} ${some.map((x) => `${x.shop_id}:${x.seq}`).join(' ')}`]),
      ),
    )
  }
  return statements
}
