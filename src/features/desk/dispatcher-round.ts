import type { Db } from '../../platform/db/db.ts'
import { type Instant, SECOND } from '../../shared/time.ts'
import { needsPerson } from '../clock/domain/live.ts'
import { room } from '../routing/domain/people.ts'
import { plan } from '../routing/domain/plan.ts'
import { readWaiters, routingStore } from '../routing/index.ts'
import type { Person } from '../routing/store.ts'
import type { Config } from './config.ts'
import type { Input } from './step.ts'

/** What a look at a shop found to do, and when to look again. */
export interface Round {
  /** Into the pipeline, as one batch. */
  inputs: Input[]
  /** When time alone could change something; null for never. */
  next: Instant | null
  /** Whether anybody waits after this, and whether nobody at all has room: then nothing but news of people helps. */
  queued: boolean
  full: boolean
  people: number[]
  /** Who is not there for the buyers they have. */
  away: number[]
}

/** Since when somebody has not been there for the buyers they have; null if they are. While the desk itself was not
 * there (`listening` since), it could hear nobody: after a restart people keep their buyers until they are really missed. */
const awaySince = ({ state, stateAt, here, seenAt }: Person, listening: Instant): Instant | null => {
  // Who is offline and has a conversation took it themselves; as long as they are there, it is theirs.
  if (here) return null
  const unheard = Math.max(seenAt ?? listening, listening)
  return state === 'offline' ? Math.min(unheard, stateAt) : unheard
}

/** Could be given something: new ones, or on a break their own buyers. */
const hasRoom = (p: Person): boolean => p.here && (p.state === 'online' || p.state === 'break') && room(p) > 0

/**
 * One look at a shop: what goes back into the queue because of who has it, and who of those in the queue goes to whom.
 * Nothing is locked: the step decides again whether each still fits. `departed`: also look for what people left behind
 * who are no members any more, which takes a look at every conversation. `listening`: since when this process could hear
 * people.
 */
export const lookAt = (
  db: Db,
  config: Config,
  shopId: number,
  departed: boolean,
  listening: Instant,
  now: Instant,
): Promise<Round> =>
  db
    .tx({ shops: [shopId] }, async (tx) => {
      const standing = await routingStore.standingOf(tx, shopId)
      const everybody = await routingStore.peopleOf(tx, shopId)
      return { standing, everybody }
    })
    .then(async ({ standing, everybody }) => {
      const people = everybody.filter(({ role }) => role !== 'viewer')
      const round: Round = {
        inputs: [],
        next: null,
        queued: standing?.queued ?? false,
        full: !people.some(hasRoom),
        people: people.map(({ personId }) => personId),
        away: [],
      }
      const away = people.filter((p) => p.shopLoad > 0 && awaySince(p, listening) !== null)
      round.away = away.map(({ personId }) => personId)
      const places = round.queued && !round.full
      const leaves = departed || everybody.some((p) => p.role === 'viewer' && p.shopLoad > 0)
      if (!standing || !(leaves || places || away.length > 0)) return round
      const about = (await config([shopId], new Map([[shopId, standing.version]]))).get(shopId)
      if (!about) return round
      const { clocks } = about
      const { settings } = about.routing
      const gone: Person[] = []
      if (settings.enabled)
        for (const p of away) {
          const until = (awaySince(p, listening) ?? now) + settings.away * SECOND
          if (until <= now) gone.push(p)
          else round.next = Math.min(round.next ?? until, until)
        }
      if (!(leaves || places || gone.length > 0)) return round
      return db.tx({ shops: [shopId] }, async (tx) => {
        if (leaves)
          for (const { conversationId, personId: from } of await routingStore.leftBehind(tx, shopId))
            round.inputs.push({ what: 'put-back', conversationId, from, why: 'left', by: null })
        const ids = gone.map(({ personId }) => personId)
        if (ids.length > 0)
          // Given to somebody who is away, it waits for them as long as for anybody who leaves.
          for (const c of await routingStore.waitingWith(tx, shopId, ids))
            if (c.assignee !== null && needsPerson(c, clocks)) {
              const until = (c.route?.assignedAt ?? 0) + settings.away * SECOND
              if (until > now) {
                round.next = Math.min(round.next ?? until, until)
                continue
              }
              round.inputs.push({
                what: 'put-back',
                conversationId: c.id,
                from: c.assignee,
                why: 'away',
                by: null,
              })
            }
        if (!places) return round
        const waiters = await readWaiters(tx, shopId, round.people, { settings, clocks }, now)
        const { gives, waits, next } = plan(waiters, people, settings, clocks.zone, now)
        for (const { conversationId, to, why } of gives)
          round.inputs.push({ what: 'assigned', conversationId, to, why })
        if (next !== null) round.next = Math.min(round.next ?? next, next)
        round.queued = waits.length > 0
        return round
      })
    })
