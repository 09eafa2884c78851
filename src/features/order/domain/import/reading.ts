import type { Instant } from '../../../../shared/time.ts'
import {
  type About,
  type Draft,
  emptyDraft,
  type Field,
  type FieldName,
  fields,
  optionsIn,
  piecesIn,
} from './field.ts'
import type { Layout } from './layout.ts'
import { cutTo, type Problem, type Reason, shownValue } from './problem.ts'
import { word } from './words.ts'

interface Step {
  at: number
  column: string
  field: FieldName | null
  how: Field | null
}

export interface Reader {
  /** The row's order id, cleaned; what pass comes first needs no more. */
  idOf(cells: readonly string[]): string
  /** The draft of a row, or why there is none. `noted` hears of values that are left out of it. */
  read(row: number, cells: readonly string[], noted: (problem: Problem) => void): Draft | Problem
  /** Whether a row is the header again, as in files that were put together. */
  isHeader(cells: readonly string[]): boolean
}

/** An id has a digit, and nothing but what ids have: 合计 is none. */
const ID = /^(?=.*\d)[\w\-.:/#]+$/
const SPOILED = /^\d(?:\.\d+)?E\+?\d+$/i
/** Names and values of columns kept beside the order, in characters. */
const EXTRA_NAME = 80
const EXTRA_VALUE = 500

/** A file has a million states, of ten kinds. */
const remembering = <T>(of: (cell: string) => T): ((cell: string) => T) => {
  const known = new Map<string, T>()
  return (cell) => {
    if (known.has(cell)) return known.get(cell) as T
    const found = of(cell)
    if (known.size < 200) known.set(cell, found)
    return found
  }
}

/** Reads rows by a layout. `clean` takes off what spreadsheets put around a value; `time` reads the shop's wall clock. */
export const readerFor = (
  columns: readonly string[],
  layout: Layout,
  about: { clean(cell: string): string; time(cell: string): Instant | null },
): Reader => {
  const steps: Step[] = columns.map((column, at) => {
    const field = layout.columns.get(column) ?? null
    return { at, column, field, how: field && fields[field] }
  })
  const told = steps.filter(({ field }) => field !== 'id' && field !== 'leave-out')
  const idAt = steps.find(({ field }) => field === 'id')?.at ?? -1
  // An order's own id, of two columns the one with the main order's.
  const ids = steps.filter(({ field }) => field === 'id').map(({ at }) => at)
  const known: About = {
    time: about.time,
    status: remembering((cell) => layout.statuses.get(word(cell))),
    afterSale: remembering((cell) => layout.afterSales.get(word(cell))),
  }
  const { empty, format, joined } = layout
  const cleaned = (cell: string | undefined): string => {
    if (cell === undefined || cell === '') return ''
    const bare = about.clean(cell)
    return empty.has(bare) ? '' : bare
  }
  const idOf = (cells: readonly string[]): string => {
    let id = ''
    for (const at of ids) {
      const found = cleaned(cells[at])
      if (found !== '') id = found
    }
    return id
  }
  const refused = (row: number, reason: Reason, value: string): Problem => ({
    ...{ line: row, column: columns[idAt] ?? null, reason, value: shownValue(value) },
  })
  return {
    idOf,
    isHeader: (cells) => idAt >= 0 && cleaned(cells[idAt]) === columns[idAt],
    read(row, cells, noted) {
      const id = idOf(cells)
      if (id === '') return refused(row, 'no-id', '')
      if (SPOILED.test(id)) return refused(row, 'spoiled-id', id)
      if (id.length > 80 || !ID.test(id)) return refused(row, 'bad-id', id)
      const draft = emptyDraft(row, id)
      const note = (column: string, reason: Reason, value: string) =>
        noted({ line: row, column, reason, value })
      const split = joined === null ? null : joinedCells(cells, steps, joined, cleaned)
      let hasLine = true
      for (const { at, column, field, how } of told) {
        const cell = cleaned(cells[at])
        if (field === null || how === null) {
          if (cell === '') continue
          if (cell.length > EXTRA_VALUE) note(column, 'cut-short', '')
          draft.extra[cutTo(column, EXTRA_NAME)] = cutTo(cell, EXTRA_VALUE)
          continue
        }
        if (cell === '') {
          how.blank?.(draft)
          continue
        }
        if (split && OF_ITEMS.has(field)) continue
        const reason = how.read(cell, draft, known)
        if (reason === null) continue
        if (reason === 'bad-quantity') hasLine = false
        note(column, reason, how.personal ? '' : shownValue(cell))
      }
      if (split) {
        draft.lines = split.lines
        for (const column of split.disagree) note(column, 'items-disagree', '')
      }
      // How many pieces there are is not guessed: the order is taken without the line.
      if (!hasLine) draft.line = {}
      if (draft.order.createdAt === undefined) {
        const day = format?.dayIn?.(id) ?? null
        const at = day === null ? null : known.time(day)
        if (at !== null) Object.assign(draft.order, { createdAt: at })
        draft.guessedDay = at !== null
      }
      return draft
    },
  }
}

const OF_ITEMS: ReadonlySet<FieldName> = new Set(['title', 'options', 'quantity', 'code', 'product', 'price'])

/** `手机壳;钢化膜` with `1;2` pieces: as many items as there are numbers. Null: one item, or what cannot be told apart. */
const joinedCells = (
  cells: readonly string[],
  steps: readonly Step[],
  joined: string,
  cleaned: (cell: string | undefined) => string,
): { lines: Draft['lines']; disagree: string[] } | null => {
  const of = (field: FieldName) => steps.find((step) => step.field === field)
  const quantity = of('quantity')
  if (!quantity) return null
  const counts = cleaned(cells[quantity.at])
    .split(joined)
    .map((part) => piecesIn(part.trim()))
  if (counts.length < 2 || counts.includes(null)) return null
  const disagree: string[] = []
  const parts = (field: FieldName): string[] => {
    const step = of(field)
    const cell = step ? cleaned(cells[step.at]) : ''
    if (!step || cell === '') return []
    const found = cell.split(joined).map((part) => cleaned(part))
    if (found.length === counts.length) return found
    disagree.push(step.column)
    return []
  }
  const [titles, said, codes, products] = [parts('title'), parts('options'), parts('code'), parts('product')]
  const lines = counts.map((count, i) => ({
    title: cutTo(titles[i] ?? '', 300),
    quantity: count ?? 1,
    ...(said[i] && { said: cutTo(said[i], 300), options: optionsIn(said[i]) }),
    ...(codes[i] && { code: cutTo(codes[i], 120) }),
    ...(products[i] && { product: cutTo(products[i], 80) }),
  }))
  return { lines, disagree }
}
