import type { TFunction } from 'i18next'
import { type Hours, hoursInWords } from '../../../shared/hours.ts'
import { languageNow } from '../../../web/i18n.ts'

/** A length of time as briefly as it stays exact: 90 s, 3 min, 1 h. */
export const timeInWords = (t: TFunction, seconds: number): string => {
  if (seconds >= 3600 && seconds % 3600 === 0) return t('clockSettings.hoursLong', { count: seconds / 3600 })
  if (seconds >= 60 && seconds % 60 === 0) return t('clockSettings.minutes', { count: seconds / 60 })
  return t('clockSettings.seconds', { count: seconds })
}

export const windowInWords = (t: TFunction, hours: readonly Hours[]): string =>
  hours.length === 0 ? t('clockSettings.always') : hoursInWords(hours)

/** What was written in both languages, in the one in use; in the other where that is empty. */
export const inLanguage = ({ zh, en }: { zh: string; en: string }): string =>
  languageNow() === 'en' ? en || zh : zh || en

/** A source; of one in both languages, `zh / en`, the half in use. */
export const sourceInLanguage = (source: string): string => {
  const [zh, en, more] = source.split(' / ')
  return zh && en && more === undefined ? inLanguage({ zh, en }) : source
}
