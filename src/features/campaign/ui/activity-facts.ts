import { type ActivityBody, type ActivityFact, activityFacts, type FactAnswer } from '../domain/activity.ts'

export type Answered = 'says' | 'none' | 'open'

/** How a fact stands: answered in words, known not to exist, or open. Words of blanks alone answer nothing. */
export const answerOf = (answer: FactAnswer | undefined): Answered =>
  answer === undefined ? 'open' : 'none' in answer ? 'none' : answer.says.trim() === '' ? 'open' : 'says'

/** Facts that buyers may ask for and nobody could answer. */
export const openFacts = (facts: ActivityBody['facts']): ActivityFact[] =>
  activityFacts.filter((fact) => answerOf(facts[fact]) === 'open')

/** As it is saved: what was begun and left empty is open again. */
export const savedFacts = (facts: ActivityBody['facts']): ActivityBody['facts'] =>
  Object.fromEntries(
    activityFacts.flatMap((fact) => {
      const answer = facts[fact]
      if (answer === undefined || answerOf(answer) === 'open') return []
      return [[fact, 'says' in answer ? { says: answer.says.trim() } : answer] as const]
    }),
  )
