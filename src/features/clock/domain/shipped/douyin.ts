import { cite, day, incident, rule, UNDATED } from './made.ts'

/** What a person answers, or sends of what the assistant suggested. What never reached a person leaves both sides. */
const byPeople = { platform: 'douyin', answeredBy: 'assist', autoExcluded: true } as const

/**
 * What shops tell each other it costs, in money. No text of the platform was found that says so. None names hours: they
 * are counted in those in which the platform judges service at all; else every night would cost a fortune.
 */
const lore = {
  ...byPeople,
  days: 1,
  from: UNDATED,
  source: cite(
    '商家口口相传；读过的平台文本里都没有',
    'What shops tell each other; in no text of the platform that was read',
  ),
  confidence: 'lore',
} as const

export const douyin = [
  rule({
    ...byPeople,
    id: 'douyin-3min',
    name: { zh: '飞鸽3分钟人工回复率', en: 'Feige 3-minute reply rate of people' },
    counted: 'session',
    limit: 180,
    target: 0.6,
    from: UNDATED,
    source: cite(
      '平台文本转载：按会话，8:00:00–22:59:59；及格线有50%和60%两种说法',
      'Copies of the platform’s text: by session, 8:00:00–22:59:59; pass lines of 50 % and 60 % are quoted',
    ),
    confidence: 'copy',
  }),
  rule({
    ...byPeople,
    id: 'douyin-2min-first',
    name: { zh: '2分钟首次回复率', en: '2-minute first-reply rate' },
    counted: 'first-reply',
    limit: 120,
    from: UNDATED,
    source: cite(
      '2zixun.com/a/431571：从进线起算，含排队',
      '2zixun.com/a/431571: from the consult on, queueing included',
    ),
    confidence: 'copy',
  }),
  rule({
    ...byPeople,
    id: 'douyin-mean',
    name: { zh: 'IM平均响应时长', en: 'IM mean response' },
    counted: 'round',
    limit: 180,
    consequences: [{ zh: '占体验分服务项的 30%', en: '30 % of the service part of the experience score' }],
    // A mean has no limit; the 3 minutes are borrowed. The rounds of “no answer in 3 minutes” give the same mean.
    enabled: false,
    from: day('2023-06-14'),
    source: cite(
      '2023-06-14 转载：体验分改用此项；权重出自2025年博客',
      'Copy of 2023-06-14: the experience score uses it instead of the 3-minute rate; weight by a blog of 2025',
    ),
    confidence: 'copy',
  }),
  incident({
    id: 'douyin-unserved',
    platform: 'douyin',
    name: { zh: '人工不服务（警告后未改）', en: 'No service by people, after a warning' },
    points: 2,
    consequences: [
      {
        zh: '一般：每次 A 类 2 分，每周不超过 8 分',
        en: 'Ordinary: 2 points of class A each time, 8 a week at most',
      },
      {
        zh: '严重：每次 B 类 4 分；大促期间另有单量限制或停业',
        en: 'Serious: 4 points of class B each time; in promotions also daily order caps or suspension',
      },
    ],
    from: day('2022-07-01'),
    source: cite(
      '官方课堂转载，2022-07（shuaishou.com 60146、60303）',
      'Copies of the platform’s school, 2022-07 (shuaishou.com 60146, 60303)',
    ),
    confidence: 'copy',
  }),
  incident({
    id: 'douyin-rude',
    platform: 'douyin',
    name: { zh: '态度差投诉成立', en: 'Complaint of bad attitude upheld' },
    money: 2_000,
    consequences: [{ zh: '向买家赔付 20 元', en: 'The buyer is paid 20 yuan' }],
    from: UNDATED,
    source: cite('平台关于服务态度的文本转载', 'Copy of the platform’s text on rude service'),
    confidence: 'copy',
  }),
  incident({
    id: 'douyin-abuse',
    platform: 'douyin',
    name: { zh: '辱骂投诉成立', en: 'Complaint of abuse upheld' },
    money: 10_000,
    consequences: [{ zh: '向买家赔付 100 元', en: 'The buyer is paid 100 yuan' }],
    from: UNDATED,
    source: cite('平台关于服务态度的文本转载', 'Copy of the platform’s text on rude service'),
    confidence: 'copy',
  }),
  rule({
    ...lore,
    id: 'douyin-slow',
    name: { zh: '3分钟未回复', en: 'No answer in 3 minutes' },
    counted: 'round',
    // From when a person has it: before that the queue's clock runs, and one wait is not charged twice.
    starts: 'assigned',
    limit: 180,
    money: 10_000,
  }),
  rule({
    ...lore,
    id: 'douyin-queue',
    name: { zh: '排队超过5分钟', en: 'Queued over 5 minutes' },
    counted: 'queue',
    limit: 300,
    money: 10_000,
  }),
  rule({
    ...lore,
    id: 'douyin-offline',
    name: { zh: '离线留言未回复', en: 'Asked while offline, unanswered' },
    counted: 'offline',
    // How long "unanswered" is nobody says. An hour is what other platforms gave a message nobody was there for.
    limit: 3600,
    money: 50_000,
  }),
  incident({
    ...lore,
    hours: [],
    id: 'douyin-week',
    name: { zh: '服务质量周考核差', en: 'Poor service quality of the week' },
    money: 10_000,
  }),
  incident({
    ...lore,
    hours: [],
    id: 'douyin-refusal',
    name: { zh: '未经买家同意拒绝退款', en: 'Refund refused without the buyer’s consent' },
    money: 50_000,
    consequences: [{ zh: '按订单计', en: 'For each order' }],
  }),
]
