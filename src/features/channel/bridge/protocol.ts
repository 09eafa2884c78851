import { z } from 'zod'
import { MESSAGE_LIMIT, storable } from '../../../shared/text.ts'
import { DAY, type Instant, SECOND } from '../../../shared/time.ts'
import { Card } from '../../catalog/domain/shown-card.ts'

/** Where the bridge is spoken. The number rises when a change would break a connector. */
export const BRIDGE = '/bridge/v1/'

export const limits = {
  /** Bytes of a JSON body. */
  body: 1024 * 1024,
  /** Bytes of a body of orders. */
  orders: 4 * 1024 * 1024,
  /** Bytes of a picture. */
  picture: 8 * 1024 * 1024,
  /** Messages, or read marks, in one call. */
  batch: 500,
  /** Characters of a platform's id of a message or a buyer. */
  id: 200,
  /** Characters of a product's id. */
  item: 80,
  /** Characters of an order's id. */
  order: 80,
  /** Characters of a buyer's name. */
  name: 100,
  /** Messages a connector may have in hand without having acknowledged them. */
  window: 500,
  /** Messages in one frame of the socket. */
  frame: 100,
  /** Longest a poll may wait. */
  wait: 50 * SECOND,
  /** How often each end of the socket shows that it is alive. */
  heartbeat: 20 * SECOND,
  /** Characters of the error a connector gives. */
  error: 500,
}

/** A time before this one is in seconds, not in milliseconds, or nonsense. */
export const EARLIEST: Instant = Date.UTC(2000, 0, 1)
/** A platform's clock may be wrong by hours; a time further ahead is in the wrong unit. */
export const AHEAD = DAY

const exact = (s: string): boolean => s.isWellFormed() && !s.includes('\0')
/** A platform's own id: kept exactly as it is, so what cannot be stored exactly is refused. */
const ExternalId = z
  .string()
  .min(1)
  .max(limits.id)
  .refine((s) => s.trim() !== '' && exact(s))

const ItemId = ExternalId.max(limits.item)
const OrderNumber = ExternalId.max(limits.order).refine((s) => s.trim() === s)

/**
 * A buyer's message as a connector brings it. `readMessage` (inbound.ts) is the same by hand: 0.3 µs instead of 1.4, and
 * it says what to do. A property test holds the two together.
 */
export const BridgeMessage = z
  .object({
    id: ExternalId.describe('The platform’s id of the message; stored once, however often it is sent.'),
    buyer: z.object({
      id: ExternalId.describe('The platform’s id of the buyer.'),
      name: z.string().transform(storable).pipe(z.string().max(limits.name)).nullish(),
    }),
    at: z
      .union([
        z.number().int().min(EARLIEST),
        z.iso
          .datetime({ offset: true })
          .transform((s) => Date.parse(s))
          .pipe(z.number().int().min(EARLIEST)),
      ])
      .describe('When the buyer wrote it: milliseconds since 1970, or ISO 8601 with seconds and a zone.'),
    text: z
      .string()
      .transform(storable)
      .pipe(
        z
          .string()
          .max(MESSAGE_LIMIT)
          .refine((s) => s.trim() !== ''),
      )
      .nullish(),
    picture: z.string().max(limits.id).nullish().describe('What uploading the picture gave.'),
    item: ItemId.nullish().describe('The product the buyer looks at, by its id in the shop’s list.'),
    order: OrderNumber.nullish().describe('The order it is about, by the platform’s id of it.'),
  })
  .refine((m) => (m.text == null) !== (m.picture == null), 'give either a text or a picture')
  .meta({ id: 'BridgeMessage' })
export type BridgeMessage = z.input<typeof BridgeMessage>

/** One message of a batch that was not stored, by its place in the batch, from 0. */
export const Refused = z.object({
  index: z.number(),
  id: z.string().optional(),
  code: z.string(),
  field: z.string(),
  problem: z.string(),
})
export type Refused = z.infer<typeof Refused>

/** What uploading a picture gives: `picture` is what a message carries; sizes in pixels, after re-encoding. */
export const Uploaded = z
  .object({ picture: z.string(), width: z.number(), height: z.number() })
  .meta({ id: 'BridgeUploaded' })
