import { emailsIn } from './detect/email.ts'
import { messengersIn } from './detect/messenger.ts'
import { phonesIn } from './detect/phone.ts'
import { read } from './judge.ts'
import { accountAfter, isOrderNumber, type Reading } from './reading.ts'
import { PhraseTable } from './words/phrases.ts'

/** A way to reach somebody outside the platform, found in a text. */
export interface Contact {
  kind: 'phone' | 'wechat' | 'qq' | 'email' | 'alipay'
  /** As it would be dialled or searched for: digits folded, separators left out. */
  value: string
  /** Where in the text, in UTF-16 units: from (included), to (excluded). */
  at: [number, number]
}

type Spot = Pick<Contact, 'kind' | 'value'> & { from: number; to: number }

const NOTHING = new PhraseTable<true>([])
/** Contacts belong to no platform: nothing is anybody's own. */
const PLACE = { platform: 'site', hosts: [], allowed: NOTHING } as const
const CONTEXT = {
  author: 'agent',
  attachments: [],
  consent: false,
  stock: null,
  offerEndsAt: null,
  now: 0,
} as const

const dialled = (value: string): string => {
  const local = value.replace(/^(?:0086|86)(?=1[3-9]\d{9}$)/, '').replace(/^0(?=1[3-9]\d{9}$)/, '')
  const backwards = [...local].reverse().join('')
  return local.length === 11 && !/^[01]/.test(local) && /^1[3-9]/.test(backwards) ? backwards : local
}

const accounts = (reading: Reading): Spot[] =>
  messengersIn(reading).flatMap(({ topic, account }) =>
    account && !isOrderNumber(reading.signs, account.from)
      ? [{ kind: topic, value: account.value, from: account.from, to: account.to }]
      : [],
  )

const alipay = (reading: Reading): Spot[] =>
  reading.marks.flatMap((mark): Spot[] => {
    if (mark.topic !== 'alipay' || !mark.strong) return []
    const account = accountAfter(reading.signs, mark.to)
    if (!account || account.digits < 5 || account.value.length > 20) return []
    return [{ kind: 'alipay', value: account.value, from: account.from, to: account.to }]
  })

/** Numerals in words, among them what stands for a digit on the phone. */
const NUMERALS = new Set('零〇一二三四五六七八九十百千两俩幺拐洞勾壹贰叁肆伍陆柒捌玖拾')
/** The shortest account. */
const LEAST = 5

/** Whether a text has enough letters, digits, numerals or signs to hold a contact. Nearly all that buyers write has not,
 * and reading a text through takes 13 µs. */
const mayHold = (text: string): boolean => {
  let pieces = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const plain = (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a)
    // Beyond ASCII all but Chinese characters and their punctuation may be a letter or digit in disguise.
    const strange =
      code >= 0xa0 &&
      !(code >= 0x3000 && code <= 0x303f) &&
      !(code >= 0x3400 && code <= 0x9fff) &&
      !STOPS.has(code)
    if ((plain || strange || NUMERALS.has(text.charAt(i))) && ++pieces >= LEAST) return true
  }
  return false
}
/** Full-width punctuation. */
const STOPS = new Set([...'，。！？：；（）～、“”‘’…—'].map((c) => c.charCodeAt(0)))

/**
 * The contacts in what a buyer wrote, in order of place. Plain and disguised; order and tracking numbers are none. A
 * number that is somebody's WeChat as well is told once, as what the words beside it say.
 */
export const contactsIn = (text: string): Contact[] => {
  if (!mayHold(text)) return []
  const { reading } = read(text, { ...CONTEXT, attachments: [] }, PLACE)
  const { signs } = reading
  const emails = emailsIn(reading).map((each): Spot => ({ kind: 'email', ...each }))
  const phones = phonesIn(reading).map(
    ({ value, from, to }): Spot => ({ kind: 'phone', value: dialled(value), from, to }),
  )
  const kept: Spot[] = []
  for (const spot of [...emails, ...alipay(reading), ...accounts(reading), ...phones])
    if (!kept.some(({ from, to }) => from < spot.to && spot.from < to)) kept.push(spot)
  return kept
    .map(
      ({ kind, value, from, to }): Contact => ({
        kind,
        value,
        at: [signs.from[from] ?? 0, signs.to[to - 1] ?? 0],
      }),
    )
    .sort((a, b) => a.at[0] - b.at[0])
}
