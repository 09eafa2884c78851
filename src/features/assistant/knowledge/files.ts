import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeXlsx from 'write-excel-file/node'
import { assertUnpacksWithin, openTable } from '../../../platform/files/index.ts'
import { Refusal, refuse } from '../../../shared/refusal.ts'
import { storable } from '../../../shared/text.ts'
import { columnOf, FAQ_COLUMNS, type FaqColumn, HEADERS, listOf } from '../domain/faq-file.ts'
import type { ImportProblem, ListedRow } from '../domain/faq-import.ts'

const LISTS = ['wordings', 'items', 'phases', 'pictures'] as const
/** Rows read at most: a file of more is no FAQ. */
const MOST_ROWS = 200_000

export interface FaqFile {
  columns: { header: string; column: FaqColumn | null }[]
  rows: ListedRow[]
  /** Rows that could not be read at all. */
  refused: ImportProblem[]
}

const unusable = (problem: string, more: Record<string, unknown> = {}): Refusal =>
  refuse('malformed', { where: 'file', problems: [{ field: 'file', problem, ...more }] })

/** What the file reader says, without the place where the file lies on our disk. */
const inTheirWords = (error: unknown, path: string, name: string): unknown =>
  error instanceof Refusal && typeof error.detail.says === 'string'
    ? unusable(error.detail.says.replaceAll(path, name))
    : error

/** Of columns that mean the same, the first that has a header counts. */
const readColumns = (headers: readonly string[]): FaqFile['columns'] => {
  const taken = new Set<FaqColumn>()
  return headers.map((header) => {
    const column = columnOf(header)
    if (column === null || taken.has(column)) return { header, column: null }
    taken.add(column)
    return { header, column }
  })
}

const needColumns = (columns: FaqFile['columns'], line: number | null): void => {
  const found = columns.flatMap(({ column }) => (column ? [column] : []))
  const missing = (['question', 'answer'] as const).filter((column) => !found.includes(column))
  if (missing.length === 0) return
  const headers = columns.map(({ header }) => header).filter((header) => !/^#\d+$/.test(header))
  throw unusable(`the columns ${missing.join(' and ')} are missing`, {
    code: 'faq-columns',
    missing,
    line,
    found: headers.slice(0, 20),
  })
}

const rowOf = (
  line: number,
  values: Record<string, string>,
  columns: FaqFile['columns'],
): ListedRow | null => {
  const row: ListedRow = { line, cells: {}, lists: {} }
  for (const { header, column } of columns) {
    if (column === null) continue
    const cell = storable(values[header] ?? '')
      .replaceAll('\r\n', '\n')
      .trim()
    row.cells[column] = cell
    const list = LISTS.find((name) => name === column)
    if (list) row.lists[list] = listOf(cell, header)
  }
  return Object.values(row.cells).some((cell) => cell !== '') ? row : null
}

/** What a workbook may unpack to, bytes: beyond, it is no FAQ, and reading it would stop the desk. */
const UNPACKED_LIMIT = 64 * 1024 * 1024

/**
 * The rows of an FAQ file: xlsx, csv or tsv in any encoding shops have; columns by name, in Chinese or English, in one of
 * the first 20 rows. Refuses `malformed` where question or answer have no column, or where it is no table.
 */
export const readFaqFile = async (bytes: Uint8Array, name: string): Promise<FaqFile> => {
  const folder = await mkdtemp(join(tmpdir(), 'peakdesk-faq-'))
  const path = join(folder, 'file')
  try {
    assertUnpacksWithin(bytes, UNPACKED_LIMIT)
    await writeFile(path, bytes, { mode: 0o600 })
    const table = await openTable(path, {
      knows: (headers) => readColumns(headers).filter(({ column }) => column !== null).length,
    })
    const columns = readColumns(table.columns)
    needColumns(columns, table.headerLine)
    const rows: ListedRow[] = []
    const refused: ImportProblem[] = []
    for await (const row of table.rows()) {
      if (rows.length >= MOST_ROWS) throw unusable(`more than ${MOST_ROWS} rows`)
      if ('why' in row)
        refused.push({ line: row.line, id: null, column: null, reason: 'unreadable', detail: row.why })
      else {
        const read = rowOf(row.line, row.values, columns)
        if (read) rows.push(read)
      }
    }
    return { columns, rows, refused }
  } catch (error) {
    throw inTheirWords(error, path, name)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Spreadsheets take a cell that begins so for a formula: an answer must not run on the colleague's machine. Readers of
 * ours take the mark off again. */
const inert = (cell: string): string => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell)
const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Byte order mark: without it, Excel reads Chinese as nonsense. */
const MARK = '\uFEFF'

export const faqCsv = (rows: readonly string[][], locale: 'zh-CN' | 'en'): Uint8Array => {
  const headers = FAQ_COLUMNS.map((column) => HEADERS[locale][column])
  const lines = [headers, ...rows].map((cells) => cells.map((cell) => quoted(inert(cell))).join(','))
  return Buffer.from(`${MARK}${lines.join('\r\n')}\r\n`)
}

const WIDTHS: Partial<Record<FaqColumn, number>> = { question: 36, wordings: 40, answer: 70, id: 12 }

export const faqXlsx = async (rows: readonly string[][], locale: 'zh-CN' | 'en'): Promise<Uint8Array> => {
  const header = FAQ_COLUMNS.map((column) => ({
    value: HEADERS[locale][column],
    fontWeight: 'bold' as const,
  }))
  const cells = rows.map((row) => row.map((cell) => ({ value: inert(cell), type: String, wrap: true })))
  return writeXlsx([header, ...cells], {
    columns: FAQ_COLUMNS.map((column) => ({ width: WIDTHS[column] ?? 16 })),
    stickyRowsCount: 1,
  }).toBuffer()
}
