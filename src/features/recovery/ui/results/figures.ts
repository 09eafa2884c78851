import type { Estimate } from '../../../../shared/statistics/estimate.ts'

const formats = new Map<string, Intl.NumberFormat>()
const format = (language: string, digits: number): Intl.NumberFormat => {
  const key = `${language} ${digits}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    formats.set(key, made)
  }
  return made
}

/** −0 and rounding to it are 0; a minus is a minus, not a hyphen. */
export const number = (n: number, language: string, digits = 0): string => {
  const by = 10 ** digits
  const rounded = Math.round(n * by) / by || 0
  return format(language, digits).format(rounded).replace('-', '−')
}
export const percent = (share: number, language: string): string => `${number(share * 100, language, 1)}%`
/** A difference of shares, in points, with its sign. */
export const points = (share: number, language: string): string =>
  `${Math.round(share * 1000) > 0 ? '+' : ''}${number(share * 100, language, 1)}`
/** Money of a sum: whole yuan. */
export const wholeYuan = (fen: number, language: string): string => {
  const said = number(Math.abs(fen) / 100, language)
  return `${fen < 0 && said !== '0' ? '−' : ''}¥${said}`
}
/** p as it is written: never 0. */
export const pValue = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3))
/** A number of people about right: two figures. */
export const about = (n: number): number => {
  if (n < 100) return Math.ceil(n)
  const by = 10 ** (Math.floor(Math.log10(n)) - 1)
  return Math.ceil(n / by) * by
}

/** Round steps of an axis between two numbers, some five of them. */
export const ticks = (low: number, high: number, wanted = 5): number[] => {
  const span = high - low
  if (!(span > 0)) return [low]
  const raw = span / wanted
  const by = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((n) => n * by).find((one) => one >= raw) ?? raw
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step)
}

/** The ends of an axis that shows all of these, with some room. */
export const reach = (of: readonly (Estimate | null)[], always: readonly number[] = []): [number, number] => {
  const ends = of.flatMap((one) => (one ? [one.low, one.high] : [])).concat(always)
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const room = (high - low || 0.02) * 0.08
  return [low - room, high + room]
}
