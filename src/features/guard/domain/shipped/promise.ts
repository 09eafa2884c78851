import { EVERYWHERE, platformsBut, type ShippedRule } from './made.ts'

type Words = Pick<ShippedRule, 'id' | 'name' | 'why'>

const words: readonly Words[] = [
  {
    id: 'promise.price',
    name: { zh: '与算价不符的价格', en: 'A price that is not so' },
    why: { zh: '这个价格和店铺算出来的不一样', en: 'This is not what the shop’s prices come to' },
  },
  {
    id: 'promise.reduction',
    name: { zh: '店里没有的优惠', en: 'A reduction there is not' },
    why: { zh: '店里没有这样的优惠', en: 'The shop has no such reduction' },
  },
  {
    id: 'promise.gift',
    name: { zh: '赠品里没有的赠品', en: 'A gift there is not' },
    why: { zh: '活动的赠品里没有它', en: 'It is none of the gifts of the offers' },
  },
  {
    id: 'promise.shipping',
    name: { zh: '并不包邮的包邮', en: 'Free shipping that is not free' },
    why: { zh: '这一单要付运费', en: 'Freight is to be paid for this order' },
  },
]

/** What is promised of prices, gifts and freight, held against what the shop sells by (pricing/domain/promise). A price
 * charged above the one that was shown is a violation on Tmall and Taobao; of other promises only the law is known. */
export const promise: readonly ShippedRule[] = words.flatMap((rule): ShippedRule[] => {
  const law: ShippedRule = {
    ...rule,
    platforms: EVERYWHERE,
    severity: 'block',
    cost: null,
    source: {
      zh: '中华人民共和国消费者权益保护法 (2013), 第二十条',
      en: 'Law of the PRC on Consumers’ Rights (2013), Art. 20',
    },
    date: '2013-10-25',
    confidence: 'official',
  }
  if (rule.id !== 'promise.price') return [law]
  return [
    {
      ...law,
      platforms: ['taobao', 'tmall'],
      cost: {
        zh: '淘宝、天猫：实际成交价高于展示的券后价属违规，扣 6 分（2022 年 99 大促的转述，请核实）',
        en: 'Taobao, Tmall: charging more than the after-coupon price shown is a violation, 6 points (told of the 99 event of 2022; verify)',
      },
      source: {
        zh: 'sichuanhong.com 1117758_2（2022 年 99 大促）',
        en: 'sichuanhong.com 1117758_2 (99 event of 2022)',
      },
      date: '2022-09',
      confidence: 'reported',
    },
    { ...law, platforms: platformsBut('taobao', 'tmall') },
  ]
})
