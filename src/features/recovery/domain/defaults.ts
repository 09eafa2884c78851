import type { RecoverySettings } from './settings.ts'

/** As a shop begins. Everything can be changed by it; what is known of platforms carries its source and date. */
export const defaultRecoverySettings = (): RecoverySettings => ({
  // What shops tell each other; no page that measured it was found (2026-11).
  goodHours: ['09:00', '15:00', '20:00'],
  quiet: { from: '22:00', to: '08:00' },
  // Aliyun lets no promotional text message leave from 20:00 to 08:00.
  smsHours: { from: '08:00', to: '20:00' },
  // Sellers of such tools advise from one in 24 hours to three, and to leave alone who had more than three in three days.
  caps: { day: 2, days: { count: 3, within: 3 } },
  // Text messages: Aliyun from 0.055 yuan. A call: some three minutes of a person's time. No figures were found for calls.
  costLi: { chat: 0, sms: 55, phone: 2000 },
  valuableFen: 100_000,
  limits: [
    {
      platform: 'pinduoduo',
      channel: 'chat',
      allowed: false,
      unanswered: 5,
      says: {
        zh: '平台不再提供待支付订单的聊天催付；买家未回复时最多连发 5 条。',
        en: 'Chat may not urge payment of an unpaid order; five messages at most without a reply.',
      },
      source: 'Merchant backend: 店铺待支付订单不再提供聊天催付; mr010.com (无法再发送)',
      date: '2026-11-20',
      trust: 'copy',
    },
  ],
})
