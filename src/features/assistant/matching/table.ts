/**
 * Numbers of features by their hashes, by open addressing in typed arrays: a Map of a million numbers takes 60 MB and
 * cannot be handed from a worker without copying it.
 */
export interface Table {
  /** Hash + 1 by place; 0 where free. */
  keys: Float64Array
  values: Uint32Array
  size: number
}

export const tableFor = (most: number): Table => {
  let places = 16
  while (places < most * 2) places *= 2
  return { keys: new Float64Array(places), values: new Uint32Array(places), size: 0 }
}

const grow = (table: Table): void => {
  const next = tableFor(table.keys.length)
  for (let i = 0; i < table.keys.length; i++) {
    const key = table.keys[i] ?? 0
    if (key !== 0) put(next, key, table.values[i] ?? 0)
  }
  table.keys = next.keys
  table.values = next.values
}

const put = ({ keys, values }: Table, key: number, value: number): void => {
  const mask = keys.length - 1
  let place = (key - 1) & mask
  while (keys[place] !== 0) place = (place + 1) & mask
  keys[place] = key
  values[place] = value
}

/** The number of a hash; -1 where it has none. */
export const numberOf = ({ keys, values }: Table, hash: number): number => {
  const mask = keys.length - 1
  let place = hash & mask
  for (;;) {
    const key = keys[place] ?? 0
    if (key === 0) return -1
    if (key === hash + 1) return values[place] ?? -1
    place = (place + 1) & mask
  }
}

/** The number of a hash; the next free one where it had none. */
export const numbered = (table: Table, hash: number): number => {
  const known = numberOf(table, hash)
  if (known >= 0) return known
  if (table.size * 2 >= table.keys.length) grow(table)
  put(table, hash + 1, table.size)
  return table.size++
}
