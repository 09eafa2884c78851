import { divided } from '../../../../shared/money.ts'

/** `percent` of an amount, to the fen, half up. Exact: 95 % of 0.10 is 0.10 (9.5 fen), of 0.30 is 0.29. */
export const percentOf = (fen: number, percent: number): number => {
  const { whole, rest } = divided(fen, Math.round(percent * 100), 10_000)
  return whole + (rest * 2 >= 10_000 ? 1 : 0)
}

/** As Chinese shops say it: 80 is “8折”, 95 “9.5折”. */
export const zhe = (percent: number): string => `${Number((percent / 10).toFixed(3))}折`

/** As English pages say it: 80 is `20 % off`. */
export const off = (percent: number): string => `${Number((100 - percent).toFixed(2))}% off`
