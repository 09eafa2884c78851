import type { Contact } from './contacts.ts'

const HIDDEN = '****'
const DIGITS = /^\+?\d+$/

/** A phone number keeps its first 3 and last 4 digits, as people here know it; a short one less, so that at least three
 * digits stay hidden. */
const maskedPhone = (value: string): string => {
  const [head, tail] = value.length >= 10 ? [3, 4] : value.length >= 7 ? [2, 2] : [0, 0]
  return value.slice(0, head) + HIDDEN + value.slice(value.length - tail)
}

/** An id keeps its first and last character; one of two characters none. */
const maskedId = (value: string): string => {
  const letters = [...value]
  return letters.length < 3 ? HIDDEN : `${letters[0]}${HIDDEN}${letters.at(-1)}`
}

/** An address keeps its first letter and where it is: the host is nobody's secret. */
const maskedEmail = (value: string): string => {
  const at = value.lastIndexOf('@')
  if (at < 1) return maskedId(value)
  return at < 2 ? HIDDEN + value.slice(at) : `${[...value][0]}${HIDDEN}${value.slice(at)}`
}

/** A contact as it may be shown to those who need not know it: 138****5678. Never holds the value. */
export const maskedValue = ({ kind, value }: Pick<Contact, 'kind' | 'value'>): string => {
  if (kind === 'phone' || DIGITS.test(value)) return maskedPhone(value)
  return value.includes('@') ? maskedEmail(value) : maskedId(value)
}

/** What stands in place of a piece of text: never more than twice as long, however short the disguise was written. */
const inPlaceOf = (piece: string, contact: Contact): string => {
  const shown = maskedValue(contact)
  return shown.length <= piece.length * 2 ? shown : HIDDEN.slice(0, piece.length * 2)
}

/**
 * A text without the contacts found in it. Each is masked where it was found, and wherever else its value stands as it
 * is. Holds none of the values, and is at most twice as long.
 */
export const masked = (text: string, contacts: readonly Contact[]): string => {
  let out = ''
  let done = 0
  for (const contact of contacts.toSorted((a, b) => a.at[0] - b.at[0] || b.at[1] - a.at[1])) {
    const [from, to] = contact.at
    if (to <= done) continue
    const begin = Math.max(from, done)
    out += text.slice(done, begin) + inPlaceOf(text.slice(begin, to), contact)
    done = to
  }
  out += text.slice(done)
  for (const { value } of contacts) {
    if (value === '') continue
    // Stars alone: what is left of neighbours may make up the value once more.
    while (out.includes(value)) out = out.replaceAll(value, '*'.repeat(value.length))
  }
  return out
}
