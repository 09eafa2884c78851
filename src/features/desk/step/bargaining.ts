import type { Instant } from '../../../shared/time.ts'
import { bargains } from '../../bargaining/domain/asks.ts'
import { deedOf } from '../../bargaining/domain/judge.ts'
import { goodsIn } from '../../catalog/domain/goods.ts'
import { goodsWith } from '../../catalog/domain/looked-at.ts'
import type { AssistantMemory, Bargain, Buyer, Conversation } from '../../conversation/domain.ts'
import type { About, Input, NextIds } from './about.ts'
import { notice } from './adding.ts'
import { type Decision, done } from './decision.ts'
import { beginning } from './late.ts'

const NOT_BEGUN: Bargain = { asked: 0, values: 0 }

/** Writes down what was given to a buyer who bargains: from now on it may be said, and nothing more is given. */
export const conceded = (
  { buyer, conversation }: { buyer: Buyer; conversation: Conversation },
  { by, given }: Extract<Input, { what: 'conceded' }>,
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  const { assistant } = conversation
  if (assistant.bargain?.given?.id === given.id) return { ok: true, changed: false, conversation }
  const to = beginning(conversation, about, ids, now)
  to.set({ assistant: { ...assistant, bargain: { ...(assistant.bargain ?? NOT_BEGUN), given } } })
  notice(to, { what: 'conceded', by, ...given }, now, by)
  return done(buyer, to, about, now)
}

/** Forgets what was given and then taken back: it may not be said any more, and something else may be given. */
export const takenBack = (
  { buyer, conversation }: { buyer: Buyer; conversation: Conversation },
  { concessionId }: Extract<Input, { what: 'taken-back' }>,
  about: About,
  ids: NextIds,
  now: Instant,
): Decision => {
  const { assistant } = conversation
  if (assistant.bargain?.given?.id !== concessionId) return { ok: true, changed: false, conversation }
  const { given: _, ...bargain } = assistant.bargain
  const to = beginning(conversation, about, ids, now)
  to.set({ assistant: { ...assistant, bargain } })
  return done(buyer, to, about, now)
}

/** Notes that the buyer presses for less, whoever is going to answer it, and for which product: what may be given depends
 * on what it costs. */
export const pressed = (
  memory: AssistantMemory,
  text: string | null,
  { assistant, shelf }: Pick<About, 'assistant' | 'shelf'>,
): AssistantMemory => {
  if (!assistant.bargaining || text === null || !bargains(text)) return memory
  const { bargain = NOT_BEGUN } = memory
  const named = shelf ? goodsIn(text, shelf.index).map(({ id }) => id) : []
  return {
    ...memory,
    ...(named.length > 0 && { goods: goodsWith(memory.goods, named) }),
    bargain: { ...bargain, asked: bargain.asked + 1, pressing: true },
  }
}

/** What a person's reply does to the bargaining: words of substance that give nothing are an answer of value, whoever
 * chose them. */
export const bargainedOn = (memory: AssistantMemory, text: string): AssistantMemory => {
  if (!memory.bargain?.pressing) return memory
  const { pressing: _, ...bargain } = memory.bargain
  const values = bargain.values + (deedOf(text) === 'value' ? 1 : 0)
  return { ...memory, bargain: { ...bargain, values } }
}
