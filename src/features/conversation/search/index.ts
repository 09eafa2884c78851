export { indexOnce, startIndexer } from './indexer.ts'
export { searchMessages } from './search.ts'
export { tokensOf } from './tokens.ts'
