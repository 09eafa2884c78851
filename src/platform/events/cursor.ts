/** Where a reader stands in the logs of its shops, as text for `Last-Event-ID`: `1.205,2.77`. */
export type Cursor = Map<number, number>

export const writeCursor = (cursor: Cursor): string =>
  [...cursor].map(([shop, seq]) => `${shop}.${seq}`).join(',')

/** Reads a cursor; null where the text is none. */
export const readCursor = (text: string): Cursor | null => {
  const cursor: Cursor = new Map()
  if (text === '') return cursor
  for (const part of text.split(',')) {
    const match = /^(\d{1,9})\.(\d{1,15})$/.exec(part)
    if (!match) return null
    cursor.set(Number(match[1]), Number(match[2]))
  }
  return cursor
}
