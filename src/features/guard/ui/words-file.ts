import i18next from 'i18next'
import type { GuardWord } from '../domain/settings.ts'
import { saveFile } from './save-file.ts'

/** Words as rows under the columns' names, as the import takes them back. */
export const rowsOf = (words: readonly GuardWord[]): string[][] => {
  const { t } = i18next
  const heads = [
    t('guard.words.word'),
    t('guard.settings.how'),
    t('guard.words.why'),
    t('guard.words.instead'),
  ]
  return [
    heads,
    ...words.map(({ word, severity, why, instead }) => [word, t(`guard.severity.${severity}`), why, instead]),
  ]
}

/** A cell that no spreadsheet takes for a formula; the import takes the mark off again. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

export const saveWords = async (words: readonly GuardWord[], kind: 'csv' | 'xlsx'): Promise<void> => {
  const rows = rowsOf(words)
  if (kind === 'csv') return saveFile('guard-words.csv', new Blob([csvOf(rows)], { type: 'text/csv' }))
  const { default: writeSheet } = await import('write-excel-file/browser')
  const sheet = rows.map((row) => row.map((value) => ({ value, type: String })))
  saveFile('guard-words.xlsx', await writeSheet(sheet).toBlob())
}
