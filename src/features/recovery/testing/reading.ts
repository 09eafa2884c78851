import { moment, one, sql, type Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'

/** A conversation in which a buyer wrote about a product, with its messages from an id on. */
export const haveAsked = async (
  tx: Tx,
  shopId: number,
  {
    id,
    goods,
    said,
    at,
    intent = null,
  }: {
    id: number
    goods: string[]
    said: { id: number; text: string; at?: Instant }[]
    at: Instant
    intent?: string | null
  },
): Promise<void> => {
  await sql`insert into channel (shop_id, channel_id, kind, name, key, secret)
    values (${shopId}, 1, 'bridge', '', ${`test-${shopId}`}, '') on conflict do nothing`.execute(tx)
  await sql`insert into buyer (shop_id, buyer_id, channel_id, external_id, name, conversation_id)
    values (${shopId}, ${id}, 1, ${`key${id}`}, ${`买家${id}`}, ${id}) on conflict do nothing`.execute(tx)
  await sql`insert into conversation (shop_id, conversation_id, buyer_id, channel_id, status, last_at, last_text,
      last_author, last_message_id, opened_at, assistant, route)
    values (${shopId}, ${id}, ${id}, 1, 'open', ${moment(at)}, '', 'buyer', ${said.at(-1)?.id ?? 0}, ${moment(at)},
      ${JSON.stringify({ greeted: false, heldFor: null, goods })}::json,
      ${intent === null ? null : JSON.stringify({ intent })}::json) on conflict do nothing`.execute(tx)
  for (const message of said)
    await sql`insert into message (shop_id, conversation_id, message_id, sent_at, received_at, channel_id, outbound,
        author, kind, text)
      values (${shopId}, ${id}, ${message.id}, ${moment(message.at ?? at)}, ${moment(message.at ?? at)}, 1, false, 'buyer',
        'text', ${message.text})`.execute(tx)
}

/** An order of a buyer as the order feature stores it, with no more of its document than is read here. */
export const haveOrder = async (
  tx: Tx,
  shopId: number,
  {
    id,
    buyerKey,
    products,
    at,
    status = 'unpaid',
    payBy = null,
  }: {
    id: string
    buyerKey: string
    products: string[]
    at: Instant
    status?: string
    payBy?: Instant | null
  },
): Promise<void> => {
  const doc = {
    order: { id, status, lines: products.map((product) => ({ product, title: product })) },
    stamps: {},
  }
  await sql`insert into shop_order (shop_id, order_id, status, buyer_key, buyer_name, products, payable_fen, created_at,
      pay_by, seen_at, seq, doc)
    values (${shopId}, ${id}, ${status}, ${buyerKey}, '', ${`{${products.join(',')}}`}::text[], 12800, ${moment(at)},
      ${moment(payBy)}, ${moment(at)}, 1, ${JSON.stringify(doc)}::json)`.execute(tx)
}

export const havePlan = async (
  tx: Tx,
  shopId: number,
  { id, trigger, at, minutes = 30 }: { id: number; trigger: string; at: Instant; minutes?: number },
): Promise<void> => {
  const body = {
    ...{
      name: 'plan',
      trigger,
      audience: { leastFen: null, mostFen: null, products: [], exceptReasons: [] },
    },
    steps: [{ code: 'a', when: { kind: 'delay', minutes }, channel: 'chat', words: [] }],
    ...{ arms: [], control: 0, budgetFen: null, margin: 0.3, window: 72, from: null, until: null },
  }
  await sql`insert into recovery_plan (shop_id, plan_id, state, salt, body, created_at, started_at)
    values (${shopId}, ${id}, 'running', 's', ${JSON.stringify(body)}::json, ${moment(at)}, ${moment(at)})`.execute(
    tx,
  )
}

/** Somebody who waits for a product. Gives the wish's id. */
export const haveWish = async (
  tx: Tx,
  shopId: number,
  { conversationId, product, at }: { conversationId: number; product: string; at: Instant },
): Promise<number> => {
  const row = await one(
    tx,
    sql<{
      id: number
    }>`insert into stock_wish (shop_id, product_id, buyer_key, buyer_id, conversation_id, asked_at)
      values (${shopId}, ${product}, ${`wish${conversationId}`}, ${conversationId}, ${conversationId}, ${moment(at)})
      returning wish_id as id`,
  )
  return row?.id ?? 0
}
