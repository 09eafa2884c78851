import { cite, rule, UNDATED } from './made.ts'
import { wangwang } from './wangwang.ts'

export const taobao = [
  ...wangwang('taobao'),
  rule({
    id: 'taobao-3min-daily',
    platform: 'taobao',
    name: { zh: '3分钟响应率（C店每日）', en: '3-minute response rate of the day (C shops)' },
    // By visits (人次): a visit with one late answer is not answered in time. The assistant's answers count.
    counted: 'session',
    answeredBy: 'auto',
    limit: 180,
    days: 1,
    target: 0.4,
    consequences: [
      {
        zh: '前一日低于 40%：流量降级、不能发布新品，直到恢复到 40%',
        en: 'Below 40 % the day before: less traffic and no new listings until it is 40 % again',
      },
    ],
    from: UNDATED,
    source: cite('C店每日规则转载，未注明日期', 'Copy of the daily rule for C shops, undated'),
    confidence: 'copy',
  }),
]
