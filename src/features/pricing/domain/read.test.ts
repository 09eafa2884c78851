import { describe, expect, test } from 'vitest'
import { readPriceFile } from './read.ts'
import { ruleSets } from './shipped/index.ts'

const good = {
  ruleSet: 'tmall-2021-d11',
  at: '2021-11-11T00:00:00+08:00',
  lines: [{ item: 'A', priceFen: 10_000 }],
}
const coupon = { id: 'c', kind: 'shop-coupon', params: { reachFen: 5_000, minusFen: 500 } }
const fixed = { kind: 'fixed-price', params: { priceFen: 9_000 } }

const wrong: [says: string, file: unknown, where: string, zh: string, en: string][] = [
  ['nothing', null, '', '一个对象', 'an object'],
  ['a list', [], '', '一个对象', 'an object'],
  ['no lines', { ...good, lines: [] }, 'lines', '不能为空', 'empty'],
  ['no moment', { ...good, at: undefined }, 'at', '缺少', 'missing'],
  ['a moment without its zone', { ...good, at: '2021-11-11 00:00' }, 'at', '+08:00', '+08:00'],
  ['an unknown rule set', { ...good, ruleSet: 'tmall-1999' }, 'ruleSet', 'tmall-2021-d11', 'tmall-2021-d11'],
  ['a misspelt field', { ...good, card: [] }, '', 'card', 'card'],
  [
    'a misspelt limit of a scope',
    { ...good, offers: [{ ...coupon, scope: { item: ['A'] } }] },
    'offers[0].scope',
    'item',
    'item',
  ],
  [
    'a misspelt parameter',
    { ...good, offers: [{ ...coupon, params: { reach: 1, minusFen: 1 } }] },
    'offers[0].params',
    'reach',
    'reach',
  ],
  [
    'negative fen',
    { ...good, lines: [{ item: 'A', priceFen: -1 }] },
    'lines[0].priceFen',
    '不能小于0分',
    'below 0 fen',
  ],
  [
    'yuan with a point',
    { ...good, lines: [{ item: 'A', priceFen: 16.5 }] },
    'lines[0].priceFen',
    '1650',
    '1650',
  ],
  [
    'fractional fen in an offer',
    { ...good, offers: [coupon, { ...coupon, id: 'd', params: { reachFen: 100, minusFen: 0.5 } }] },
    'offers[1].params.minusFen',
    '整数',
    'whole fen',
  ],
  [
    'an unknown kind',
    { ...good, offers: [{ ...coupon, kind: 'half-price' }] },
    'offers[0].kind',
    'full-reduction',
    'full-reduction',
  ],
  [
    'an unknown level',
    { ...good, offers: [{ ...coupon, level: 'sky' }] },
    'offers[0].level',
    'cross-shop',
    'cross-shop',
  ],
  [
    'a level that its kind cannot have',
    { ...good, offers: [{ ...coupon, level: 'coins' }] },
    'offers[0].level',
    'card',
    'card',
  ],
  [
    'an end before its beginning',
    { ...good, offers: [{ ...coupon, from: '2021-11-11T00:00:00+08:00', to: '2021-11-10T00:00:00+08:00' }] },
    'offers[0].to',
    '永远不会',
    'never',
  ],
  [
    'a minus over its threshold',
    { ...good, offers: [{ ...coupon, params: { reachFen: 500, minusFen: 5_000 } }] },
    'offers[0].params.minusFen',
    '写反',
    'mixed up',
  ],
  [
    'neither an amount nor a share',
    { ...good, offers: [{ ...coupon, params: { reachFen: 500 } }] },
    'offers[0].params.minusFen',
    'payPercent',
    'payPercent',
  ],
  [
    'an id that is there twice',
    { ...good, offers: [coupon, coupon] },
    'offers[1].id',
    'offers[0]',
    'offers[0]',
  ],
  [
    'a line id that is there twice',
    {
      ...good,
      lines: [
        { id: 'a', item: 'A', priceFen: 1 },
        { id: 'a', item: 'B', priceFen: 2 },
      ],
    },
    'lines[1].id',
    '第1行',
    'line 1',
  ],
  [
    '1,001 lines',
    { ...good, lines: Array.from({ length: 1001 }, () => good.lines[0]) },
    'lines',
    '1000',
    '1000',
  ],
  [
    '0 pieces',
    { ...good, lines: [{ item: 'A', priceFen: 1, quantity: 0 }] },
    'lines[0].quantity',
    '小于1',
    'below 1',
  ],
  [
    'a scope that takes and excepts the same',
    { ...good, offers: [{ ...coupon, scope: { items: ['A'], except: { items: ['A'] } } }] },
    'offers[0].scope.except.items',
    '永远不会',
    'never',
  ],
  [
    'an offer that excludes itself',
    { ...good, offers: [{ ...coupon, excludes: ['c'] }] },
    'offers[0].excludes',
    '自己',
    'itself',
  ],
  [
    'a bundle of nothing',
    { ...good, offers: [{ id: 'b', kind: 'bundle', params: { priceFen: 1 } }] },
    'offers[0].params.pieces',
    'set',
    'set',
  ],
  [
    'two tiers of one threshold',
    {
      ...good,
      offers: [
        {
          id: 't',
          kind: 'tiers',
          params: {
            tiers: [
              { reach: 100, minusFen: 1 },
              { reach: 100, minusFen: 2 },
            ],
          },
        },
      ],
    },
    'offers[0].params.tiers[1].reach',
    '门槛相同',
    'same threshold',
  ],
  [
    'a rule set without the level of an offer',
    {
      ...good,
      ruleSet: { ...ruleSets[0], levels: [{ level: 'item', base: 'itemPrice', pick: 'one-per-line' }] },
      offers: [coupon],
    },
    'offers[0].level',
    '无法计价',
    'cannot be priced',
  ],
  [
    'a rule set whose item level is not first',
    { ...good, ruleSet: { ...ruleSets[0], levels: [...(ruleSets[0]?.levels ?? [])].reverse() } },
    'ruleSet.levels[7]',
    '最前',
    'first',
  ],
  [
    'a rule set with a misspelt rule',
    { ...good, ruleSet: { ...ruleSets[0], overDiscount: 'sometimes' } },
    'ruleSet.overDiscount',
    'refuse',
    'refuse',
  ],
]

