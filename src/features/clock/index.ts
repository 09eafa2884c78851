export { count, isRate, type Unit } from './domain/count/index.ts'
export {
  type Figure,
  figureOf,
  type Leaf,
  leavesOf,
  type Row,
  rowsBy,
  SPLITS,
  type Split,
  sumOf,
  type Tally,
} from './domain/rates.ts'
export type { ClockRule } from './domain/rule.ts'
export { shippedRules } from './domain/shipped/index.ts'
export { type Recorded, readEvents } from './read/index.ts'
export { clockRoutes } from './routes.ts'
