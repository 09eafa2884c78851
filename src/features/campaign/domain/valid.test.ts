import { describe, expect, test } from 'vitest'
import { activity, activityBody, at, campaignBody, onProduct, wave, ZONE } from '../testing.ts'
import type { ActivityBody } from './activity.ts'
import { checkActivity, checkCampaign, checkSignUps } from './valid.ts'

const members = new Set([7])
const check = (...waves: ReturnType<typeof wave>[]) =>
  checkCampaign(campaignBody(waves), { zone: ZONE, members }).map(({ field, code }) => [field, code])

describe('CMP-3 a campaign', () => {
  test('of different kinds, phases overlap and leave gaps', () => {
    const phases = [
      ['deposit', '2020-10-21 00:00', '2020-10-31 22:00'],
      ['preheat', '2020-10-30 00:00', '2020-11-01 00:00'],
      ['balance', '2020-11-01 00:30', '2020-11-04 00:00'],
      ['spot', '2020-11-01 00:00', '2020-11-04 00:00'],
    ] as const
    expect(check(wave('1', phases))).toEqual([])
  })

  test('of one kind they may touch', () => {
    expect(
      check(
        wave('1', [['spot', '2020-11-01 00:00', '2020-11-02 00:00']]),
        wave('2', [['spot', '2020-11-02 00:00', '2020-11-03 00:00']]),
      ),
    ).toEqual([])
  })

  test('of one kind they may not overlap by a millisecond: which two, where, and how to mend it', () => {
    const second = wave('2', [
      ['preheat', '2020-10-01 00:00', '2020-10-02 00:00'],
      ['spot', '2020-11-02 00:00', '2020-11-03 00:00'],
    ])
    const [one] = second.phases.slice(1)
    if (one) one.from -= 1
    const body = campaignBody([wave('1', [['spot', '2020-11-01 00:00', '2020-11-02 00:00']]), second])
    const problems = checkCampaign(body, { zone: ZONE, members })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({
      field: 'waves.1.phases.1',
      code: 'phase-overlap',
      values: { kind: 'spot sale', wave: '2', otherWave: '1', other: 'waves.0.phases.0' },
    })
    expect(problems[0]?.problem).toContain('2020-11-01 00:00:00 – 2020-11-01 23:59:59')
    expect(problems[0]?.problem).toContain('let one end before the other begins')
  })

  test('also within a wave, and each pair by itself', () => {
    const spot = ['spot', '2020-11-01 00:00', '2020-11-02 00:00'] as const
    expect(check(wave('1', [spot, spot, spot]))).toEqual([
      ['waves.0.phases.1', 'phase-overlap'],
      ['waves.0.phases.2', 'phase-overlap'],
      ['waves.0.phases.2', 'phase-overlap'],
    ])
  })

  test.each([
    ['one that ends before it begins', '2020-11-02 00:00', '2020-11-01 00:00'],
    ['one without length', '2020-11-02 00:00', '2020-11-02 00:00'],
  ])('%s', (_, from, to) =>
    expect(check(wave('1', [['spot', from, to]]))).toEqual([['waves.0.phases.0.to', 'phase-order']]),
  )

  test('a code names one wave; owners work here; the window has its days in order', () => {
    const body = campaignBody(
      [
        { ...wave('1', []), owner: 7 },
        { ...wave('1', []), owner: 8 },
      ],
      {
        lowest: { share: 0.9, from: '2020-11-10', to: '2020-09-15' },
      },
    )
    expect(checkCampaign(body, { zone: ZONE, members }).map(({ field, code }) => [field, code])).toEqual([
      ['waves.1.code', 'wave-code-twice'],
      ['waves.1.owner', 'not-a-member'],
      ['rules.lowest.to', 'lowest-order'],
    ])
  })

  test('a wave that is used stays', () => {
    const uses = [
      { wave: '1', activities: 1, signUps: 0 },
      { wave: '2', activities: 2, signUps: 40 },
    ]
    const [problem, ...more] = checkCampaign(campaignBody([wave('1', [])]), { zone: ZONE, members, uses })
    expect(more).toEqual([])
    expect(problem?.problem).toMatch(/wave 2 still has 2 activities and 40 sign-ups/)
  })
})