const odd: [says: string, file: object, where: string, zh: string][] = [
  [
    'a card for an item that is not there',
    { offers: [{ ...coupon, scope: { items: ['Z'] } }] },
    'offers[0].scope',
    '不在购物车',
  ],
  [
    'an excluded id that nobody has',
    { offers: [{ ...coupon, excludes: ['zz'] }] },
    'offers[0].excludes[0]',
    'zz',
  ],
  [
    'two fixed prices at once',
    {
      offers: [
        { ...fixed, id: 'a' },
        { ...fixed, id: 'b', params: { priceFen: 8_000 } },
      ],
    },
    'offers[1]',
    '两个一口价',
  ],
  [
    'a reduction that another one always beats',
    {
      offers: [
        { id: 'a', kind: 'full-reduction', params: { reachFen: 30_000, minusFen: 1_000 } },
        { id: 'b', kind: 'full-reduction', params: { reachFen: 20_000, minusFen: 2_000 } },
      ],
    },
    'offers[0]',
    '永远用不上',
  ],
  ['a moment outside of the rules’ days', { at: '2026-11-11T00:00:00+08:00' }, 'at', '不在其中'],
]

describe('the price file', () => {
  test.each(wrong)('PRC-80: %s is refused with its place', (_, file, where, zh, en) => {
    const read = readPriceFile(file)
    const found = read.ok ? [] : read.problems.filter((p) => p.where === where)
    expect(read.ok ? [] : read.problems.map((p) => p.where)).toContain(where)
    expect(found.map((p) => p.sentence.zh).join()).toContain(zh)
    expect(found.map((p) => p.sentence.en).join()).toContain(en)
  })

  test.each(odd)('PRC-81: %s is noted', (_, file, where, zh) => {
    const read = readPriceFile({ ...good, ...file })
    const found = read.ok ? read.notes.find((n) => n.where === where) : undefined
    expect(found?.sentence.zh).toContain(zh)
  })

  test('every mistake is told at once, in the order of the file', () => {
    const read = readPriceFile({
      ...good,
      lines: [{ item: 'A', priceFen: -1 }],
      offers: [{ ...coupon, kind: 'x' }, { ...coupon, id: 'd', params: { minusFen: -1 } }, coupon],
    })
    expect(read.ok ? [] : read.problems.map((p) => p.where)).toEqual([
      'lines[0].priceFen',
      'offers[0].kind',
      'offers[1].params.minusFen',
      'offers[2].id',
    ])
  })

  test('a good file has no notes, and lines without ids get their place', () => {
    const read = readPriceFile({ ...good, offers: [coupon], lines: [...good.lines, ...good.lines] })
    expect(read.ok && read.notes).toEqual([])
    expect(read.ok && read.basket.lines.map((l) => l.id)).toEqual(['1', '2'])
  })

  test('1,000 lines are priced', () => {
    const lines = Array.from({ length: 1_000 }, (_, i) => ({ item: `i${i}`, priceFen: 100 + i }))
    expect(readPriceFile({ ...good, lines, offers: [coupon] }).ok).toBe(true)
  })
})
