import { z } from 'zod'
import type { AnswerGroup } from './answers.ts'
import { shownQuestion } from './cleaning.ts'
import { essence, featuresOf, likeness } from './features.ts'

/** What is offered for confirmation of a group: a new entry, or its questions as wordings of one there is. */
export const Proposal = z.discriminatedUnion('make', [
  z.object({
    make: z.literal('entry'),
    question: z.string(),
    wordings: z.array(z.string()),
    answer: z.string(),
  }),
  z.object({
    make: z.literal('wording'),
    entryId: z.number(),
    /** The entry as it is. */
    entryQuestion: z.string(),
    entryAnswer: z.string(),
    wordings: z.array(z.string()),
    /** Agents answer otherwise than the entry does. */
    otherwise: z.boolean(),
  }),
])
export type Proposal = z.infer<typeof Proposal>

/** An entry that may be meant, and by what. */
export interface Near {
  id: number
  question: string
  answer: string
  wordings: readonly string[]
  /** How sure the knowledge is that this answers the group's question, 0–1. */
  score: number
}

/** An entry is meant where the knowledge thinks so by half, or agents answer what it answers. */
const MEANT = 0.5
const SAME_ANSWER = 0.62
/** Other ways of asking offered with an entry. More can be added in the entry itself. */
const WORDINGS = 8
/** Longest wording (characters): beyond, it is a story rather than a question. */
const LONGEST = 60

/** The most typical of a group's questions: the most alike to all; of equals the shorter, then the first. */
export const typicalQuestion = (questions: readonly string[]): string => {
  const all = questions.map((text) => ({ text, features: featuresOf(text) }))
  const scored = all.map(({ text, features }, i) => ({
    text,
    i,
    score: all.reduce((sum, other) => sum + likeness(features, other.features), 0),
  }))
  const [best] = scored.toSorted((a, b) => b.score - a.score || a.text.length - b.text.length || a.i - b.i)
  return best?.text ?? ''
}

/** Different ways of asking, as they may stand in the FAQ; those that differ in courtesies alone once. */
const waysOf = (questions: readonly string[], but: readonly string[]): string[] => {
  const seen = new Set(but.map(essence))
  const ways: string[] = []
  for (const text of questions.map(shownQuestion)) {
    const key = essence(text)
    // A masked number is no way of asking.
    if (seen.has(key) || text.length > LONGEST || text.includes('****') || text === '') continue
    seen.add(key)
    ways.push(text)
  }
  return ways.slice(0, WORDINGS)
}

/**
 * What to make of a group. Where an entry is meant, its questions become wordings of that: two entries for one question
 * would contradict each other some day. Else a new entry with the most frequent answer. Null where nobody has answered
 * in a way that holds for all, and no entry is near.
 * `questions`: the newest first; `near`: entries that may be meant, the likeliest first.
 */
export const proposalFor = (
  questions: readonly string[],
  answers: readonly AnswerGroup[],
  near: readonly Near[],
): Proposal | null => {
  const best = answers[0]
  const said = best && featuresOf(best.text)
  const like = (entry: Near) => (said ? likeness(said, featuresOf(entry.answer)) : 0)
  const meant = near.find((entry) => like(entry) >= SAME_ANSWER) ?? near.find((entry) => entry.score >= MEANT)
  if (meant) {
    const wordings = waysOf(questions, [meant.question, ...meant.wordings])
    // All of them are wordings already: it is the answer that is not found, which more of the same would not mend.
    if (wordings.length > 0)
      return {
        make: 'wording',
        entryId: meant.id,
        entryQuestion: meant.question,
        entryAnswer: meant.answer,
        wordings,
        otherwise: said !== undefined && like(meant) < SAME_ANSWER,
      }
  }
  if (!best) return null
  const ways = waysOf(questions, [])
  const question = typicalQuestion(ways.length > 0 ? ways : questions.map(shownQuestion).slice(0, WORDINGS))
  return {
    make: 'entry',
    question: question.slice(0, 500),
    wordings: ways.filter((way) => way !== question),
    answer: best.text,
  }
}
