import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ActivityFact, activityFacts } from '../../campaign/domain/activity.ts'
import { activity, at, campaign, onProduct, wave, ZONE } from '../../campaign/testing.ts'
import type { Question } from '../domain/ask.ts'
import { activitySource } from './activity.ts'

const sale = campaign([
  wave('1', [
    ['deposit', '2020-10-21 00:00', '2020-10-31 22:00'],
    ['preheat', '2020-10-29 00:00', '2020-11-01 00:00'],
    ['spot', '2020-11-01 00:00', '2020-11-04 00:00'],
    ['balance', '2020-11-01 00:30', '2020-11-04 00:00'],
    ['after-sale', '2020-11-04 00:00', '2020-11-12 00:00'],
  ]),
  wave('2', [
    ['deposit', '2020-11-04 00:00', '2020-11-10 22:00'],
    ['spot', '2020-11-11 00:00', '2020-11-12 00:00'],
  ]),
])
const MIDDLE = '2020-11-02 12:00'
const every = Object.fromEntries(activityFacts.map((fact) => [fact, { says: `答：${fact}` }]))
const question = (text: string, known: Partial<Question> = {}): Question => ({
  ...{ text, before: null, at: at(MIDDLE), item: null, phase: null },
  ...known,
})
const source = activitySource([activity({ facts: every })], [sale], ZONE)
const first = (text: string, known: Partial<Question> = {}) => source.find(question(text, known))[0]

const questions: Record<ActivityFact, string[]> = {
  how: ['有什么活动吗', '活动规则是什么', '这个活动怎么参加', 'How does the sale work?', 'Any promotions?'],
  qualifies: ['参加活动有什么条件', '谁可以参加', '活动有门槛吗', 'Who can take part?', 'Do I qualify?'],
  gifts: [
    '有赠品吗',
    '送什么',
    '赠品是什么呀',
    '买这个送什么',
    '有小礼物吗',
    'Any gifts?',
    'Is there a free gift?',
  ],
  stacking: [
    '优惠券能叠加吗',
    '满减和券可以一起用吗',
    '可以同享吗',
    'Can I combine the coupons?',
    'Do discounts stack?',
  ],
  'shipping-free-regions': [
    '包邮吗',
    '新疆包邮吗',
    '要运费吗',
    '满多少包邮',
    'Is there free shipping?',
    'What is the shipping fee?',
  ],
  courier: ['发什么快递', '用的哪家快递', '可以发顺丰吗', '能指定快递吗', 'Which courier do you use?'],
  packaging: ['什么包装', '包装结实吗', '有包装盒吗', 'How is it packed?', 'What packaging is it in?'],
  'return-freight': [
    '有运费险吗',
    '退货运费谁出',
    'Is there freight insurance?',
    'Who pays return shipping?',
  ],
  'price-protection': [
    '有价保吗',
    '支持保价吗',
    '价保几天',
    '价格保护多久',
    'Is there price protection?',
    '价保？',
  ],
  'price-difference': ['可以退差价吗', '降价了补差价吗', '差价退不退', 'Do you refund the difference?'],
  'shipping-time': [
    '什么时候发货',
    '多久能发货呀',
    '今天发货吗',
    '发货时间是多久',
    '48小时发货吗',
    'When will it ship?',
    'How soon do you dispatch?',
  ],
  warehouse: ['从哪里发货', '发货地在哪', '仓库在哪里', 'Where is it shipped from?', 'Which warehouse?'],
}

describe('CMP-17 each fact, in the words of buyers of both languages', () => {
  const rows = Object.entries(questions).flatMap(([fact, list]) => list.map((text) => [text, fact] as const))
  test.each(rows)('%s → %s', (text, fact) => {
    const found = first(text)
    expect(found).toMatchObject({ source: 'activity', id: `3:${fact}` })
    expect(found?.score).toBeGreaterThanOrEqual(0.9)
    expect(found?.why.map(({ by }) => by)).toEqual(['keywords', 'activity'])
  })
})

describe('CMP-21 what is not asked of an activity is never sure', () => {
  test.each([
    '赠品没收到',
    '我的订单怎么还没发货',
    '昨天买的什么时候发货',
    '赠品坏了能换吗',
    '给女朋友送什么礼物好',
    '快递单号是多少',
    '我要申请价保',
    '价保的钱退到哪里了',
    '保价运输要多少钱',
    '发票什么时候寄出',
    '包装破了',
    '退货寄到哪个仓库',
    '会员有免邮券吗',
    '你好',
    '这款是纯棉的吗',
    '谢谢',
    'Where is my order?',
    'I bought it yesterday, when will it ship?',
    'Could you gift wrap it?',
    'The gift is missing',
    'Hello',
  ])('%s', (text) => expect(first(text)?.score ?? 0).toBeLessThan(0.9))

  test('a word in a long story counts for less than one in a short question', () => {
    const long = first(
      '我看了好几家店都差不多，你们家的这个活动优惠券是可以叠加的吧，会不会到时候付款又说不行呢',
    )
    expect(long?.id).toBe('3:stacking')
    expect(long?.score).toBeLessThan(first('券能叠加吗')?.score ?? 0)
  })
})

