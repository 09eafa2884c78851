/** Texts of bargaining, in both languages. */
export const zh = {
  title: '议价',
}

export const en: typeof zh = {
  title: 'Bargaining',
}
