import { z } from 'zod'
import { OrderStatus } from '../order.ts'
import { FieldName, type RefundWord } from './field.ts'
import type { Format } from './format.ts'
import { formats } from './formats/index.ts'
import { generalNames, generalStatuses } from './general.ts'
import { bareName, word } from './words.ts'

/** What a person has said of files of one shape, beyond what is known of them: remembered by their columns. */
export const OrderMapping = z
  .object({
    /** By the column's name; null: kept beside the order, as it stands. */
    columns: z.record(z.string().max(300), FieldName.nullable()),
    /** The shop's own words for states. */
    statuses: z.record(z.string().min(1).max(60), OrderStatus),
  })
  .meta({ id: 'OrderMapping' })
export type OrderMapping = z.infer<typeof OrderMapping>

/** How a file is read: a format, or a guess from the columns' names, with what was said of it. */
export interface Layout {
  format: Format | null
  /** By the column's name, of those that hold something the desk knows. */
  columns: Map<string, FieldName>
  statuses: Map<string, OrderStatus>
  afterSales: Map<string, RefundWord>
  empty: ReadonlySet<string>
  rows: Format['rows']
  sums: boolean
  joined: string | null
}

const byWord = <T>(words: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(words).map(([said, means]) => [word(said), means])

const bareColumns = new Map(
  formats.map((format) => [
    format.name,
    new Map(Object.entries(format.columns).map(([name, field]) => [bareName(name), field])),
  ]),
)
const marks = new Map(
  formats.map((format) => [format.name, format.marks.map((names) => names.map(bareName))]),
)

/** The format with the most of a file's columns, of those all of whose marks are there. */
export const formatOf = (columns: readonly string[]): Format | null => {
  const bare = new Set(columns.map(bareName))
  const score = (format: Format) =>
    marks.get(format.name)?.every((names) => names.some((name) => bare.has(name)))
      ? [...bare].filter((name) => bareColumns.get(format.name)?.has(name)).length
      : 0
  const best = formats
    .map((format) => ({ format, points: score(format) }))
    .sort((a, b) => b.points - a.points)[0]
  return best && best.points > 0 ? best.format : null
}

/** Of columns under general names, what each holds; a field with one value is taken from the surest name only. */
const guessed = (columns: readonly string[]): Map<string, FieldName> => {
  const bare = columns.map(bareName)
  const found = new Map<string, FieldName>()
  for (const [field, names] of generalNames)
    for (const name of names) {
      const column = columns[bare.indexOf(name)]
      if (column === undefined || found.has(column)) continue
      found.set(column, field)
      break
    }
  return found
}

/** What the names of columns suggest (ORD-51, ORD-52). */
export const suggested = (
  columns: readonly string[],
): { format: Format | null; columns: Map<string, FieldName> } => {
  const format = formatOf(columns)
  if (!format) return { format, columns: guessed(columns) }
  const known = bareColumns.get(format.name)
  return {
    format,
    columns: new Map(
      columns.flatMap((column): [string, FieldName][] => {
        const field = known?.get(bareName(column))
        return field ? [[column, field]] : []
      }),
    ),
  }
}

/** How many columns of a row of cells are known: by it a table finds its header. */
export const knownColumns = (columns: readonly string[]): number => {
  const { format, columns: found } = suggested(columns)
  return format ? found.size + 1000 : found.size
}

export const layoutOf = (columns: readonly string[], said: OrderMapping | null): Layout => {
  const { format, columns: found } = suggested(columns)
  for (const [column, field] of Object.entries(said?.columns ?? {})) {
    if (!columns.includes(column)) continue
    if (field === null) found.delete(column)
    else found.set(column, field)
  }
  return {
    format,
    columns: found,
    statuses: new Map([
      ...byWord(generalStatuses),
      ...byWord(format?.statuses ?? {}),
      ...byWord(said?.statuses ?? {}),
    ]),
    afterSales: new Map([
      ...formats.flatMap(({ afterSales }) => byWord(afterSales ?? {})),
      ...byWord(format?.afterSales ?? {}),
    ]),
    empty: new Set(format?.empty ?? ['-', '--', 'null', 'NULL', '\\N', '无']),
    rows: format?.rows ?? 'line',
    sums: format?.sums ?? false,
    joined: format?.joined ?? null,
  }
}