describe('CMP-18 which activity answers', () => {
  const whole = activity({ id: 1, facts: { gifts: { says: '送洗护袋' } } })
  const own = activity({
    id: 2,
    name: '四件套',
    facts: { gifts: { says: '送枕套' } },
    products: [onProduct('P'), onProduct('R', 'R-M')],
  })
  const later = activity({ id: 4, wave: '2', facts: { gifts: { says: '送浴巾' } } })
  const answers = (known: Partial<Question>, ...list: ReturnType<typeof activity>[]) =>
    activitySource(list, [sale], ZONE)
      .find(question('有赠品吗', known))
      .map(({ id, answer }) => [id, answer])

  test.each<[string, string | null, string[][]]>([
    ['of the product first', 'P', [['2:gifts', '送枕套']]],
    ['by its SKU', 'R-M', [['2:gifts', '送枕套']]],
    ['else of the whole shop', 'Q', [['1:gifts', '送洗护袋']]],
  ])('%s', (_, item, expected) => expect(answers({ item }, whole, own)).toEqual(expected))

  test('no product known: both, and neither sure', () => {
    const found = activitySource([whole, own], [sale], ZONE).find(question('有赠品吗'))
    expect(found.map(({ id }) => id)).toEqual(['1:gifts', '2:gifts'])
    for (const { score } of found) expect(score).toBeLessThan(0.7)
  })

  test('two that say the same are one answer', () =>
    expect(answers({}, whole, { ...own, facts: whole.facts })).toEqual([['1:gifts', '送洗护袋']]))

  test('a product that takes part in nothing is told nothing', () =>
    expect(answers({ item: 'Q' }, own)).toEqual([]))

  test('only of waves that buyers hear of then, gaps between phases included', () => {
    expect(answers({ at: at('2020-11-02 12:00') }, whole, later)).toEqual([['1:gifts', '送洗护袋']])
    expect(answers({ at: at('2020-11-10 23:00') }, later)).toEqual([['4:gifts', '送浴巾']])
    expect(answers({ at: at('2020-10-20 23:59:59') }, whole)).toEqual([])
    expect(answers({ at: at('2020-11-12 00:00') }, whole, later)).toEqual([])
  })

  test('what is asked before buying is told of the wave that is sold; what was promised, of both', () => {
    const facts = (gift: string, days: string) => ({
      gifts: { says: gift },
      'price-protection': { says: days },
    })
    const [over, sold] = [
      { ...whole, facts: facts('送洗护袋', '15 天') },
      { ...later, facts: facts('送浴巾', '7 天') },
    ]
    const both = activitySource([over, sold], [sale], ZONE)
    const ask = (text: string) => both.find(question(text, { at: at('2020-11-06 12:00') }))
    expect(ask('有赠品吗').map(({ id }) => id)).toEqual(['4:gifts'])
    expect(ask('有赠品吗')[0]?.score).toBeGreaterThanOrEqual(0.9)
    expect(ask('有价保吗').map(({ id }) => id)).toEqual(['1:price-protection', '4:price-protection'])
    for (const { score } of ask('有价保吗')) expect(score).toBeLessThan(0.7)
  })

  test('CMP-19 an open fact is not answered; none is', () => {
    const open = activitySource([whole], [sale], ZONE)
    expect(open.find(question('有价保吗'))).toEqual([])
    const none = activitySource([activity({ facts: { 'price-protection': { none: true } } })], [sale], ZONE)
    expect(none.find(question('有价保吗'))[0]?.answer).toBe('本次活动没有价保。')
    expect(none.find(question('Is there price protection?'))[0]?.answer).toBe(
      'There is no price protection in this campaign.',
    )
  })

  test('to a question in the other language the fact is said with its name', () => {
    const found = activitySource([own], [sale], ZONE).find(question('Any gifts?'))[0]
    expect(found?.answer).toBe('Gifts (四件套): 送枕套')
    expect(found?.question).toBe('Gifts in “四件套”')
  })
})

