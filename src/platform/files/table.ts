import { readFile, stat } from 'node:fs/promises'
import { plain } from './cell.ts'
import { delimiterOf } from './delimiter.ts'
import { type Encoding, encodingOf } from './encoding.ts'
import { assertUnpacksWithin } from './inflated.ts'
import { jsonElements, jsonLines, listIn, parseKeepingIds, rowsOf } from './json.ts'
import { type Cut, recordsOf } from './records.ts'
import { type Refused, unreadable } from './refused.ts'
import { textOf } from './text.ts'
import { sheetRows } from './xlsx.ts'

export interface Row {
  /** The line of the file (of a sheet: its row) on which the row begins, from 1. */
  line: number
  /** By column. Cells beyond the last named column are `#8`, `#9` … */
  values: Record<string, string>
}

export interface Table {
  kind: 'delimited' | 'sheet' | 'json' | 'jsonl'
  /** The columns' names in order; `#1`, `#2` … where the file has no header. JSON: of its first 20 rows. */
  columns: string[]
  /** The header's line; null where there is none. */
  headerLine: number | null
  /** The first rows, for showing. */
  sample: Row[]
  /** To be read once, either so … */
  rows(): AsyncIterable<Row | Refused>
  /** … or as cells in the order of `columns`, many records at a time: for files of a million lines. Cells stand as the
   * file has them; `plain` takes off what spreadsheets put around them. Blank records are among them. */
  batches(): AsyncIterable<(Cut | Refused)[]>
  /** Lets go of the file where not all of it was read. */
  close(): Promise<void>
}

export interface TableOptions {
  encoding?: Encoding
  delimiter?: string
  /** Whether `"` can enclose a cell. Default true. */
  quotes?: boolean
  /** False: the first line is data. */
  header?: boolean
  /** How many of a row's columns (as they would be named) the reader knows. The header is the row in the first 20 with
   * the most, at least 2: one can be chance, a buyer who says “用户”. Else the first row of several cells. */
  knows(columns: string[]): number | Promise<number>
  /** JSON: the list within each element whose objects are the rows. Found out if there is exactly one list. */
  nested?: string
  /** How much of the file has been read. */
  onBytes?(read: number, total: number): void
}

/** What people take by mistake, with whatever ending it was renamed to. Read as text it would be a table of rubbish. */
const beginnings: readonly (readonly [string, string])[] = [
  ['%PDF', 'PDF'],
  ['‰PNG', 'picture'],
  ['ÿØÿ', 'picture'],
  ['GIF8', 'picture'],
  ['RIFF', 'picture'],
  ['Rar!', 'packed file'],
  ['7z¼¯', 'packed file'],
  ['\x1F‹', 'packed file'],
]

/** What a file is, by its first bytes and characters. Throws `malformed` where it is nothing that can be read. */
export const lookAt = async (
  path: string,
  given?: Encoding,
): Promise<{ kind: 'sheet' } | { kind: 'text'; encoding: Encoding; head: string }> => {
  const { size, isFile } = await stat(path).then(
    (s) => ({ size: s.size, isFile: s.isFile() }),
    (e: NodeJS.ErrnoException) => {
      throw unreadable(
        `${path} cannot be read: ${e.code === 'ENOENT' ? 'there is no such file' : e.message}.`,
      )
    },
  )
  if (!isFile) throw unreadable(`${path} is not a file.`)
  if (size === 0) throw unreadable(`${path} is empty.`)
  let bytes = ''
  for await (const piece of textOf(path, 'windows-1252')) {
    bytes = piece.slice(0, 4)
    break
  }
  if (bytes.startsWith('PK\x03\x04')) return { kind: 'sheet' }
  if (bytes.startsWith('ÐÏ'))
    throw unreadable(
      `${path} is an old Excel file (.xls). Open it in your spreadsheet and save it as .xlsx or CSV.`,
    )
  const other = beginnings.find(([begins]) => bytes.startsWith(begins))
  if (other)
    throw unreadable(
      `${path} is a ${other[1]}, whatever its name says: take the table itself, as CSV or XLSX.`,
    )
  const encoding = given ?? (await encodingOf(path))
  let head = ''
  for await (const piece of textOf(path, encoding)) {
    head += piece
    if (head.length > 64 * 1024) break
  }
  if (head.trim() === '') throw unreadable(`${path} holds only blanks.`)
  return { kind: 'text', encoding, head }
}

