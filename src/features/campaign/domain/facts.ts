import type { Said } from '../../../shared/said.ts'
import type { ActivityFact, FactAnswer } from './activity.ts'

/** What each fact of an activity is called, and what is said where there is none of it. */
export const factWords: Record<ActivityFact, { name: Said; none: Said }> = {
  how: {
    name: { zh: '活动玩法', en: 'How it works' },
    none: { zh: '本次没有活动优惠。', en: 'There is no special offer this time.' },
  },
  qualifies: {
    name: { zh: '参与条件', en: 'Who qualifies' },
    none: {
      zh: '本次活动没有参与门槛，人人可参加。',
      en: 'There are no conditions: everybody may take part.',
    },
  },
  gifts: {
    name: { zh: '赠品', en: 'Gifts' },
    none: { zh: '本次活动没有赠品。', en: 'There are no gifts in this campaign.' },
  },
  stacking: {
    name: { zh: '优惠叠加', en: 'Combining offers' },
    none: {
      zh: '本次活动的优惠不能与其他优惠叠加。',
      en: 'Offers of this campaign cannot be combined with others.',
    },
  },
  'shipping-free-regions': {
    name: { zh: '包邮地区', en: 'Free shipping' },
    none: { zh: '本次活动不包邮。', en: 'Shipping is not free in this campaign.' },
  },
  courier: {
    name: { zh: '快递', en: 'Courier' },
    none: { zh: '本次活动不能指定快递。', en: 'The courier cannot be chosen in this campaign.' },
  },
  packaging: {
    name: { zh: '包装', en: 'Packaging' },
    none: { zh: '本次活动没有特别的包装。', en: 'There is no special packaging in this campaign.' },
  },
  'return-freight': {
    name: { zh: '退货运费险', en: 'Return-freight insurance' },
    none: { zh: '本次活动没有退货运费险。', en: 'There is no return-freight insurance in this campaign.' },
  },
  'price-protection': {
    name: { zh: '价保', en: 'Price protection' },
    none: { zh: '本次活动没有价保。', en: 'There is no price protection in this campaign.' },
  },
  'price-difference': {
    name: { zh: '差价', en: 'Price differences' },
    none: { zh: '本次活动不退差价。', en: 'Price differences are not refunded in this campaign.' },
  },
  'shipping-time': {
    name: { zh: '发货时间', en: 'Shipping time' },
    none: { zh: '本次活动没有承诺发货时间。', en: 'No shipping time is promised in this campaign.' },
  },
  warehouse: {
    name: { zh: '发货地', en: 'Warehouse' },
    none: { zh: '本次活动没有固定的发货仓。', en: 'There is no fixed warehouse in this campaign.' },
  },
}

/** A fact in words; what does not exist is said so, in the language asked for. */
export const factText = (fact: ActivityFact, answer: FactAnswer, language: keyof Said): string =>
  'says' in answer ? answer.says : factWords[fact].none[language]
