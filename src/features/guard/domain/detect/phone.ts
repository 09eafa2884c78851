import { Kind } from '../fold/characters.ts'
import type { Digits } from '../numbers/numbers.ts'
import { type Detector, hit, isOrderNumber, markBefore, type Reading } from '../reading.ts'
import { around } from '../spans.ts'

const REACH = 8
const MOBILE = /1[3-9]\d{9}$/

/** Numbers that can be dialled, and digits that a word before them calls a number. */
export const phonesIn = (reading: Reading): Digits[] => {
  const { signs, numbers, own } = reading
  const allowed = (value: string) => own.numbers.includes(value)
  const found = numbers.phones.filter(({ value, from, to }) => {
    if (allowed(value)) return false
    // Only a mobile number is one wherever it stands; the rest may be part of an order's.
    return MOBILE.test(value) || !isOrderNumber(signs, from) ? !insideCode(reading, from, to) : false
  })
  for (const row of numbers.rows) {
    const { length } = row.value
    if (length < 7 || length > 12 || allowed(row.value)) continue
    if (around(numbers.phones, row).length > 0) continue
    if (isOrderNumber(signs, row.from)) continue
    const name = markBefore(reading, ['phone'], row.from, REACH)
    if (name?.strong) found.push(row)
  }
  return found.sort((a, b) => a.from - b.from)
}

/** A number glued to letters that make it a tracking number or a model: SF1380013800. */
const insideCode = ({ signs }: Reading, from: number, to: number): boolean => {
  const glued = (at: number, gapAt: number) =>
    at >= 0 && at < signs.count && signs.kind[at] === Kind.LETTER && (signs.gap[gapAt] ?? 0) <= Kind.INVISIBLE
  if (!glued(from - 1, from)) return glued(to, to) && glued(to + 1, to + 1) && to - from < 11
  let letters = ''
  for (let i = from - 1; i >= 0 && signs.kind[i] === Kind.LETTER && letters.length < 8; i--)
    letters = String.fromCharCode(signs.code[i] ?? 0) + letters
  return /^(?:sf|yt|jd|jdv|jdx|zto|sto|yd|ems|lp|cn|jt|db|dpk)[a-z]?$/.test(letters)
}

export const phone: Detector = {
  rules: ['contact.phone'],
  find: (reading) => phonesIn(reading).map(({ from, to }) => hit('contact.phone', from, to)),
}
