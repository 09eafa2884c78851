import type { ImportMapping, ImportProblem, ImportReason, Target, TargetKind } from './mapping.ts'
import { asText } from './values.ts'

/** Cells by column, with the line they stand on. */
export interface Cells {
  line: number
  values: ReadonlyMap<string, unknown>
}

/** A cell that has a target. */
export interface Met {
  column: string
  target: Target
  value: unknown
  line: number
}

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value !== 'object' && asText(value) === '')

/** `1.93E+15`, as spreadsheets save a long number: its digits are lost. */
export const isSpoiled = (id: string): boolean => /^\d(?:\.\d+)?E\+?\d+$/i.test(id)
export const ID_LIMIT = 80

/** Says where a problem is. */
export type Say = (reason: ImportReason, met: Partial<Met> | null, detail?: string) => ImportProblem

/** Problems of a product that begins on a line and, once it is known, has an id. */
export const sayer =
  (line: number, id: () => string | null): Say =>
  (reason, met, detail) => ({
    ...{ line: met?.line ?? line, id: id(), column: met?.column ?? null, reason },
    detail: cut(detail ?? asText(met?.value)),
  })

/** The filled cells of targets, the first of each column; where rows differ, `differ` hears of it. */
export const metIn = (
  rows: readonly Cells[],
  mapping: ImportMapping,
  of: (to: TargetKind) => boolean,
  differ?: (met: Met, values: string) => void,
): Met[] =>
  Object.entries(mapping.columns)
    .filter(([, target]) => of(target.to))
    .flatMap(([column, target]) => {
      const filled = rows.filter(({ values }) => !isBlank(values.get(column)))
      const [first] = filled
      if (!first) return []
      const value = first.values.get(column)
      const other = filled.find(({ values }) => asText(values.get(column)) !== asText(value))
      if (other)
        differ?.(
          { column, target, value, line: other.line },
          `${asText(value)} / ${asText(other.values.get(column))}`,
        )
      return [{ column, target, value, line: first.line }]
    })
