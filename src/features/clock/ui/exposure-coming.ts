import type { Instant } from '../../../shared/time.ts'
import type { Conversation } from '../../conversation/domain.ts'
import type { Running } from '../domain/live.ts'

/** A clock that will cost money if nobody answers before it runs out. */
export interface Coming {
  conversation: Conversation
  clock: Running
}

/** The clocks that cost something and run out within `ahead` ms, the next one first. At its due moment an answer is still
 * in time. */
export const comingOf = (
  conversations: Iterable<Conversation>,
  runningOf: (conversation: Conversation) => readonly Running[],
  now: Instant,
  ahead: number,
): Coming[] => {
  const coming: Coming[] = []
  for (const conversation of conversations)
    for (const clock of runningOf(conversation))
      if (clock.rule.money > 0 && clock.dueAt >= now && clock.dueAt <= now + ahead)
        coming.push({ conversation, clock })
  return coming.sort((a, b) => a.clock.dueAt - b.clock.dueAt || a.conversation.id - b.conversation.id)
}

export const stakeOf = (coming: readonly Coming[]): number =>
  coming.reduce((fen, { clock }) => fen + clock.rule.money, 0)
