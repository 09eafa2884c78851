import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apportion, divided, MOST_FEN, type Rounding, yuan } from './money.ts'

const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0)

describe('money as buyers read it', () => {
  test.each([
    [129_900, '1299'],
    [1_650, '16.5'],
    [5, '0.05'],
    [0, '0'],
    [-30, '-0.3'],
  ])('%i fen is %s', (fen, text) => expect(yuan(fen)).toBe(text))
})

describe('laying an amount onto parts', () => {
  type Row = [
    says: string,
    amount: number,
    weights: number[],
    how: { unit?: number; rounding?: Rounding },
    parts: number[],
  ]
  const rows: Row[] = [
    [
      'three alike: the last takes the odd fen (Vendure prorate)',
      1_000,
      [1_000, 1_000, 1_000],
      {},
      [333, 333, 334],
    ],
    ['15000 and 5000 (Vendure prorate)', 3_000, [15_000, 5_000], {}, [2_250, 750]],
    ['501, 342, 213 (Vendure prorate)', 157, [501, 342, 213], {}, [74, 51, 32]],
    ['P31: whole yuan, the smaller line takes the half', 3_000, [15_000, 5_000], { unit: 100 }, [2_200, 800]],
    ['R06', 3_000, [2_000, 960, 7_040, 7_200], {}, [349, 167, 1_228, 1_256]],
    [
      'R06, half up, the last takes the rest',
      3_000,
      [2_000, 960, 7_040, 7_200],
      { rounding: 'half-up' },
      [349, 167, 1_228, 1_256],
    ],
    ['up to the fen', 157, [501, 342, 213], { rounding: 'up' }, [75, 51, 31]],
    ['down to jiao', 157, [501, 342, 213], { unit: 10, rounding: 'down' }, [70, 50, 37]],
    ['no weights: alike', 10, [0, 0, 0], {}, [3, 3, 4]],
    ['an odd amount in whole yuan', 250, [100, 100], { unit: 100 }, [100, 150]],
    ['nothing to lay', 0, [1, 2], {}, [0, 0]],
    ['nobody to lay it on', 5, [], {}, []],
  ]
  test.each(rows)('%s', (_, amount, weights, how, parts) =>
    expect(apportion(amount, weights, how)).toEqual(parts),
  )

  test('products beyond 2^53 are exact', () => {
    expect(divided(999_999_999_999, 999_999_999_998, 999_999_999_999)).toEqual({
      whole: 999_999_999_998,
      rest: 0,
    })
    const weights = [MOST_FEN * 9_999, MOST_FEN * 9_999 - 1, 1]
    expect(sum(apportion(MOST_FEN * 9_999, weights))).toBe(MOST_FEN * 9_999)
  })

  test('parts add up, none is negative, and none is a unit off its exact share by the largest remainder', () => {
    const amounts = fc.integer({ min: 0, max: MOST_FEN * 100 })
    const weights = fc.array(fc.integer({ min: 0, max: MOST_FEN * 100 }), { minLength: 1, maxLength: 12 })
    const how = fc.record({
      unit: fc.constantFrom(1, 10, 100),
      rounding: fc.constantFrom<Rounding>('largest-remainder', 'half-up', 'up', 'down'),
    })
    fc.assert(
      fc.property(amounts, weights, how, (amount, ws, { unit, rounding }) => {
        const parts = apportion(amount, ws, { unit, rounding })
        expect(sum(parts)).toBe(amount)
        for (const part of parts) expect(part).toBeGreaterThanOrEqual(0)
        if (rounding !== 'largest-remainder' || unit !== 1 || sum(ws) === 0) return
        const total = BigInt(sum(ws))
        parts.forEach((part, i) => {
          const off = BigInt(part) * total - BigInt(amount) * BigInt(ws[i] ?? 0)
          expect(off > -total && off < total).toBe(true)
        })
      }),
    )
  })
})
