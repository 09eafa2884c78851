import type { Pair } from '../../features/assistant/matching/index.ts'
import { openTable, type Refused, unreadable } from '../../platform/files/index.ts'

const NAMES = {
  a: ['sentence1', 'text1', 'question1', 'a', 's1', 'query1'],
  b: ['sentence2', 'text2', 'question2', 'b', 's2', 'query2'],
  label: ['label', 'same', 'score', 'y'],
} as const

const LABELS = new Map([
  ['1', true],
  ['1.0', true],
  ['true', true],
  ['0', false],
  ['0.0', false],
  ['false', false],
])

const named = (columns: readonly string[], names: readonly string[]): string | undefined =>
  columns.find((column) => names.includes(column.trim().toLowerCase()))

/**
 * Reads pairs of sentences with a label, with a header (sentence1, sentence2, label) or without one. In CSV a comma
 * within a sentence may stand without quotation marks as long as the label is last.
 */
export const readPairsFile = async (path: string): Promise<{ pairs: Pair[]; refused: Refused[] }> => {
  const known = (columns: readonly string[]) =>
    Object.values(NAMES).filter((names) => named(columns, names) !== undefined).length
  const looked = await openTable(path, { knows: known, quotes: false })
  const headed = known(looked.columns) === 3
  const table = headed ? looked : await openTable(path, { knows: () => 0, header: false, quotes: false })
  const [a = '#1', b = '#2', label = '#3'] = headed
    ? [NAMES.a, NAMES.b, NAMES.label].map((names) => named(table.columns, names) ?? '')
    : []
  const pairs: Pair[] = []
  const refused: Refused[] = []
  for await (const row of table.rows()) {
    if ('why' in row) {
      refused.push(row)
      continue
    }
    const cells = [row.values[a], row.values[b], row.values[label]]
    // More cells than columns: a sentence held the delimiter.
    const more = Object.keys(row.values).length > 3 ? Object.values(row.values) : null
    const last = more?.at(-1)
    const [left, right, mark] =
      more && !LABELS.has((cells[2] ?? '').toLowerCase())
        ? [more[0], more.slice(1, -1).join(','), last]
        : cells
    const same = LABELS.get((mark ?? '').toLowerCase())
    if (left === undefined || right === undefined || left === '' || right === '' || same === undefined)
      refused.push({
        line: row.line,
        why: `Line ${row.line} is no pair: it needs two sentences and a label of 1 or 0.`,
      })
    else pairs.push({ a: left, b: right, same })
  }
  if (pairs.length === 0)
    throw unreadable(
      `${path} holds no pair that can be used. ${refused[0]?.why ?? ''} Columns: sentence1, sentence2, label.`,
    )
  return { pairs, refused }
}