export type Uploaded = z.infer<typeof Uploaded>

export const Taken = z
  .object({
    /** Stored now. */
    accepted: z.number(),
    /** Stored before. */
    duplicate: z.number(),
    refused: z.array(Refused),
  })
  .meta({ id: 'BridgeTaken' })
export type Taken = z.infer<typeof Taken>

/** A message of the desk on its way to a buyer. */
export const BridgeOutgoing = z
  .object({
    /** Rises within the channel. The same however often it is handed out: do not send it to the buyer twice. */
    id: z.number(),
    conversation: z.number(),
    buyer: z.object({ id: z.string(), name: z.string() }),
    author: z.enum(['agent', 'assistant-auto', 'assistant-assist', 'system']),
    at: z.number(),
    text: z.string().optional(),
    /** Its file is at `/files/` and this. */
    picture: z.string().optional(),
    /** The platform’s id of the message it answers. */
    replyTo: z.string().nullable(),
    /** Where the platform can draw it; `text` says the same. */
    card: Card.optional(),
  })
  .meta({ id: 'BridgeOutgoing' })
export type BridgeOutgoing = z.infer<typeof BridgeOutgoing>

export const WAIT = z.coerce
  .number()
  .min(0)
  .max(limits.wait / SECOND)
  .default(25)
  .describe('Seconds.')

export const Poll = z.object({
  wait: WAIT,
  limit: z.coerce.number().int().min(1).max(limits.batch).default(100),
})

export const Handed = z
  .object({
    messages: z.array(BridgeOutgoing),
    /** What to acknowledge when all of them are delivered; null where there are none. */
    cursor: z.number().nullable(),
    /** While a message waits for another try: when, ms. Nothing is handed out before. */
    retryAt: z.number().nullable(),
  })
  .meta({ id: 'BridgeHanded' })
export type Handed = z.infer<typeof Handed>

const MessageId = z.number().int().min(1)
export const Ack = z.object({ through: MessageId }).meta({ id: 'BridgeAck' })
export const Fail = z
  .object({
    id: MessageId,
    error: z
      .string()
      .transform(storable)
      .pipe(
        z
          .string()
          .min(1)
          .transform((s) => s.slice(0, limits.error).toWellFormed()),
      ),
    /** True: trying again is useless (the buyer is gone, the platform forbids the text). */
    permanent: z.boolean().default(false),
  })
  .meta({ id: 'BridgeFail' })
export type Fail = z.output<typeof Fail>

/** What the desk answers to a failure: when it hands the message out again; null where it was set aside. */
export const Failed = z
  .object({ id: z.number(), retryAt: z.number().nullable() })
  .meta({ id: 'BridgeFailed' })
export type Failed = z.infer<typeof Failed>

export const ReadsTaken = z
  .object({ accepted: z.number(), refused: z.array(Refused) })
  .meta({ id: 'BridgeReadsTaken' })
export type ReadsTaken = z.infer<typeof ReadsTaken>

export const Reads = z
  .object({
    reads: z
      .array(z.object({ buyer: ExternalId, through: MessageId }))
      .min(1)
      .max(limits.batch),
  })
  .meta({ id: 'BridgeReads' })
export type Reads = z.infer<typeof Reads>

/** What the desk says on the socket. */
export const FromDesk = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), window: z.number() }),
  z.object({ type: z.literal('messages'), messages: z.array(BridgeOutgoing) }),
  /** The failure `id` is noted. What was in hand from `id` on comes again; a failed one not before `retryAt`. */
  Failed.extend({ type: z.literal('failed') }),
])
export type FromDesk = z.infer<typeof FromDesk>

/** What a connector says on the socket. */
export const FromConnector = z.discriminatedUnion('type', [
  Ack.extend({ type: z.literal('ack') }),
  Fail.extend({ type: z.literal('fail') }),
])
export type FromConnector = z.input<typeof FromConnector>

/** What a refusal looks like on the wire. */
export const Denied = z
  .object({ error: z.object({ code: z.string(), detail: z.record(z.string(), z.unknown()) }) })
  .meta({ id: 'BridgeDenied' })
