import * as brought from './recovery-results.ts'

/** Texts of recovery, in both languages. */
export const zh = {
  title: '催付',
  ...brought.zh,
}

export const en: typeof zh = {
  title: 'Recovery',
  ...brought.en,
}
