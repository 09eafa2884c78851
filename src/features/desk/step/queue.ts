import type { Instant } from '../../../shared/time.ts'
import { needsPerson } from '../../clock/domain/live.ts'
import type { Conversation, QueuedWhy, Route } from '../../conversation/domain.ts'
import type { Stage } from '../../routing/domain/settings.ts'
import type { About, Talk } from './about.ts'
import { type Adding, notice } from './adding.ts'

/** How often a wait is moved by itself. A buyer handed round among people who are all too busy is no better off, and
 * Taobao counts an unanswered round for each of them: after that it is the supervisor's. */
export const MOVES = 2

/** What a conversation takes of the limit of the person who has it. Put away or ended, it takes nothing. */
export const slotsOf = (c: Conversation | null): number =>
  c !== null && c.status === 'open' && c.assignee !== null ? (c.route?.slots ?? 1) : 0

const fresh: Route = {
  intent: null,
  skill: null,
  slots: 1,
  assignedAt: null,
  prefer: null,
  passed: [],
  offered: false,
}
export const routeOf = (c: Conversation): Route => c.route ?? fresh

/**
 * Whether a conversation waits for somebody to have it follows from how it stands: open, a person is needed (or wanted,
 * because it came back or was sent on), nobody has it. With somebody, it waits only where it is being moved (`queuedAt`
 * was set), until they answer after all.
 */
export const inQueue = (
  c: Conversation,
  about: Pick<About, 'clocks' | 'routing'>,
  now: Instant,
): Conversation => {
  const called = c.status === 'open' && c.assignee === null && c.route?.wantedAt !== undefined
  const needed = called || needsPerson(c, about.clocks)
  if (!needed) return c.queuedAt === null ? c : { ...c, queuedAt: null }
  if (c.assignee !== null) return c
  const { settings } = about.routing
  const team = c.team ?? settings.fallback
  const slots = settings.teams.find(({ code }) => code === team)?.slots ?? 1
  return { ...c, team, queuedAt: c.queuedAt ?? now, route: { ...routeOf(c), slots } }
}

/** Says from the buyer's words, and where their order stands, which team a conversation is for. A guess gives way to a word
 * and to a surer guess (RTG-3, RTG-68); what a word decided only to what stands before it in the shop's list: complaints come
 * first (RTG-4). */
export const classified = (
  c: Conversation,
  message: { text: string | null; stage: Stage | null },
  { routing }: Pick<About, 'routing'>,
): Conversation => {
  const found = routing.classify(message)
  const { guess, ...route } = routeOf(c)
  if (found.matched === null) {
    const confidence = found.confidence ?? 0
    const surer = guess !== undefined && guess.team === c.team && confidence > guess.confidence
    if (route.intent !== null || (c.team !== null && !surer)) return c
    return {
      ...c,
      team: found.team,
      route: { ...route, skill: found.skill, guess: { team: found.team, confidence } },
    }
  }
  const place = (intent: string) => routing.settings.intents.findIndex((rule) => rule.intent === intent)
  if (route.intent !== null && place(found.intent) >= place(route.intent)) return c
  return { ...c, team: found.team, route: { ...route, intent: found.intent, skill: found.skill } }
}

/** What weighs in the queue (RTG-21): what the buyer's order comes to, and whether they ask about something that is in an
 * activity now. Looked up only where the shop gives it weight. */
export const weighed = (
  c: Conversation,
  order: Talk['order'],
  { routing, shelf }: Pick<About, 'routing' | 'shelf'>,
  now: Instant,
): Conversation => {
  const { weights } = routing.settings
  const worth = weights.value > 0 ? (order?.fen ?? 0) : 0
  const asked = c.assistant.goods?.[0]
  const campaign =
    weights.campaign > 0 &&
    asked !== undefined &&
    (shelf
      ?.activitiesAt(now)
      .some(({ activity }) => activity.products.some(({ product }) => product === asked)) ??
      false)
  if (worth === (c.route?.worth ?? 0) && campaign === (c.route?.campaign ?? false)) return c
  const { worth: _w, campaign: _c, ...route } = routeOf(c)
  return { ...c, route: { ...route, ...(worth > 0 && { worth }), ...(campaign && { campaign }) } }
}

/** Takes a conversation from its owner into the queue, where its age begins anew; its clocks run on. `keep`: they get it
 * back if they can take it. `tell`: why it was taken, in the history. */
export const toQueue = (
  to: Adding,
  how: { keep: boolean; tell?: QueuedWhy; by?: number | null },
  about: Pick<About, 'routing'>,
  now: Instant,
) => {
  const c = to.conversation()
  const from = c.assignee
  const route = routeOf(c)
  const team = c.team ?? about.routing.settings.fallback
  to.set({
    assignee: null,
    team,
    queuedAt: null,
    route: {
      ...route,
      assignedAt: null,
      offered: false,
      prefer: how.keep ? from : null,
      // Only who it is taken from now: a long wait must not run out of people.
      passed: how.keep || from === null ? [] : [from],
    },
  })
  if (how.tell)
    notice(to, { what: 'queued', team, intent: route.intent, from, why: how.tell }, now, how.by ?? null)
}

/** Somebody has to see to it, though the buyer may be waiting for nothing. */
export const wanted = (to: Adding, now: Instant) =>
  to.set({ route: { ...routeOf(to.conversation()), wantedAt: now } })

/** A conversation that was put away comes back to whoever can see to it, first of all to who had it. With routing off it
 * simply stays theirs. */
export const comesBack = (to: Adding, about: Pick<About, 'routing'>, now: Instant) => {
  const { assignee } = to.conversation()
  if (!about.routing.settings.enabled || assignee === null) return
  toQueue(to, { keep: true }, about, now)
  wanted(to, now)
}

/** One that was ended begins anew: what it was about is asked again, and who had it is asked first. */
export const beginsAnew = (to: Adding, about: Pick<About, 'routing'>) => {
  const { assignee } = to.conversation()
  if (!about.routing.settings.enabled) return
  to.set({ assignee: null, team: null, queuedAt: null, route: { ...fresh, prefer: assignee } })
}
