import { cite, day, incident, NINE_TO_ELEVEN, rule } from './made.ts'

const jdRule = { platform: 'jd', answeredBy: 'assist', hours: NINE_TO_ELEVEN } as const

export const jd = [
  rule({
    ...jdRule,
    id: 'jd-first-30s',
    name: { zh: '30秒应答率', en: '30-second answer rate' },
    counted: 'first-reply',
    limit: 30,
    // Back within ten minutes of the end it is the same session.
    sameSession: 600,
    target: 0.8,
    smallest: 5,
    consequences: [
      {
        zh: '热情掌柜标识要求首次30秒应答率 ≥ 80%、星级 ≥ 4、满意度 ≥ 80%',
        en: 'The “warm shopkeeper” badge asks for 80 %, 4 stars and satisfaction of 80 %',
      },
    ],
    from: day('2023-02-21'),
    source: cite(
      '39zn.cn/article/215407，2023-02-21；insight.xiaoduoai.com/faq：按会话开始时间',
      '39zn.cn/article/215407, 2023-02-21; insight.xiaoduoai.com/faq: by the start of the session',
    ),
    confidence: 'copy',
  }),
  rule({
    ...jdRule,
    id: 'jd-3min',
    name: { zh: '3分钟人工回复率', en: '3-minute reply rate of people' },
    counted: 'round',
    answeredBy: 'person',
    limit: 180,
    // On the list of 2024 of passive service, but how it is counted was not found: rounds are our guess.
    enabled: false,
    from: day('2024-01-01'),
    source: cite(
      '2024 年消极服务清单转载；未说明统计单位',
      'Copy of the list of passive service of 2024; unit not given',
    ),
    confidence: 'copy',
  }),
  rule({
    ...jdRule,
    id: 'jd-answered',
    name: { zh: '应答率', en: 'Answer rate' },
    counted: 'first-reply',
    // Answered at all; no time is given, so within a day.
    limit: 86_400,
    sameSession: 600,
    target: 0.7,
    enabled: false,
    from: day('2023-02-21'),
    source: cite('卖家整理：接待量÷咨询量，至少70%', 'Sellers’ accounts: served ÷ consulted, at least 70 %'),
    confidence: 'blog',
  }),
  incident({
    id: 'jd-left-messages',
    platform: 'jd',
    name: { zh: '月留言率超过50%', en: 'Over half of a month’s consults left as messages' },
    points: 2,
    from: day('2023-02-21'),
    source: cite('39zn.cn/article/215407，2023-02-21', '39zn.cn/article/215407, 2023-02-21'),
    confidence: 'copy',
  }),
]
