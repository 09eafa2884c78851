export { type AskOptions, makeAsk } from './ask.ts'
export type { CurvePoint } from './curve.ts'
export { createIndexer, type Indexer } from './indexer.ts'
export type { Match, Matcher } from './matcher.ts'
export {
  answerable,
  askingOf,
  type Measures,
  measurePairs,
  measuresOf,
  type Outcome,
  type Pair,
} from './measure.ts'
export { compilePattern, isFault, type PatternFault, type PatternRule, patternSource } from './patterns.ts'
