/** Texts of recovery, in both languages. */
export const zh = {
  title: '催付',
}

export const en: typeof zh = {
  title: 'Recovery',
}
