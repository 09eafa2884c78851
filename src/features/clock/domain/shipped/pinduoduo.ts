import { cite, day, rule, UNDATED } from './made.ts'

/** When the assessed figure became the 3-minute rate of people; the 5-minute rate is shown ever since. */
const CHANGE = day('2020-02-03')

/**
 * A buyer is spoiled for the day by one message without an answer in time, the last one included: whoever lets a
 * closing "thanks" stand as the last word has not answered that buyer. So the merchant speaks last.
 */
const buyerDay = { platform: 'pinduoduo', counted: 'buyer-day', days: 1 } as const

export const pinduoduo = [
  rule({
    ...buyerDay,
    id: 'pinduoduo-effective',
    name: { zh: '有效回复率（1小时）', en: 'Effective reply rate (1 hour)' },
    limit: 3600,
    from: day('2019-01-10'),
    to: CHANGE,
    source: cite(
      '2019-01-10 规则转载；一小时出自卖家整理',
      'Copy of the rule of 2019-01-10; the hour is from shops’ accounts of it',
    ),
    confidence: 'blog',
  }),
  rule({
    ...buyerDay,
    id: 'pinduoduo-3min',
    name: { zh: '3分钟人工回复率', en: '3-minute reply rate of people' },
    limit: 180,
    target: 0.8,
    smallest: 100,
    consequences: [
      {
        zh: '低于 50% 会被处理，其余按全平台前一日排名，末尾视为不达标：二级限制、流量降级',
        en: 'Below 50 % is acted on; otherwise the tail of the platform’s ranking of the day before fails: second-level restriction, less traffic',
      },
      {
        zh: '商品移出资源位、不能报新资源位、广告下线、不能上新、不能重新上架',
        en: 'Goods off resource slots, no new slots, adverts removed, no new listings, no re-listing',
      },
    ],
    from: CHANGE,
    source: cite(
      'wycfw.com、xiaofanwenku.com/word/147193；50% 与100人出自 kexiaomei.com/article/96359；80% 为本工作台默认',
      'wycfw.com and xiaofanwenku.com/word/147193; line of 50 % and 100 buyers: kexiaomei.com/article/96359; 80 % is ours',
    ),
    confidence: 'copy',
  }),
  rule({
    ...buyerDay,
    id: 'pinduoduo-5min',
    name: { zh: '5分钟回复率', en: '5-minute reply rate' },
    answeredBy: 'auto',
    limit: 300,
    target: 0.7,
    consequences: [
      { zh: '活动报名被拒', en: 'Activity sign-up rejected' },
      { zh: '搜索排名下降', en: 'Ranking lowered' },
      { zh: '流量减少', en: 'Traffic cut' },
    ],
    from: UNDATED,
    source: cite(
      '商家口口相传：8–23点，低于70%有影响',
      'What shops tell each other: 8–23 h, below 70 % hurts',
    ),
    confidence: 'lore',
  }),
  rule({
    id: 'pinduoduo-5min-message',
    platform: 'pinduoduo',
    name: { zh: '5分钟回复率（按消息）', en: '5-minute reply rate by message' },
    counted: 'round',
    answeredBy: 'auto',
    limit: 300,
    days: 1,
    target: 0.85,
    // Contradicts the count by buyers.
    enabled: false,
    from: day('2026-01-01'),
    source: cite(
      '2026 年的帖子：按消息，人工或智能客服均可，红线85%',
      'A post of 2026: by message, people or assistant, red line 85 %',
    ),
    confidence: 'blog',
  }),
]
