import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { conversationStore } from '../src/features/conversation/index.ts'
import { readConfig } from '../src/features/desk/config.ts'
import { decide } from '../src/features/desk/decide.ts'
import { type CounterRow, lockShops, type Writes, writing } from '../src/features/desk/flush-sql.ts'
import { createMemory } from '../src/features/desk/memory.ts'
import { createSeats } from '../src/features/desk/seats.ts'
import type { Input } from '../src/features/desk/step.ts'
import { numbers } from '../src/platform/db/arrays.ts'
import type { Tx } from '../src/platform/db/db.ts'
import type { Logged } from '../src/platform/events/hub.ts'
import { WRITER } from '../src/platform/events/log.ts'
import { addressOf } from '../src/platform/pictures/domain.ts'
import { keep } from '../src/platform/pictures/store.ts'
import type { Instant } from '../src/shared/time.ts'
import { did, known, type Place, type Said, wrote } from './inputs.ts'
import { inOrder, type Moment, type Talk } from './script.ts'
import { everythingDelivered, placeInTime, run } from './store.ts'

const PICTURES = join(import.meta.dirname, 'lubai/pictures')

export interface Stage {
  shop: { id: number; timeZone: string }
  channels: Record<Talk['via'], number | null>
  /** The shop's people by user name. */
  people: ReadonlyMap<string, Place>
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
  const staff = [...people.values()].filter(({ role }) => role !== 'viewer')
  const about = {
    ...(await readConfig(tx, shop.id)),
    members: new Map(
      staff.map(({ personId, online }) => [
        personId,
        { state: online ? ('online' as const) : ('offline' as const), here: online },
      ]),
    ),
  }
  const onDuty = staff.filter(({ online }) => online).length
  const written: Writes[] = []

  const conversations = () => [...memory.conversations.values()]
  const happens = async (input: Input, at: Instant) => {
    const waiting = conversations().filter((c) => c.status !== 'closed' && c.waitingSince !== null).length
    const abouts = new Map([[shop.id, { ...about, around: { onDuty, waiting }, version: 1 }]])
    const reading = {
      memory,
      deliveries: new Set<string>(),
      messages: new Map(),
      seats: createSeats([]),
      reminding: new Map(),
    }
    const { writes, outcomes } = decide([{ shopId: shop.id, inputs: [input] }], reading, abouts, at)
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
  const talkOf = ({ via, buyer }: Talk) => memory.talk(shop.id, wrote(channelOf(via), buyer, { text: '' }, 0))

  for (const line of inOrder(talks, now, shop.timeZone)) {
    await letPass(line.at)
    const { via, buyer } = line.talk
    const says = await saying(tx, shop.id, line)
    const input = says
      ? wrote(channelOf(via), buyer, says, line.at)
      : did(line, known(talkOf(line.talk).conversation, `conversation of ${buyer.name}`), people)
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

/** What the buyer says in a line, its picture stored; null for lines of another kind. */
const saying = async (tx: Tx, shopId: number, { who, deed }: Moment): Promise<Said | null> => {
  if (who !== 'buyer') return null
  if (typeof deed === 'string') return { text: deed }
  if (deed.do !== 'picture') return null
  const bytes = await readFile(join(PICTURES, deed.file))
  const pictureId = randomBytes(16).toString('base64url')
  // Already as the desk encodes pictures: loading the encoder would cost more than all the rest.
  await keep(tx, shopId, pictureId, { type: 'image/webp', ...deed.size, bytes })
  return { picture: addressOf(shopId, pictureId), size: deed.size }
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
    breaches: written.flatMap((w) => w.breaches),
    slots: written.flatMap((w) => w.slots),
    given: [],
    guarded: written.flatMap((w) => w.guarded),
    leads: written.flatMap((w) => w.leads),
    writer: WRITER,
    now,
  }
  for (const statement of writing(whole)) await run(tx, statement)
  await placeInTime(tx, shopId, events)
}
