import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  assertUnpacksWithin,
  jsonElements,
  jsonLines,
  lookAt,
  openTable,
  parseKeepingIds,
  textOf,
} from '../../platform/files/index.ts'
import { Refusal, refuse } from '../../shared/refusal.ts'
import { storable } from '../../shared/text.ts'
import type { Cells } from './domain/import/cells.ts'
import { groupDocuments, groupRows } from './domain/import/grouping.ts'
import { type Guessed, guessDocument, guessTable } from './domain/import/guessing.ts'
import type { ImportMapping, ImportProblem } from './domain/import/mapping.ts'
import { knownColumns } from './domain/import/names.ts'
import { productsAt, shapeOf } from './domain/import/paths.ts'
import type { Raw } from './domain/import/reading.ts'

/** Rows read at most: 20,000 products with ten SKUs each. */
const MOST_ROWS = 200_000
/** What a workbook may unpack to, bytes: beyond, reading it would stop the desk. */
const UNPACKED_LIMIT = 128 * 1024 * 1024

/** A file of products before its mapping is settled. */
export interface ProductFile {
  form: 'table' | 'json'
  /** Names the shape of the file; null where columns have no names. */
  fingerprint: string | null
  guess(mapping: ImportMapping | null): Guessed
  products(mapping: ImportMapping): Raw[]
  /** What could not be read at all. */
  refused: ImportProblem[]
}

const unusable = (problem: string): Refusal =>
  refuse('malformed', { where: 'file', problems: [{ field: 'file', problem }] })

/** What the file reader says, without the place where the file lies on our disk. */
const inTheirWords = (error: unknown, path: string, name: string): unknown =>
  error instanceof Refusal && typeof error.detail.says === 'string'
    ? unusable(error.detail.says.replaceAll(path, name))
    : error

/** Chat files are remembered in the same place: the same columns mean something else there. */
const fingerprintOf = (form: string, names: readonly string[]): string =>
  createHash('sha256')
    .update(['products', form, ...names].join('\n'))
    .digest('base64url')
    .slice(0, 22)

const unreadable = (line: number, detail: string): ImportProblem => ({
  ...{ line, id: null, column: null, reason: 'unreadable', detail },
})

/** Texts of a document as they can be stored. */
const storing = (value: unknown): unknown => {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(storing)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storable(name), storing(inner)]))
}

const jsonFile = async (pieces: () => AsyncIterable<string>, head: string): Promise<ProductFile> => {
  const refused: ImportProblem[] = []
  let file: unknown
  let text = ''
  for await (const piece of pieces()) text += piece
  try {
    file = storing(parseKeepingIds(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    // One broken element of a list, or line, does not spoil the others.
    const elements: unknown[] = []
    const isList = head.trimStart().startsWith('[')
    for await (const element of isList ? jsonElements(pieces()) : jsonLines(pieces()))
      if ('why' in element) refused.push(unreadable(element.line, element.why))
      else elements.push(storing(element.value))
    if (elements.length === 0 || (!isList && !text.trim().includes('\n{')))
      throw unusable(`it is not JSON: ${(error as Error).message}`)
    file = elements
  }
  const first = productsAt(file, '')[0]
  return {
    form: 'json',
    fingerprint: fingerprintOf('json', shapeOf(first)),
    refused,
    guess: (mapping) => guessDocument(file, mapping ?? {}),
    products: (mapping) => groupDocuments(file, mapping),
  }
}

const tableFile = async (path: string): Promise<ProductFile> => {
  const table = await openTable(path, { knows: knownColumns })
  const refused: ImportProblem[] = []
  const rows: Cells[] = []
  for await (const row of table.rows()) {
    if (rows.length >= MOST_ROWS) throw unusable(`it has more than ${MOST_ROWS} rows: import it in parts`)
    if ('why' in row) refused.push(unreadable(row.line, row.why))
    else
      rows.push({
        line: row.line,
        values: new Map(Object.entries(row.values).map(([name, value]) => [name, storable(value)])),
      })
  }
  const sample = table.sample.map(({ values }) => values)
  return {
    form: 'table',
    fingerprint: table.headerLine === null ? null : fingerprintOf('table', table.columns),
    refused,
    guess: () => guessTable(table.columns, sample),
    products: (mapping) => groupRows(rows, mapping),
  }
}

/** Reads a file of products: CSV in any encoding, XLSX, or JSON. Refuses `malformed` with what is wrong. */
export const readProductFile = async (bytes: Uint8Array, name: string): Promise<ProductFile> => {
  const folder = await mkdtemp(join(tmpdir(), 'peakdesk-products-'))
  const path = join(folder, 'file')
  try {
    assertUnpacksWithin(bytes, UNPACKED_LIMIT)
    await writeFile(path, bytes, { mode: 0o600 })
    const seen = await lookAt(path)
    if (seen.kind === 'text' && /^\uFEFF?\s*[[{]/.test(seen.head))
      return await jsonFile(() => textOf(path, seen.encoding), seen.head)
    return await tableFile(path)
  } catch (error) {
    throw inTheirWords(error, path, name)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
