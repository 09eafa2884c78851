/** Texts of orders, in both languages. */
export const zh = {
  title: '订单',
}

export const en: typeof zh = {
  title: 'Orders',
}
