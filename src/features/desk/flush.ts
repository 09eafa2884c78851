import type pg from 'pg'
import { numbers, texts } from '../../platform/db/arrays.ts'
import type { Logged } from '../../platform/events/hub.ts'
import { WRITER } from '../../platform/events/log.ts'
import type { RefusalCode } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import type { Buyer, Conversation, Message } from '../conversation/domain.ts'
import { type BuyerRow, buyerOf, type ConversationRow, conversationOf } from '../conversation/rows.ts'
import {
  type CounterRow,
  findDeliveries,
  findMessages,
  loadByBuyer,
  loadById,
  lockShops,
  type Writes,
  writing,
} from './flush-sql.ts'
import { type About, type Input, step } from './step.ts'

/** Inputs of one shop that are decided and stored together, or not at all. */
export interface Batch {
  shopId: number
  inputs: Input[]
  /** The bridge's delivery id; a batch whose id was seen before is not looked at. */
  delivery?: { channelId: number; id: string }
}

export type Outcome =
  | { ok: true; stored: boolean; messageId: number; conversation: Conversation; messages: Message[] }
  /** Stored before, under the same id. */
  | {
      ok: true
      stored: false
      messageId: number
      conversation: null
      conversationId: number
      messages: Message[]
    }
  | { ok: false; why: RefusalCode }

export type BatchOutcome = { replayed: true } | { replayed: false; outcomes: Outcome[] }

/** What a decision depends on besides the conversation, by shop and version of its settings. */
export type AboutShop = (shopId: number, configVersion: number) => Promise<Omit<About, 'anotherOpen'>>

const keyOf = (...parts: (string | number)[]): string => parts.join('/')

type LoadedRow = ConversationRow & {
  buyer_shop_id: number
  known_buyer_id: number
  buyer_channel_id: number
  external_id: string
  name: string
  verified: boolean
  note: string
  current_id: number | null
  another_open?: boolean
}

const buyerRow = (row: LoadedRow): BuyerRow => ({
  shop_id: row.buyer_shop_id,
  buyer_id: row.known_buyer_id,
  channel_id: row.buyer_channel_id,
  external_id: row.external_id,
  name: row.name,
  verified: row.verified,
  note: row.note,
  current_id: row.current_id,
})

/** The buyers and conversations a flush concerns, as they are now: read at its start, changed by its decisions. */
const createMemory = () => {
  const buyers = new Map<string, Buyer>()
  const byExternal = new Map<string, string>()
  const conversations = new Map<string, Conversation>()
  const anotherOpen = new Set<string>()
  const keep = (buyer: Buyer) => {
    const key = keyOf(buyer.shopId, buyer.id)
    buyers.set(key, buyer)
    byExternal.set(keyOf(buyer.shopId, buyer.channelId, buyer.externalId), key)
  }
  return {
    buyers,
    conversations,
    anotherOpen,
    keep,
    load(rows: LoadedRow[]) {
      for (const row of rows) {
        keep(buyerOf(buyerRow(row)))
        if (row.conversation_id === null) continue
        const key = keyOf(row.shop_id, row.conversation_id)
        conversations.set(key, conversationOf(row))
        if (row.another_open) anotherOpen.add(key)
      }
    },
    talk(shopId: number, input: Input) {
      if (input.what !== 'buyer-wrote') {
        const conversation = conversations.get(keyOf(shopId, input.conversationId)) ?? null
        return { conversation, buyer: buyers.get(keyOf(shopId, conversation?.buyerId ?? 0)) ?? null }
      }
      const key = byExternal.get(keyOf(shopId, input.channelId, input.buyer.externalId))
      const buyer = key === undefined ? null : (buyers.get(key) ?? null)
      const current = buyer?.conversationId
      const conversation = current ? (conversations.get(keyOf(shopId, current)) ?? null) : null
      return { conversation, buyer }
    },
  }
}
type Memory = ReturnType<typeof createMemory>

/** The id under which an input's message must be stored only once, if it has one. */
const onceKey = (shopId: number, input: Input, memory: Memory): string | null => {
  if (input.what === 'buyer-wrote') return keyOf(shopId, input.channelId, input.message.externalId)
  if (input.what !== 'command' || !('clientId' in input.command)) return null
  const conversation = memory.conversations.get(keyOf(shopId, input.conversationId))
  return conversation ? keyOf(shopId, conversation.channelId, input.command.clientId) : null
}

interface Known {
  messageId: number
  conversationId: number
}

interface Reading {
  counters: Map<number, CounterRow>
  memory: Memory
  seenDeliveries: Set<string>
  known: Map<string, Known>
}