const HEADER_WITHIN = 20 // rows
const UNPACKED_LIMIT = 256 * 1024 * 1024 // bytes: some 200,000 rows of 20 columns
const tooLarge = 'The sheet is too large to be read at once. Save it as CSV: that is read line by line.'

/** Opens a table of any kind. Throws `malformed` with a sentence where the file cannot be one. */
export const openTable = async (path: string, options: TableOptions): Promise<Table> => {
  const total = (await stat(path).catch(() => ({ size: 0 }))).size
  const onBytes = options.onBytes && ((read: number) => options.onBytes?.(read, total))
  const seen = await lookAt(path, options.encoding)
  if (seen.kind === 'sheet') {
    // A sheet is unpacked and held whole: what would not fit is refused before.
    if (total > UNPACKED_LIMIT) throw unreadable(tooLarge)
    assertUnpacksWithin(await readFile(path), UNPACKED_LIMIT)
    const rows = await sheetRows(path)
    onBytes?.(total)
    const cuts = async function* () {
      yield rows.map((cells, i) => ({ line: i + 1, cells }))
    }
    return headed('sheet', cuts(), options)
  }
  const text = () => textOf(path, seen.encoding, onBytes)
  const json = jsonKind(seen.head)
  if (json !== null) {
    const elements =
      json === 'array' ? jsonElements(text()) : json === 'lines' ? jsonLines(text()) : document(text())
    return objects(json === 'lines' ? 'jsonl' : 'json', elements, options)
  }
  const head = seen.head.slice(0, seen.head.lastIndexOf('\n') + 1) || seen.head
  const found = delimiterOf(head)
  const delimiter = options.delimiter ?? found.delimiter
  const width = delimiter === found.delimiter ? found.width : 0
  return headed('delimited', recordsOf(text(), { delimiter, quotes: options.quotes ?? true, width }), options)
}

const jsonKind = (head: string): 'array' | 'lines' | 'document' | null => {
  const start = head.trimStart()
  if (/^\[\s*[{\]]/.test(start)) return 'array'
  if (!start.startsWith('{')) return null
  const first = start.slice(0, start.indexOf('\n') < 0 ? undefined : start.indexOf('\n'))
  try {
    JSON.parse(first)
    return start.trimEnd() === first.trimEnd() && listIn(JSON.parse(first)) ? 'document' : 'lines'
  } catch {
    // A first line that is broken, or one longer than we have seen, is still a line if the next begins an object too.
    return /\}\s*\n\s*\{/.test(start.slice(0, first.length + 20)) || !start.includes('\n')
      ? 'lines'
      : 'document'
  }
}

const DOCUMENT_LIMIT = 128 * 1024 * 1024 // characters

/** `{"data": [ … ]}`: the one list within it. Read whole, so limited. */
async function* document(pieces: AsyncIterable<string>) {
  let text = ''
  for await (const piece of pieces) {
    text += piece
    if (text.length > DOCUMENT_LIMIT)
      throw unreadable(
        'The file is one JSON object too large to read at once. Save its list of rows as JSONL.',
      )
  }
  let value: unknown
  try {
    value = parseKeepingIds(text)
  } catch (e) {
    throw unreadable(`The file is not JSON: ${(e as Error).message}.`)
  }
  const list = typeof value === 'object' && value !== null ? listIn(value) : undefined
  if (list === undefined)
    throw unreadable(
      'The file is one JSON object without exactly one list of rows in it. Save that list alone.',
    )
  for (const [i, row] of (value as Record<string, unknown[]>)[list]?.entries() ?? [])
    yield { line: i + 1, value: row }
}

/** Takes what `source` gives until `enough` says so, then gives it back together with the rest. */
const peek = async <T>(source: AsyncIterator<T>, enough: (seen: T[]) => boolean) => {
  const seen: T[] = []
  while (!enough(seen)) {
    const next = await source.next()
    if (next.done) break
    seen.push(next.value)
  }
  return seen
}

async function* restOf<T>(source: AsyncIterator<T>): AsyncGenerator<T> {
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
}

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell === '')

