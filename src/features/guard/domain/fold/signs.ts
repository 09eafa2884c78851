import { type Folded, fold, Kind, plane } from './characters.ts'

/**
 * A text as a row of signs: what somebody reads who looks past width, case, ornament and what is strewn between. All
 * arrays are parallel; `from` and `to` are places in the original, in UTF-16 units.
 */
export interface Signs {
  text: string
  count: number
  kind: Uint8Array
  /** What the sign is read as; signs that no table knows keep their own code. */
  code: Uint16Array
  digit: Int8Array
  from: Int32Array
  to: Int32Array
  /** How far it stands from the sign before: the gravest `Kind` of what is between them, 0 for nothing. */
  gap: Uint8Array
  /** The first character drawn before it that is no blank, or a dot (46) if there is one; 0 where none. */
  drawn: Uint16Array
  /** The signs as one string, a unit each. */
  line: string
}

const ESCAPE =
  /&#(\d{1,7});?|&#x([0-9a-f]{1,6});?|\\u\{?([0-9a-f]{4,6})\}?|\\x([0-9a-f]{2})|%([0-9a-f]{2})(?=%[0-9a-f]{2}|$|[^0-9a-f])|&(nbsp|lt|gt|amp|quot|ensp|emsp|zwnj|zwj);/iy
const TAG = /<\/?[a-z][^<>]{0,60}>|<!--[^<>]{0,60}-->/iy
const AMP = 38
const BACKSLASH = 92
const PERCENT = 37
const LESS = 60
const DOT = 46

/** A character written as an escape at a place: its code point and length; null where there is none. */
const escaped = (text: string, at: number): { code: number; length: number } | null => {
  ESCAPE.lastIndex = at
  const found = ESCAPE.exec(text)
  if (!found) return null
  const [whole, decimal, hex, unicode, byte, percent] = found
  const code =
    decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? unicode ?? byte ?? percent ?? '20', 16)
  // “50%20…” is a share, and not every number is a character.
  if (!(code >= 0x20 && code <= 0x10ffff) || (percent !== undefined && code > 0x7e)) return null
  return { code, length: whole.length }
}

const CHUNK = 4096
const lineOf = (code: Uint16Array, count: number): string => {
  let line = ''
  for (let i = 0; i < count; i += CHUNK)
    line += String.fromCharCode(...code.subarray(i, Math.min(count, i + CHUNK)))
  return line
}

/** Reads a text into signs. One pass; time and memory grow with the length. */
export const readSigns = (text: string): Signs => {
  const { length } = text
  // Few characters fold into more than two; a text of such alone grows.
  let room = length + 16
  let kind = new Uint8Array(room)
  let code = new Uint16Array(room)
  let digit = new Int8Array(room)
  let from = new Int32Array(room)
  let to = new Int32Array(room)
  let gap = new Uint8Array(room)
  let drawn = new Uint16Array(room)
  let count = 0
  let between = 0
  let mark = 0

  const grow = () => {
    room *= 2
    const more = <T extends Uint8Array | Uint16Array | Int8Array | Int32Array>(old: T, fresh: T): T => {
      fresh.set(old)
      return fresh
    }
    kind = more(kind, new Uint8Array(room))
    code = more(code, new Uint16Array(room))
    digit = more(digit, new Int8Array(room))
    from = more(from, new Int32Array(room))
    to = more(to, new Int32Array(room))
    gap = more(gap, new Uint8Array(room))
    drawn = more(drawn, new Uint16Array(room))
  }
  const take = (k: number, c: number, d: number, start: number, stop: number) => {
    if (k < Kind.LETTER) {
      if (k > between) between = k
      // A dot among other things counts most: it may be part of a host.
      if (k > Kind.BLANK && (mark === 0 || c === DOT)) mark = c
      return
    }
    if (count === room) grow()
    kind[count] = k
    code[count] = c
    digit[count] = d
    from[count] = start
    to[count] = stop
    gap[count] = between
    drawn[count] = mark
    count++
    between = 0
    mark = 0
  }
  const takeFolded = (seen: Folded, start: number, stop: number) => {
    if (seen.kind !== Kind.SEVERAL) take(seen.kind, seen.code, seen.digit, start, stop)
    else for (const part of seen.several) takeFolded(part, start, stop)
  }

  let at = 0
  while (at < length) {
    const unit = text.charCodeAt(at)
    if (unit === AMP || unit === BACKSLASH || unit === PERCENT) {
      const found = escaped(text, at)
      if (found) {
        takeFolded(fold(found.code), at, at + found.length)
        at += found.length
        continue
      }
    } else if (unit === LESS) {
      TAG.lastIndex = at
      if (TAG.test(text)) {
        if (between < Kind.SYMBOL) between = Kind.SYMBOL
        at = TAG.lastIndex
        continue
      }
    }
    const known = plane.kinds[unit] ?? 0
    if (known !== Kind.UNKNOWN && known !== Kind.SEVERAL && (unit < 0xd800 || unit > 0xdfff)) {
      take(known, plane.codes[unit] ?? 0, plane.digits[unit] ?? -1, at, at + 1)
      at++
      continue
    }
    const point = text.codePointAt(at) ?? 0
    const size = point > 0xffff ? 2 : 1
    takeFolded(fold(point), at, at + size)
    at += size
  }
  return { text, count, kind, code, digit, from, to, gap, drawn, line: lineOf(code, count) }
}

/** A word as the codes of its signs: how tables of words are keyed. */
export const codesOf = (word: string): number[] => {
  const { code, count } = readSigns(word)
  return Array.from(code.subarray(0, count))
}
