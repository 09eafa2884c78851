export { type Indexer, indexOnce, startIndexer } from './indexer.ts'
export { type Found, searchMessages } from './search.ts'
export { tokensOf, tsquery, wanted } from './tokens.ts'
