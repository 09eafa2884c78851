import type { ShopFacts } from '../shop/domain.ts'
import type { AssistantSettings } from './domain/settings.ts'

/** What the numbers start with: one person keeps five buyers waiting at most, and nobody waits a minute in silence. */
const numbers = {
  busyAbove: 5,
  holdAfter: 40,
  reopenWithin: 120,
  closeAfter: 1440,
  mode: 'assistant-first',
  confidence: { wrongTarget: 0.05, answer: null, choose: null },
} as const
/** Words after which only a person answers (Qianniu's intercept words: 投诉, 315, 消协; lawyers and media besides). In both
 * languages: buyers write what they like. */
const intercepts = [
  ...[
    '投诉',
    '举报',
    '12315',
    '消协',
    '消费者协会',
    '工商局',
    '市场监管',
    '律师',
    '起诉',
    '法院',
    '报警',
    '曝光',
    '记者',
  ],
  ...[
    '维权',
    '假货',
    '诈骗',
    '过敏了',
    '受伤',
    '住院',
    'complaint',
    'lawyer',
    'lawsuit',
    'sue you',
    'police',
    'consumer protection',
  ],
  ...['journalist', 'scam', 'injured', 'allergic'],
]
const everyDay = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '23:00' }]

const zh: AssistantSettings = {
  enabled: true,
  greeting:
    '您好，欢迎来到{shop}！我是店铺的智能客服，您可以直接告诉我想问什么，例如发货时间、尺码或退换货。',
  rules: [
    {
      id: 'dispatch',
      enabled: true,
      keywords: ['什么时候发货', '多久发货', '几天发货', '发货时间', '还没发货'],
      match: 'any',
      answer:
        '您好{buyer}，付款后我们会尽快安排发货，具体时间以商品页面标注的承诺为准；发出后可以在订单里查看物流。',
    },
    {
      id: 'returns',
      enabled: true,
      keywords: ['退货', '换货', '退换', '七天无理由'],
      match: 'any',
      answer:
        '需要退换的话，请在订单页面提交售后申请并选择原因，我们收到后会尽快处理。商品请保持完好、不影响再次销售。',
    },
    {
      id: 'invoice',
      enabled: true,
      keywords: ['发票'],
      match: 'any',
      answer: '可以开发票的。请把抬头和税号发在这里，或在订单页面申请开票。',
    },
    {
      id: 'hours',
      enabled: true,
      keywords: ['几点上班', '营业时间', '人工时间'],
      match: 'any',
      answer: '人工客服的在线时间是 {hours}，其余时间请留言，我们上线后按顺序回复。',
    },
  ],
  hours: everyDay,
  outOfHours: '现在不在人工服务时间（{hours}）。请把问题和订单号留在这里，我们上线后会尽快回复您。',
  busy: '现在咨询的人比较多，让您久等了。请先把问题写完整，客服会按顺序尽快回复您。',
  chooseWords: '您是想问下面哪一个？回复序号就可以：',
  handOverWords: '我没能帮到您，已经为您请人工客服，会尽快回复您。',
  ...numbers,
  schedule: [],
  rush: null,
  intercepts,
}

const en: AssistantSettings = {
  enabled: true,
  greeting:
    'Hello and welcome to {shop}! I am the shop’s assistant. Ask me about delivery, sizes or returns.',
  rules: [
    {
      id: 'dispatch',
      enabled: true,
      keywords: ['when will it ship', 'when do you ship', 'dispatch', 'shipping time', 'not shipped'],
      match: 'any',
      answer:
        'Hello {buyer}, we send every order as soon as we can after payment, at the latest by the time promised on the product page. You can follow the parcel in your order.',
    },
    {
      id: 'returns',
      enabled: true,
      keywords: ['return', 'exchange', 'send it back'],
      match: 'any',
      answer:
        'To return or exchange an item, please open a request in your order and choose a reason. Keep the item as you received it; we will take it from there.',
    },
    {
      id: 'invoice',
      enabled: true,
      keywords: ['invoice'],
      match: 'any',
      answer: 'Of course. Please leave the name and tax number for the invoice here.',
    },
    {
      id: 'hours',
      enabled: true,
      keywords: ['opening hours', 'when are you open'],
      match: 'any',
      answer:
        'Our people are here {hours}. Outside these hours please leave a message and we will answer in turn.',
    },
  ],
  hours: everyDay,
  outOfHours:
    'We are closed right now (open {hours}). Please leave your question and order number: you will be answered first thing.',
  busy: 'Many buyers are writing at the moment, thank you for your patience. Please write down your whole question and we will answer in turn.',
  chooseWords: 'Which of these do you mean? Just answer with its number:',
  handOverWords: 'I could not help you with that. A colleague will answer you as soon as possible.',
  ...numbers,
  schedule: [],
  rush: null,
  intercepts,
}

/** What a shop's assistant says until the shop has its own settings. */
export const defaultAssistantSettings = (locale: ShopFacts['locale']): AssistantSettings =>
  structuredClone(locale === 'en' ? en : zh)
