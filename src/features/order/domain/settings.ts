import { z } from 'zod'
import type { Role } from '../../../shared/access.ts'
import { Fen, Share } from '../../../shared/money.ts'

/** What may be taken off an order's price: no more than both. */
const Most = z.object({ fen: Fen, share: Share })
type Most = z.infer<typeof Most>

export const OrderSettings = z
  .object({
    /** What somebody may take off what an order came to, before it is paid (specs/order.md ORD-32): by role, and for single
     * people. */
    priceOffMost: z.object({
      agent: Most,
      supervisor: Most,
      people: z.array(Most.extend({ personId: z.number().int() })).max(500),
    }),
    /** How long before it a moment that counts is told as near (ORD-81): the end of the time to pay, the promised shipping. */
    near: z
      .object({
        payMinutes: z.number().int().min(0).max(10_080),
        shipHours: z.number().int().min(0).max(720),
      })
      .default({ payMinutes: 10, shipHours: 6 }),
  })
  .meta({ id: 'OrderSettings' })
export type OrderSettings = z.infer<typeof OrderSettings>

/** What a shop begins with: a rounding for agents, more for those who lead. */
export const defaultOrderSettings = (): OrderSettings => ({
  priceOffMost: {
    agent: { fen: 500, share: 0.05 },
    supervisor: { fen: 5000, share: 0.2 },
    people: [],
  },
  near: { payMinutes: 10, shipHours: 6 },
})

/** The most that somebody may take off an order that came to so much, fen. */
export const mostOff = (
  { priceOffMost }: OrderSettings,
  { personId, role, baseFen }: { personId: number; role: Role; baseFen: number },
): number => {
  if (role === 'viewer') return 0
  const of = ({ fen, share }: Most): number => Math.min(fen, Math.floor(baseFen * share))
  const own = priceOffMost.people.find((person) => person.personId === personId)
  if (own) return of(own)
  const { agent, supervisor } = priceOffMost
  return role === 'agent' ? of(agent) : Math.max(of(agent), of(supervisor))
}
