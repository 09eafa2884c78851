import { byWords, type Classify } from './domain/classify.ts'
import { byWordsThenGuess } from './domain/guess.ts'
import { type Learned, learn } from './domain/learned.ts'
import type { RoutingSettings } from './domain/settings.ts'
import { examples } from './examples/index.ts'

let known: Learned | undefined

/** What the examples teach. Learned when first asked for, some 0.2 s once in a process: weights in a file would have to be
 * kept in step with the examples. */
export const learnedFromExamples = (): Learned => {
  known ??= learn(examples)
  return known
}

/** What decides a shop's conversations, on the server and on the settings page alike: its words, then a guess. */
export const classifierOf = (settings: Pick<RoutingSettings, 'intents' | 'fallback'>): Classify =>
  byWordsThenGuess(byWords(settings), learnedFromExamples(), settings)
