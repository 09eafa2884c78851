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

/** `315` is a word of its own, not a piece of an order number. */
const finder = (word: string): ((said: string) => boolean) => {
  if (!/^\d+$/.test(word)) return (said) => said.includes(word)
  const alone = new RegExp(`(?<!\\d)${word}(?!\\d)`)
  return (said) => alone.test(said)
}

/** The classifier by rules and words (RTG-1 to RTG-4). Prepared once; deciding takes some microseconds. */
export const byWords = (settings: Pick<RoutingSettings, 'intents' | 'fallback'>): Classify => {
  const rules = settings.intents.map((rule) => ({
    ...rule,
    // A word of punctuation alone folds to nothing, and nothing occurs in everything.
    words: rule.words
      .filter((word) => folded(word) !== '')
      .map((word) => ({ word, occursIn: finder(folded(word)) })),
    byStage: rule.words.length === 0 && rule.stages.length > 0,
  }))
  return ({ text, stage }) => {
    const said = text === null ? '' : folded(text.slice(0, READ))
    for (const { intent, team, skill, words, stages, byStage } of rules) {
      if (stages.length > 0 && (stage === null || !stages.includes(stage))) continue
      const matched = byStage ? stage : words.find((w) => w.occursIn(said))?.word
      if (matched != null) return { intent, team, skill, matched }
    }
    return { intent: settings.fallback, team: settings.fallback, skill: null, matched: null }
  }
}
