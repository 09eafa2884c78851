import { randomUUID } from 'node:crypto'
import { loadAssistant } from '../src/features/assistant/index.ts'
import type { Command } from '../src/features/conversation/command.ts'
import { conversationStore } from '../src/features/conversation/index.ts'
import { decide } from '../src/features/desk/decide.ts'
import { type CounterRow, lockShops, type Writes, writing } from '../src/features/desk/flush-sql.ts'
import { createMemory } from '../src/features/desk/memory.ts'
import type { Doer, Input } from '../src/features/desk/step.ts'
import { numbers } from '../src/platform/db/arrays.ts'
import type { Tx } from '../src/platform/db/db.ts'
import type { Logged } from '../src/platform/events/hub.ts'
import { WRITER } from '../src/platform/events/log.ts'
import { may, type Role } from '../src/shared/access.ts'
import { type Instant, MINUTE } from '../src/shared/time.ts'
import { inOrder, type Moment, type Talk } from './script.ts'
import { everythingDelivered, placeInTime, run } from './store.ts'

/** A person as the shop has them. */
export interface Place {
  personId: number
  role: Role
  online: boolean
}

export interface Stage {
  shop: { id: number; timeZone: string }
  channels: Record<Talk['via'], number | null>
  /** The shop's people by user name. */
  people: ReadonlyMap<string, Place>
}

const known = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`the seed knows no ${what}`)
  return value
}

/**
 * Plays talks to their end as the desk would have had them: every line goes through the same decisions as a live one,
 * at its own moment, the assistant answers by its rules, and what became due in between is done when it was due.
 *
 * Not through a pipeline with its clock set back: that stores a line at a time, and the running desk's ticker would
 * find yesterday's questions unanswered for a moment and apologise for the wait. Here all is written at once.
 * Returns the events, to be published after the commit.
 */
export const play = async (tx: Tx, stage: Stage, talks: readonly Talk[], now: Instant): Promise<Logged[]> => {
  const { shop, channels, people } = stage
  const memory = createMemory()
  for (const row of await run<CounterRow>(tx, lockShops([numbers([shop.id])])))
    memory.counters.set(row.shop_id, row)
  const reading = { memory, deliveries: new Set<string>(), messages: new Map() }
  const staff = [...people.values()].filter(({ role }) => role !== 'viewer')
  const about = {
    assistant: await loadAssistant(tx, shop.id),
    members: new Set(staff.map(({ personId }) => personId)),
  }
  const onDuty = staff.filter(({ online }) => online).length
  const written: Writes[] = []

  const conversations = () => [...memory.conversations.values()]
  const happens = async (input: Input, at: Instant) => {
    const waiting = conversations().filter((c) => c.status !== 'closed' && c.waitingSince !== null).length
    const aboutShop = async () => ({ ...about, around: { onDuty, waiting } })
    const { writes, outcomes } = await decide([{ shopId: shop.id, inputs: [input] }], reading, aboutShop, at)
    const outcome = outcomes[0]?.replayed === false ? outcomes[0].outcomes[0] : undefined
    if (!outcome?.ok) throw new Error(`the desk refused a line of the seed: ${JSON.stringify(outcome)}`)
    written.push(writes)
  }
  const letPass = async (until: Instant) => {
    for (;;) {
      const due = conversations().filter((c) => c.dueAt !== null && c.dueAt <= until)
      const next = due.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0]
      if (!next) return
      await happens({ what: 'due', conversationId: next.id }, next.dueAt ?? until)
    }
  }
  const channelOf = (via: Talk['via']) => known(channels[via], `${via} channel`)
  const talkOf = ({ via, buyer }: Talk) => memory.talk(shop.id, heard(channelOf(via), buyer, '', 0))

  for (const line of inOrder(talks, now, shop.timeZone)) {
    await letPass(line.at)
    const input =
      line.who === 'buyer' && typeof line.deed === 'string'
        ? heard(channelOf(line.talk.via), line.talk.buyer, line.deed, line.at)
        : done(line, known(talkOf(line.talk).conversation, `conversation of ${line.talk.buyer.name}`), people)
    await happens(input, line.at)
  }
  await letPass(now)

  await write(tx, shop.id, { written, counters: [...memory.counters.values()], now })
  for (const talk of talks) {
    if (talk.note === undefined) continue
    const { id } = known(talkOf(talk).buyer, `buyer ${talk.buyer.name}`)
    await conversationStore.setBuyerNote(tx, shop.id, id, talk.note)
  }
  await everythingDelivered(tx, shop.id)
  return written.flatMap((w) => w.events)
}

const heard = (channelId: number, buyer: Talk['buyer'], text: string, sentAt: Instant): Input => ({
  what: 'buyer-wrote',
  channelId,
  buyer: { externalId: buyer.id, name: buyer.name, verified: false },
  message: { externalId: randomUUID(), kind: 'text', text, picture: null, size: null, sentAt },
})

const done = (
  { at, who, deed }: Moment,
  conversation: { id: number; lastMessageId: number },
  people: Stage['people'],
): Input => {
  const conversationId = conversation.id
  if (who === 'buyer') return { what: 'buyer-read', conversationId, messageId: conversation.lastMessageId }
  const person = known(people.get(who), `person ${who}`)
  const by: Doer = { personId: person.personId, mayTake: may(person.role, 'conversation.take') }
  return { what: 'command', conversationId, by, command: commandOf(deed, at, people), size: null }
}

const commandOf = (deed: Moment['deed'], at: Instant, people: Stage['people']): Command => {
  const clientId = randomUUID()
  if (typeof deed === 'string') return { do: 'reply', clientId, text: deed, picture: null, assist: false }
  switch (deed.do) {
    case 'note':
      return { do: 'note', clientId, text: deed.text }
    case 'transfer':
      return { ...deed, to: known(people.get(deed.to), `person ${deed.to}`).personId }
    case 'snooze':
      return { do: 'snooze', until: at + deed.minutes * MINUTE }
    case 'read':
      throw new Error('only buyers read in the seed')
    default:
      return deed
  }
}

/** Everything as one flush, afterwards put in its place in time. */
const write = async (
  tx: Tx,
  shopId: number,
  { written, counters, now }: { written: readonly Writes[]; counters: CounterRow[]; now: Instant },
): Promise<void> => {
  const newest = <T extends { id: number }>(items: readonly T[]): T[] => [
    ...new Map(items.map((item) => [item.id, item])).values(),
  ]
  const events = written.flatMap((w) => w.events)
  const whole: Writes = {
    messages: written.flatMap((w) => w.messages),
    conversations: newest(written.flatMap((w) => w.conversations)),
    buyers: newest(written.flatMap((w) => w.buyers)),
    events,
    counters,
    deliveries: [],
    audit: written.flatMap((w) => w.audit),
    writer: WRITER,
    now,
  }
  for (const statement of writing(whole)) await run(tx, statement)
  await placeInTime(tx, shopId, events)
}
