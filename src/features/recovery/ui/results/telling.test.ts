import { describe, expect, test } from 'vitest'
import { momentsOf } from '../../../../shared/statistics/mean.ts'
import { compared } from '../../domain/compared.ts'
import { about, number, points, reach, ticks, wholeYuan } from './figures.ts'
import { headline } from './telling.ts'

const tally = (paid: number, people: number) => ({
  ...{ people, paid, paidFen: paid * 100 },
  money: momentsOf(Array.from({ length: people }, (_, i): [number, number] => [100, i < paid ? 100 : 0])),
})
const of = (t: [number, number], c: [number, number], planned: number | null = null) => {
  const [treated, control] = [tally(...t), tally(...c)]
  const people = t[1] + c[1]
  const reached = planned !== null && people >= planned
  return {
    ...{ final: people, moving: 0, planned },
    all: compared(
      { treated, control, planned: reached ? { treated, control } : null },
      { plan: planned, amounts: true },
    ),
  }
}
const plan = { share: 0.1, window: 72 }

describe('[RCV-58] what it brought, in a sentence', () => {
  test.each([
    { says: '3,060/9,000 and 310/1,000', of: of([3060, 9000], [310, 1000]), key: 'more', points: '3.0' },
    {
      says: 'the same, 10,000 planned',
      of: of([3060, 9000], [310, 1000], 10_000),
      key: 'unclear',
      planned: '10,000',
    },
    {
      says: 'not yet as many as planned',
      of: of([3060, 9000], [310, 1000], 20_000),
      key: 'planned',
      more: '10,000',
    },
    { says: 'more orders', of: of([4500, 9000], [310, 1000]), key: 'better', orders: '1,710' },
    { says: 'fewer', of: of([1800, 9000], [310, 1000]), key: 'worse', orders: '990' },
    { says: 'a handful', of: of([3, 9], [0, 1]), key: 'tooFew' },
    { says: 'exactly the same', of: of([2790, 9000], [310, 1000]), key: 'nothing' },
  ])('$says: $key', ({ of: results, key, says: _, ...numbers }) => {
    const told = headline({ ...plan, ...results }, 'en')
    expect(told.key).toBe(key)
    expect(told.with).toMatchObject(numbers)
  })

  test('fewer orders are told with the smaller loss first', () => {
    const { low, high } = headline({ ...plan, ...of([1800, 9000], [310, 1000]) }, 'en').with
    expect(Number(low)).toBeLessThan(Number(high?.replace(',', '')))
  })

  test('no control group; nobody final yet', () => {
    expect(headline({ ...of([30, 90], [0, 0]), ...plan, share: 0 }, 'zh-CN').key).toBe('noControl')
    const { all } = of([0, 0], [0, 0])
    expect(headline({ all, final: 0, moving: 40, planned: null, ...plan }, 'zh-CN')).toMatchObject({
      key: 'waiting',
      with: { hours: '72' },
    })
  })
})

test('numbers as people read them', () => {
  expect(number(-0.2, 'en')).toBe('0')
  expect(number(-1234.5, 'en', 1)).toBe('−1,234.5')
  expect(points(0.0304, 'en')).toBe('+3.0')
  expect(points(-0.0004, 'en')).toBe('0.0')
  expect(wholeYuan(-123_456, 'en')).toBe('−¥1,235')
  expect([3, 101, 3401, 98_765].map(about)).toEqual([3, 110, 3500, 99_000])
  expect(ticks(0, 0.42)).toEqual([0, 0.1, 0.2, 0.30000000000000004, 0.4])
  expect(ticks(1, 1)).toEqual([1])
  expect(reach([{ value: 0, low: -1, high: 1 }, null], [0])).toEqual([-1.16, 1.16])
})
