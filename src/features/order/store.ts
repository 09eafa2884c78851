import { numbers, texts } from '../../platform/db/arrays.ts'
import { all, moment, one, sql, type Tx } from '../../platform/db/db.ts'
import type { Instant } from '../../shared/time.ts'
import type { OrderCommand } from './domain/command.ts'
import type { Known, Stamps } from './domain/merge.ts'
import type { Order, OrderSource, OrderStatus } from './domain/order.ts'
import { stageOf } from './domain/stage.ts'

interface Row {
  doc: { order: Order; stamps: Stamps }
}

/** Those of the orders that are known. Whoever writes orders has the shop's turn (`lockShop`), so they are not locked one by
 * one: that would write to every row of a file that is brought in again. */
export const knownOrders = async (
  tx: Tx,
  shopId: number,
  ids: readonly string[],
): Promise<Map<string, Known>> => {
  const rows = await all(
    tx,
    sql<Row>`select doc from shop_order where shop_id = ${shopId} and order_id = any(${[...ids]}::text[])`,
  )
  return new Map(rows.map(({ doc }) => [doc.order.id, doc]))
}

/** Rows of one statement: a document has 1–2 kB. */
const PIECE = 500

/** Between documents in one text: JSON holds no such character but as `\u001e`. So they need no quoting as elements of an
 * array would, and PostgreSQL reads each once; one document of them all took it twice as long. */
const BETWEEN = '\u001e'

const productsOf = ({ lines }: Order): string | null => {
  const products = [...new Set(lines.flatMap(({ product }) => (product === null ? [] : [product])))]
  return products.length > 0 ? texts(products) : null
}

const byId = ({ order: { id: a } }: Known, { order: { id: b } }: Known): number =>
  Number(a > b) - Number(a < b)

/** Stores orders as they are now, in the order of their ids: whoever holds some still (reminders are decided without the
 * shop's turn) takes them in this order too, and neither waits for the other for ever. `seq`: the shop's log number of the news
 * of it; 0 where there is none. */
export const saveOrders = async (
  tx: Tx,
  shopId: number,
  fresh: readonly Known[],
  { seq, now }: { seq: number; now: Instant },
): Promise<void> => {
  const known = fresh.toSorted(byId)
  for (let from = 0; from < known.length; from += PIECE) {
    const piece = known.slice(from, from + PIECE)
    const of = (value: (order: Order) => string | null) => texts(piece.map(({ order }) => value(order)))
    const moments = (value: (order: Order) => Instant | null) =>
      numbers(piece.map(({ order }) => value(order)))
    await sql`insert into shop_order
        (shop_id, order_id, status, stage, buyer_key, buyer_name, products, payable_fen, created_at, pay_by, seen_at, seq, doc)
      select ${shopId}, id, status, stage, key, name, products::text[], fen, to_timestamp(created / 1000),
        to_timestamp(by / 1000), ${moment(now)}, ${seq}, doc
      from unnest(${of(({ id }) => id)}::text[], ${of(({ status }) => status)}::text[], ${of(stageOf)}::text[],
        ${of(({ buyer }) => buyer?.id ?? null)}::text[], ${of(({ buyer }) => buyer?.name ?? '')}::text[],
        ${of(productsOf)}::text[], ${moments(({ payableFen }) => payableFen)}::int[],
        ${moments(({ createdAt }) => createdAt)}::float8[], ${moments(({ payBy }) => payBy)}::float8[],
        string_to_array(${piece.map((doc) => JSON.stringify(doc)).join(BETWEEN)}, ${BETWEEN})::json[])
        as v(id, status, stage, key, name, products, fen, created, by, doc)
      on conflict (shop_id, order_id) do update set status = excluded.status, stage = excluded.stage,
         buyer_key = excluded.buyer_key,
        buyer_name = excluded.buyer_name, products = excluded.products, payable_fen = excluded.payable_fen,
        created_at = excluded.created_at, pay_by = excluded.pay_by, seen_at = excluded.seen_at,
        seq = greatest(shop_order.seq, excluded.seq), doc = excluded.doc`.execute(tx)
  }
  const parcels = known.flatMap(({ order }) => order.shipments.map(({ id }) => ({ order: order.id, id })))
  if (parcels.length > 0)
    await sql`insert into order_parcel (shop_id, parcel_id, order_id)
      select ${shopId}, id, "order" from json_to_recordset(${JSON.stringify(parcels)}::json) as v(id text, "order" text)
      on conflict do nothing`.execute(tx)
}

/** So many more orders are known. */
export const countOrders = async (tx: Tx, shopId: number, added: number): Promise<void> => {
  if (added === 0) return
  await sql`insert into order_count (shop_id, orders) values (${shopId}, ${added})
    on conflict (shop_id) do update set orders = order_count.orders + excluded.orders`.execute(tx)
}

