import { EVERYWHERE, type ShippedRule } from './made.ts'

export const scarcity: readonly ShippedRule[] = [
  {
    id: 'scarcity.untrue',
    name: { zh: '与库存或时间不符的紧迫感', en: 'Scarcity that is not so' },
    platforms: EVERYWHERE,
    severity: 'block',
    why: {
      zh: '库存或活动结束时间与这句话不符',
      en: 'The stock or the end of the offer says otherwise',
    },
    cost: null,
    source: {
      zh: '中华人民共和国广告法 (2021), 第二十八条',
      en: 'Advertising Law of the PRC (2021), Art. 28',
    },
    date: '2021-04-29',
    confidence: 'official',
  },
  {
    id: 'scarcity.unknown',
    name: { zh: '无法核实的紧迫感', en: 'Scarcity nothing bears out' },
    platforms: EVERYWHERE,
    severity: 'ask',
    why: {
      zh: '不知道库存或活动结束时间，无法证实这句话',
      en: 'Neither stock nor the end of the offer is known to bear this out',
    },
    cost: null,
    source: {
      zh: '中华人民共和国广告法 (2021), 第二十八条',
      en: 'Advertising Law of the PRC (2021), Art. 28',
    },
    date: '2021-04-29',
    confidence: 'official',
  },
]
