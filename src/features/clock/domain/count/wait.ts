import { type Instant, SECOND } from '../../../../shared/time.ts'
import type { ChatEvent } from '../chat.ts'
import { satisfies } from '../live.ts'
import type { ClockRule } from '../rule.ts'
import type { Calendar } from '../window.ts'

interface Owner {
  agent: string | null
  team: string | null
}

/** The time a buyer waits: from the first unanswered message to the first valid answer. */
export interface Wait extends Owner {
  rule: ClockRule
  session: string
  buyer: string
  /** From when the clock runs: the question, or what `starts` or a transfer made of it. */
  start: Instant
  /** The end of the local day it began on: after it no question joins, and no answer counts but within the limit. */
  dayEnd: Instant
  /** The question, and those that joined it. */
  asked: { at: Instant; ref: number }[]
  answeredAt: Instant | null
  /** When the assistant answered in substance by itself, which does not count but may take the wait out (CLK-7). */
  auto: Instant | null
  /** Nothing can answer it any more: it was passed on, or the assistant's answer was followed by the next question. */
  closed: boolean
  /** The clock starts with a person who has it, and none has. */
  unassigned: boolean
  /** Began with a transfer, not with a question. */
  part: boolean
  /** What answered it. */
  answers: number[]
}

export interface Waiting {
  /** The version that judges what starts at a moment. */
  ruleAt(at: Instant): ClockRule | null
  days: Calendar
  /** Whether a transfer leaves an unanswered wait with who passed it on, and begins another (CLK-9). */
  split: boolean
}

/** The waits of one stream of events in order; those for which no version of the rule held are left out. */
export const waits = (stream: readonly ChatEvent[], { ruleAt, days, split }: Waiting): Wait[] => {
  const found: Wait[] = []
  let owner: Owner = { agent: null, team: null }
  /** Still to be answered. Mostly one; a second where a question came after midnight within the limit of an older one. */
  let pending: Wait[] = []

  const begin = (event: ChatEvent, rule: ClockRule | null, from?: Wait): void => {
    if (!rule) return
    const wait: Wait = {
      rule,
      session: event.session,
      buyer: event.buyer,
      ...owner,
      start: event.at,
      dayEnd: days.dayEnd(event.at),
      asked: from ? [...from.asked] : [{ at: event.at, ref: event.ref }],
      answeredAt: null,
      auto: from?.auto ?? null,
      closed: false,
      unassigned: rule.starts === 'assigned' && owner.agent === null,
      part: from !== undefined,
      answers: [],
    }
    found.push(wait)
    pending.push(wait)
  }

  const hasIt = (event: ChatEvent): void => {
    if (owner.agent === event.agent) {
      owner = { agent: owner.agent, team: event.team ?? owner.team }
      return
    }
    const before = owner
    owner = { agent: event.agent, team: event.team }
    const waiting = pending
    // What waits since yesterday is passed on as it is: no part of today begins with it.
    if (before.agent !== null && split) pending = pending.filter((wait) => event.at >= wait.dayEnd)
    for (const wait of waiting) {
      if (before.agent === null) {
        // It had waited for somebody: nobody is charged with an unanswered part.
        if (wait.unassigned) wait.start = event.at
        wait.unassigned = false
        Object.assign(wait, owner)
      } else if (split) {
        if (event.at >= wait.dayEnd) continue
        wait.closed = true
        begin(event, ruleAt(event.at), wait)
      } else if (owner.agent !== null && event.at - wait.start <= wait.rule.limit * SECOND)
        Object.assign(wait, owner) // who has it when its time is over is charged
    }
  }

  const asks = (event: ChatEvent): void => {
    if (event.agent !== null) hasIt(event)
    const joins = pending.find((wait) => event.at < wait.dayEnd)
    if (joins && joins.auto === null) {
      joins.asked.push({ at: event.at, ref: event.ref })
      return
    }
    if (joins) {
      joins.closed = true
      pending = pending.filter((wait) => wait !== joins)
    }
    begin(event, ruleAt(event.at))
  }

  const answers = (event: ChatEvent): void => {
    const { level } = event
    if (level === null) return
    const byPerson = level === 'person' || level === 'assist'
    const speaker: Owner = { agent: event.agent, team: event.team }
    pending = pending.filter((wait) => {
      if (satisfies(level, wait.rule.answeredBy)) {
        wait.answeredAt = event.at
        wait.answers.push(event.ref)
        if (wait.agent === null && byPerson) Object.assign(wait, speaker)
        else if (wait.agent === event.agent) wait.team ??= event.team
        wait.unassigned = false
        return false
      }
      if (level === 'auto' && wait.rule.autoExcluded) {
        wait.auto ??= event.at
        wait.answers.push(event.ref)
      }
      return true
    })
    if (byPerson && event.agent !== null)
      owner = { agent: event.agent, team: event.team ?? (owner.agent === event.agent ? owner.team : null) }
  }

  for (const event of stream) {
    // Yesterday's question is not answered by today's words, unless these came within its limit (CLK-8).
    pending = pending.filter(
      ({ dayEnd, asked, rule }) =>
        event.at < dayEnd || event.at - (asked.at(-1)?.at ?? 0) <= rule.limit * SECOND,
    )
    if (event.what === 'asked') asks(event)
    else if (event.what === 'answered') answers(event)
    else if (event.what === 'transfer') hasIt(event)
  }
  return found
}
