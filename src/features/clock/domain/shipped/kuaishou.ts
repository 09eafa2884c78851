import { cite, day, rule, UNDATED } from './made.ts'

/** People since March 2023, messages before. */
const CHANGE = day('2023-03-01')
const consequences = [
  {
    zh: '低于 80% 影响店铺星级，可能被处罚',
    en: 'Below 80 % lowers the shop’s stars and may be penalised',
  },
]
const common = { platform: 'kuaishou', days: 1, target: 0.8, consequences, confidence: 'blog' } as const

export const kuaishou = [
  rule({
    ...common,
    id: 'kuaishou-5min',
    name: { zh: '5分钟回复率', en: '5-minute reply rate' },
    counted: 'round',
    limit: 300,
    from: UNDATED,
    to: CHANGE,
    source: cite('卖家整理：按消息，至2023-03', 'Sellers’ accounts: by message, until 2023-03'),
  }),
  rule({
    ...common,
    id: 'kuaishou-3min',
    name: { zh: '3分钟人工回复率', en: '3-minute reply rate of people' },
    counted: 'buyer-day',
    limit: 180,
    from: CHANGE,
    source: cite(
      '卖家整理：（咨询人数−3分钟未回复人数）÷咨询人数，8–23点，2023-03 起',
      'Sellers’ accounts: (asked − not answered in 3 minutes) ÷ asked, by buyer, 8–23 h, since 2023-03',
    ),
  }),
]
