import { createHash } from 'node:crypto'

/** A mobile number in China, as far as a platform tells it; masked ones and ciphers are none. */
export const mobileOf = (text: string | null | undefined): string | null => {
  const digits = (text ?? '').replace(/^\+?86[ -]?/, '').replace(/[ -]/g, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}

/** Under what a number is remembered that does not want to be reminded: hashed, so that the list is no list of numbers. */
export const phoneKey = (mobile: string): string =>
  `phone:${createHash('sha256').update(`peakdesk opt-out ${mobile}`).digest('hex').slice(0, 40)}`

export const buyerKeyOf = (key: string): string => `buyer:${key}`