const read = async (client: pg.Client, batches: readonly Batch[], lookup: boolean): Promise<Reading> => {
  const shops = [...new Set(batches.map((b) => b.shopId))].sort((a, b) => a - b)
  const wrote: { shopId: number; channelId: number; externalId: string; messageId: string }[] = []
  const byId = new Map<string, { shopId: number; id: number }>()
  const replies: { shopId: number; input: Input }[] = []
  for (const { shopId, inputs } of batches)
    for (const input of inputs) {
      if (input.what === 'buyer-wrote')
        wrote.push({
          shopId,
          channelId: input.channelId,
          externalId: input.buyer.externalId,
          messageId: input.message.externalId,
        })
      else {
        byId.set(keyOf(shopId, input.conversationId), { shopId, id: input.conversationId })
        if (input.what === 'command' && 'clientId' in input.command) replies.push({ shopId, input })
      }
    }
  const buyers = [...new Map(wrote.map((w) => [keyOf(w.shopId, w.channelId, w.externalId), w])).values()]
  const deliveries = lookup
    ? batches.flatMap((b) => (b.delivery ? [{ shopId: b.shopId, ...b.delivery }] : []))
    : []

  // Sent together; the lock is waited for in the first, and each later statement sees what was committed before it.
  const [, , locked, buyerRows, idRows, deliveryRows, messageRows] = await Promise.all([
    client.query('begin'),
    client.query({
      name: 'scope',
      text: `select set_config('app.shop_ids', $1, true)`,
      values: [numbers(shops)],
    }),
    client.query<CounterRow>(lockShops([numbers(shops)])),
    buyers.length === 0
      ? null
      : client.query<LoadedRow>(
          loadByBuyer([
            numbers(buyers.map((b) => b.shopId)),
            numbers(buyers.map((b) => b.channelId)),
            texts(buyers.map((b) => b.externalId)),
          ]),
        ),
    byId.size === 0
      ? null
      : client.query<LoadedRow>(
          loadById([
            numbers([...byId.values()].map((c) => c.shopId)),
            numbers([...byId.values()].map((c) => c.id)),
          ]),
        ),
    deliveries.length === 0
      ? null
      : client.query<{ shop_id: number; channel_id: number; delivery_id: string }>(
          findDeliveries([
            numbers(deliveries.map((d) => d.shopId)),
            numbers(deliveries.map((d) => d.channelId)),
            texts(deliveries.map((d) => d.id)),
          ]),
        ),
    lookup && wrote.length > 0 ? findStored(client, wrote) : null,
  ])

  const memory = createMemory()
  if (buyerRows) memory.load(buyerRows.rows)
  if (idRows) memory.load(idRows.rows)
  const known = new Map<string, Known>(messageRows ?? [])
  if (lookup && replies.length > 0) {
    // A reply's channel is only known now that its conversation is read.
    const sought = replies.flatMap(({ shopId, input }) => {
      const key = onceKey(shopId, input, memory)
      if (key === null || input.what !== 'command' || !('clientId' in input.command)) return []
      const channelId = memory.conversations.get(keyOf(shopId, input.conversationId))?.channelId ?? 0
      return [{ shopId, channelId, messageId: input.command.clientId }]
    })
    for (const [key, value] of await findStored(client, sought)) known.set(key, value)
  }
  return {
    counters: new Map(locked.rows.map((row) => [row.shop_id, row])),
    memory,
    seenDeliveries: new Set(
      (deliveryRows?.rows ?? []).map((row) => keyOf(row.shop_id, row.channel_id, row.delivery_id)),
    ),
    known,
  }
}

const findStored = async (
  client: pg.Client,
  sought: readonly { shopId: number; channelId: number; messageId: string }[],
): Promise<[string, Known][]> => {
  const { rows } = await client.query<{
    shop_id: number
    channel_id: number
    external_id: string
    message_id: number
    conversation_id: number
  }>(
    findMessages([
      numbers(sought.map((s) => s.shopId)),
      numbers(sought.map((s) => s.channelId)),
      texts(sought.map((s) => s.messageId)),
    ]),
  )
  return rows.map((row) => [
    keyOf(row.shop_id, row.channel_id, row.external_id),
    { messageId: row.message_id, conversationId: row.conversation_id },
  ])
}

