import { unreadable } from '../../platform/files/index.ts'

/** Longest line taken, in bytes: a message has 4,000 characters at most, and a whole file is not one. */
const LONGEST = 4 * 1024 * 1024
const NEWLINE = 10
const RETURN = 13

/**
 * The lines of a stream of bytes as text, one at a time. Throws `malformed` for bytes that are no UTF-8, with the line's
 * number: read otherwise, they would be checked as something else than was meant.
 */
export const linesOf = async function* (stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let held: Uint8Array[] = []
  let size = 0
  let number = 0
  const line = (): string => {
    number++
    const bytes = held.length === 1 && held[0] ? held[0] : Buffer.concat(held)
    held = []
    size = 0
    const end = bytes.at(-1) === RETURN ? bytes.length - 1 : bytes.length
    try {
      return decoder.decode(bytes.subarray(0, end))
    } catch {
      throw unreadable(
        `Line ${number} is not UTF-8. Save the text as UTF-8 first, or: iconv -f GB18030 -t UTF-8 FILE`,
      )
    }
  }
  const hold = (bytes: Uint8Array) => {
    size += bytes.length
    if (size > LONGEST) throw unreadable(`Line ${number + 1} is longer than ${LONGEST / 1024 / 1024} MiB.`)
    held.push(bytes)
  }
  for await (const chunk of stream) {
    let start = 0
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      hold(chunk.subarray(start, at))
      yield line()
      start = at + 1
    }
    // The stream may use its piece of memory again.
    if (start < chunk.length) hold(Uint8Array.from(chunk.subarray(start)))
  }
  if (size > 0) yield line()
}
