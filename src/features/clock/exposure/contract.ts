import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { DbId, inAddress, Moment } from '../../../shared/ids.ts'
import { ShopPath } from '../../shop/contract.ts'
import { Breach } from '../domain/breach.ts'
import { ClockRule } from '../domain/rule.ts'

/** A local date of the shop. */
const Day = z.iso.date('a day like 2026-11-11')

/** What was lost: how many times a limit was not kept, fen, points. */
export const Loss = z.object({ times: z.number(), money: z.number(), points: z.number() })
export type Loss = z.infer<typeof Loss>

export const BreachEntry = Breach.extend({
  id: z.number(),
  buyerName: z.string().nullable(),
  /** How often it happened: an incident may be written down for several orders at once. Money and points are of all. */
  times: z.number(),
  note: z.string(),
  /** Who wrote an incident down; null where a clock did. */
  byPerson: z.number().nullable(),
  /** An incident that was written down by mistake: it stays, and counts for nothing. */
  struck: z.object({ at: z.number(), by: z.number(), why: z.string() }).nullable(),
}).meta({ id: 'BreachEntry' })
export type BreachEntry = z.infer<typeof BreachEntry>

export const Exposure = z
  .object({
    day: z.string(),
    /** The day's first moment and that of the next one, ms. */
    from: z.number(),
    to: z.number(),
    /** What the day is expected to earn, fen; null where the shop has not said. */
    margin: z.number().nullable(),
    total: Loss,
    /** By the name that the rule had when it was broken. `incident`: written down by people. */
    byRule: z.array(Loss.extend({ rule: z.string(), name: Breach.shape.name, incident: z.boolean() })),
    byPerson: z.array(Loss.extend({ personId: z.number().nullable() })),
    byTeam: z.array(Loss.extend({ team: z.string().nullable() })),
    /** Every hour of the day, by its first moment, and what fell due in it. */
    byHour: z.array(Loss.extend({ at: z.number() })),
    /** What may be written down now. */
    incidents: z.array(
      ClockRule.pick({ id: true, name: true, money: true, points: true, consequences: true, source: true }),
    ),
  })
  .meta({ id: 'Exposure' })
export type Exposure = z.infer<typeof Exposure>

const Note = z.string().trim().min(1).max(500)

export const NewIncident = z.object({
  /** Chosen by who writes it down: sent twice, it is written once. */
  id: z.uuid(),
  /** A rule that is counted by incidents and in force at that moment. */
  rule: z.string().max(48),
  conversationId: DbId.optional(),
  /** When it happened; now, if left out. */
  at: Moment.optional(),
  times: z.number().int().min(1).max(1000).default(1),
  note: Note,
})
export type NewIncident = z.output<typeof NewIncident>

const Figure = z.object({
  counted: z.number(),
  met: z.number(),
  missed: z.number(),
  excluded: z.number(),
  open: z.number(),
  share: z.number().nullable(),
  mean: z.number().nullable(),
  firstAnswers: z.number(),
  firstMean: z.number().nullable(),
  judged: z.boolean(),
  reached: z.boolean().nullable(),
})
const Rows = z.array(z.object({ key: z.string().nullable(), figure: Figure }))

export const RateOfRule = z
  .object({
    /** The latest version that held in the period. Each thing counted is judged by the one that held when it began. */
    rule: ClockRule,
    figure: Figure,
    /** By person's id, team's code and local date; null for nobody and for no team. */
    agent: Rows,
    team: Rows,
    day: Rows,
    /** False where something may still change the figure: it is open, or its day is not over. */
    final: z.boolean(),
  })
  .meta({ id: 'RateOfRule' })
export type RateOfRule = z.infer<typeof RateOfRule>

export const CountedUnit = z
  .object({
    /** Leads on to the next page. */
    key: z.string(),
    conversationId: z.number(),
    buyerName: z.string(),
    personId: z.number().nullable(),
    team: z.string().nullable(),
    start: z.number(),
    dueAt: z.number().nullable(),
    answeredAt: z.number().nullable(),
    /** ms */
    took: z.number().nullable(),
    verdict: z.enum(['met', 'missed', 'excluded', 'open']),
    why: z.enum(['hours', 'auto']).nullable(),
    final: z.boolean(),
    /** The first message behind it. */
    messageId: z.number().nullable(),
  })
  .meta({ id: 'CountedUnit' })
export type CountedUnit = z.infer<typeof CountedUnit>

const Period = z.object({ from: Day, to: Day })
/** 0: nobody; an empty team: none. */
const Who = z.object({
  personId: z.coerce.number().int().min(0).optional(),
  team: z.string().max(40).optional(),
})

export const exposureContract = endpoints({
  exposure: {
    method: 'get',
    path: '/api/shops/{shopId}/exposure',
    params: ShopPath,
    query: z.object({ day: Day.optional() }),
    gives: Exposure,
    needs: 'routing.direct',
    says: 'What the limits that were not kept on a day cost, beside what the day is expected to earn. Today, if no day is given.',
  },
  breaches: {
    method: 'get',
    path: '/api/shops/{shopId}/breaches',
    params: ShopPath,
    query: Who.extend({
      day: Day.optional(),
      rule: z.string().max(48).optional(),
      /** Below this id: the last of the page before. */
      before: inAddress.longId.optional(),
    }),
    gives: z.object({ breaches: z.array(BreachEntry) }),
    needs: 'routing.direct',
    says: 'The limits that were not kept on a day, the latest recorded first, 100 at a time, struck incidents too.',
  },
  writeIncident: {
    method: 'post',
    path: '/api/shops/{shopId}/incidents',
    params: ShopPath,
    body: NewIncident,
    gives: BreachEntry,
    needs: 'routing.direct',
    says: 'Writes down what no clock sees: a refund refused without consent, a bad week.',
  },
  strikeIncident: {
    method: 'post',
    path: '/api/shops/{shopId}/incidents/{incidentId}/strike',
    params: ShopPath.extend({ incidentId: inAddress.longId }),
    body: z.object({ why: Note }),
    gives: BreachEntry,
    needs: 'routing.direct',
    says: 'Takes an incident that was written down by mistake out of all sums. It stays in the list, with the reason.',
  },
  rates: {
    method: 'get',
    path: '/api/shops/{shopId}/rates',
    params: ShopPath,
    query: Period,
    gives: z.object({ from: z.string(), to: z.string(), asOf: z.number(), rates: z.array(RateOfRule) }),
    needs: 'routing.direct',
    says: 'Every rate of the shop’s rules over a period of days, both included, at most 92: by agent, team and day.',
  },
  rateUnits: {
    method: 'get',
    path: '/api/shops/{shopId}/rates/units',
    params: ShopPath,
    query: Period.extend({
      ...Who.shape,
      rule: z.string().max(48),
      verdict: z.enum(['met', 'missed', 'excluded', 'open']).optional(),
      day: Day.optional(),
      /** The `key` of the last unit of the page before. */
      after: z.string().max(200).optional(),
    }),
    gives: z.object({ units: z.array(CountedUnit), more: z.boolean() }),
    needs: 'routing.direct',
    says: 'What stands behind a rate: each round, session or buyer’s day with its conversation, 50 at a time, the oldest first.',
  },
})