export const ordersKnown = async (tx: Tx, shopId: number): Promise<number> =>
  (await one(tx, sql<{ orders: number }>`select orders from order_count where shop_id = ${shopId}`))
    ?.orders ?? 0

export interface Changed {
  orderId: string
  at: Instant
  source: OrderSource
  personId: number | null
  changes: Partial<Record<keyof Order, [unknown, unknown]>>
}

export interface StoredChange extends Omit<Changed, 'orderId' | 'changes'> {
  seenAt: Instant
  changes: Record<string, [unknown, unknown]>
}

/** What became of an order, the latest first. */
export const changesOf = (tx: Tx, shopId: number, orderId: string, limit: number): Promise<StoredChange[]> =>
  all(
    tx,
    sql<StoredChange>`select (extract(epoch from at) * 1000)::float8 as at,
        (extract(epoch from seen_at) * 1000)::float8 as "seenAt", source, person_id as "personId", changes
      from order_change where shop_id = ${shopId} and order_id = ${orderId} order by change_id desc limit ${limit}`,
  )

export const addChanges = async (
  tx: Tx,
  shopId: number,
  changed: readonly Changed[],
  now: Instant,
): Promise<void> => {
  if (changed.length === 0) return
  await sql`insert into order_change (shop_id, order_id, at, seen_at, source, person_id, changes)
    select ${shopId}, "orderId", to_timestamp(at / 1000), ${moment(now)}, source, "personId", changes
    from json_to_recordset(${JSON.stringify(changed)}::json) as v("orderId" text, at float8, source text,
      "personId" int, changes json)`.execute(tx)
}

export const orderById = async (tx: Tx, shopId: number, id: string): Promise<Known | undefined> =>
  (await one(tx, sql<Row>`select doc from shop_order where shop_id = ${shopId} and order_id = ${id}`))?.doc

export const ordersByIds = async (tx: Tx, shopId: number, ids: readonly string[]): Promise<Order[]> =>
  (
    await all(
      tx,
      sql<Row>`select doc from shop_order where shop_id = ${shopId} and order_id = any(${[...ids]}::text[])
        order by order_id`,
    )
  ).map(({ doc }) => doc.order)

/** Hits of one way to look for an order: of more, some are not found. */
const HITS = 2000
/** Behind every text with the same beginning. */
const AFTER = '\u{10ffff}'

export interface Sought {
  /** An id or its beginning, a buyer's name or its beginning, or a parcel's number. */
  q: string | null
  status: OrderStatus | null
  /** Only those below this one. */
  before: { at: Instant; id: string } | null
  limit: number
}

/** Orders looked for, the latest first. Each way has its index; a million orders take some ms. */
export const ordersSought = async (
  tx: Tx,
  shopId: number,
  { q, status, before, limit }: Sought,
): Promise<Order[]> => {
  const found = (q: string) => sql`select order_id from (
      (select order_id from shop_order where shop_id = ${shopId} and order_id >= ${q} and order_id < ${q + AFTER}
        and starts_with(order_id, ${q}) order by order_id desc limit ${HITS})
      union (select order_id from shop_order where shop_id = ${shopId} and buyer_name <> '' and buyer_name >= ${q}
        and buyer_name < ${q + AFTER} and starts_with(buyer_name, ${q}) order by buyer_name, created_at desc limit ${HITS})
      union (select order_id from order_parcel where shop_id = ${shopId} and parcel_id = ${q} limit ${HITS})) f`
  const conditions = [
    sql`shop_id = ${shopId}`,
    ...(q === null ? [] : [sql`order_id = any(array(${found(q)}))`]),
    ...(status === null ? [] : [sql`status = ${status}`]),
    ...(before === null ? [] : [sql`(created_at, order_id) < (${moment(before.at)}, ${before.id})`]),
  ]
  const rows = await all(
    tx,
    sql<Row>`select doc from shop_order where ${sql.join(conditions, sql` and `)}
      order by created_at desc, order_id desc limit ${limit}`,
  )
  return rows.map(({ doc }) => doc.order)
}

/** The latest orders under any of some buyer keys, or said to be this buyer's; the latest first. */
export const ordersOfKeys = async (
  tx: Tx,
  shopId: number,
  { keys, buyerId, limit }: { keys: readonly string[]; buyerId: number | null; limit: number },
): Promise<Order[]> =>
  (
    await all(
      tx,
      sql<Row>`select doc from shop_order where shop_id = ${shopId} and order_id = any(array(
          select o.order_id from unnest(${[...new Set(keys)]}::text[]) k cross join lateral (
            select order_id from shop_order where shop_id = ${shopId} and buyer_key = k
            order by created_at desc limit ${limit}) o
          union all select order_id from order_buyer where shop_id = ${shopId} and buyer_id = ${buyerId}))
        order by created_at desc, order_id desc limit ${limit}`,
    )
  ).map(({ doc }) => doc.order)

