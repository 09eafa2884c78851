export type Language = 'zh-CN' | 'en'

const zh = {
  tagline: '把日子睡得松软一点',
  nav: '全部商品',
  service: '在线客服',
  ask: '咨询客服',
  askAbout: '关于这件商品，尺码、材质、发货都可以问。',
  inStock: '现货，付款后 48 小时内发出',
  soldOut: '补货中',
  details: '商品信息',
  others: '看看别的',
  empty: '货架还是空的。右下角的聊天窗已经可以用了。',
  tag: '这个页面上的聊天窗只用了一行代码：',
  notice: '演示店铺：商品均为虚构，聊天窗是真的，消息会出现在工作台。',
  other: 'English',
}

const en: typeof zh = {
  tagline: 'Softer nights, easier days',
  nav: 'All products',
  service: 'Support',
  ask: 'Ask about it',
  askAbout: 'Sizes, fabrics, delivery: ask us anything about this product.',
  inStock: 'In stock, leaves within 48 hours after payment',
  soldOut: 'Back soon',
  details: 'Details',
  others: 'More from the shop',
  empty: 'The shelf is still empty. The chat in the corner works all the same.',
  tag: 'The chat on this page takes one line:',
  notice: 'A demo shop: the products are made up, the chat is real; messages arrive in the workbench.',
  other: '中文',
}

export const words = { 'zh-CN': zh, en } satisfies Record<Language, typeof zh>
