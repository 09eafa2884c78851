import type { Instant } from '../../../shared/time.ts'
import type { Author, Notice } from '../../conversation/domain.ts'
import type { ChatEvent } from '../domain/chat.ts'
import type { Level } from '../domain/rule.ts'

/** A message as the counters need it: without its text. */
export interface Said {
  conversationId: number
  id: number
  at: Instant
  author: Author
  personId: number | null
  filler: boolean
  notice: Notice | null
}

/** How a conversation stands now. What its notices do not tell is taken from here. */
export interface Stands {
  buyerId: number
  assignee: number | null
  team: string | null
}

const levelOf = ({ author, filler }: Said): Level | null => {
  if (author === 'agent') return 'person'
  if (author === 'assistant-assist') return 'assist'
  if (author === 'assistant-auto') return filler ? 'any' : 'auto'
  return null
}

/** Who has the conversation from this notice on: undefined where it says nothing of that. */
const givenBy = (notice: Notice, owner: number | null): number | null | undefined => {
  switch (notice.what) {
    case 'claimed':
    case 'taken':
      return notice.by
    case 'transferred':
    case 'assigned':
      return notice.to
    case 'queued':
      return null
    case 'reopened':
      return notice.by ?? undefined
    case 'snoozed':
      return owner ?? notice.by
    default:
      return undefined
  }
}

const teamIn = (notice: Notice): string | undefined => {
  if (notice.what === 'queued' || notice.what === 'transferred') return notice.team
  return notice.what === 'assigned' ? notice.why.team : undefined
}

/**
 * Whether a conversation that came back by itself (reopened or woken) waited for somebody, which no notice says: then
 * the next thing told is that somebody got it. Being moved or offered while somebody has it is told.
 */
const waitedAfter = (later: readonly Said[], stands: Stands): boolean => {
  for (const { notice } of later) {
    if (!notice) continue
    if (notice.what === 'assigned' || notice.what === 'claimed') return true
    if (notice.what === 'silence' && (notice.step === 'move' || notice.step === 'offer')) return false
    if (givenBy(notice, null) !== undefined) return false
  }
  return stands.assignee === null
}

/** Of which team it was at first: nothing told that. What it was given or queued for is what it had waited for. */
const firstTeam = (messages: readonly Said[], stands: Stands): string | null => {
  for (const { notice } of messages) {
    const team = notice ? teamIn(notice) : undefined
    if (team !== undefined) return notice?.what === 'transferred' ? null : team
  }
  return stands.team
}

/** Who has it next, where nobody does for a while. */
const nextOwner = (later: readonly Said[], stands: Stands): number | null => {
  for (const { notice } of later) {
    const given = notice ? givenBy(notice, null) : undefined
    if (given != null) return given
  }
  return stands.assignee
}

const asKey = (id: number | null): string | null => (id === null ? null : String(id))

/** One conversation's messages, in the order in which they were sent, as the counters see them. Who had it when a buyer
 * asked, and for which team it was, follows from its notices. */
export const chatEvents = (messages: readonly Said[], stands: Stands): ChatEvent[] => {
  const events: ChatEvent[] = []
  let owner: number | null = null
  let team = firstTeam(messages, stands)
  for (const [i, said] of messages.entries()) {
    const { id, at, notice, author, personId } = said
    const event = (what: ChatEvent['what'], agent: number | null, level: Level | null) =>
      events.push({
        session: String(said.conversationId),
        buyer: String(stands.buyerId),
        agent: asKey(agent),
        team,
        what,
        level,
        at,
        ref: id,
      })
    if (notice) {
      team = teamIn(notice) ?? team
      const comesBack = (notice.what === 'reopened' || notice.what === 'woken') && notice.by === null
      const given: number | null | undefined =
        comesBack && waitedAfter(messages.slice(i + 1), stands) ? null : givenBy(notice, owner)
      // Out of somebody's hands and back into them, it was passed on to nobody: they owe no unanswered part.
      const returns = given === null && owner !== null && nextOwner(messages.slice(i + 1), stands) === owner
      if (given !== undefined && given !== owner && !returns) {
        owner = given
        event('transfer', owner, null)
      }
      if (notice.what === 'closed') event('end', owner, null)
    } else if (author === 'buyer') event('asked', owner, null)
    else {
      const level = levelOf(said)
      if (level !== null) event('answered', personId, level)
    }
  }
  return events
}

/** Who had a conversation at a moment, and its team. */
export const ownerAt = (
  messages: readonly Said[],
  stands: Stands,
  at: Instant,
): Pick<Stands, 'assignee' | 'team'> => {
  const last = chatEvents(messages, stands).findLast(
    (event) => event.at <= at && (event.what === 'transfer' || event.what === 'asked'),
  )
  return { assignee: last?.agent == null ? null : Number(last.agent), team: last?.team ?? stands.team }
}
