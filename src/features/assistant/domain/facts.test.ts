import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factsOf, isGrounded, unfounded } from './facts.ts'

const sources = [
  '付款后 48 小时内从南通仓发出，中国大陆包邮；新疆、西藏每单补运费 15 元。',
  '满 300 减 30，满 600 减 80。型号 LB-S18，商品页 https://lubai.example/item/LB-S18 可以查看“到货提醒”。',
  'Duvet cover 220×240 cm, washed cotton (40s yarn), three pieces. 1,299 yuan.',
]

describe('[AST-67] a draft may only state what the sources say', () => {
  test.each([
    '您好，付款后48小时内发出哦。',
    '中国大陆包邮，新疆补15元运费。',
    '满三百减三十，满六百元减八十元。',
    '从南通仓发出，请在“到货提醒”登记。',
    '详情见 https://lubai.example/item/LB-S18。',
    'The duvet cover is 220×240 cm, in washed cotton. Thank you for your question!',
    '价格 1299 元。',
    '４８小时内发出',
  ])('%s', (draft) => {
    expect(unfounded(draft, sources)).toEqual([])
  })

  test.each([
    ['付款后 24 小时内发出。', '24'],
    ['两天内就能发出。', '2'],
    ['满 600 减 100。', '100'],
    ['九十九元就可以拿下。', '99'],
    ['11月12日到货。', '12'],
    ['从上海仓发出。', '上海仓'],
    ['由顺丰快递送到。', '顺丰快递'],
    ['请看 http://evil.example/pay', 'http://evil.example/pay'],
    ['请到 evil.com 付款', 'evil.com'],
    ['支持 VIP 专享', 'vip'],
    ['请登记“会员专享”', '会员专享'],
    ['It comes with silk pillowcases.', 'silk'],
    ['今天就能到。', '今天'],
    ['终身质保。', '终身'],
    ['全部免费。', '免费'],
  ])('%s: not %s', (draft, fact) => {
    expect(unfounded(draft, sources)).toContain(fact)
  })

  test('numbers in any writing are the same number', () => {
    expect(factsOf('十五天').numbers).toEqual(['15'])
    expect(factsOf('一百二十元').numbers).toEqual(['120'])
    expect(factsOf('1,299.50元').numbers).toEqual(['1299.5'])
    expect(factsOf('第一次').numbers).toEqual(['1'])
  })

  test('a draft put together from pieces of the sources is never dropped for its facts', () => {
    const pieces = sources
      .flatMap((source) => source.split(/[，；。]/))
      .filter((piece) => piece.trim() !== '')
    fc.assert(
      fc.property(fc.shuffledSubarray(pieces), (chosen) => {
        expect(unfounded(chosen.join('，'), sources)).toEqual([])
      }),
    )
  })

  test('a number that is in no source is always found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 99_999 }), (n) => {
        const known = sources.flatMap((source) => factsOf(source).numbers)
        fc.pre(!known.includes(String(n)))
        expect(unfounded(`一共 ${n} 元`, sources)).toContain(String(n))
      }),
    )
  })

  test.each([
    ['您好，付款后 48 小时内从南通仓发出。', true],
    ['亲，我们是全国最好的床品店，买到就是赚到，赶紧下单吧，错过不再有。', false],
    ['', true],
    ['OK', true],
  ])('%s says what the sources say: %s', (draft, grounded) => {
    expect(isGrounded(draft, sources)).toBe(grounded)
  })
})
