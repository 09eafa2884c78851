import { expect, test } from 'vitest'
import { activity, campaign, onProduct, priceChange, signUp, wave } from '../testing.ts'
import type { FactAnswer } from './activity.ts'
import { flagsOf } from './flags.ts'

const sale = campaign([wave('1', [['spot', '2020-11-01 00:00', '2020-11-04 00:00']])])
const flags = (known: Partial<Parameters<typeof flagsOf>[0]>) =>
  flagsOf({
    ...{ campaign: sale, activities: [], signUps: [], pages: [], changes: [], language: 'zh' },
    ...known,
  })
const shipping = (answer: FactAnswer) => [
  activity({ facts: { 'shipping-time': answer }, products: [onProduct('P')] }),
]
const page = (text: string, id = 'P') => [{ id, page: { 'shipping-time': text, fit: '偏小' } }]

test.each([
  [
    'the page says another time',
    { says: '48 小时内发货' },
    '72小时内发货',
    ['48 小时内发货', '72小时内发货'],
  ],
  ['the same in other signs', { says: '48 小时内发货。' }, '48小时内发货', null],
  ['one within the other', { says: '付款后 48 小时内发货，预售除外' }, '48小时内发货', null],
  [
    'none, but the page promises',
    { none: true },
    '48小时内发货',
    ['本次活动没有承诺发货时间。', '48小时内发货'],
  ],
  ['an empty page says nothing', { says: '48 小时内发货' }, ' ', null],
] as const)('CMP-16 %s', (_, answer, there, expected) => {
  const found = flags({ activities: shipping(answer), pages: page(there) })
  expect(found.map((flag) => [flag.here, flag.there])).toEqual(expected ? [expected] : [])
  if (found[0])
    expect(found[0]).toMatchObject({ activityId: 3, fact: 'shipping-time', product: 'P', where: 'page' })
})

test('only of its own products; without a list, of all', () => {
  const pages = [...page('72小时内发货'), ...page('72小时内发货', 'Q')]
  const one = shipping({ says: '48 小时' })
  expect(flags({ activities: one, pages }).map(({ product }) => product)).toEqual(['P'])
  const all = one.map((each) => ({ ...each, products: [] }))
  expect(flags({ activities: all, pages }).map(({ product }) => product)).toEqual(['P', 'Q'])
})

test('the last price seen at each place in the sale, where it is not the one signed up', () => {
  const changes = [
    priceChange(39900, '2020-10-31 00:00', { source: 'page' }), // before the sale
    priceChange(29900, '2020-11-01 10:00', { source: 'page' }),
    priceChange(31900, '2020-11-01 11:00', { source: 'checkout' }),
    priceChange(30900, '2020-11-01 12:00', { source: 'checkout' }),
    priceChange(35900, '2020-11-01 12:00'), // of the desk: it is no place buyers see
  ]
  const activities = [activity({ products: [onProduct('P')] })]
  const signUps = [signUp(29900, '2020-09-25 12:00')]
  for (const list of [changes, changes.toReversed()])
    expect(flags({ activities, signUps, changes: list })).toEqual([
      { activityId: 3, fact: 'price', product: 'P', here: '299', where: 'checkout', there: '309' },
    ])
})
