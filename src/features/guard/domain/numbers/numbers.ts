import { Kind } from '../fold/characters.ts'
import type { Signs } from '../fold/signs.ts'
import { type Run, runsIn, Sure, WORDS } from './digits.ts'

/** Digits that belong together, with their value and place in signs. */
export interface Digits {
  value: string
  /** Signs, from (included), to (excluded). */
  from: number
  to: number
}

interface Segment {
  start: number
  end: number
  alike: boolean
}

const COLON = 58
const WIDE_COLON = 0xff1a

/** A run in pieces that stand together and are written alike. */
const segmentsOf = (run: Run): Segment[] => {
  const found: Segment[] = []
  run.digits.forEach((_, i) => {
    const last = found.at(-1)
    const sure = run.sure[i]
    if (last && run.gap[i] === 0 && sure === run.sure[i - 1]) last.end = i + 1
    else found.push({ start: i, end: i + 1, alike: sure === Sure.ALIKE })
  })
  return found
}

const digitsOf = (run: Run, start: number, end: number): Digits => ({
  value: run.digits.slice(start, end).join(''),
  from: run.from[start] ?? 0,
  to: run.to[end - 1] ?? 0,
})

/** Ways in which people group the eleven digits of a mobile number. */
const GROUPS = new Set([
  '11',
  '3,4,4',
  '3,3,5',
  '4,4,3',
  '4,3,4',
  '3,8',
  '7,4',
  '5,6',
  '6,5',
  '3,2,2,4',
  '3,2,2,2,2',
  '2,9',
  '1,10',
  '4,7',
  '8,3',
  '3,5,3',
  '3,4,2,2',
  '2,3,3,3',
  '1,2,4,4',
  '2,2,2,2,3',
  '3,2,2,2,2',
  '2,2,2,2,2,1',
  '1,2,2,2,2,2',
])
const MOBILE = /^1(?:3\d|4[014-9]|5[0-35-9]|6[25-7]|7[0-8]|8\d|9[0-35-9])\d{8}$/
const LANDLINE = /^0(?:10|2[0-57-9]|[3-9]\d{2})[2-8]\d{6,7}$/
const SERVICE = /^[48]00[1-9]\d{6}$/

/** Whether what separates the digits makes them a time of day or an amount. */
const isList = (signs: Signs, run: Run, start: number, end: number, pieces: readonly Segment[]): boolean => {
  if (pieces.length < 2) return false
  for (let i = start + 1; i < end; i++) {
    const drawn = signs.drawn[run.from[i] ?? 0] ?? 0
    if ((run.gap[i] ?? 0) === 0 || (drawn !== COLON && drawn !== WIDE_COLON)) continue
    const before = pieces.find((piece) => piece.end === i)
    const after = pieces.find((piece) => piece.start === i)
    // 14:30, not 1:3:8:0…
    if (before && after && before.end - before.start <= 2 && after.end - after.start === 2) return true
  }
  return false
}

const COMMAS = new Set([...',，、/~～至到'].map((char) => char.charCodeAt(0)))
const isComma = (signs: Signs, run: Run, at: number): boolean =>
  COMMAS.has(signs.drawn[run.from[at] ?? 0] ?? 0)

/** Windows of whole segments of a length. `visit` gets their first and last segment. */
const windows = (
  segments: readonly Segment[],
  length: number,
  visit: (first: number, last: number) => void,
): void => {
  let first = 0
  for (let last = 0; last < segments.length; last++) {
    const end = segments[last]?.end ?? 0
    while (first < last && end - (segments[first]?.start ?? 0) > length) first++
    if (end - (segments[first]?.start ?? 0) === length) visit(first, last)
  }
}

const plausible = (
  signs: Signs,
  segments: readonly Segment[],
  first: number,
  last: number,
  run: Run,
): boolean => {
  const pieces = segments.slice(first, last + 1)
  const sizes = pieces.map(({ start, end }) => end - start)
  const before = segments[first - 1]
  const after = segments[last + 1]
  const words = pieces.some(({ start }, i) => i > 0 && run.gap[start] === WORDS)
  const apart = (piece: Segment | undefined, at: number) =>
    piece === undefined || piece.alike || (run.gap[at] ?? 0) > 0
  const start = pieces[0]?.start ?? 0
  const end = pieces.at(-1)?.end ?? 0
  // Not out of the middle of something longer.
  if (!apart(before, start) || !apart(after, end)) return false
  if (GROUPS.has(sizes.join(','))) return true
  if (words && Math.max(...sizes) > 4) return false
  // 199,299,399,49: prices one after the other.
  if (Math.min(...sizes) > 1 && pieces.every(({ start }, i) => i === 0 || isComma(signs, run, start)))
    return false
  const whole = (before === undefined || before.alike) && (after === undefined || after.alike)
  return whole || sizes.every((size) => size <= 2)
}

