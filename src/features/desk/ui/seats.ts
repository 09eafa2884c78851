import type { Conversation } from '../../conversation/domain.ts'
import { slotsOf } from '../step/queue.ts'
import type { ShopMember } from './live/state.ts'

/** Slots a person has taken, in all shops that this screen knows. */
export const loadOf = (open: Iterable<Conversation>, personId: number): number => {
  let load = 0
  for (const c of open) if (c.assignee === personId) load += slotsOf(c)
  return load
}

/** Slots taken by everybody: in all shops, and in one. */
export const loadsIn = (open: Iterable<Conversation>, shopId: number) => {
  const all = new Map<number, number>()
  const here = new Map<number, number>()
  for (const c of open) {
    if (c.assignee === null) continue
    const slots = slotsOf(c)
    all.set(c.assignee, (all.get(c.assignee) ?? 0) + slots)
    if (c.shopId === shopId) here.set(c.assignee, (here.get(c.assignee) ?? 0) + slots)
  }
  return { all, here }
}

export interface Seat {
  /** Taken, of how many: in all shops or, where that leaves less, in this one. */
  load: number
  limit: number
  /** No room for a conversation of the size asked about. */
  full: boolean
}

export const seatOf = (
  { personId, slots, shopSlots }: Pick<ShopMember, 'personId' | 'slots' | 'shopSlots'>,
  loads: ReturnType<typeof loadsIn>,
  size: number,
): Seat => {
  const load = loads.all.get(personId) ?? 0
  const here = loads.here.get(personId) ?? 0
  const tighter = shopSlots !== null && shopSlots - here < slots - load
  const seat = tighter ? { load: here, limit: shopSlots } : { load, limit: slots }
  return { ...seat, full: seat.limit - seat.load < size }
}
