import { cite, NINE_TO_ELEVEN, rule, UNDATED } from './made.ts'

export const xiaohongshu = [
  rule({
    id: 'xiaohongshu-3min',
    platform: 'xiaohongshu',
    name: { zh: '三分钟回复率', en: '3-minute reply rate' },
    // One gap of three minutes without a person's answer spoils the consult.
    counted: 'session',
    hours: NINE_TO_ELEVEN,
    limit: 180,
    days: 7,
    from: UNDATED,
    source: cite(
      '平台公式转载：9–23点，含节假日，滚动7天',
      'Copy of the platform’s formula: 9–23 h, holidays included, rolling 7 days',
    ),
    confidence: 'copy',
  }),
]
