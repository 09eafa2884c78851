import { HOUR, type Instant, SECOND } from '../../../shared/time.ts'
import type { Why } from '../../conversation/domain.ts'
import { type Floor, isThere, type Place, roomAt } from './floor.ts'
import type { Waiter } from './people.ts'

/** Somebody to whom a conversation should go before any team is asked, and until when they may have it. */
interface Bound {
  place: Place
  rule: Extract<Why['rule'], 'kept' | 'recent' | 'named'>
  until: Instant
  servedAt?: Instant
}

const keepsOn = ({ person }: Place): boolean =>
  person.here && (person.state === 'online' || person.state === 'break')

/** Kept, recent, named, in this order (specs/routing.md RTG-10 to RTG-12), of those who are there for it. */
const bounds = (w: Waiter, { places, settings, now }: Floor): Bound[] => {
  const found: Bound[] = []
  const could = (personId: number | null): Place | undefined => {
    const place = personId === null || personId === w.holder ? undefined : places.get(personId)
    return place && place.limit >= w.slots && !w.passed.includes(place.person.personId) ? place : undefined
  }
  const before = could(w.prefer)
  if (before && keepsOn(before)) found.push({ place: before, rule: 'kept', until: Number.POSITIVE_INFINITY })
  for (const { personId, at: servedAt } of w.served) {
    const place = could(personId)
    if (!place || !keepsOn(place)) continue
    const hours = isThere(place.person)
      ? Math.max(settings.recent.online, settings.recent.always)
      : settings.recent.always
    const until = servedAt + hours * HOUR
    if (now <= until) found.push({ place, rule: 'recent', until, servedAt })
  }
  const named = could(w.agentId)
  if (named && isThere(named.person))
    found.push({ place: named, rule: 'named', until: Number.POSITIVE_INFINITY })
  return found
}

/** Who the conversation is bound to and has room; else the one it waits for, until when (RTG-13); else null. */
export const boundTo = (w: Waiter, floor: Floor): (Bound & { free: boolean }) | null => {
  const found = bounds(w, floor)
  const free = found.find(({ place }) => !place.kept && roomAt(place) >= w.slots)
  const cap = w.queuedAt + floor.settings.recentFor * SECOND
  const waits = found.map((bound) => ({ ...bound, until: Math.min(bound.until, cap) }))
  const first = waits.find(({ until }) => floor.now < until)
  // Somebody lower in the order does not take what waits for somebody higher.
  if (first && free?.rule !== first.rule) return { ...first, free: false }
  return free ? { ...free, free: true } : null
}
