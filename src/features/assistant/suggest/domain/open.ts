import type { Message } from '../../../conversation/domain.ts'
import { moodOf } from '../../domain/mood.ts'
import { withoutCard } from '../../learning/domain/words.ts'

/** Questions of a round that are looked at: the newest; who writes more repeats themselves. */
const MOST = 5
/** All of them together, in characters. */
const LONGEST = 1000

/** Whether a message answers: said by a person, or by the assistant in substance. */
const answers = (m: Message): boolean =>
  m.author !== 'buyer' && m.author !== 'system' && m.detail?.filler !== true && m.kind !== 'note'

export interface OpenQuestion {
  text: string
  /** What the buyer had asked before it. */
  before: string | null
}

/**
 * What the buyer still waits to be answered, oldest first: their texts since the last answer, greetings and thanks left
 * out. `messages` in order of their ids, some of before the round with them.
 */
export const openQuestions = (messages: readonly Message[]): OpenQuestion[] => {
  const last = messages.findLastIndex(answers)
  const texts = messages.flatMap((m, i) => {
    const text = withoutCard(m.text).slice(0, LONGEST)
    const asks = m.author === 'buyer' && m.kind === 'text' && text !== ''
    return asks && !['thanks', 'greeting'].includes(moodOf(text) ?? '') ? [{ text, open: i > last }] : []
  })
  return texts
    .map(({ text, open }, i) => ({ text, open, before: texts[i - 1]?.text ?? null }))
    .filter(({ open }) => open)
    .slice(-MOST)
    .map(({ text, before }) => ({ text, before }))
}
