import type { Body } from './fit.ts'
import type { Measure } from './size.ts'

/** What a buyer's words say of a body. */
export interface BodyRead {
  body: Body
  /** Measures that were said so that they can mean two things: a weight without unit, two heights. They are asked again. */
  unsure: Measure[]
}

const DIGITS: Record<string, number> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
}

/** 五十二, 一百零四, 一百六十五, 一百六 (160), 十八; null for what is none. */
const hanNumber = (said: string): number | null => {
  let total = 0
  let digit = 0
  let unit = 0
  for (const character of said) {
    const times = character === '百' ? 100 : character === '十' ? 10 : 0
    const value = DIGITS[character]
    if (times > 0) {
      total += (digit || 1) * times
      unit = times
      digit = 0
    } else if (value !== undefined) {
      if (value === 0) unit = 0
      digit = value
    } else return null
  }
  // 一百六 is 160, 一百零六 106, 五 5.
  return total + digit * (digit > 0 && unit === 100 ? 10 : 1)
}

const HAN = '[零〇一二两三四五六七八九十百]'

/** Chinese numerals before a unit or after a label, as digits: people write 一米六五 and 五十二公斤. */
const inDigits = (text: string): string =>
  text
    .replace(new RegExp(`([一二两])米(${HAN}{1,3})`, 'g'), (_, m: string, rest: string) => {
      const figures = [...rest].every((c) => DIGITS[c] !== undefined)
        ? [...rest].map((c) => DIGITS[c]).join('')
        : String(hanNumber(rest) ?? '')
      return `${DIGITS[m]}米${figures}`
    })
    .replace(new RegExp(`(${HAN}+)(?=公斤|千克|斤|厘米|公分|米|岁|周岁|个月|尺|寸)`, 'g'), (said: string) =>
      String(hanNumber(said) ?? said),
    )
    .replace(new RegExp(`(?<=尺)(${HAN})(?!${HAN})`, 'g'), (said: string) => String(hanNumber(said) ?? said))
    .replace(new RegExp(`(?<=(?:身高|体重|胸围|腰围|脚长)[是为:\\s]*)(${HAN}{2,})`, 'g'), (said: string) =>
      String(hanNumber(said) ?? said),
    )

const N = String.raw`(\d{1,3}(?:\.\d{1,2})?)`
/** Of “100-105斤” the upper end counts: what is too small is not worn. */
const RANGE = String.raw`(?:\d{1,3}(?:\.\d+)?\s*(?:-|~|–|到|至|to)\s*)?`
const IS = String.raw`[是为:,大概约有差不多左右\s]{0,6}`

interface Form {
  measure: Measure
  form: RegExp
  /** In the chart's unit. */
  value(found: string[]): number
  /** Counts only where the text is about wearing: 1.8 米 may be a bed, 2 斤 a bag of tea. */
  cue?: boolean
}

const inches = (n: string | undefined) => Math.round(Number(n ?? 0) * 2.54 * 10) / 10
const feet = ([, foot = '0', inch = '0']: string[]) =>
  Math.round((Number(foot) * 12 + Number(inch || 0)) * 2.54 * 10) / 10
const pounds = (n: string | undefined) => Math.round(Number(n ?? 0) * 0.45359 * 10) / 10
const number = ([, n = '']: string[]) => Number(n)
const metres = ([, m = '0', rest = '']: string[]) =>
  Number(m) * 100 + (rest === '' ? 0 : Number(rest.padEnd(2, '0')))
const THING = String.raw`(?!\d|\s*(?:的)?\s*[床宽长桌被线布厚深柜门帘沙杯裤])`

