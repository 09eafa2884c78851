import { Unreachable } from '../../../web/api.ts'
import { cell } from '../../../web/cell.ts'
import { deskNow } from '../../../web/clock.ts'
import { sayError } from '../../../web/parts/toast.tsx'
import type { Command } from '../../conversation/command.ts'
import type { Sending } from '../../conversation/ui/lines.ts'
import { desk, deskApi } from './live/feed.ts'
import { applyAnswer, type Key, partsOf } from './live/state.ts'

const give = async (key: Key, command: Command) => {
  const asked = desk.get()
  const answer = await deskApi.act({ params: partsOf(key), body: command })
  desk.update((state) => applyAnswer(state, asked, answer))
}

/** Does something to a conversation and says so if the desk refuses. True if it was done. */
export const act = async (key: Key, command: Command): Promise<boolean> => {
  try {
    await give(key, command)
    return true
  } catch (error) {
    sayError(error)
    return false
  }
}

/** Marks as seen. Nobody asked for it, so nobody hears of it if it fails; the next look tries again. */
export const markSeen = (key: Key, messageId: number) => give(key, { do: 'seen', messageId }).catch(() => {})

/** Replies and notes on their way, by conversation. */
export const sending = cell<ReadonlyMap<Key, readonly Sending[]>>(new Map())

const change = (key: Key, how: (all: readonly Sending[]) => readonly Sending[]) =>
  sending.update((all) => {
    const next = new Map(all)
    const mine = how(all.get(key) ?? [])
    if (mine.length === 0) next.delete(key)
    else next.set(key, mine)
    return next
  })

const mark = (key: Key, clientId: string, failed: boolean) =>
  change(key, (all) => all.map((s) => (s.clientId === clientId ? { ...s, failed } : s)))

export const discard = (key: Key, clientId: string) =>
  change(key, (all) => all.filter((s) => s.clientId !== clientId))

const post = async (key: Key, one: Sending): Promise<boolean> => {
  const { clientId, text, picture } = one
  try {
    await give(
      key,
      one.kind === 'note'
        ? { do: 'note', clientId, text }
        : { do: 'reply', clientId, text, picture, assist: false },
    )
    discard(key, clientId)
    return true
  } catch (error) {
    mark(key, clientId, true)
    // That nothing arrives is said by the line itself and by the banner.
    if (!(error instanceof Unreachable)) sayError(error)
    return false
  }
}

/** Lines of one conversation leave one after the other, so that they arrive in the order they were written. */
const lanes = new Map<Key, Promise<boolean>>()
const inLane = (key: Key, go: () => Promise<boolean>): Promise<boolean> => {
  const next = (lanes.get(key) ?? Promise.resolve(true)).then(go)
  lanes.set(key, next)
  return next
}

/** Shows a reply or note at once and sends it. True when the desk has it; otherwise it stays, to be sent again. */
export const send = (key: Key, what: Pick<Sending, 'kind' | 'text' | 'picture'>): Promise<boolean> => {
  const one: Sending = { ...what, clientId: crypto.randomUUID(), at: deskNow(), failed: false }
  change(key, (all) => [...all, one])
  return inLane(key, () => post(key, one))
}

/** Sends again under the same id: if the desk did have it, it is not stored twice. */
export const sendAgain = (key: Key, clientId: string): Promise<boolean> => {
  const one = sending
    .get()
    .get(key)
    ?.find((s) => s.clientId === clientId)
  if (!one) return Promise.resolve(false)
  mark(key, clientId, false)
  return inLane(key, () => post(key, { ...one, failed: false }))
}
