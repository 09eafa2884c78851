import type { ShopFacts } from '../../shop/domain.ts'
import type { ClockSettings } from './settings.ts'

/** Said while a question waits: that it is not lost and what helps meanwhile. No time is promised, and nobody is coaxed
 * into a good mark. */
const holding: Record<ShopFacts['locale'], string[]> = {
  'zh-CN': [
    '您的消息已经收到，还在排队中，客服会按先后顺序回复，不需要重复发送。',
    '抱歉还没轮到您。如果方便，可以先把订单号或照片发在这里，接待的同事会一起查看。',
  ],
  en: [
    'Your message has arrived and is in the queue. We answer in turn; there is no need to send it again.',
    'Sorry, it is not your turn yet. If you like, leave your order number or a photo here: whoever answers will see them.',
  ],
}

/** A buyer's last words that ask for nothing. */
const thanks = [
  '好',
  '好的',
  '好滴',
  '好哒',
  '好吧',
  '行',
  '可以',
  '嗯',
  '嗯嗯',
  '哦',
  '哦哦',
  '谢谢',
  '谢谢你',
  '谢谢您',
  '谢谢啦',
  '多谢',
  '感谢',
  '好的谢谢',
  '收到',
  '知道了',
  '明白了',
  '了解',
  '没事了',
  '不用了',
  '再见',
  '拜拜',
  'ok',
  'okay',
  'thanks',
  'thank you',
  'thx',
  'bye',
]

/** Seconds after which a platform ends an answered conversation by itself. Douyin: what shops tell each other; Kuaishou:
 * its default of 20 minutes (5–360). Of the others nothing was found. */
const idle: Partial<Record<ShopFacts['platform'], number>> = { douyin: 120, kuaishou: 1200 }

/** Pinduoduo spoils a buyer's day where the last word is theirs. */
const lastWords: Record<ShopFacts['locale'], string> = {
  'zh-CN': '不客气，有需要随时在这里找我们。',
  en: 'You are welcome. Write here whenever you need us.',
}

/** A shop's clocks until it has settings of its own; the shipped rules stand beside them. */
export const defaultClockSettings = ({
  platform,
  locale,
}: Pick<ShopFacts, 'platform' | 'locale'>): ClockSettings => ({
  rules: [],
  warn: { share: 0.5, seconds: 100 },
  steps: [
    { at: 0.4, do: 'nudge' },
    { at: 0.55, do: 'offer' },
    { at: 0.7, do: 'move' },
    { at: 0.8, do: 'hold' },
    { at: 0.9, do: 'supervisor' },
  ],
  holding: [...holding[locale]],
  closing: {
    idle: idle[platform] ?? 0,
    thanks: [...thanks],
    words: platform === 'pinduoduo' ? lastWords[locale] : '',
  },
  margin: null,
})
