import { describe, expect, test } from 'vitest'
import type { Reckoned } from '../../conversation/domain.ts'
import { at, doubleEleven, offered, per300, shelfWith } from '../../pricing/testing.ts'
import type { Question } from '../domain/ask.ts'
import { priceSource } from './price.ts'

const NOW = at('2026-11-11 10:00')
const shelf = shelfWith([
  per300,
  offered({
    id: 'freight',
    kind: 'freight',
    params: { feeFen: 0, elsewhere: [{ regions: ['新疆'], feeFen: 1500 }] },
  }),
])
const source = priceSource(() => shelf)
const find = (text: string, more: Partial<Question> = {}, from = source) =>
  from.find({ text, before: null, at: NOW, item: null, phase: null, ...more })
const basketOf = (...lines: [string, number][]): Reckoned => ({
  lines: lines.map(([product, quantity]) => ({ product, sku: null, quantity })),
  ...{ cards: 'all', channel: 'shop', member: false, region: null, coins: 0 },
})

describe('[AST-100] what things cost is reckoned and explained', () => {
  test.each<[string, Partial<Question>, string, string]>([
    ['四件套多少钱', {}, 'quote:LB-S18', '到手 ¥349'],
    ['四件套加枕芯到手价', {}, 'quote:LB-S18+LB-P1', '到手 ¥478'],
    ['两个枕芯和一套四件套多少钱', {}, 'quote:LB-P1*2+LB-S18', '到手 ¥557'],
    ['how much for two of the LB-P1?', {}, 'quote:LB-P1*2', '¥258'],
    ['How much for two?', { item: 'LB-P1' }, 'quote:LB-P1*2', '¥258'],
    ['how much is this with shipping to Hainan', { item: 'LB-P1' }, 'quote:LB-P1', '¥129'],
    ['这个多少钱', { item: 'LB-P1' }, 'quote:LB-P1', '到手 ¥129'],
    ['拍一套实付多少呀', { item: 'LB-S18' }, 'quote:LB-S18', '到手 ¥349'],
    ['枕芯和四件套一起多少钱', { item: 'LB-Q1' }, 'quote:LB-P1+LB-S18', '到手 ¥478'],
    ['这两个一起多少钱', { goods: ['LB-S18', 'LB-P1'] }, 'quote:LB-S18+LB-P1', '到手 ¥478'],
    ['再加一个枕芯多少钱', { goods: ['LB-S18'] }, 'quote:LB-S18+LB-P1', '到手 ¥478'],
    [
      '买两件呢',
      { before: '四件套多少钱', goods: ['LB-S18'], basket: basketOf(['LB-S18', 1]) },
      'quote:LB-S18*2',
      '到手 ¥698',
    ],
    ['那枕芯呢', { before: '四件套多少钱', goods: ['LB-S18'] }, 'quote:LB-P1', '到手 ¥129'],
    ['四件套寄到新疆多少钱', {}, 'quote:LB-S18', '含运费 ¥15'],
    ['200x230的冬被到手价', {}, 'quote:LB-Q1/LB-Q1-L', '到手 ¥309'],
    ['满减怎么算', { item: 'LB-S18' }, 'quote:LB-S18', '每满300减50 −¥50'],
    ['还差多少凑满减', { goods: ['LB-P1'] }, 'step:LB-P1', '再买 ¥171可减 ¥50'],
  ])('%s', (text, more, id, says) => {
    const [found, ...others] = find(text, more)
    expect(others).toEqual([])
    expect(found?.id).toBe(id)
    expect(found?.answer).toContain(says)
  })

  test('total first, then steps, then the next step; in the language of the question', () => {
    expect(find('四件套多少钱')[0]?.answer.split('\n')).toEqual([
      '芦苇灰水洗棉四件套 1.8米床 到手 ¥349。',
      '算法：原价 ¥399，每满300减50 −¥50。',
      '再买 ¥201可再减 ¥50（每满300减50）。',
    ])
    const [english] = find('how much is LB-S18?')
    expect(english?.answer.split('\n').slice(1).join(' ')).not.toMatch(/\p{Script=Han}/u)
  })

  test('it says for what it was reckoned', () => {
    expect(find('四件套和枕芯一共多少钱')[0]).toMatchObject({
      goods: ['LB-S18', 'LB-P1'],
      basket: basketOf(['LB-S18', 1], ['LB-P1', 1]),
    })
  })
})

