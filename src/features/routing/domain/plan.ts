import type { Instant } from '../../../shared/time.ts'
import type { Why } from '../../conversation/domain.ts'
import { type Choice, choose, keeperFor } from './choose.ts'
import { floorOf, take } from './floor.ts'
import { inQueueOrder, yieldsUntil } from './order.ts'
import type { Colleague, Waiter } from './people.ts'
import type { Wait, WaitReason } from './reason.ts'
import type { RoutingSettings } from './settings.ts'

export interface Plan {
  gives: { conversationId: number; to: number; why: Why }[]
  waits: ({ conversationId: number } & Wait)[]
  /** When to look again although nothing has happened; null where only people can change anything. */
  next: Instant | null
}

/** Waits that only room can end. */
const full: ReadonlySet<WaitReason> = new Set(['all-full', 'kept-free'])

/**
 * Places all who wait, most urgent first, each seeing what the ones before took (specs/routing.md RTG-20 to RTG-27).
 * `people` holds everybody to whom something may go, with what they have now; `zone` is the shop's.
 */
export const plan = (
  waiters: readonly Waiter[],
  people: readonly Colleague[],
  settings: RoutingSettings,
  zone: string,
  now: Instant,
): Plan => {
  const gives: Plan['gives'] = []
  const waits: Plan['waits'] = []
  if (waiters.length === 0) return { gives, waits, next: null }
  const floor = floorOf(people, settings, zone, now)
  // Teams whose first heavy conversation has somebody kept for it.
  const keeping = new Set<string>()
  const placed = (w: Waiter, choice: Choice): boolean => {
    if (!('why' in choice)) return false
    take(choice.place, w.slots, now)
    gives.push({ conversationId: w.conversationId, to: choice.place.person.personId, why: choice.why })
    return true
  }
  const unplaced = inQueueOrder(waiters, settings, now).filter((w) => {
    const choice = choose(w, floor, false)
    if (placed(w, choice)) return false
    if (w.slots < 2 || keeping.has(w.team) || !('ringsOpen' in choice) || !full.has(choice.wait.reason))
      return true
    const keeper = keeperFor(w, floor, choice.ringsOpen)
    if (keeper) {
      keeper.kept = true
      keeping.add(w.team)
    }
    return true
  })
  // Who helps out gives the room that their own team's waiters have left.
  for (const w of unplaced) {
    const choice = choose(w, floor, true)
    if (!placed(w, choice) && 'wait' in choice)
      waits.push({ conversationId: w.conversationId, ...choice.wait })
  }
  const moments = waits.map(({ until }) => until).filter((at) => at !== null)
  // Who lets others go first stands elsewhere in the queue from then on, before those for whom somebody is kept.
  const waiting = new Set(waits.map(({ conversationId }) => conversationId))
  for (const w of unplaced) {
    const yields = yieldsUntil(w, settings)
    if (settings.enabled && yields !== null && yields > now && waiting.has(w.conversationId))
      moments.push(yields)
  }
  if (settings.enabled && waits.length > 0 && floor.turns !== null) moments.push(floor.turns)
  return { gives, waits, next: moments.reduce<Instant | null>((a, b) => Math.min(a ?? b, b), null) }
}
