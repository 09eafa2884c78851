import { z } from 'zod'
import { Moment } from '../../../shared/ids.ts'
import { MOST_FEN } from '../../../shared/money.ts'
import { storable } from '../../../shared/text.ts'
import { OrderCommand } from '../../order/domain/command.ts'
import { Flag, MOST_DATED, MOST_LINES, OrderStatus, Refund } from '../../order/domain/order.ts'
import { EARLIEST, limits, Refused, WAIT } from './protocol.ts'

/** What a connector reads when a field is not as it must be says what to do. */
const MONEY = 'must be whole fen: 3290 for 32.90 yuan'
const TIME =
  'must be milliseconds since 1970 (not seconds) or ISO 8601 with seconds and a zone: 2026-11-11T00:00:01.5+08:00'

const Text = (max: number) =>
  z
    .string('must be a text')
    .transform(storable)
    .pipe(z.string().max(max, `must not be longer than ${max} characters: shorten it`))
const Id = (max: number) =>
  z
    .string('must be a text: write a number as "123"')
    .min(1, 'must not be empty')
    .max(max, `must not be longer than ${max} characters`)
    .refine(
      (s) => s.trim() === s && s.isWellFormed() && !s.includes('\0'),
      'must not begin or end with a blank, nor contain NUL or half a surrogate pair',
    )
const Money = z.number(MONEY).int(MONEY).min(0, MONEY).max(MOST_FEN, `must not be more than ${MOST_FEN} fen`)
const Time = z
  .union(
    [
      z.number().int(TIME).min(EARLIEST, TIME),
      z.iso
        .datetime({ offset: true })
        .transform((s) => Date.parse(s))
        .pipe(z.number().int(TIME).min(EARLIEST, TIME)),
    ],
    TIME,
  )
  .pipe(Moment)
const object = <S extends z.core.$ZodLooseShape>(shape: S) => z.object(shape, 'must be an object')

/** What a connector says of an order as it was at one moment: all of it or a part (specs/order.md ORD-2, ORD-3). */
export const BridgeOrder = object({
  id: Id(limits.order).describe('The platform’s id of the order.'),
  at: Time.describe('When the order was so, by the platform’s clock. Of each field the newest word counts.'),
  status: OrderStatus.exclude(['unknown']).nullish(),
  buyer: object({ id: Id(limits.id), name: Text(limits.name).nullish() })
    .nullish()
    .describe('Id: the same as with messages.'),
  createdAt: Time.nullish(),
  paidAt: Time.nullish(),
  payBy: Time.nullish().describe('The platform cancels it when it is not paid until then.'),
  balanceFrom: Time.nullish().describe('When the balance of a deposit may be paid from.'),
  shipBy: Time.nullish().describe('The promised moment of shipping.'),
  shippedAt: Time.nullish(),
  finishedAt: Time.nullish(),
  closedAt: Time.nullish(),
  closeReason: Text(200).nullish(),
  goodsFen: Money.nullish(),
  freightFen: Money.nullish(),
  payableFen: Money.nullish().describe('What the buyer has to pay for it all.'),
  paidFen: Money.nullish(),
  depositFen: Money.nullish(),
  lines: z
    .array(
      object({
        id: Id(80).nullish().describe('Of the part order; left out: the place, from 1.'),
        product: Id(80).nullish(),
        sku: Id(80).nullish(),
        code: Text(120).nullish().describe('The merchant’s own.'),
        title: Text(300).nullish(),
        options: z.record(Text(60), Text(120)).nullish(),
        quantity: z.number().int().min(1).max(100_000),
        priceFen: Money.nullish().describe('Of one piece.'),
        paysFen: Money.nullish().describe('Of the line, after all reductions.'),
      }),
    )
    .max(MOST_LINES)
    .nullish()
    .describe('All lines of the order.'),
  address: object({
    name: Text(80).nullish(),
    phone: Text(200).nullish(),
    province: Text(40).nullish(),
    city: Text(40).nullish(),
    district: Text(40).nullish(),
    detail: Text(500).nullish(),
  })
    .nullish()
    .describe('As the platform gives it, masked or not.'),
  shipments: z
    .array(object({ id: Id(80).describe('The parcel’s number.'), carrier: Text(60).nullish(), at: Time }))
    .max(MOST_DATED)
    .nullish()
    .describe('Parcels; they add to those known.'),
  refunds: z
    .array(
      object({
        id: Id(80),
        kind: Refund.shape.kind,
        line: Id(80).nullish(),
        state: Refund.shape.state,
        fen: Money.nullish(),
        reason: Text(200).nullish(),
        at: Time.describe('When it came into this state.'),
      }),
    )
    .max(MOST_DATED)
    .nullish()
    .describe('They add to those known, each by its id the newest.'),
  buyerNote: Text(1000).nullish(),
  remark: Text(1000).nullish(),
  flag: Flag.nullish(),
  extra: z.record(Text(80), Text(500)).nullish().describe('Whatever else is to be kept, by names.'),
}).meta({ id: 'BridgeOrder' })
export type BridgeOrder = z.input<typeof BridgeOrder>

export const OrdersTaken = z
  .object({
    /** Orders that were new, changed, or said nothing new. */
    added: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    refused: z.array(Refused),
  })
  .meta({ id: 'BridgeOrdersTaken' })
export type OrdersTaken = z.infer<typeof OrdersTaken>

export const CommandPoll = z.object({
  wait: WAIT,
  limit: z.coerce.number().int().min(1).max(limits.batch).default(100),
})

/** Something to be done to an order on the platform. */
export const BridgeOrderCommand = z
  .object({
    /** The same however often it is handed out: do not carry it out twice. */
    id: z.number(),
    order: z.string(),
    buyer: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** When somebody wanted it, ms. */
    at: z.number(),
    command: OrderCommand,
  })
  .meta({ id: 'BridgeOrderCommand' })
export type BridgeOrderCommand = z.infer<typeof BridgeOrderCommand>

export const CommandsHanded = z
  .object({ commands: z.array(BridgeOrderCommand) })
  .meta({ id: 'BridgeOrderCommands' })
export type CommandsHanded = z.infer<typeof CommandsHanded>

/** What became of a command. */
export const CommandResult = z.object({
  id: z.number().int().min(1).max(2_147_483_647),
  state: z.enum(['done', 'failed']),
  /** For people: the platform's own words. */
  why: z
    .string()
    .transform((s) => storable(s).slice(0, 200).toWellFormed())
    .nullish(),
})
export const CommandResults = z
  .object({ results: z.array(CommandResult).min(1).max(limits.batch) })
  .meta({ id: 'BridgeOrderResults' })
export type CommandResults = z.infer<typeof CommandResults>

export const ResultsTaken = z
  .object({ accepted: z.number(), refused: z.array(Refused) })
  .meta({ id: 'BridgeOrderResultsTaken' })
export type ResultsTaken = z.infer<typeof ResultsTaken>
