import { createHash } from 'node:crypto'
import { encodingNamed, openTable, type Row, type Table, unreadable } from '../../../platform/files/index.ts'
import type { FieldName } from '../domain/import/field.ts'
import { knownColumns, type Layout, layoutOf, type OrderMapping, suggested } from '../domain/import/layout.ts'

/** Columns of an export at most. Taobao's longest has 66. */
const MOST_COLUMNS = 500

/** A file of orders whose shape is known. */
export interface OrderFile {
  /** As its owner calls it. */
  name: string
  kind: Table['kind']
  headerLine: number | null
  columns: readonly string[]
  /** What each column's name suggests. */
  suggested: ReadonlyMap<string, FieldName>
  /** Names its shape, for what is remembered; null where columns have no names. */
  fingerprint: string | null
  mapping: OrderMapping | null
  layout: Layout
  sample: readonly Row[]
  /** From the beginning, as often as is wished. */
  read(onBytes?: (read: number, total: number) => void): Promise<Table>
}

const fingerprintOf = (columns: readonly string[]): string =>
  createHash('sha256')
    .update(['orders', ...columns].join('\n'))
    .digest('base64url')
    .slice(0, 22)

/** Opens a file of orders. Refuses `malformed` where it cannot be one; `recall` gives what was said of its shape. */
export const openOrderFile = async (
  path: string,
  options: {
    name: string
    recall(fingerprint: string): Promise<OrderMapping | null>
    /** Said for this time only; it stands above what is remembered. */
    said?: OrderMapping | undefined
    encoding?: string | undefined
    delimiter?: string | undefined
  },
): Promise<OrderFile> => {
  const encoding = options.encoding === undefined ? undefined : encodingNamed(options.encoding)
  if (options.encoding !== undefined && !encoding)
    throw unreadable(`“${options.encoding}” is no encoding Peakdesk reads: UTF-8, UTF-16, GB18030, Big5.`)
  const { delimiter } = options
  const read: OrderFile['read'] = (onBytes) =>
    openTable(path, {
      knows: (columns) => knownColumns(columns),
      ...(encoding && { encoding }),
      ...(delimiter !== undefined && { delimiter }),
      ...(onBytes && { onBytes }),
    })
  const table = await read()
  const { columns, headerLine, kind, sample } = table
  await table.close()
  if (columns.length > MOST_COLUMNS)
    throw unreadable(
      `The file has ${columns.length} columns; no export of orders has more than ${MOST_COLUMNS}. Look whether its line ends were lost.`,
    )
  if (columns.length < 2)
    throw unreadable(
      'The file has one column: it is no table of orders, or its cells are divided by a character Peakdesk does not know (it knows comma, tab, ; and |).',
    )
  const named = kind === 'json' || kind === 'jsonl' || headerLine !== null
  const fingerprint = named ? fingerprintOf(columns) : null
  const remembered = fingerprint === null ? null : await options.recall(fingerprint)
  const { said } = options
  const mapping = said
    ? {
        columns: { ...remembered?.columns, ...said.columns },
        statuses: { ...remembered?.statuses, ...said.statuses },
      }
    : remembered
  return {
    ...{ name: options.name, kind, headerLine, columns, fingerprint, mapping, sample, read },
    suggested: suggested(columns).columns,
    layout: layoutOf(columns, mapping),
  }
}
