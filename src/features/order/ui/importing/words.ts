import type { TFunction } from 'i18next'
import type { Problem } from '../../domain/import/problem.ts'

/** What is wrong with a row or a value of it, and what to do. */
export const problemText = (t: TFunction<'web'>, { reason, value }: Problem): string =>
  t(`orderImport.reason.${reason}`, { value })

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** The problems as a table that spreadsheets open. */
export const problemTable = (
  t: TFunction<'web'>,
  problems: readonly (Problem & { taken: boolean })[],
): string =>
  `\uFEFF${[
    ['line', 'what', 'column', 'why'].map((name) => t(`orderImport.report.${name as 'line'}`)),
    ...problems.map((problem) => [
      String(problem.line),
      t(problem.taken ? 'orderImport.report.taken' : 'orderImport.report.refused'),
      problem.column ?? '',
      problemText(t, problem),
    ]),
  ]
    .map((row) => row.map(quoted).join(','))
    .join('\r\n')}\r\n`
