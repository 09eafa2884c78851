import { type Instant, SECOND } from '../../../shared/time.ts'
import type { Why } from '../../conversation/domain.ts'
import { type Floor, loadAt, type Place, roomAt } from './floor.ts'
import type { Waiter } from './people.ts'
import type { Wait } from './reason.ts'
import { boundTo } from './sticky.ts'

export type Choice = { place: Place; why: Why } | { wait: Wait; ringsOpen: number }

/** The best of a ring so far, and what it was better by than the next (specs/routing.md RTG-17). */
interface Best {
  place: Place
  share: number
  by: 'load' | 'idle' | 'id'
}

const idleSince = (p: Place): number => p.givenAt ?? Number.NEGATIVE_INFINITY
const shareOf = (p: Place): number => {
  const { load, limit } = loadAt(p)
  return load / limit
}

/** The better of two. `by` stays at what separated the winner from its closest rival, whoever came first. */
const better = (best: Best | null, place: Place): Best => {
  const share = shareOf(place)
  if (best === null || share < best.share) return { place, share, by: 'load' }
  if (share > best.share || place === best.place) return best
  const [ours, theirs] = [idleSince(place), idleSince(best.place)]
  if (ours < theirs) return { place, share, by: 'idle' }
  if (ours > theirs) return best.by === 'load' ? { ...best, by: 'idle' } : best
  const first = place.person.personId < best.place.person.personId ? place : best.place
  return { place: first, share, by: 'id' }
}

const whyOf = (w: Waiter, place: Place, floor: Floor, rule: Why['rule'], more: Partial<Why>): Why => ({
  rule,
  team: w.team,
  ...loadAt(place),
  waited: Math.max(0, floor.now - w.queuedAt),
  ring: 0,
  ...more,
})

/** Who of the rings gets it. `passed`: who is not asked. Null where nobody is there who could ever take it. */
const fromRings = (w: Waiter, floor: Floor, passed: readonly number[], help: boolean): Choice | null => {
  const { now, settings } = floor
  const dropsAt = w.queuedAt + settings.skillFor * SECOND
  const skill = w.skill !== null && now < dropsAt ? w.skill : null
  const plain = skill === null && passed.length === 0 && w.holder === null
  let ringsOpen = 0
  let someone = false
  let skilled = false
  let kept = false
  let next: Instant | null = null
  let any: { best: Best; ring: number; team: string } | null = null
  let first: { best: Best; ring: number; team: string } | null = null
  for (const [ring, { after, desks }] of floor.rings(w.team).entries()) {
    if (someone && (!help || now < w.queuedAt + after)) {
      next = after === Number.POSITIVE_INFINITY ? null : w.queuedAt + after
      break
    }
    ringsOpen = ring + 1
    let [best, bestSkilled]: (Best | null)[] = [null, null]
    let [team, teamSkilled] = [w.team, w.team]
    for (const desk of desks) {
      if (!desk.open) continue
      if (plain && desk.spare === 0) {
        if (desk.reach >= w.slots) someone = true
        continue
      }
      for (const place of desk.there) {
        const { personId, skills } = place.person
        if (place.limit < w.slots || personId === w.holder || passed.includes(personId)) continue
        someone = true
        const has = skill !== null && skills.includes(skill)
        if (has) skilled = true
        if (roomAt(place) < w.slots) continue
        if (place.kept) {
          kept = true
          continue
        }
        const was = best?.place
        best = better(best ?? null, place)
        if (best.place !== was) team = desk.code
        if (!has) continue
        const wasSkilled = bestSkilled?.place
        bestSkilled = better(bestSkilled ?? null, place)
        if (bestSkilled.place !== wasSkilled) teamSkilled = desk.code
      }
    }
    if (bestSkilled && !first) first = { best: bestSkilled, ring, team: teamSkilled }
    if (best && !any) any = { best, ring, team }
    if (first || (any && skill === null)) break
  }
  if (!someone) return null
  const chosen = first ?? (skilled ? null : any)
  if (chosen) {
    const { best, ring, team } = chosen
    const more: Partial<Why> = { ring, team }
    if (best.by === 'idle') more.idleSince = best.place.givenAt
    const opens = floor.rings(w.team)[ring]?.after ?? 0
    if (ring > 0 && now < w.queuedAt + opens) more.early = absence(w, floor)
    return { place: best.place, why: whyOf(w, best.place, floor, best.by, more) }
  }
  const wait = (reason: Wait['reason'], until: Instant | null): Choice => ({
    wait: { reason, personId: null, until },
    ringsOpen,
  })
  if (any) return wait('skill-busy', next === null ? dropsAt : Math.min(next, dropsAt))
  return wait(kept ? 'kept-free' : 'all-full', next)
}

type Absence = NonNullable<Why['early']>

/** Why nobody of the waiter's own team was there for it (RTG-15). */
const absence = (w: Waiter, floor: Floor): Absence => {
  const own = floor.rings(w.team)[0]?.desks[0]
  if (!own || own.members === 0) return 'team-empty'
  if (!own.open) return 'team-closed'
  return own.there.some(({ limit }) => limit < w.slots) ? 'too-heavy' : 'nobody-online'
}

/**
 * Who gets a waiting conversation now, and why; or why nobody (specs/routing.md RTG-10 to RTG-18). `help`: rings whose
 * time has come are asked too; without, only those who stand in for a team that is not there.
 */
export const choose = (w: Waiter, floor: Floor, help: boolean): Choice => {
  if (!floor.settings.enabled)
    return { wait: { reason: 'routing-off', personId: null, until: null }, ringsOpen: 0 }
  const bound = boundTo(w, floor)
  if (bound) {
    const { place, rule, servedAt, until, free } = bound
    if (!free) return { wait: { reason: 'waits-for', personId: place.person.personId, until }, ringsOpen: 0 }
    return { place, why: whyOf(w, place, floor, rule, servedAt === undefined ? {} : { servedAt }) }
  }
  const chosen =
    fromRings(w, floor, w.passed, help) ?? (w.passed.length > 0 ? fromRings(w, floor, [], help) : null)
  if (chosen) return chosen
  const reason = absence(w, floor)
  const opens = floor.rings(w.team)[0]?.desks[0]?.turns ?? null
  return {
    wait: { reason, personId: null, until: reason === 'team-closed' ? opens : null },
    ringsOpen: floor.rings(w.team).length,
  }
}

/** Who is kept for a heavy conversation: of those it could go to, who has most room (RTG-24). */
export const keeperFor = (w: Waiter, floor: Floor, ringsOpen: number): Place | null => {
  const desks = floor
    .rings(w.team)
    .slice(0, ringsOpen)
    .flatMap((ring) => ring.desks.filter(({ open }) => open))
  const could = desks
    .flatMap(({ there }) => there)
    .filter(({ person, limit, kept }) => !kept && limit >= w.slots && person.personId !== w.holder)
  const fresh = could.filter(({ person }) => !w.passed.includes(person.personId))
  return (fresh.length > 0 ? fresh : could).reduce<Place | null>((best, place) => {
    const more = best === null ? 1 : roomAt(place) - roomAt(best)
    return more > 0 || (more === 0 && best && place.person.personId < best.person.personId) ? place : best
  }, null)
}
