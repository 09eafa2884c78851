export { makeAsk } from './ask.ts'
export { createIndexer } from './indexer.ts'
export {
  answerable,
  askingOf,
  type Measures,
  measurePairs,
  measuresOf,
  type Outcome,
  type Pair,
} from './measure.ts'
export { compilePattern, isFault, patternSource } from './patterns.ts'
