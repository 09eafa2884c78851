import { describe, expect, test } from 'vitest'
import { price } from '../testing/price.ts'
import { explain } from './explain/explain.ts'
import { kinds } from './kinds/index.ts'

describe('the explanation', () => {
  const q = price({
    ruleSet: 'tmall-2021-d11',
    lines: [{ priceFen: 62_000 }],
    offers: [
      { id: 'p', kind: 'per-n', params: { everyFen: 30_000, minusFen: 5_000 } },
      { id: 'c', name: '店铺券', kind: 'shop-coupon', params: { reachFen: 70_000, minusFen: 8_000 } },
      { id: 'z', kind: 'item-coupon', params: { minusFen: 100 }, scope: { items: ['Z'] } },
      { id: 'f', kind: 'freight', params: { feeFen: 1_000 } },
      { id: 'n', kind: 'free-freight', params: { reach: 9_900 } },
    ],
  })

  test('step by step in Chinese, then what was not used and why', () => {
    expect(explain(q, 'zh')).toEqual([
      '商品原价 620 元',
      '每满300减50：参与金额 620，减 100，再买 280 可再减 50',
      '运费：10，满99包邮，免',
      '应付 520 元',
      '店铺券（店铺优惠券满700减80）：未用，未达到门槛，再买 80 可减 80',
      '按“天猫双11 2021（每满200减30）”计算（牛帖 27621（2021-09-17）；OpenJudge 23566）',
    ])
  })

  test('and in English', () => {
    expect(explain(q, 'en')).toEqual([
      'List price: 620 yuan',
      '50 off for every 300: counted 620, 100 off; with 280 more it takes another 50 off',
      'Freight: 10, free: Free freight from 99',
      'To pay: 520 yuan',
      '店铺券 (Shop coupon: 80 off from 700): not used, its threshold is not reached; with 80 more it takes 80 off',
      'By the rules of "Tmall Double Eleven 2021 (30 off every 200)" (nzcxh 27621 (2021-09-17); OpenJudge 23566)',
    ])
  })

  test('PRC-5: every offer is used or told, those of other items too', () => {
    expect(q.unused.map((u) => [u.offer, u.why])).toEqual([
      ['c', 'below-threshold'],
      ['z', 'no-line'],
    ])
  })

  test('a quote is plain data: written as JSON and read again it is the same', () => {
    expect(JSON.parse(JSON.stringify(q))).toEqual(q)
  })

  test('what the next step promises comes true', () => {
    const step = q.steps[0]
    const more = price({
      ruleSet: 'tmall-2021-d11',
      lines: [{ priceFen: 62_000 + (step?.next?.more ?? 0) }],
      offers: [{ id: 'p', kind: 'per-n', params: { everyFen: 30_000, minusFen: 5_000 } }],
    })
    expect(more.steps[0]?.cutFen).toBe(step?.next?.cutFen)
  })

  test('every kind has its own code and both names', () => {
    expect(new Set(kinds.map((k) => k.code)).size).toBe(kinds.length)
    for (const k of kinds) expect([k.name.zh, k.name.en]).not.toContain('')
  })
})