/** In the order in which they are tried; what one has read, the next does not see. */
const forms: Form[] = [
  {
    measure: 'foot',
    form: new RegExp(`(?:脚长|脚的长度|足长)${IS}${N}\\s*(毫米|mm|厘米|公分|cm)?`, 'i'),
    value: ([, n = '']) => (Number(n) < 50 ? Math.round(Number(n) * 10) : Number(n)),
  },
  {
    measure: 'foot',
    form: new RegExp(`(?:foot|feet)(?: length| is| are)*${IS}${N}\\s*(?:in(?:ch(?:es)?)?|")`, 'i'),
    value: ([, n]) => Math.round(inches(n) * 10),
  },
  {
    measure: 'foot',
    form: new RegExp(`(?:foot|feet)(?: length| is| are)*${IS}${N}\\s*(?:mm|cm)?`, 'i'),
    value: ([, n = '']) => (Number(n) < 50 ? Math.round(Number(n) * 10) : Number(n)),
  },
  {
    measure: 'chest',
    form: new RegExp(`(?:chest|bust)${IS}${N}\\s*(?:in(?:ch(?:es)?)?\\b|")`, 'i'),
    value: ([, n]) => inches(n),
  },
  {
    measure: 'chest',
    form: new RegExp(`(?:胸围|chest|bust)${IS}${N}\\s*(?:厘米|公分|cm)?`, 'i'),
    value: number,
  },
  {
    measure: 'waist',
    form: /腰围?[是为:,大概约有\s]{0,6}(\d)尺(\d)?(?:寸)?/,
    value: ([, chi = '0', cun = '0']) => Math.round(((Number(chi) * 10 + Number(cun || 0)) * 100) / 3) / 10,
  },
  {
    measure: 'waist',
    form: /(\d)尺(\d)?寸?的?腰/,
    value: ([, chi = '0', cun = '0']) => Math.round(((Number(chi) * 10 + Number(cun || 0)) * 100) / 3) / 10,
  },
  {
    measure: 'waist',
    form: new RegExp(`waist${IS}${N}\\s*(?:in(?:ch(?:es)?)?\\b|")`, 'i'),
    value: ([, n]) => inches(n),
  },
  { measure: 'waist', form: new RegExp(`(?:腰围|waist)${IS}${N}\\s*(?:厘米|公分|cm)?`, 'i'), value: number },
  { measure: 'age', form: /(\d{1,2})\s*(?:周?岁)半/, value: ([, n = '']) => Number(n) * 12 + 6 },
  { measure: 'age', form: /(?:半周?岁)/, value: () => 6 },
  { measure: 'age', form: /(\d{1,2})\s*(?:周?岁)/, value: ([, n = '']) => Number(n) * 12 },
  { measure: 'age', form: /(\d{1,2})\s*个月(?:大|的?宝宝|的?孩子|的?小孩)/, value: number },
  { measure: 'age', form: /(?:宝宝|孩子|小孩|娃|儿子|女儿)[^\d，。,]{0,4}(\d{1,2})\s*个月/, value: number },
  { measure: 'age', form: /(\d{1,2})\s*个月/, value: number, cue: true },
  {
    measure: 'age',
    form: /(\d{1,2})(?:\s*|-)(?:years?|yrs?)(?:\s*|-)old|(\d{1,2})\s*y\/?o\b/i,
    value: ([, a, b]) => Number(a ?? b ?? 0) * 12,
  },
  { measure: 'age', form: /(\d{1,2})(?:\s*|-)months?(?:\s*|-)old/i, value: number },
  {
    measure: 'height',
    form: new RegExp(
      `(?:身高|个子|个头|height|tall)?[是为:,\\s]*([1-2])\\s*(?:米|m(?![a-z]))\\s*(\\d{1,2})(?!\\d|斤|\\.|kg|公)${THING}`,
      'i',
    ),
    value: metres,
  },
  {
    measure: 'height',
    form: new RegExp(`(?:身高|个子|个头|height)${IS}(?:is )?([12]\\.\\d{1,2})\\s*(?:米|m)?(?!\\d)`, 'i'),
    value: ([, n = '']) => Math.round(Number(n) * 1000) / 10,
  },
  {
    measure: 'height',
    form: new RegExp(`([12]\\.\\d{1,2})\\s*(?:米|m(?![a-z]))${THING}`, 'i'),
    value: ([, n = '']) => Math.round(Number(n) * 1000) / 10,
    cue: true,
  },
  {
    measure: 'height',
    form: new RegExp(
      `(?:身高|个子|个头|height)(?:体重)?${IS}(?:is )?${RANGE}(\\d{2,3}(?:\\.\\d)?)\\s*(?:厘米|公分|cm)?(?!\\d|\\s*(?:斤|kg|公斤|'|"|ft|f[eo]+t|米|m(?![a-z])))`,
      'i',
    ),
    value: number,
  },
  {
    measure: 'height',
    form: /([4-7])\s*(?:'|’|′|ft\.?|f[eo]{2}t)\s*(\d{1,2})?\s*(?:"|”|″|''|in(?:ch(?:es)?)?\b)?/i,
    value: feet,
  },
  {
    measure: 'height',
    form: new RegExp(`(\\d{2,3}(?:\\.\\d)?)\\s*(?:厘米|公分|cm)${THING}(?!\\s*[x×*])`, 'i'),
    value: number,
    cue: true,
  },
  {
    measure: 'weight',
    form: new RegExp(`${RANGE}${N}\\s*(?:公斤|千克|kgs?\\b|kilos?\\b)`, 'i'),
    value: number,
    cue: true,
  },
  {
    measure: 'weight',
    form: new RegExp(`${RANGE}${N}\\s*斤`, 'i'),
    value: ([, n = '']) => Number(n) / 2,
    cue: true,
  },
  {
    measure: 'weight',
    form: new RegExp(`${RANGE}${N}\\s*(?:lbs?\\b|pounds?\\b)`, 'i'),
    value: ([, n]) => pounds(n),
    cue: true,
  },
]

/** Words of a text that is about wearing. */
const CUE =
  /身高|体重|个子|个头|穿|尺码|什么码|几码|多大码|大码|小码|合身|宝宝|孩子|小孩|儿子|女儿|老公|老婆|男朋友|女朋友|爸|妈|\bheight|\bweigh|\btall\b|\bfit|\bwear|\bsize/i

/** Beyond these nobody is: what was read was something else. */
const PLAUSIBLE: Record<Measure, readonly [number, number]> = {
  height: [45, 230],
  weight: [2, 250],
  age: [0, 1200],
  foot: [70, 350],
  chest: [30, 180],
  waist: [30, 180],
}

const plausible = (measure: Measure, value: number): boolean => {
  const [from, to] = PLAUSIBLE[measure]
  return value >= from && value <= to
}

/** Weight over squared height of people: beyond, the other unit was meant. */
const bodyMass = (kg: number, cm: number): boolean => {
  const mass = kg / (cm / 100) ** 2
  return mass >= 14.5 && mass <= 34
}

/** A weight without unit is kg or 斤, whichever a body of that height can have; null where both can be, or neither. */
const unitless = (value: number, cm: number | undefined): number | null => {
  if (cm === undefined) return null
  const can = [value, value / 2].filter((kg) => plausible('weight', kg) && bodyMass(kg, cm))
  return can.length === 1 ? (can[0] ?? null) : null
}

/** A bare pair: 165/52, 165 104斤, 165，52kg. */
const PAIR =
  /(?<![\d.])(1[3-9]\d|20\d)\s*(?:cm)?\s*[/,，、\s]\s*(\d{2,3}(?:\.\d)?)(?![\d.]|\s*(?:元|块|cm|厘米|件|条|个|支|x|×|\*))/i
const BARE_WEIGHT = new RegExp(`(?:体重|\\bweigh(?:t|s)?)${IS}(?:is )?(\\d{2,3}(?:\\.\\d)?)(?!\\d)`, 'i')
const BARE_HEIGHT =
  /(?<![\d.])(1[3-9]\d|20\d)(?![\d.])(?=\D{0,6}\d{2,3}(?:\.\d)?\s*(?:公斤|千克|kg|斤|lbs?))/i

/** Characters of a message that are read: numerals are looked for in all of them. */
const MOST = 400

/**
 * What a text says of the body that will wear it, in the units of size charts. Pure. Nothing is guessed: what can mean
 * two things is named as unsure (specs/catalog.md CAT-27…CAT-29).
 */
export const bodyIn = (text: string): BodyRead => {
  const whole = inDigits(text.slice(0, MOST).normalize('NFKC').replaceAll('：', ':'))
  let rest = whole
  const body: Body = {}
  const unsure = new Set<Measure>()
  const read = (measure: Measure, value: number) => {
    if (!plausible(measure, value)) return
    const before = body[measure]
    if (before !== undefined && before !== value) unsure.add(measure)
    else body[measure] = value
  }
  const bare = BARE_HEIGHT.exec(rest)
  const cue =
    CUE.test(rest) ||
    bare !== null ||
    /[4-7]\s*['’′]\s*\d/.test(rest) ||
    (/\d\s*cm/i.test(rest) && /\d\s*(?:kg|公斤|斤|lbs?)/i.test(rest)) ||
    /[12](?:\.\d{1,2}\s*)?(?:米|m)\d{0,2}\D{0,4}\d{2,3}\s*(?:斤|kg|公斤)/i.test(rest)
  for (const { measure, form, value, cue: needsCue = false } of forms) {
    if (needsCue && !cue) continue
    for (let turn = 0; turn < 2; turn++) {
      const found = form.exec(rest)
      if (!found) break
      read(measure, value([...found]))
      rest = `${rest.slice(0, found.index)} ; ${rest.slice(found.index + found[0].length)}`
    }
  }
  if (body.height === undefined && !unsure.has('height')) {
    const found = BARE_HEIGHT.exec(whole)
    if (found && body.weight !== undefined) read('height', Number(found[1]))
  }
  if (body.weight === undefined && !unsure.has('weight')) {
    const pair = body.height === undefined ? PAIR.exec(rest) : null
    const cm = body.height ?? (pair ? Number(pair[1]) : undefined)
    const said =
      pair?.[2] ??
      BARE_WEIGHT.exec(rest)?.[1] ??
      (body.height !== undefined && CUE.test(text)
        ? /(?<![\d.])(\d{2,3}(?:\.\d)?)(?![\d.]|码|号|元|块)/.exec(rest)?.[1]
        : undefined)
    if (said !== undefined) {
      const kg = unitless(Number(said), cm)
      // Two numbers that no body has together are something else: a size, a number of pieces.
      if (kg !== null) read('weight', kg)
      else if (BARE_WEIGHT.test(rest)) unsure.add('weight')
      if (pair && kg !== null) read('height', Number(pair[1]))
    }
  }
  for (const measure of unsure) delete body[measure]
  return { body, unsure: [...unsure] }
}