describe('[AST-101] nothing is guessed', () => {
  test('SKUs that cost differently are told each; beside another product it asks which', () => {
    expect(find('冬被多少钱')[0]).toMatchObject({
      id: 'skus:LB-Q1',
      answer: expect.stringContaining('¥299–309'),
    })
    expect(find('冬被多少钱')[0]).not.toHaveProperty('basket')
    expect(find('冬被和枕芯一起多少钱')[0]?.id).toBe('which:LB-Q1+LB-P1')
  })

  test.each<[string, Partial<Question>]>([
    ['How much is the linen set?', { item: 'LB-P1' }],
    ['how much for two towels and one latex pillow?', { item: 'LB-P1' }],
    ['多少钱', {}],
    ['这两个一起多少钱', { goods: ['LB-S18'] }],
    ['电饭煲多少钱', {}],
    ['能便宜点吗', { item: 'LB-S18' }],
    ['退多少钱', { item: 'LB-S18' }],
    ['什么时候发货', { item: 'LB-S18' }],
    ['身高160穿多大', { item: 'LB-S18' }],
  ])('%s: no price', (text, more) => {
    expect(find(text, more)).toEqual([])
  })

  test('while nothing can be priced, or nothing is there', () => {
    const wrong = shelfWith([offered({ id: 'x', kind: 'no-such' })])
    expect(
      find(
        '四件套多少钱',
        {},
        priceSource(() => wrong),
      ),
    ).toEqual([])
    expect(
      find(
        '四件套多少钱',
        {},
        priceSource(() => null),
      ),
    ).toEqual([])
  })
})

describe('[AST-102] ahead of a sale both prices are told, and counted', () => {
  const cut = offered(
    {
      ...{ id: 'cut', kind: 'deposit-cut', scope: { items: ['LB-S18'] } },
      params: { depositFen: 5000, minusFen: 3000, balanceFrom: '2026-11-01T00:30:00+08:00' },
      ...{ from: '2026-10-21T00:00:00+08:00', to: '2026-10-31T22:00:00+08:00' },
    },
    { campaignId: 1 },
  )
  const presale = priceSource(() => shelfWith([per300, cut], { campaigns: [doubleEleven] }))
  const at22 = at('2026-10-22 12:00')

  test('deposit and balance, the spot price, and which is less', () => {
    const [found] = find('四件套多少钱', { at: at22 }, presale)
    expect(found?.id).toBe('compare:1:w1:LB-S18')
    for (const says of [
      '定金 ¥50',
      '尾款 ¥269',
      '11月1日 00:30',
      '11月1日 00:00',
      '到手 ¥349，贵 ¥30',
      '现在买最便宜',
    ])
      expect(found?.answer).toContain(says)
  })

  test('现在买还是等双十一', () => {
    const [found] = find('四件套现在买还是等双十一', { at: at22 }, presale)
    expect(found?.id).toBe('compare:1:w1:LB-S18')
  })

  test('in the spot sale it is a price like any other', () => {
    expect(find('四件套多少钱', { at: at('2026-11-02 12:00') }, presale)[0]?.id).toBe('quote:LB-S18')
  })
})

test('what a title holds is never taken for a variable', () => {
  const odd = shelfWith([], {
    products: [...shelf.products.values()].map((p) => ({ ...p, title: `${p.title}{buyer}` })),
  })
  const [found] = find(
    '四件套多少钱',
    {},
    priceSource(() => odd),
  )
  expect(found?.answer).not.toContain('{')
})
