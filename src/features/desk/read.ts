import type pg from 'pg'
import { booleans, numbers, texts } from '../../platform/db/arrays.ts'
import { DAY, type Instant } from '../../shared/time.ts'
import { STAGE_DAYS } from '../order/domain/stage.ts'
import type { Batch } from './batch.ts'
import {
  type CounterRow,
  findDeliveries,
  findMessages,
  loadByBuyer,
  loadById,
  loadReminding,
  loadSeats,
  loadStanding,
  lockShops,
  type RemindingRow,
  readShops,
  type SeatRow,
  scopeTo,
} from './flush-sql.ts'
import { createMemory, keyOf, type LoadedRow, type Memory, onceKey, type StandingRow } from './memory.ts'
import { createSeats, type Seats, seatsFor } from './seats.ts'
import type { Input, Reminding } from './step.ts'

/** A message that is stored already. */
export interface Known {
  messageId: number
  conversationId: number
}

/** What a flush decides on. */
export interface Reading {
  memory: Memory
  /** Deliveries seen before, as shop/channel/id. */
  deliveries: Set<string>
  /** Messages seen before, by shop/channel/external id. */
  messages: Map<string, Known>
  seats: Seats
  /** What is so of the reminders among the inputs, by shop/channel/id. */
  reminding: ReadonlyMap<string, Reminding>
}

type Sought = { shopId: number; channelId: number; externalId: string }
type SoughtBuyer = Sought & { name: string; verified: boolean }

export const shopsOf = (batches: readonly Batch[]): number[] =>
  [...new Set(batches.map((b) => b.shopId))].sort((a, b) => a - b)

const unique = <T extends Sought>(sought: readonly T[]): T[] => [
  ...new Map(sought.map((s) => [keyOf(s.shopId, s.channelId, s.externalId), s])).values(),
]
const columns = (sought: readonly Sought[]): unknown[] => [
  numbers(sought.map((s) => s.shopId)),
  numbers(sought.map((s) => s.channelId)),
  texts(sought.map((s) => s.externalId)),
]

/** Sends the questions for whatever the memory does not hold; it is filled when the promise resolves. */
const load = async (
  client: pg.Client,
  batches: readonly Batch[],
  memory: Memory,
  now: Instant,
): Promise<void> => {
  const buyers: SoughtBuyer[] = []
  const ids = new Map<string, { shopId: number; id: number }>()
  for (const { shopId, inputs } of batches)
    for (const input of inputs) {
      if (memory.knows(shopId, input)) continue
      if (input.what === 'buyer-wrote' || input.what === 'remind')
        buyers.push({ shopId, channelId: input.channelId, verified: false, ...input.buyer })
      else ids.set(keyOf(shopId, input.conversationId), { shopId, id: input.conversationId })
    }
  const talks = [...ids.values()]
  // Of a message and a reminder to the same buyer, the message tells who vouches for them.
  const whom = unique(buyers.toSorted((a, b) => Number(a.verified) - Number(b.verified)))
  const sought = columns(whom)
  const signed = [texts(whom.map((b) => b.name)), booleans(whom.map((b) => b.verified))]
  const [standing, ...answers] = await Promise.all([
    buyers.length === 0
      ? null
      : client.query<StandingRow>(loadStanding([...sought, ...signed, now - STAGE_DAYS * DAY])),
    buyers.length === 0 ? null : client.query<LoadedRow>(loadByBuyer(sought)),
    talks.length === 0
      ? null
      : client.query<LoadedRow>(
          loadById([numbers(talks.map((t) => t.shopId)), numbers(talks.map((t) => t.id))]),
        ),
  ])
  for (const answer of answers) if (answer) memory.load(answer.rows)
  if (standing) memory.stand(standing.rows)
}

const findStored = async (client: pg.Client, sought: readonly Sought[]): Promise<Map<string, Known>> => {
  if (sought.length === 0) return new Map()
  const { rows } = await client.query<{
    shop_id: number
    channel_id: number
    external_id: string
    message_id: number
    conversation_id: number
  }>(findMessages(columns(unique(sought))))
  return new Map(
    rows.map((row) => [
      keyOf(row.shop_id, row.channel_id, row.external_id),
      { messageId: row.message_id, conversationId: row.conversation_id },
    ]),
  )
}

const findSeen = async (client: pg.Client, batches: readonly Batch[]): Promise<Set<string>> => {
  const sought = batches.flatMap((b) =>
    b.delivery ? [{ shopId: b.shopId, channelId: b.delivery.channelId, externalId: b.delivery.id }] : [],
  )
  if (sought.length === 0) return new Set()
  const { rows } = await client.query<{ shop_id: number; channel_id: number; delivery_id: string }>(
    findDeliveries(columns(sought)),
  )
  return new Set(rows.map((row) => keyOf(row.shop_id, row.channel_id, row.delivery_id)))
}

const inputsOf = (batches: readonly Batch[]): { shopId: number; input: Input }[] =>
  batches.flatMap(({ shopId, inputs }) => inputs.map((input) => ({ shopId, input })))

/** The ids under which inputs are stored once. A reply's is known once its conversation is read. */
const onceIds = (batches: readonly Batch[], memory: Memory): Sought[] =>
  inputsOf(batches).flatMap(({ shopId, input }) => {
    const once = onceKey(shopId, input, memory)
    if (once === null) return []
    const [, channelId = '', ...externalId] = once.split('/')
    return [{ shopId, channelId: Number(channelId), externalId: externalId.join('/') }]
  })

