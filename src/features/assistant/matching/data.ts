import type { Table } from './table.ts'

/**
 * An index of wordings, only numbers: made in a worker thread and handed over without being copied. Wordings count from
 * 0 in the order of their entries; entries by their place in the list it was made from.
 */
export interface IndexData {
  entries: number
  /** By wording: its entry. */
  entryOf: Uint32Array
  /** Numbers of features by hash. */
  features: Table
  /** By feature: kind and the square of its weight. Squares, because nothing else is ever asked for. */
  kinds: Uint8Array
  gains: Float32Array
  /** Wordings by feature: those of f stand from postingsAt[f] to postingsAt[f + 1]. */
  postingsAt: Uint32Array
  postings: Uint32Array
  /** Features by wording. */
  listsAt: Uint32Array
  lists: Uint32Array
  /** By wording: 1 / length of its vector, and whether it is negated. */
  scale: Float32Array
  negated: Uint8Array
  /** Amounts by wording: measure and value in pairs. */
  amountsAt: Uint32Array
  amounts: Float64Array
  /** The same by kind of a feature that no wording has. */
  strange: Float32Array
}

/** All arrays in a value, to be handed over instead of copied. */
export const buffersOf = (value: unknown): ArrayBuffer[] => {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.values(value).flatMap(buffersOf)
}
