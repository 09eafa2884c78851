import type { Refused } from '../../../platform/files/index.ts'
import type { ChatEvent } from '../domain/chat.ts'
import { inOrder } from '../domain/count/order.ts'
import type { Level } from '../domain/rule.ts'

/** Who wrote a line of a chat file, and in which mode. */
export const AUTHORS = ['buyer', 'agent', 'assistant-auto', 'assistant-assist', 'system'] as const
export type Author = (typeof AUTHORS)[number]

/** One line of a chat file, its fields checked. */
export interface Told {
  line: number
  session: string
  /** Null: the line does not say; whose session it is then. */
  buyer: string | null
  role: Author
  at: number
  text: string
  agent: string | null
  team: string | null
  /** Said not to be an answer, or to be one; null where the file does not say. */
  filler: boolean | null
  /** The session was ended with it. */
  end: boolean
}

/** What was found in a chat file. */
export interface Recorded {
  /** In order. */
  events: ChatEvent[]
  /** Lines taken. */
  lines: number
  /** The first refused ones, and how many there are. */
  refused: Refused[]
  refusals: number
  /** Messages of the assistant taken for greetings by their words, and some of these. */
  greetings: number
  greetingTexts: string[]
  /** What was done with session names that two buyers share. */
  shared: string[]
  /** Buyers with sessions that overlap in time. */
  overlapping: number
}

const LEVELS: Record<Author, Level | null> = {
  buyer: null,
  agent: 'person',
  'assistant-assist': 'assist',
  'assistant-auto': 'auto',
  system: null,
}
const SHOWN = 20
const SAMPLES = 5

/** Takes lines one by one and makes events of them; `isGreeting` judges what the assistant says by itself. */
export const recording = (isGreeting: (text: string) => boolean) => {
  const found: Recorded = {
    events: [],
    lines: 0,
    refused: [],
    refusals: 0,
    greetings: 0,
    greetingTexts: [],
    shared: [],
    overlapping: 0,
  }
  // Names come anew with each line: kept once, a million lines take 150 MB, not 400.
  const names = new Map<string, string>()
  const kept = (name: string): string => {
    const known = names.get(name)
    if (known !== undefined) return known
    names.set(name, name)
    return name
  }
  /** Of each session: its first buyer, and whose the last line was. */
  const sessions = new Map<string, { first: string; line: number; last: string; others: string[] | null }>()
  const teams = new Map<string, string>()

  const whose = (told: Told): { session: string; buyer: string } => {
    const known = sessions.get(told.session)
    const buyer = kept(told.buyer ?? known?.last ?? told.session)
    if (!known) {
      sessions.set(kept(told.session), { first: buyer, line: told.line, last: buyer, others: null })
      return { session: told.session, buyer }
    }
    known.last = buyer
    if (buyer === known.first) return { session: told.session, buyer }
    known.others ??= []
    if (!known.others.includes(buyer)) {
      known.others.push(buyer)
      found.shared.push(
        `Session ${told.session} has two buyers, ${known.first} (line ${known.line}) and ${buyer} (line ${told.line}): ` +
          'counted as two sessions, one for each.',
      )
    }
    return { session: `${told.session} (${buyer})`, buyer }
  }

  const levelOf = ({ role, filler, text }: Told): Level | null => {
    if (role === 'buyer' || role === 'system') return null
    if (filler === true) return 'any'
    if (role !== 'assistant-auto' || filler === false || !isGreeting(text)) return LEVELS[role]
    found.greetings++
    if (found.greetingTexts.length < SAMPLES && !found.greetingTexts.includes(text))
      found.greetingTexts.push(text)
    return 'any'
  }

  const refuse = (refused: Refused): void => {
    found.refusals++
    if (found.refused.length < SHOWN) found.refused.push(refused)
  }

  const take = (told: Told): void => {
    found.lines++
    const { session, buyer } = whose(told)
    const agent = told.agent === null ? null : kept(told.agent)
    const team = told.team === null ? null : kept(told.team)
    if (agent !== null && team !== null) teams.set(agent, team)
    const event = (what: ChatEvent['what']): void => {
      found.events.push({
        session: kept(session),
        buyer: kept(buyer),
        agent,
        team,
        what,
        level: what === 'answered' ? levelOf(told) : null,
        at: told.at,
        ref: told.line,
      })
    }
    if (told.role === 'buyer') event('asked')
    else if (told.role !== 'system') event('answered')
    else if (agent !== null && !told.end) event('transfer')
    if (told.end) event('end')
  }

  /** What was found, once all lines are taken. */
  const done = (): Recorded => {
    // A team named on one of an agent's lines holds for all that name none.
    for (const event of found.events)
      if (event.team === null && event.agent !== null) event.team = teams.get(event.agent) ?? null
    found.overlapping = overlaps(found.events)
    found.events = inOrder(found.events)
    return found
  }
  return { take, refuse, done }
}

/** How many buyers have a session that begins before another of theirs is over. */
const overlaps = (events: readonly ChatEvent[]): number => {
  const spans = new Map<string, { buyer: string; from: number; to: number }>()
  for (const { session, buyer, at } of events) {
    const span = spans.get(session)
    if (!span) spans.set(session, { buyer, from: at, to: at })
    else {
      span.from = Math.min(span.from, at)
      span.to = Math.max(span.to, at)
    }
  }
  const lastOf = new Map<string, number>()
  const found = new Set<string>()
  for (const { buyer, from, to } of [...spans.values()].sort((a, b) => a.from - b.from)) {
    const last = lastOf.get(buyer)
    if (last !== undefined && from < last) found.add(buyer)
    lastOf.set(buyer, Math.max(last ?? to, to))
  }
  return found.size
}
