/** Texts of catalog, in both languages. */
export const zh = {
  title: '商品',
}

export const en: typeof zh = {
  title: 'Products',
}
