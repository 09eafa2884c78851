import i18next from 'i18next'
import type { PersonState } from '../../../shared/access.ts'
import { say, sayError } from '../../../web/parts/toast.tsx'
import type { Conversation } from '../../conversation/domain.ts'
import { act } from '../../desk/ui/acting.ts'
import { keyOf } from '../../desk/ui/live/state.ts'
import { askQueueAnew, directingApi, routingApi } from './api.ts'

/** Does something and says what came of it, or why it did not work. True if it was done. */
const direct = async (go: () => Promise<string>): Promise<boolean> => {
  try {
    say(await go())
    return true
  } catch (error) {
    sayError(error)
    return false
  } finally {
    void askQueueAnew()
  }
}

/** Takes a conversation, from whoever has it. */
export const takeOver = async (c: Conversation): Promise<void> => {
  if (!(await act(keyOf(c), { do: c.assignee === null ? 'claim' : 'take' }))) return
  say(i18next.t('board.taken', { buyer: c.buyerName }))
  void askQueueAnew()
}

export type To = { to: number } | { team: string }

/** Gives a conversation to a person with room, or back to the people of a team. */
export const giveTo = async (c: Conversation, to: To, name: string, note: string): Promise<boolean> => {
  if (!(await act(keyOf(c), { do: 'transfer', ...to, note }))) return false
  say(i18next.t('board.gave', { buyer: c.buyerName, to: name }))
  void askQueueAnew()
  return true
}

/** Tells the agent who has the conversation something that the buyer does not see. */
export const whisperIn = async (c: Conversation, text: string): Promise<boolean> => {
  const told = await act(keyOf(c), { do: 'note', clientId: crypto.randomUUID(), text, whisper: true })
  if (told) say(i18next.t('board.whispered'))
  return told
}

export const setState = (shopId: number, personId: number, state: PersonState, name: string) =>
  direct(async () => {
    const member = await routingApi.setSeat({ params: { shopId, personId }, body: { state } })
    return i18next.t('board.nowIs', { name, state: i18next.t(`rail.${member.state}`) })
  })

/** Sets a limit: over all shops, or in this one, where null is none of its own. */
export const setLimit = (
  shopId: number,
  personId: number,
  limit: { slots: number } | { shopSlots: number | null },
) =>
  direct(async () => {
    await routingApi.setSeat({ params: { shopId, personId }, body: limit })
    return i18next.t('app.saved')
  })

/** Takes everything somebody has, in each of the shops, into the queue or to a colleague as far as there is room. */
export const handOverAll = (shopIds: readonly number[], personId: number, to: 'queue' | number) =>
  direct(async () => {
    let [moved, kept] = [0, 0]
    // One after the other: the colleague's room is counted over all shops.
    for (const shopId of shopIds) {
      const done = await directingApi.handOver({ params: { shopId, personId }, body: { to } })
      moved += done.moved
      kept += done.kept
    }
    return i18next.t(kept > 0 ? 'board.handedSome' : 'board.handed', { count: moved, kept })
  })
