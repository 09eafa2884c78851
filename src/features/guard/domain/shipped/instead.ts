import type { Said } from '../verdict.ts'

const HERE: Said = { zh: '请在这里留言，我一直在', en: 'Please write to me here, I am here to help' }
const ORDER: Said = {
  zh: '请直接在这里下单，这样更有保障',
  en: 'Please order right here, where you are protected',
}
const SORRY: Said = {
  zh: '抱歉给您带来不便，我来帮您处理',
  en: 'I am sorry for the trouble, let me sort this out for you',
}
const LIKED: Said = { zh: '喜欢的话可以直接下单', en: 'If you like it, you can order right away' }

/** What may be said in the place of a sentence that cannot stay, by the first part of the rule's id or all of it. */
const stays: Readonly<Record<string, Said>> = {
  contact: HERE,
  link: ORDER,
  platform: ORDER,
  pay: ORDER,
  review: { zh: '收到后欢迎如实评价', en: 'Your honest review is welcome' },
  ad: { zh: '这款很受欢迎', en: 'This one is popular' },
  tone: SORRY,
  'refund.refused': {
    zh: '我先帮您核实，再和您商量怎么处理',
    en: 'Let me look into it first, then we find a solution together',
  },
  'refund.reason': { zh: '请按实际情况选择原因', en: 'Please choose the reason that applies' },
  scarcity: LIKED,
  promise: {
    zh: '具体价格和优惠以下单页面为准，我帮您算一下',
    en: 'Prices and offers are as the order page shows them; let me reckon it for you',
  },
}

export const stayFor = (rule: string): Said => stays[rule] ?? stays[rule.split(/[.:]/)[0] ?? ''] ?? HERE