const headed = async (
  kind: Table['kind'],
  source: AsyncGenerator<(Cut | Refused)[]>,
  options: TableOptions,
): Promise<Table> => {
  const cleaned = (cut: Cut | Refused) =>
    'cells' in cut ? { line: cut.line, cells: cut.cells.map(plain) } : cut
  const peeked = (
    await peek(source, (s) => s.reduce((n, { length }) => n + length, 0) >= HEADER_WITHIN)
  ).flat()
  const seen = peeked.slice(0, HEADER_WITHIN).map(cleaned)
  const more = peeked.slice(HEADER_WITHIN)
  const scores = await Promise.all(
    seen.map((cut) => ('cells' in cut && options.header !== false ? options.knows(named(cut.cells)) : 0)),
  )
  const filled = seen.findIndex((cut) => 'cells' in cut && cut.cells.filter((cell) => cell !== '').length > 1)
  const best = scores.indexOf(Math.max(...scores))
  const at = options.header === false ? -1 : (scores[best] ?? 0) > 1 ? best : filled
  const header = seen[at]
  const columns = header && 'cells' in header ? named(header.cells) : widest(seen)
  const rowOf = (cut: Cut | Refused): Row | Refused | null => {
    if ('why' in cut) return cut
    if (isBlank(cut.cells)) return null
    const values: Record<string, string> = {}
    for (const [i, cell] of cut.cells.entries()) values[columns[i] ?? `#${i + 1}`] = cell
    return { line: cut.line, values }
  }
  const first = seen.slice(at + 1)
  const early = seen.slice(0, Math.max(0, at)).filter((cut) => 'why' in cut)
  return {
    kind,
    columns,
    headerLine: header?.line ?? null,
    sample: first.flatMap((cut) => {
      const row = rowOf(cut)
      return row && 'values' in row ? [row] : []
    }),
    async *rows() {
      for (const cut of [...early, ...first]) {
        const row = rowOf(cut)
        if (row) yield row
      }
      for (const cut of more) {
        const row = rowOf(cleaned(cut))
        if (row) yield row
      }
      for await (const batch of restOf(source))
        for (const cut of batch) {
          const row = rowOf(cleaned(cut))
          if (row) yield row
        }
    },
    async *batches() {
      yield [...early, ...first, ...more]
      yield* restOf(source)
    },
    close: async () => void (await source.return(undefined)),
  }
}

/** Columns by their header cells; one without a name, or with that of an earlier one, by its number. */
const named = (cells: readonly string[]): string[] =>
  cells.map((name, i) => (name === '' || cells.indexOf(name) < i ? `#${i + 1}` : name))

const widest = (seen: (Cut | Refused)[]): string[] => {
  const width = Math.max(0, ...seen.map((cut) => ('cells' in cut ? cut.cells.length : 0)))
  return Array.from({ length: width }, (_, i) => `#${i + 1}`)
}

const objects = async (
  kind: 'json' | 'jsonl',
  source: AsyncGenerator<{ line: number; value: unknown } | Refused>,
  options: TableOptions,
): Promise<Table> => {
  const seen = await peek(source, (s) => s.length >= HEADER_WITHIN)
  const lists = seen.flatMap((e) =>
    'value' in e && typeof e.value === 'object' && e.value !== null && !Array.isArray(e.value)
      ? [listIn(e.value)]
      : [],
  )
  const nested = options.nested ?? lists.find((name) => name !== undefined)
  const rowsIn = (element: { line: number; value: unknown } | Refused): (Row | Refused)[] => {
    if ('why' in element) return [element]
    return rowsOf(element, nested).map((row) => {
      if (isRefused(row)) return row
      for (const [name, value] of Object.entries(row)) row[name] = plain(value)
      return { line: element.line, values: row }
    })
  }
  const sample = seen.flatMap(rowsIn).flatMap((row) => ('values' in row ? [row] : []))
  const columns = [...new Set(sample.flatMap((row) => Object.keys(row.values)))]
  return {
    kind,
    columns,
    headerLine: null,
    sample,
    async *rows() {
      for (const element of seen) yield* rowsIn(element)
      for await (const element of restOf(source)) yield* rowsIn(element)
    },
    async *batches() {
      const cut = (row: Row | Refused): Cut | Refused =>
        'why' in row ? row : { line: row.line, cells: columns.map((column) => row.values[column] ?? '') }
      yield seen.flatMap(rowsIn).map(cut)
      for await (const element of restOf(source)) yield rowsIn(element).map(cut)
    },
    close: async () => void (await source.return(undefined)),
  }
}

const isRefused = (row: Record<string, string> | Refused): row is Refused => typeof row.line === 'number'
