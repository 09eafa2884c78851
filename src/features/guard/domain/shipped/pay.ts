import { offPlatform } from './made.ts'

export const pay = [
  ...offPlatform({
    id: 'pay.outside',
    name: { zh: '平台外付款', en: 'Paying outside' },
    severity: 'block',
    why: {
      zh: '这是让买家绕开平台付款；平台外付款没有保障，属于诱导非官方交易',
      en: 'This asks the buyer to pay around the platform, where nothing protects them',
    },
  }),
  ...offPlatform({
    id: 'pay.card',
    name: { zh: '银行卡号', en: 'Bank card number' },
    severity: 'block',
    why: { zh: '这是一个银行卡号', en: 'This is a bank card number' },
  }),
  ...offPlatform({
    id: 'review.rebate',
    name: { zh: '好评返现', en: 'Money for good reviews' },
    severity: 'block',
    why: {
      zh: '用现金、红包或礼品换好评是虚假评价，平台和反不正当竞争法都禁止',
      en: 'Money or gifts for good reviews make reviews untrue; platforms and the law on unfair competition forbid it',
    },
  }),
]
