const inKeyOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** A value as text, the same in whatever order its keys came. */
export const canonical = (value: unknown): string => JSON.stringify(value, inKeyOrder)
