import { createReadStream } from 'node:fs'
import { decoder, type Encoding } from './encoding.ts'
import type { Refused } from './refused.ts'

/** A record (a line, or a row of quoted cells over several lines) longer than this is refused: it is a broken file. */
export const RECORD_LIMIT = 1024 * 1024 // characters

/** The text of a file in pieces of about 256 kB. `onBytes` hears how far it has come. */
export async function* textOf(
  path: string,
  encoding: Encoding,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoding = decoder(encoding)
  let bytes = 0
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    bytes += (piece as Buffer).length
    onBytes?.(bytes)
    yield decoding.text(piece as Buffer)
  }
  yield decoding.end()
}

export interface Line {
  line: number
  text: string
}

/** The lines of a text, without their ends. One beyond `limit` characters is refused, and the next ones go on. */
export async function* linesOf(
  pieces: AsyncIterable<string>,
  limit = RECORD_LIMIT,
): AsyncGenerator<Line | Refused> {
  let rest = ''
  let line = 1
  let overlong = false
  for await (const piece of pieces) {
    const text = rest + piece
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      if (overlong || end - from > limit) yield tooLong(line, limit)
      else yield { line, text: text.slice(from, text[end - 1] === '\r' ? end - 1 : end) }
      overlong = false
      line++
      from = end + 1
    }
    rest = text.slice(from)
    if (rest.length > limit) {
      overlong = true
      rest = ''
    }
  }
  if (overlong) yield tooLong(line, limit)
  else if (rest !== '') yield { line, text: rest.replace(/\r$/, '') }
}

export const tooLong = (line: number, limit: number): Refused => ({
  line,
  why: `Line ${line} is longer than ${limit.toLocaleString('en')} characters; such a line is no chat message. Look whether line ends were lost.`,
})
