/** Texts of pricing, in both languages. */
export const zh = {
  title: '算价',
}

export const en: typeof zh = {
  title: 'Prices',
}
