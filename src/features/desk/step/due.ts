import type { Instant } from '../../../shared/time.ts'
import { hold, holdIfDue } from '../../assistant/domain/answer.ts'
import { clocksOf, type Running } from '../../clock/domain/live.ts'
import { ended, nextStep, stepped } from '../../clock/domain/wait.ts'
import type { Buyer, Conversation } from '../../conversation/domain.ts'
import type { About, NextIds } from './about.ts'
import { type Adding, notice, saysInto } from './adding.ts'
import { type Decision, done } from './decision.ts'
import { dueOf, quietAt, silentAt } from './due-at.ts'
import { beginning } from './late.ts'
import { comesBack, MOVES, routeOf } from './queue.ts'

/** Lets somebody else have it as soon as somebody can: until then it stays where it is, which is better than nowhere. */
const move = (to: Adding, now: Instant) => {
  const c = to.conversation()
  const route = routeOf(c)
  if (c.assignee === null || c.queuedAt !== null || route.passed.length >= MOVES) return
  to.set({ queuedAt: now, route: { ...route, passed: [...new Set([...route.passed, c.assignee])] } })
  notice(to, { what: 'silence', step: 'move', to: c.assignee }, now)
}

/** The assistant says that somebody is coming: where the buyer has heard nothing yet, or where no clock runs that only a
 * person's own words stop. */
const holdLine = (to: Adding, buyer: Buyer, about: About, now: Instant) => {
  const c = to.conversation()
  const unheard = about.clocks.levels.has('any') ? c.clock?.any !== null : true
  const peopleOnly = clocksOf(c, about.clocks).some(({ rule }) => rule.answeredBy === 'person')
  if (!unheard && peopleOnly) return
  const said = hold(about.assistant, c.assistant, buyer.name, now)
  saysInto(to, said, about, now, null)
  if (said.says.length > 0) notice(to, { what: 'silence', step: 'hold', to: null }, now)
}

/** Whether an owner has had a conversation long enough to be passed over: a quarter of the clock's time. Who was given it
 * late must not lose it before they could read it. */
const hadTheirChance = (c: Conversation, { since, dueAt }: Running, now: Instant): boolean =>
  now - (c.route?.assignedAt ?? since) >= (dueAt - since) / 4

/** Takes the steps against silence whose moment has come, in order. */
const act = (to: Adding, buyer: Buyer, about: About, now: Instant) => {
  for (;;) {
    const c = to.conversation()
    const coming = nextStep(c, about.clocks)
    if (!coming || Math.ceil(coming.at) > now) return
    to.set({ clock: stepped(c.clock) })
    switch (coming.step.do) {
      case 'nudge':
        if (c.assignee !== null) notice(to, { what: 'silence', step: 'nudge', to: c.assignee }, now)
        break
      case 'offer':
        if (c.assignee === null || !hadTheirChance(c, coming.clock, now)) break
        to.set({ route: { ...routeOf(c), offered: true } })
        notice(to, { what: 'silence', step: 'offer', to: c.assignee }, now)
        break
      case 'move':
        if (about.routing.settings.enabled && hadTheirChance(c, coming.clock, now)) move(to, now)
        break
      case 'hold':
        holdLine(to, buyer, about, now)
        break
      case 'supervisor':
        notice(to, { what: 'silence', step: 'supervisor', to: null }, now)
    }
  }
}

/** Ends finished talk. Where the buyer had the last word, the shop says goodbye first. */
const end = (to: Adding, about: About, now: Instant) => {
  const { lastAuthor, assistant } = to.conversation()
  const { words } = about.clocks.settings.closing
  if (words !== '' && lastAuthor === 'buyer') {
    const says = [{ text: words, rule: 'closing', filler: true }]
    saysInto(to, { says, memory: assistant }, about, now, null)
  }
  to.set({ status: 'closed', closedAt: now, unread: 0, clock: ended(to.conversation().clock) })
  notice(to, { what: 'closed', by: null }, now)
}

/** A moment has come: a snoozed conversation wakes, a limit has passed, silence has lasted too long, a question that has
 * waited is told that we are busy, an answered one that has been quiet is ended. */
export const due = (
  talk: { buyer: Buyer; conversation: Conversation },
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  const { buyer, conversation } = talk
  const to = beginning(conversation, about, ids, now)
  if (conversation.status === 'snoozed') {
    if (conversation.snoozedUntil !== null && conversation.snoozedUntil <= now) {
      to.set({ status: 'open', snoozedUntil: null })
      notice(to, { what: 'woken', by: null }, now)
      comesBack(to, about, now)
    }
  }
  if (conversation.status === 'open') {
    const quiet = quietAt(conversation, about)
    if (quiet !== null && quiet <= now) end(to, about, now)
    else {
      act(to, buyer, about, now)
      const silent = silentAt(to.conversation(), about)
      if (silent !== null && silent <= now) move(to, now)
      const { waitingSince, assistant } = to.conversation()
      if (waitingSince !== null) {
        const said = holdIfDue(
          about.assistant,
          assistant,
          {
            ...{ since: waitingSince, buyerName: buyer.name, assigned: conversation.assignee !== null },
            phase: about.shelf?.kindsAt(now)[0] ?? null,
          },
          about.around,
          now,
        )
        if (said) saysInto(to, said, about, now, null)
      }
    }
  }
  // Not due after all (answered meanwhile, settings changed): only the moment is corrected.
  if (to.conversation() === conversation && conversation.dueAt === dueOf(conversation, about))
    return { ok: true, changed: false, conversation }
  return done(buyer, to, about, now)
}
