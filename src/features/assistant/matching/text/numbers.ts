/** Units of shops, each with what it measures and how much of the base it is: cm, g, ml, hours, yuan, pieces. */
const UNITS: Record<string, readonly [measure: string, times: number]> = {
  mm: ['length', 0.1],
  cm: ['length', 1],
  m: ['length', 100],
  km: ['length', 100_000],
  毫米: ['length', 0.1],
  厘米: ['length', 1],
  公分: ['length', 1],
  分米: ['length', 10],
  米: ['length', 100],
  公里: ['length', 100_000],
  寸: ['inch', 1],
  英寸: ['inch', 1],
  inch: ['inch', 1],
  inches: ['inch', 1],
  mg: ['weight', 0.001],
  g: ['weight', 1],
  kg: ['weight', 1000],
  lb: ['weight', 453.6],
  lbs: ['weight', 453.6],
  oz: ['weight', 28.35],
  毫克: ['weight', 0.001],
  克: ['weight', 1],
  千克: ['weight', 1000],
  公斤: ['weight', 1000],
  斤: ['weight', 500],
  两: ['weight', 50],
  吨: ['weight', 1_000_000],
  ml: ['volume', 1],
  l: ['volume', 1000],
  毫升: ['volume', 1],
  升: ['volume', 1000],
  分钟: ['time', 1 / 60],
  min: ['time', 1 / 60],
  mins: ['time', 1 / 60],
  minute: ['time', 1 / 60],
  minutes: ['time', 1 / 60],
  小时: ['time', 1],
  个小时: ['time', 1],
  h: ['time', 1],
  hour: ['time', 1],
  hours: ['time', 1],
  钟头: ['time', 1],
  天: ['time', 24],
  日: ['time', 24],
  day: ['time', 24],
  days: ['time', 24],
  周: ['time', 168],
  星期: ['time', 168],
  个星期: ['time', 168],
  week: ['time', 168],
  weeks: ['time', 168],
  个月: ['time', 720],
  月: ['month', 1],
  month: ['time', 720],
  months: ['time', 720],
  年: ['time', 8760],
  year: ['time', 8760],
  years: ['time', 8760],
  元: ['money', 1],
  块: ['money', 1],
  块钱: ['money', 1],
  rmb: ['money', 1],
  yuan: ['money', 1],
  万: ['count', 10_000],
  折: ['discount', 1],
  '%': ['percent', 1],
  percent: ['percent', 1],
  码: ['size', 1],
  号: ['number', 1],
  寸的: ['inch', 1],
  w: ['power', 1],
  mah: ['charge', 1],
  毫安: ['charge', 1],
  gb: ['memory', 1],
  tb: ['memory', 1024],
  件: ['pieces', 1],
  个: ['pieces', 1],
  条: ['pieces', 1],
  只: ['pieces', 1],
  双: ['pieces', 1],
  盒: ['pieces', 1],
  瓶: ['pieces', 1],
  包: ['pieces', 1],
  箱: ['pieces', 1],
  期: ['instalments', 1],
  次: ['times', 1],
  岁: ['age', 1],
}
const LONGEST_UNIT = Math.max(...Object.keys(UNITS).map((unit) => unit.length))

const DIGITS = new Map([...'零一二三四五六七八九'].map((c, i) => [c.charCodeAt(0), i]))
DIGITS.set('〇'.charCodeAt(0), 0)
DIGITS.set('两'.charCodeAt(0), 2)
const TENS = new Map([
  ['十'.charCodeAt(0), 10],
  ['百'.charCodeAt(0), 100],
  ['千'.charCodeAt(0), 1000],
])
const HALF = '半'.charCodeAt(0)
const NINE = 0x39
const ZERO = 0x30
const DOT = 0x2e

export interface Amount {
  /** The unit it is of after the last taken one. */
  end: number
  measure: string
  value: number
}

export const isDigit = (unit: number): boolean => unit >= ZERO && unit <= NINE
const isLatin = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a
export const mayCount = (unit: number): boolean => DIGITS.has(unit) || TENS.has(unit) || unit === HALF

const unitAt = (units: Uint16Array, at: number, end: number): readonly [string, number, string] | null => {
  for (let n = Math.min(LONGEST_UNIT, end - at); n > 0; n--) {
    const text = String.fromCharCode(...units.subarray(at, at + n))
    if (!Object.hasOwn(UNITS, text)) continue
    const unit = UNITS[text]
    const last = units[at + n - 1] ?? 0
    // A Latin unit ends where the word ends: the m of "5 more" is none.
    if (!unit || (isLatin(last) && at + n < end && isLatin(units[at + n] ?? 0))) continue
    return [unit[0], unit[1], text]
  }
  return null
}

const rounded = (value: number): number => Math.round(value * 100) / 100

/** 1米75, 三块五: what follows the unit are its tenths or hundredths. */
const tail = (units: Uint16Array, at: number, end: number): { end: number; share: number } => {
  let digits = ''
  let i = at
  for (; i < end && digits.length < 2; i++) {
    const unit = units[i] ?? 0
    const digit = isDigit(unit) ? unit - ZERO : DIGITS.get(unit)
    if (digit === undefined) break
    digits += digit
  }
  return digits === '' ? { end: at, share: 0 } : { end: i, share: Number(`0.${digits}`) }
}

const withUnit = (units: Uint16Array, value: number, at: number, end: number): Amount | null => {
  const found = unitAt(units, at, end)
  if (!found) return null
  const [measure, times, text] = found
  const after = at + text.length
  if (text !== '米' && text !== '块' && text !== '斤')
    return { end: after, measure, value: rounded(value * times) }
  const more = tail(units, after, end)
  // 三块五十 is no price: the tail must end where counting ends.
  return { end: more.end, measure, value: rounded((value + more.share) * times) }
}

/** The number written in digits at a place, with its unit if it has one. */
export const amountAt = (units: Uint16Array, at: number, end: number): Amount => {
  let i = at
  let whole = 0
  let places = 0
  let dotted = false
  for (; i < end; i++) {
    const unit = units[i] ?? 0
    if (isDigit(unit)) {
      whole = whole * 10 + (unit - ZERO)
      if (dotted) places++
    } else if (unit === DOT && !dotted && isDigit(units[i + 1] ?? 0)) dotted = true
    else break
  }
  const value = whole / 10 ** places
  return withUnit(units, value, i, end) ?? { end: i, measure: '', value }
}

/** 两斤, 十五天, 半个月, 三百块: a number in characters, only where a unit follows; else the characters are words. */
export const countedAt = (units: Uint16Array, at: number, end: number): Amount | null => {
  let total = 0
  let digit = -1
  let i = at
  for (; i < end; i++) {
    const unit = units[i] ?? 0
    const tens = TENS.get(unit)
    if (unit === HALF && i === at) {
      i++
      return withUnit(units, 0.5, i, end)
    }
    if (tens !== undefined) {
      total += (digit < 0 ? 1 : digit) * tens
      digit = -1
    } else {
      const value = DIGITS.get(unit)
      if (value === undefined) break
      // 两 after a digit is the unit of weight.
      if (digit >= 0 && unit === 0x4e24) break
      digit = digit < 0 ? value : digit * 10 + value
    }
  }
  // “一个”, “一下”, “一件” say nothing; a piece counts from two on.
  const value = total + Math.max(0, digit)
  const found = withUnit(units, value, i, end)
  return found && (found.measure !== 'pieces' || value > 1) ? found : null
}