/** Orders that changed after a log number, oldest change first; all of the last number, whatever the limit, because a file
 * gives thousands the same. */
export const ordersSince = async (
  tx: Tx,
  shopId: number,
  after: number,
  limit: number,
): Promise<{ seq: number; order: Order }[]> =>
  (
    await all(
      tx,
      sql<Row & { seq: number }>`select seq, doc from shop_order where shop_id = ${shopId} and seq > ${after}
        order by seq fetch first ${limit} rows with ties`,
    )
  ).map(({ seq, doc }) => ({ seq, order: doc.order }))

/** The products of each of the latest orders that were paid. */
export const productsOrdered = async (tx: Tx, shopId: number, limit: number): Promise<string[][]> =>
  (
    await all(
      tx,
      sql<{ products: string[] }>`select products from shop_order
        where shop_id = ${shopId} and products is not null and status not in ('unknown', 'unpaid', 'closed')
        order by created_at desc limit ${limit}`,
    )
  ).map(({ products }) => products)

/** Says whose an order is, where the platform's ids do not tell. */
export const linkOrder = async (tx: Tx, shopId: number, orderId: string, buyerId: number): Promise<void> => {
  await sql`insert into order_buyer (shop_id, order_id, buyer_id) values (${shopId}, ${orderId}, ${buyerId})
    on conflict (shop_id, order_id) do update set buyer_id = excluded.buyer_id`.execute(tx)
}

export interface CommandRow {
  id: number
  orderId: string
  personId: number
  taskId: number | null
  madeAt: Instant
  command: OrderCommand
  state: 'waiting' | 'handed' | 'done' | 'failed'
  why: string | null
  settledAt: Instant | null
}

const commandColumns = sql`command_id as id, order_id as "orderId", person_id as "personId", task_id as "taskId",
  (extract(epoch from made_at) * 1000)::float8 as "madeAt", command, state, why,
  (extract(epoch from settled_at) * 1000)::float8 as "settledAt"`

export const addCommand = async (
  tx: Tx,
  shopId: number,
  c: { orderId: string; personId: number; taskId: number | null; command: OrderCommand },
  now: Instant,
): Promise<CommandRow> => {
  const row = await one(
    tx,
    sql<CommandRow>`insert into order_command (shop_id, order_id, person_id, task_id, made_at, command)
      values (${shopId}, ${c.orderId}, ${c.personId}, ${c.taskId}, ${moment(now)}, ${JSON.stringify(c.command)}::json)
      returning ${commandColumns}`,
  )
  if (!row) throw new Error('an order command was not stored')
  return row
}

export const commandsOf = (tx: Tx, shopId: number, orderIds: readonly string[]): Promise<CommandRow[]> =>
  all(
    tx,
    sql<CommandRow>`select ${commandColumns} from order_command
      where shop_id = ${shopId} and order_id = any(${[...orderIds]}::text[]) order by command_id`,
  )

export const lockCommand = (tx: Tx, shopId: number, id: number): Promise<CommandRow | undefined> =>
  one(
    tx,
    sql<CommandRow>`select ${commandColumns} from order_command
      where shop_id = ${shopId} and command_id = ${id} for update`,
  )

/** Whether anything that is wanted is not settled. */
export const anythingWanted = async (tx: Tx, shopId: number): Promise<boolean> =>
  (await one(
    tx,
    sql`select 1 from order_command where shop_id = ${shopId} and state in ('waiting', 'handed') limit 1`,
  )) !== undefined

/** What is wanted and not settled, oldest first; locked. */
export const lockWanted = (tx: Tx, shopId: number, limit: number): Promise<CommandRow[]> =>
  all(
    tx,
    sql<CommandRow>`select ${commandColumns} from order_command
      where shop_id = ${shopId} and state in ('waiting', 'handed') order by command_id limit ${limit} for update`,
  )

/** A connector has them from now on. */
export const handCommands = async (tx: Tx, shopId: number, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return
  await sql`update order_command set state = 'handed'
    where shop_id = ${shopId} and command_id = any(${[...ids]}::int[]) and state = 'waiting'`.execute(tx)
}

export const settleCommand = async (
  tx: Tx,
  shopId: number,
  id: number,
  { state, why }: { state: 'done' | 'failed'; why: string | null },
  now: Instant,
): Promise<void> => {
  await sql`update order_command set state = ${state}, why = ${why}, settled_at = ${moment(now)}
    where shop_id = ${shopId} and command_id = ${id}`.execute(tx)
}