/** Numbers of a form within a run. Those that are alike to digits alone need the form to hold exactly. */
const within = (
  signs: Signs,
  run: Run,
  length: number,
  fits: (value: string) => boolean,
  found: Digits[],
): void => {
  if (run.digits.length < length) return
  const segments = segmentsOf(run)
  windows(segments, length, (first, last) => {
    const start = segments[first]?.start ?? 0
    const end = segments[last]?.end ?? 0
    const value = run.digits.slice(start, end).join('')
    if (!fits(value) || !plausible(signs, segments, first, last, run)) return
    if (isList(signs, run, start, end, segments.slice(first, last + 1))) return
    found.push(digitsOf(run, start, end))
  })
}

const overlaps = (a: Digits, b: Digits): boolean => a.from < b.to && b.from < a.to

/** Longest number looked for. Runs are cut at segments, so a text of digits alone stays linear. */
const MOBILE_LENGTH = 11

export interface Numbers {
  /** Numbers that can be dialled: mobile, landline, service. */
  phones: Digits[]
  /** Rows of digits as they stand, for what a word beside them makes of them. */
  rows: Digits[]
  /** Rows with all that may stand for digits: only what a name before them calls an account is one. */
  loose: Digits[]
}

/** Whether a row of digits was put there to be read as one number, with nothing in it that is only alike. */
const rowsOf = (run: Run): Digits[] => {
  const rows: Digits[] = []
  let start = 0
  const push = (end: number) => {
    // What is only alike at either end belongs to the words around.
    let [a, b] = [start, end]
    while (a < b && run.sure[a] === Sure.ALIKE) a++
    while (b > a && run.sure[b - 1] === Sure.ALIKE) b--
    if (b > a) rows.push(digitsOf(run, a, b))
    start = end
  }
  for (let i = 1; i < run.digits.length; i++)
    if ((run.gap[i] ?? 0) >= Kind.LINE && run.gap[i] !== WORDS) push(i)
  push(run.digits.length)
  return rows
}

/** An area code of China before a local number, or a service number. */
const dialled = (value: string): boolean => LANDLINE.test(value) || SERVICE.test(value)

/** All numbers of a text that can be dialled, and its rows of digits. */
export const numbersIn = (signs: Signs): Numbers => {
  const runs = runsIn(signs, false)
  const phones: Digits[] = []
  const mobile = (value: string) => MOBILE.test(value)
  for (const run of runs) {
    if (run.digits.length < 10) continue
    within(signs, run, MOBILE_LENGTH, mobile, phones)
    within(signs, run, 13, (value) => value.startsWith('86') && mobile(value.slice(2)), phones)
    within(signs, run, 15, (value) => value.startsWith('0086') && mobile(value.slice(4)), phones)
    within(signs, run, 12, (value) => value.startsWith('0') && mobile(value.slice(1)), phones)
    for (const length of [10, 11, 12]) within(signs, run, length, dialled, phones)
    within(signs, run, MOBILE_LENGTH, (value) => mobile([...value].reverse().join('')), phones)
  }
  const enough = runs.reduce((count, { digits }) => count + digits.length, 0) >= MOBILE_LENGTH
  for (const run of enough ? runsIn(signs, true) : []) {
    if (run.digits.length !== MOBILE_LENGTH || !run.gap.includes(WORDS)) continue
    // Something between every two or so: 1啊3啊8…, not three amounts.
    if (run.gap.filter((gap) => gap === WORDS).length < 4) continue
    const [start, end] = [0, run.digits.length]
    if (mobile(run.digits.join(''))) phones.push(digitsOf(run, start, end))
  }
  const kept: Digits[] = []
  for (const phone of phones.sort((a, b) => b.to - b.from - (a.to - a.from)))
    if (!kept.some((other) => overlaps(phone, other))) kept.push(phone)
  return {
    phones: kept.sort((a, b) => a.from - b.from),
    rows: runs.flatMap(rowsOf),
    loose: runs.filter(({ digits }) => digits.length >= 5).map((run) => digitsOf(run, 0, run.digits.length)),
  }
}
