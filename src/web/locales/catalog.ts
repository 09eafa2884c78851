/** Texts of catalog, in both languages. */
export const zh = {
  title: '商品',
  card: {
    payable: '应付',
    steps: '优惠明细（{{count}} 步）',
    until: '价格有效期至 {{when}}',
  },
}

export const en: typeof zh = {
  title: 'Products',
  card: {
    payable: 'To pay',
    steps: 'How this adds up ({{count}})',
    until: 'Price holds until {{when}}',
  },
}