/** Decides all inputs in order, in memory. Gives what is to be written and what each batch is answered. */
const decide = async (
  batches: readonly Batch[],
  reading: Reading,
  aboutShop: AboutShop,
  now: Instant,
): Promise<{ writes: Writes; outcomes: BatchOutcome[] }> => {
  const { counters, memory, seenDeliveries, known } = reading
  const changedConversations = new Set<string>()
  const changedBuyers = new Map<string, Buyer>()
  const said = new Map<string, Message[]>()
  const writes: Writes = {
    messages: [],
    conversations: [],
    buyers: [],
    events: [],
    counters: [],
    deliveries: [],
    audit: [],
    writer: WRITER,
    now,
  }
  const outcomes: BatchOutcome[] = []

  for (const batch of batches) {
    const { shopId, delivery } = batch
    const counter = counters.get(shopId)
    if (!counter) {
      outcomes.push({ replayed: false, outcomes: batch.inputs.map(() => ({ ok: false, why: 'not-found' })) })
      continue
    }
    if (delivery) {
      const key = keyOf(shopId, delivery.channelId, delivery.id)
      if (seenDeliveries.has(key)) {
        outcomes.push({ replayed: true })
        continue
      }
      seenDeliveries.add(key)
      writes.deliveries.push({ shopId, ...delivery })
    }
    const about = await aboutShop(shopId, counter.config_version)
    const results: Outcome[] = []
    for (const input of batch.inputs) {
      const once = onceKey(shopId, input, memory)
      const before = once === null ? undefined : known.get(once)
      if (before) {
        results.push({
          ok: true,
          stored: false,
          messageId: before.messageId,
          conversation: null,
          conversationId: before.conversationId,
          messages: [],
        })
        continue
      }
      const talk = memory.talk(shopId, input)
      const key = talk.conversation ? keyOf(shopId, talk.conversation.id) : ''
      const next = {
        message: counter.message_id + 1,
        conversation: counter.conversation_id + 1,
        buyer: counter.buyer_id + 1,
      }
      const decision = step(talk, input, { ...about, anotherOpen: memory.anotherOpen.has(key) }, next, now)
      if (!decision.ok) {
        results.push(decision)
        continue
      }
      const { conversation } = decision
      if (!decision.changed) {
        results.push({
          ok: true,
          stored: true,
          messageId: conversation.lastMessageId,
          conversation,
          messages: [],
        })
        continue
      }
      const { buyer, messages } = decision
      counter.message_id += messages.length
      counter.conversation_id = Math.max(counter.conversation_id, conversation.id)
      counter.buyer_id = Math.max(counter.buyer_id, buyer.id)
      const conversationKey = keyOf(shopId, conversation.id)
      const buyerKey = keyOf(shopId, buyer.id)
      const was = talk.buyer
      if (
        !was ||
        was.name !== buyer.name ||
        was.verified !== buyer.verified ||
        was.conversationId !== buyer.conversationId
      )
        changedBuyers.set(buyerKey, buyer)
      memory.keep(buyer)
      memory.conversations.set(conversationKey, conversation)
      changedConversations.add(conversationKey)
      const all = said.get(conversationKey)
      if (all) all.push(...messages)
      else said.set(conversationKey, [...messages])
      for (const message of messages)
        writes.messages.push({ shopId, channelId: conversation.channelId, message })
      const own = messages.find((m) => m.externalId !== null) ?? messages[0]
      if (once !== null && own) known.set(once, { messageId: own.id, conversationId: conversation.id })
      if (input.what === 'command' && input.command.do === 'reply' && own)
        writes.audit.push({
          shopId,
          personId: input.by.personId,
          what: 'message.sent',
          detail: { conversation: conversation.id, message: own.id },
        })
      results.push({
        ok: true,
        stored: true,
        messageId: own?.id ?? conversation.lastMessageId,
        conversation,
        messages,
      })
    }
    outcomes.push({ replayed: false, outcomes: results })
  }

  // One event a conversation: how it is now, and everything said in it during this flush.
  for (const key of changedConversations) {
    const conversation = memory.conversations.get(key)
    const counter = conversation && counters.get(conversation.shopId)
    if (!conversation || !counter) continue
    writes.conversations.push(conversation)
    counter.seq += 1
    const data = { conversation, messages: said.get(key) ?? [] }
    const event: Logged = {
      shopId: conversation.shopId,
      seq: counter.seq,
      kind: 'conversation',
      at: now,
      data,
      json: JSON.stringify(data),
    }
    writes.events.push(event)
  }
  writes.buyers.push(...changedBuyers.values())
  const shopsWritten = new Set(writes.events.map((e) => e.shopId))
  writes.counters.push(...[...counters.values()].filter((c) => shopsWritten.has(c.shop_id)))
  return { writes, outcomes }
}

/** The error that made the others fail: statements after it are only told that the transaction is aborted. */
const ABORTED = '25P02'
const firstError = (results: PromiseSettledResult<unknown>[]): unknown => {
  const errors = results.flatMap((r) => (r.status === 'rejected' ? [r.reason as { code?: string }] : []))
  return errors.find((e) => e.code !== ABORTED) ?? errors[0]
}

/**
 * Reads, decides and writes a number of batches in one transaction of two round trips. With `lookup` it first asks
 * which messages and deliveries it has seen; without, a repeated one makes it fail with a unique violation (23505),
 * after which nothing is stored. Throws whatever PostgreSQL says.
 */
export const flush = async (
  client: pg.Client,
  batches: readonly Batch[],
  aboutShop: AboutShop,
  now: Instant,
  lookup: boolean,
): Promise<{ outcomes: BatchOutcome[]; events: Logged[] }> => {
  try {
    const reading = await read(client, batches, lookup)
    const { writes, outcomes } = await decide(batches, reading, aboutShop, now)
    const statements = writing(writes)
    const results = await Promise.allSettled([
      ...statements.map((s) => client.query(s)),
      client.query('commit'),
    ])
    const error = firstError(results)
    if (error) throw error
    return { outcomes, events: writes.events }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
