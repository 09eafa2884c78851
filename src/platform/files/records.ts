import type { Refused } from './refused.ts'
import { RECORD_LIMIT, tooLong } from './text.ts'

export interface Cut {
  /** The line of the file on which it begins, from 1. */
  line: number
  cells: string[]
}

export interface Separated {
  delimiter: string
  /** Whether `"` can enclose a cell. */
  quotes: boolean
  /** How many cells a record should have; 0 if not known. */
  width: number
}

/**
 * The records of a delimited text. Not csv-parse: exports of chats have stray quotation marks, and after one that is
 * never closed it takes the rest of the file for one cell and ends with an error; here such a mark stands for itself,
 * an overlong record is refused, and the next line goes on.
 */
export async function* recordsOf(
  pieces: AsyncIterable<string> | Iterable<string>,
  how: Separated,
): AsyncGenerator<(Cut | Refused)[]> {
  const splitting = splitter(how)
  // A piece's records at once: handing on each by itself through generators took longer than cutting it.
  for await (const piece of pieces) yield [...splitting.take(piece)]
  yield [...splitting.end()]
}

/** The same for a text at hand. */
export const recordsIn = (text: string, how: Separated): (Cut | Refused)[] => {
  const splitting = splitter(how)
  return [...splitting.take(text), ...splitting.end()]
}

const splitter = ({ delimiter, quotes, width }: Separated) => {
  let rest = ''
  let line = 1
  let skipping = false

  function* split(final: boolean): Generator<Cut | Refused> {
    let from = 0
    let mark = -2 // the next quotation mark; looked for only when the last one found is behind
    while (from < rest.length) {
      const newline = rest.indexOf('\n', from)
      const end = newline < 0 ? rest.length : newline
      if (newline < 0 && !final) {
        if (end - from <= RECORD_LIMIT) break
        skipping = true
        from = end
        break
      }
      if (skipping || end - from > RECORD_LIMIT) {
        yield tooLong(line, RECORD_LIMIT)
        skipping = false
        line++
        from = end + 1
        continue
      }
      if (quotes && mark !== -1 && mark < from) mark = rest.indexOf('"', from)
      const quote = quotes ? mark : -1
      if (quote < 0 || quote >= end) {
        yield { line, cells: trimEnd(rest, from, end).split(delimiter) }
        line++
        from = end + 1
        continue
      }
      const whole = cellsFrom(rest, from, rest.length, delimiter)
      // Not closed yet, or closed and its line not ended yet: the next piece tells.
      if (!final && rest.length - from <= RECORD_LIMIT && (whole === 'unclosed' || whole.end >= rest.length))
        break
      // Closed only lines later and then not as wide as its neighbours: the mark was part of what somebody wrote.
      const alone = () => cellsFrom(rest, from, end, delimiter, true) as Cells
      let taken = whole === 'unclosed' ? alone() : whole
      if (width > 0 && taken.end > end && taken.cells.length !== width) {
        const short = alone()
        if (short.cells.length === width) taken = short
      }
      yield { line, cells: taken.cells }
      for (let i = rest.indexOf('\n', from); i >= 0 && i < taken.end; i = rest.indexOf('\n', i + 1)) line++
      line++
      from = taken.end + 1
    }
    rest = rest.slice(from)
  }

  return {
    take(piece: string) {
      rest = rest + piece
      return split(false)
    },
    *end(): Generator<Cut | Refused> {
      if (skipping && rest === '') yield tooLong(line, RECORD_LIMIT)
      else yield* split(true)
    },
  }
}

interface Cells {
  cells: string[]
  /** Where the record's line end (or the text's end) is. */
  end: number
}

const trimEnd = (text: string, from: number, end: number): string =>
  text.slice(from, end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end)

/** The cells of the record that begins at `from`. With `literal`, a mark that is not closed stands for itself. */
const cellsFrom = (
  text: string,
  from: number,
  limit: number,
  delimiter: string,
  literal = false,
): Cells | 'unclosed' => {
  const cells: string[] = []
  let line = -1 // the next line end; looked for once a line, not once a cell
  for (let at = from; ; ) {
    if (text[at] === '"') {
      const closed = closing(text, at + 1, limit, delimiter)
      if (closed >= 0) {
        cells.push(text.slice(at + 1, closed).replaceAll('""', '"'))
        const after = text[closed + 1] === '\r' ? closed + 2 : closed + 1
        if (after >= limit || text[after] === '\n') return { cells, end: Math.min(after, limit) }
        at = after + 1
        continue
      }
      if (!literal) return 'unclosed'
    }
    if (line < at) {
      line = text.indexOf('\n', at)
      if (line < 0 || line > limit) line = limit
    }
    const end = line
    const next = text.indexOf(delimiter, at)
    if (next >= 0 && next < end) {
      cells.push(text.slice(at, next))
      at = next + 1
    } else {
      cells.push(trimEnd(text, at, end))
      return { cells, end }
    }
  }
}

/** Where the mark is that closes a cell: one that is not doubled and has a delimiter or a line end after it. */
const closing = (text: string, from: number, limit: number, delimiter: string): number => {
  for (let at = text.indexOf('"', from); at >= 0 && at < limit; at = text.indexOf('"', at + 1)) {
    const next = text[at + 1]
    if (next === '"') at++
    else if (
      at + 1 >= limit ||
      next === delimiter ||
      next === '\n' ||
      (next === '\r' && text[at + 2] === '\n')
    )
      return at
  }
  return -1
}
