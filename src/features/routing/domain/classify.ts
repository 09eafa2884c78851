import { folded } from '../../../shared/text.ts'
import type { RoutingSettings, Stage } from './settings.ts'

/** What a message is about, as far as routing cares. */
export interface Classified {
  intent: string
  team: string
  skill: string | null
  /** The word, as the shop wrote it, or the stage that decided; null for a guess (specs/routing.md RTG-3). */
  matched: string | null
  /** How likely a guess from the whole message is, 0–1; absent where a word decided, and where nothing told anything. */
  confidence?: number
}

/** Says what a buyer's message is about. The text is null for a picture, the stage where the order is not known. */
export type Classify = (message: { text: string | null; stage: Stage | null }) => Classified

/** Enough of a long message to tell what it is about: a pasted page must not cost milliseconds. */
const READ = 1000

/** A word of a rule, folded, with its place among rules and words. */
interface Placed {
  folded: string
  word: string
  rule: number
  place: number
  /** `315` is a word of its own, not a piece of an order number. */
  alone: boolean
}

const isDigit = (c: number) => c >= 0x30 && c <= 0x39
const occursAt = (said: string, at: number, { folded, alone }: Placed): boolean =>
  said.startsWith(folded, at) &&
  !(alone && (isDigit(said.charCodeAt(at - 1)) || isDigit(said.charCodeAt(at + folded.length))))

/** The words by their first character: a message is gone through once, however many words there are (120 look-ups in turn
 * took 5 µs a message of 20 characters, this takes 1). */
const byFirst = (rules: RoutingSettings['intents']): Map<number, Placed[]> => {
  const words = rules.flatMap(({ words }, rule) =>
    words.map((word, place) => ({
      folded: folded(word),
      word,
      rule,
      place,
      alone: /^\d+$/.test(folded(word)),
    })),
  )
  // A word of punctuation alone folds to nothing, and nothing occurs in everything.
  return Map.groupBy(
    words.filter((one) => one.folded !== ''),
    (one) => one.folded.charCodeAt(0),
  )
}

/** The classifier by rules and words (RTG-1 to RTG-4). Prepared once; deciding takes some microseconds. */
export const byWords = (settings: Pick<RoutingSettings, 'intents' | 'fallback'>): Classify => {
  const { intents, fallback } = settings
  const words = byFirst(intents)
  const fits = (rule: number, stage: Stage | null) => {
    const stages = intents[rule]?.stages ?? []
    return stages.length === 0 || (stage !== null && stages.includes(stage))
  }
  /** The first word of the first rule that fits. */
  const firstWord = (said: string, stage: Stage | null): Placed | null => {
    let first: Placed | null = null
    for (let at = 0; at < said.length; at++)
      for (const one of words.get(said.charCodeAt(at)) ?? []) {
        const earlier =
          first === null || one.rule < first.rule || (one.rule === first.rule && one.place < first.place)
        if (earlier && fits(one.rule, stage) && occursAt(said, at, one)) first = one
      }
    return first
  }
  return ({ text, stage }) => {
    const word = text === null ? null : firstWord(folded(text.slice(0, READ)), stage)
    const byStage =
      stage === null
        ? -1
        : intents.findIndex(({ words, stages }) => words.length === 0 && stages.includes(stage))
    const staged = byStage !== -1 && (word === null || byStage < word.rule)
    const rule = intents[staged ? byStage : (word?.rule ?? -1)]
    if (!rule) return { intent: fallback, team: fallback, skill: null, matched: null }
    const { intent, team, skill } = rule
    return { intent, team, skill, matched: staged ? stage : (word?.word ?? null) }
  }
}
