/** Longest line kept: a basket of 1,000 lines with 1,000 offers is half a megabyte. Of a longer one the rest is read past. */
const LONGEST = 16 * 1024 * 1024
const NEWLINE = 10

export interface BasketLine {
  /** Counted from 1, empty lines too. */
  number: number
  /** Null: it cannot be read as text, and `fault` says why. */
  text: string | null
  fault: 'too-long' | 'not-utf-8' | null
}

/** The lines of a stream that are not empty. What cannot be read is told with its number, and the next ones still come. */
export const basketLines = async function* (stream: AsyncIterable<Uint8Array>): AsyncGenerator<BasketLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let held: Uint8Array[] = []
  let size = 0
  let number = 0
  const hold = (bytes: Uint8Array) => {
    if (size <= LONGEST) held.push(Uint8Array.from(bytes))
    size += bytes.length
  }
  const line = (): BasketLine | null => {
    number++
    const bytes = size > LONGEST ? null : Buffer.concat(held)
    held = []
    size = 0
    if (!bytes) return { number, text: null, fault: 'too-long' }
    try {
      const text = decoder.decode(bytes).trim()
      return text === '' ? null : { number, text, fault: null }
    } catch {
      return { number, text: null, fault: 'not-utf-8' }
    }
  }
  for await (const chunk of stream) {
    let start = 0
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      hold(chunk.subarray(start, at))
      start = at + 1
      const read = line()
      if (read) yield read
    }
    if (start < chunk.length) hold(chunk.subarray(start))
  }
  const last = size > 0 ? line() : null
  if (last) yield last
}