const catalog = new Map([
  ['P', { category: null, skus: ['P-S', 'P-M'] }],
  ['Q', { category: null, skus: [] }],
])
const waves = [{ code: '1' }, { code: '2' }]
const gift = (says: string): Pick<ActivityBody, 'facts'> => ({ facts: { gifts: { says } } })

describe('CMP-4 an activity', () => {
  const found = (body: Partial<ActivityBody>, ...others: ReturnType<typeof activity>[]) =>
    checkActivity(activityBody(body), { waves, others, catalog, members }).map(({ field, code }) => [
      field,
      code,
    ])

  test.each<[string, Partial<ActivityBody>, [string, string][]]>([
    ['nothing wrong', { owner: 7, products: [onProduct('P', 'P-S'), onProduct('Q', 'Q')] }, []],
    ['a wave there is not', { wave: '3' }, [['wave', 'unknown-wave']]],
    ['an owner from elsewhere', { owner: 9 }, [['owner', 'not-a-member']]],
    [
      'a product there is not',
      { products: [onProduct('Q'), onProduct('X')] },
      [['products.1.product', 'unknown-product']],
    ],
    ['an SKU there is not', { products: [onProduct('P', 'P-L')] }, [['products.0.sku', 'unknown-sku']]],
    [
      'a product twice',
      { products: [onProduct('P'), onProduct('Q'), onProduct('P')] },
      [['products.2', 'product-twice']],
    ],
  ])('%s', (_, body, problems) => expect(found(body)).toEqual(problems))

  const other = activity({ id: 4, name: '满赠', ...gift('送洗护袋'), products: [onProduct('P')] })
  test.each<[string, Partial<ActivityBody>, [string, string][]]>([
    [
      'another gift for one product',
      { ...gift('送两双袜子'), products: [onProduct('P')] },
      [['facts.gifts', 'contradicts']],
    ],
    [
      'none where the other gives one',
      { facts: { gifts: { none: true } }, products: [onProduct('P', 'P-S')] },
      [['facts.gifts', 'contradicts']],
    ],
    ['the same in other signs', { ...gift('送 洗护袋！'), products: [onProduct('P')] }, []],
    ['for another product', { ...gift('送两双袜子'), products: [onProduct('Q')] }, []],
    ['in another wave', { ...gift('送两双袜子'), wave: '2', products: [onProduct('P')] }, []],
    [
      'of something the other does not say',
      { facts: { courier: { says: '顺丰' } }, products: [onProduct('P')] },
      [],
    ],
  ])('contradicts another: %s', (_, body, problems) => expect(found(body, other)).toEqual(problems))

  test('says which activity, what each says, and what to do', () => {
    const [problem] = checkActivity(activityBody({ ...gift('送两双袜子'), products: [onProduct('P')] }), {
      ...{ waves, others: [other], catalog, members },
    })
    expect(problem?.problem).toBe(
      'says “送两双袜子” of P, but activity “满赠” of the same wave says “送洗护袋”: buyers would hear two answers; say the same in both, or take the product out of one',
    )
  })
})

test('CMP-5 sign-ups', () => {
  const one = { wave: '1', product: 'P', sku: null, priceFen: 100 }
  const list = [
    one,
    { ...one, wave: '2' },
    { ...one, sku: 'P-S' },
    one,
    { ...one, wave: '9' },
    { ...one, product: 'X' },
  ]
  expect(checkSignUps(list, { waves, catalog }).map(({ field, code }) => [field, code])).toEqual([
    ['signUps.4.wave', 'unknown-wave'],
    ['signUps.5.product', 'unknown-product'],
    ['signUps.3', 'product-twice'],
  ])
})

test('times in sentences are those of the shop', () => {
  const body = campaignBody([wave('1', [['spot', '2020-11-02 00:00', '2020-11-01 00:00']])])
  const [problem] = checkCampaign(body, { zone: 'UTC', members })
  expect(problem?.values.to).toBe('2020-10-31 16:00:00')
  expect(at('2020-11-01 00:00')).toBe(Date.parse('2020-10-31T16:00:00Z'))
})
