import { z } from 'zod'
import { PersonState } from '../../shared/access.ts'
import { endpoints } from '../../shared/contract.ts'
import { DbId, inAddress } from '../../shared/ids.ts'
import { Buyer } from '../conversation/domain.ts'
import { ShopPath } from '../shop/contract.ts'
import { Member } from '../shop/domain.ts'
import { WaitReason } from './domain/reason.ts'
import { RoutingSettings } from './domain/settings.ts'
import { type RoutingProblemCode, routingProblems } from './domain/valid.ts'

const PersonPath = ShopPath.extend({ personId: inAddress.id })

const ProblemCode = z.enum(Object.keys(routingProblems) as [RoutingProblemCode, ...RoutingProblemCode[]])

/** Settings as they are, and what about them is allowed but probably not meant. */
const SettingsSaid = z.object({
  settings: RoutingSettings,
  warnings: z.array(
    z.object({
      field: z.string(),
      code: ProblemCode,
      problem: z.string(),
      severity: z.enum(['error', 'warning']),
    }),
  ),
})

/** A conversation that waits for a person. Times in ms. */
export const Queued = z
  .object({
    conversationId: z.number(),
    team: z.string(),
    skill: z.string().nullable(),
    slots: z.number(),
    queuedAt: z.number(),
    /** The next moment a clock runs out; null where none runs. */
    dueAt: z.number().nullable(),
    /** Who has it until somebody else takes it. */
    holder: z.number().nullable(),
    /** Why it waits; null: it is being given to somebody right now. */
    reason: WaitReason.nullable(),
    /** Of `waits-for`: for whom. */
    personId: z.number().nullable(),
    /** When time alone could change that; null where it takes people. */
    until: z.number().nullable(),
  })
  .meta({ id: 'Queued' })
export type Queued = z.infer<typeof Queued>

/** What somebody of the shop has and may have, as the board shows it. */
export const Occupied = z
  .object({
    personId: z.number(),
    state: PersonState,
    /** Since when they are in that state. */
    stateAt: z.number(),
    here: z.boolean(),
    teams: z.array(z.string()),
    /** Slots taken and allowed, in all shops and in this one; `shopSlots` null for no limit of its own. */
    load: z.number(),
    slots: z.number(),
    shopLoad: z.number(),
    shopSlots: z.number().nullable(),
    /** Open conversations they have here, and in how many of them the buyer waits, since when the longest. */
    open: z.number(),
    waiting: z.number(),
    waitingSince: z.number().nullable(),
    /** When the desk last gave them something. */
    givenAt: z.number().nullable(),
  })
  .meta({ id: 'Occupied' })
export type Occupied = z.infer<typeof Occupied>

export const routingContract = endpoints({
  routingSettings: {
    method: 'get',
    path: '/api/shops/{shopId}/routing',
    params: ShopPath,
    gives: SettingsSaid,
    needs: 'settings.read',
    says: 'Teams with hours, slots and overflow, the rules that choose a team, and the routing’s times and weights.',
  },
  setRoutingSettings: {
    method: 'put',
    path: '/api/shops/{shopId}/routing',
    params: ShopPath,
    body: RoutingSettings,
    gives: SettingsSaid,
    needs: 'settings.edit',
    says: 'Replaces them, and the shop’s teams with theirs; in force with the next message. Refused with the fields that are wrong; a team that has members or open conversations cannot be left out.',
  },
  here: {
    method: 'post',
    path: '/api/me/here',
    gives: z.object({}),
    needs: 'sign-in',
    says: 'Says that one’s browser is there. Every other request says so too; who is not heard of for 45 s is given nothing.',
  },
  queue: {
    method: 'get',
    path: '/api/shops/{shopId}/queue',
    params: ShopPath,
    gives: z.object({
      now: z.number(),
      /** Most urgent first, at most 1,000. */
      waiting: z.array(Queued),
      /** All who wait, by team and reason. */
      reasons: z.array(
        z.object({
          team: z.string(),
          reason: WaitReason.nullable(),
          count: z.number(),
          /** When the longest waiting of them was queued. */
          queuedAt: z.number(),
        }),
      ),
      people: z.array(Occupied),
      /** The last 60 minutes, `at` their beginning: rounds that buyers began, rounds that were answered in substance,
       * and buyers who waited at the minute's end. Up to 10 s old. */
      curve: z.array(
        z.object({ at: z.number(), asked: z.number(), answered: z.number(), waiting: z.number() }),
      ),
    }),
    needs: 'routing.direct',
    says: 'Who waits and why, what everybody has, and how the last hour went. Up to a second old.',
  },
  queued: {
    method: 'get',
    path: '/api/shops/{shopId}/queue/{id}',
    params: ShopPath.extend({ id: inAddress.id }),
    gives: z.object({
      now: z.number(),
      /** Null where it does not wait for anybody. */
      queued: Queued.nullable(),
    }),
    needs: 'routing.direct',
    says: 'Why one conversation waits. Up to five seconds old.',
  },
  setSeat: {
    method: 'put',
    path: '/api/shops/{shopId}/people/{personId}/seat',
    params: PersonPath,
    body: z.object({
      /** Most slots at once over all shops. */
      slots: z.number().int().min(0).max(1000).optional(),
      /** And in this shop; null for no limit of its own. */
      shopSlots: z.number().int().min(0).max(1000).nullable().optional(),
      /** In all their shops, as when they set it themselves. */
      state: PersonState.optional(),
    }),
    gives: Member,
    needs: 'routing.direct',
    says: 'Changes somebody’s limits or state. A limit below what they have takes nothing away.',
  },
  setBuyerAgent: {
    method: 'put',
    path: '/api/shops/{shopId}/buyers/{id}/agent',
    params: ShopPath.extend({ id: inAddress.id }),
    body: z.object({ personId: DbId.nullable() }),
    gives: Buyer,
    needs: 'routing.direct',
    says: 'Names the person who looks after a buyer, or nobody.',
  },
})
