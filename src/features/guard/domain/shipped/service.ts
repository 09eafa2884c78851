import { EVERYWHERE, platformsBut, type ShippedRule } from './made.ts'

const rude: Pick<ShippedRule, 'id' | 'name' | 'severity' | 'why'> = {
  id: 'tone.rude',
  name: { zh: '辱骂、不礼貌', en: 'Rude words' },
  severity: 'block',
  why: { zh: '这句话会伤到买家', en: 'These words offend the buyer' },
}
const threat: Pick<ShippedRule, 'id' | 'name' | 'severity' | 'why'> = {
  id: 'tone.threat',
  name: { zh: '威胁', en: 'Threats' },
  severity: 'block',
  why: { zh: '这句话是在威胁买家', en: 'These words threaten the buyer' },
}
const refused: Pick<ShippedRule, 'id' | 'name' | 'severity' | 'why'> = {
  id: 'refund.refused',
  name: { zh: '未经买家同意拒绝退款', en: 'Refund refused without the buyer’s consent' },
  severity: 'ask',
  why: {
    zh: '这是拒绝退款，而会话里没有买家同意的记录；请先协商并记下买家的同意',
    en: 'This refuses a refund, and no consent of the buyer is recorded; agree with them first and record it',
  },
}
const unknown = {
  cost: null,
  source: { zh: '本产品自己的规定', en: 'Our own decision' },
  date: '',
  confidence: 'lore',
} as const

/** How buyers are spoken to, and what they are told about refunds. */
export const service: readonly ShippedRule[] = [
  ...[rude, threat].flatMap((rule): ShippedRule[] => [
    {
      ...rule,
      platforms: ['douyin'],
      cost: {
        zh: '抖音：投诉成立向买家赔付 20 元（态度差）或 100 元（辱骂）（平台文本转载，无日期）',
        en: 'Douyin: 20 yuan to the buyer for a bad attitude, 100 for abuse, if the complaint is upheld (copy of the platform’s text, undated)',
      },
      source: { zh: '抖音辱骂买家规则的转载', en: 'Copy of Douyin’s text on rude service' },
      date: '',
      confidence: 'reported',
    },
    { ...rule, platforms: platformsBut('douyin'), ...unknown },
  ]),
  {
    ...refused,
    platforms: ['douyin'],
    cost: {
      zh: '抖音：每单 500 元（商家口口相传，未见平台文本）；严重的人工不服务每次 B 类 4 分（2022-07 转载）',
      en: 'Douyin: 500 yuan an order (hearsay, in no platform text); serious refusal of service 4 points of class B each time (copy of 2022-07)',
    },
    source: {
      zh: '商家之间的说法；shuaishou.com 60146、60303（2022-07）',
      en: 'What shops tell each other; shuaishou.com 60146, 60303 (2022-07)',
    },
    date: '2022-07',
    confidence: 'lore',
  },
  { ...refused, platforms: platformsBut('douyin'), ...unknown },
  {
    id: 'refund.reason',
    name: { zh: '教买家选不实的退款原因', en: 'Suggesting a refund reason' },
    platforms: EVERYWHERE,
    severity: 'ask',
    why: {
      zh: '退款原因应由买家按实际情况选择；教买家选别的原因会改变责任和运费归属',
      en: 'The buyer chooses the reason that is true; another one shifts blame and freight',
    },
    ...unknown,
  },
]