describe('CMP-20 when something begins and ends', () => {
  test.each([
    [
      '尾款什么时候付',
      '2020-10-31 22:10',
      '「双十一」第1波付尾款：11月1日 00:30 开始，11月3日 23:59:59 结束。',
      'balance',
    ],
    [
      '什么时候付尾款呀',
      '2020-11-01 00:30',
      '「双十一」第1波付尾款正在进行，到 11月3日 23:59:59 结束。',
      'balance',
    ],
    [
      '定金付到几点',
      '2020-10-31 22:10',
      '「双十一」第1波付定金已于 10月31日 21:59:59 结束。「双十一」第2波付定金：11月4日 00:00 开始，11月10日 21:59:59 结束。',
      'deposit',
    ],
    [
      '活动什么时候开始',
      '2020-10-31 22:10',
      '「双十一」第1波正式开售：11月1日 00:00 开始，11月3日 23:59:59 结束。',
      'spot',
    ],
    [
      '几点开始',
      '2020-10-31 22:10',
      '「双十一」第1波正式开售：11月1日 00:00 开始，11月3日 23:59:59 结束。',
      'spot',
    ],
    [
      '活动到什么时候',
      '2020-11-02 12:00',
      '「双十一」第1波正式开售正在进行，到 11月3日 23:59:59 结束。「双十一」第2波正式开售：11月11日 00:00 开始，11月11日 23:59:59 结束。',
      'spot',
    ],
    [
      'When does the sale begin?',
      '2020-10-31 22:10',
      '“双十一”, 第1波: the sale itself begins on 1 Nov 00:00 and ends on 3 Nov 23:59:59.',
      'spot',
    ],
    [
      'When do I pay the balance?',
      '2020-11-02 12:00',
      '“双十一”, 第1波: paying the balance is on until 3 Nov 23:59:59.',
      'balance',
    ],
  ])('%s at %s', (text, moment, answer, kind) => {
    const told = activitySource([], [sale], ZONE).find(question(text, { at: at(moment), item: null }))
    expect(told[0]?.answer.startsWith(answer)).toBe(true)
    expect(told[0]).toMatchObject({ source: 'activity', id: `campaign-1:${kind}` })
    expect(told[0]?.score).toBeGreaterThanOrEqual(0.85)
  })

  test('a product’s own waves', () => {
    const second = activity({ wave: '2', products: [onProduct('P')] })
    const [found] = activitySource([second], [sale], ZONE).find(question('活动什么时候开始', { item: 'P' }))
    expect(found?.answer).toBe('「双十一」第2波正式开售：11月11日 00:00 开始，11月11日 23:59:59 结束。')
  })

  test('not of campaigns that are over, or more than 30 days ahead, or of what they have not', () => {
    const ask = (text: string, moment: string) =>
      activitySource([], [sale], ZONE).find(question(text, { at: at(moment) }))
    expect(ask('活动什么时候开始', '2020-11-12 00:00')).toEqual([])
    expect(ask('活动什么时候开始', '2020-09-20 23:59')).toEqual([])
    expect(ask('活动什么时候开始', '2020-09-21 00:00')).toHaveLength(1)
    const plain = campaign([wave('1', [['spot', '2020-11-01 00:00', '2020-11-04 00:00']])])
    expect(activitySource([], [plain], ZONE).find(question('尾款什么时候付'))).toEqual([])
  })

  test('of broadcasts every evening, the one that is heard of, else the next alone', () => {
    const evenings = [1, 2, 3].map((day) =>
      campaign([wave('live', [['spot', `2020-12-0${day} 20:00`, `2020-12-0${day} 23:00`]])], {}, day),
    )
    const ask = (moment: string) =>
      activitySource([], evenings, ZONE)
        .find(question('直播什么时候开始', { at: at(moment) }))
        .map(({ id }) => id)
    expect(ask('2020-11-20 12:00')).toEqual(['campaign-1:spot'])
    expect(ask('2020-12-01 21:00')).toEqual(['campaign-1:spot'])
    expect(ask('2020-12-01 23:00')).toEqual(['campaign-2:spot'])
    expect(ask('2020-12-03 23:00')).toEqual([])
  })

  test('after a sale that is over, the next campaign is told instead', () => {
    const next = campaign([wave('1', [['spot', '2020-11-20 00:00', '2020-11-21 00:00']])], {}, 2)
    const plain = campaign([
      wave('1', [
        ['spot', '2020-11-01 00:00', '2020-11-02 00:00'],
        ['after-sale', '2020-11-02 00:00', '2020-11-17 00:00'],
      ]),
    ])
    const ids = (list: (typeof sale)[]) =>
      activitySource([], list, ZONE)
        .find(question('活动什么时候开始', { at: at('2020-11-05 12:00') }))
        .map(({ id }) => id)
    expect(ids([plain, next])).toEqual(['campaign-2:spot'])
    expect(ids([plain])).toEqual(['campaign-1:spot'])
  })

  test('times are the shop’s own', () => {
    const [found] = activitySource([], [sale], 'America/New_York').find(
      question('活动什么时候开始', { at: at('2020-10-31 22:10') }),
    )
    expect(found?.answer).toContain('10月31日 12:00 开始')
  })
})

test('pure: the same question gives the same answer, whatever was asked between; scores are shares', () => {
  const texts = fc.constantFrom(...Object.values(questions).flat(), '尾款什么时候付', '你好', '赠品没收到')
  fc.assert(
    fc.property(texts, fc.array(texts, { maxLength: 4 }), (text, between) => {
      const before = source.find(question(text))
      for (const other of between) source.find(question(other))
      expect(source.find(question(text))).toEqual(before)
      for (const { score } of before) expect(score > 0 && score < 1).toBe(true)
    }),
  )
})