/** The seats that decisions on these inputs depend on. Their conversations must have been read. */
const readSeats = async (client: pg.Client, batches: readonly Batch[], memory: Memory): Promise<Seats> => {
  const wanted = new Map<string, { shopId: number; personId: number }>()
  for (const { shopId, input } of inputsOf(batches)) {
    const persons = seatsFor(input, memory.talk(shopId, input).conversation)
    for (const personId of persons) wanted.set(keyOf(shopId, personId), { shopId, personId })
  }
  const seats = [...wanted.values()]
  if (seats.length === 0) return createSeats([])
  const { rows } = await client.query<SeatRow>(
    loadSeats([numbers(seats.map((s) => s.shopId)), numbers(seats.map((s) => s.personId))]),
  )
  return createSeats(rows)
}

const isReminder = ({ input }: { input: Input }): boolean => input.what === 'remind'

/**
 * What reminders depend on besides the conversation, and which of them were said already. Never remembered: their orders
 * change with the shop's log, so within the shop's turn, or proved by where the log stands, nothing is paid meanwhile.
 */
const readReminding = async (
  client: pg.Client,
  batches: readonly Batch[],
): Promise<{ reminding: Map<string, Reminding>; said: Map<string, Known> }> => {
  const reminding = new Map<string, Reminding>()
  const said = new Map<string, Known>()
  const asked = inputsOf(batches).flatMap(({ shopId, input }) =>
    input.what === 'remind' ? [{ shopId, input }] : [],
  )
  if (asked.length === 0) return { reminding, said }
  const { rows } = await client.query<RemindingRow>(
    loadReminding([
      numbers(asked.map((a) => a.shopId)),
      numbers(asked.map((a) => a.input.channelId)),
      texts(asked.map((a) => a.input.id)),
      texts(asked.map((a) => a.input.order?.id ?? null)),
      texts(asked.map((a) => a.input.buyerKey)),
      texts(asked.map((a) => a.input.buyer.externalId)),
      numbers(asked.map((a) => a.input.since)),
    ]),
  )
  for (const row of rows) {
    const key = keyOf(row.shop_id, row.channel_id, row.external_id)
    const order = row.status === null ? null : { status: row.status, refunding: row.refunding === true }
    reminding.set(key, { order, ordered: row.ordered, optedOut: row.opted_out })
    if (row.message_id !== null && row.conversation_id !== null)
      said.set(key, { messageId: row.message_id, conversationId: row.conversation_id })
  }
  return { reminding, said }
}

/** Begins a transaction, takes the shops' turns and reads everything the batches need, and which of their messages and
 * deliveries were stored before. */
export const readLocked = async (
  client: pg.Client,
  batches: readonly Batch[],
  now: Instant,
): Promise<Reading> => {
  const memory = createMemory()
  const shops = numbers(shopsOf(batches))
  // Sent together; each statement after the lock sees what was committed before it was granted.
  const [, , locked, , deliveries] = await Promise.all([
    client.query('begin'),
    client.query(scopeTo([shops])),
    client.query<CounterRow>(lockShops([shops])),
    load(client, batches, memory, now),
    findSeen(client, batches),
  ])
  for (const row of locked.rows) memory.counters.set(row.shop_id, row)
  const [messages, seats, { reminding }] = await Promise.all([
    findStored(client, onceIds(batches, memory)),
    readSeats(client, batches, memory),
    readReminding(client, batches),
  ])
  return { memory, deliveries, messages, seats, reminding }
}

/** What a fast flush decides on besides the memory. */
export type Ahead = Pick<Reading, 'seats' | 'reminding' | 'messages'>

/**
 * Reads what a lane's memory lacks for the batches, without a lock and from one snapshot. Whether it still held when
 * the flush wrote is proved then, by `expect_log`.
 */
export const readAhead = async (
  client: pg.Client,
  batches: readonly Batch[],
  memory: Memory,
  now: Instant,
): Promise<Ahead> => {
  const shops = shopsOf(batches)
  const unknown = shops.filter((shopId) => !memory.counters.has(shopId))
  const known =
    unknown.length === 0 && inputsOf(batches).every(({ shopId, input }) => memory.knows(shopId, input))
  const inputs = inputsOf(batches)
  if (known && !inputs.some(isReminder) && inputs.every((one) => needsNoSeat(one.shopId, one.input, memory)))
    return { seats: createSeats([]), reminding: new Map(), messages: new Map() }
  const [, , counters] = await Promise.all([
    client.query('begin isolation level repeatable read read only'),
    client.query(scopeTo([numbers(shops)])),
    unknown.length === 0 ? null : client.query<CounterRow>(readShops([numbers(unknown)])),
    load(client, batches, memory, now),
  ])
  for (const row of counters?.rows ?? []) memory.counters.set(row.shop_id, row)
  const [seats, { reminding, said }] = await Promise.all([
    readSeats(client, batches, memory),
    readReminding(client, batches),
    client.query('commit'),
  ])
  return { seats, reminding, messages: said }
}

const needsNoSeat = (shopId: number, input: Input, memory: Memory): boolean =>
  seatsFor(input, memory.talk(shopId, input).conversation).length === 0
