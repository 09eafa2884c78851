import { Kind } from '../fold/characters.ts'
import type { Signs } from '../fold/signs.ts'
import { charAt, type Host, isNameSign, spelled, typedIn } from '../reading.ts'

const DOT = 46
const AT = 64
const LETTER_C = 99

/** Endings that are taken for a host wherever they stand; of others only with http:// or www before. */
const ENDINGS = new Set(
  'com cn net org top shop xyz vip cc io tv info club site store online app link live wang ltd icu fun ink red mobi biz asia tech work pro group cloud art life me co edu gov hk tw ru jp us uk'.split(
    ' ',
  ),
)
/** Also English words or units: need a path, a second part or http before them. */
const DOUBTFUL = new Set(
  'me co us app link live fun red work pro art life group cloud tech hk tw jp ru uk edu gov pro ink io tv site store online'.split(
    ' ',
  ),
)
const FILES = /^(?:jpe?g|png|gif|pdf|docx?|xlsx?|mp[34]|zip|apk|txt|exe|js|ts|html?|avi|mov)$/

/** What words that are read as a dot begin with: a look into a set spares most signs the rest. */
const SPOKEN = new Set([...'点小d句圆'])
/** Words that are read as a dot. */
const spokenDot = (signs: Signs, at: number): number => {
  const char = charAt(signs, at)
  if (!SPOKEN.has(char)) return 0
  if (char === '点') return 1
  if (spelled(signs, at, at + 2) === '小数') return charAt(signs, at + 2) === '点' ? 3 : 0
  if (spelled(signs, at, at + 3) === 'dot' && !isLetter(signs, at - 1, at)) return 3
  if (spelled(signs, at, at + 4) === 'dian' && !isLetter(signs, at - 1, at)) return 4
  if (spelled(signs, at, at + 2) === '句号' || spelled(signs, at, at + 2) === '圆点') return 2
  return 0
}
const isLetter = (signs: Signs, at: number, gapAt: number): boolean =>
  at >= 0 && signs.kind[at] === Kind.LETTER && (signs.gap[gapAt] ?? 0) <= Kind.INVISIBLE

/** A label of a host from a sign on: letters and digits, whatever blanks are strewn in. */
const labelEnd = (signs: Signs, at: number, loose: boolean): number => {
  let i = at
  while (i < signs.count && isNameSign(signs, i) && (i === at || goesOn(signs, i, loose))) {
    if (i > at && spokenDot(signs, i) === 3) break
    i++
  }
  return i
}
const HYPHEN = 45
const goesOn = (signs: Signs, i: number, loose: boolean): boolean => {
  const gap = signs.gap[i] ?? 0
  const drawn = signs.drawn[i] ?? 0
  if (gap <= Kind.INVISIBLE || drawn === HYPHEN) return true
  return loose && gap < Kind.LINE && drawn !== DOT
}

/** Whether a dot stands between two signs, drawn or spoken: where the next label begins; -1 if not. */
const afterDot = (signs: Signs, at: number): number => {
  if (at >= signs.count) return -1
  if ((signs.drawn[at] ?? 0) === DOT && (signs.gap[at] ?? 0) < Kind.LINE)
    return isNameSign(signs, at) ? at : -1
  // A row of letters and com need nothing drawn between: example com, example☆com.
  const com = (signs.gap[at] ?? 0) > Kind.INVISIBLE || signs.kind[at - 1] === Kind.HINT
  if (
    com &&
    signs.code[at] === LETTER_C &&
    spelled(signs, at, at + 3) === 'com' &&
    !isLetter(signs, at + 3, at + 3)
  )
    return at
  const spoken = spokenDot(signs, at)
  return spoken > 0 && at + spoken < signs.count && isNameSign(signs, at + spoken) ? at + spoken : -1
}

/** The ending of a host that begins at a sign, written at once or pulled apart: its end; -1 if none. */
const endingAt = (signs: Signs, at: number, any: boolean): { to: number; value: string } | null => {
  for (const loose of [false, true]) {
    const end = labelEnd(signs, at, loose)
    const label = spelled(signs, at, end)
    if (ENDINGS.has(label) || (any && /^[a-z]{2,12}$/.test(label) && !loose)) return { to: end, value: label }
    // .com/path, .comabc is nothing; com后 is.
    if (loose)
      for (const length of [3, 2])
        if (
          ['com', 'net', 'org', 'cn', 'top', 'vip'].includes(label.slice(0, length)) &&
          label.length > length &&
          (signs.gap[at + length] ?? 0) > Kind.INVISIBLE
        )
          return { to: at + length, value: label.slice(0, length) }
  }
  return null
}

const httpBefore = (signs: Signs, at: number): number => {
  for (const [word, length] of [
    ['https', 5],
    ['http', 4],
  ] as const)
    if (spelled(signs, at - length, at) === word) return at - length
  return -1
}

/** Hosts in a text, plain or pulled apart, written out or with spoken dots. */
export const hostsIn = (signs: Signs): Host[] => {
  const found: Host[] = []
  // A host needs a dot before its ending: look only where one stands.
  for (let i = 1; i < signs.count; i++) {
    const next = afterDot(signs, i)
    if (next < 0) continue
    const before = signs.kind[i - 1] === Kind.HINT && signs.code[i - 1] !== AT ? i - 2 : i - 1
    if (!isNameSign(signs, before)) continue
    let from = before
    const spaced = from > 0 && isNameSign(signs, from - 1) && (signs.gap[from] ?? 0) > Kind.INVISIBLE
    while (
      from > 0 &&
      isNameSign(signs, from - 1) &&
      before - from < 40 &&
      ((signs.gap[from] ?? 0) <= Kind.INVISIBLE ||
        (signs.drawn[from] ?? 0) === HYPHEN ||
        (spaced && (signs.gap[from] ?? 0) < Kind.STOP && (signs.drawn[from] ?? 0) !== DOT))
    )
      from--
    let value = typedIn(signs, from, before + 1)
    const start = value.startsWith('https') ? from + 5 : value.startsWith('http') ? from + 4 : from
    let http = start > from || httpBefore(signs, from) >= 0
    value = typedIn(signs, start, before + 1)
    if (value === 'www') http = true
    let at = next
    let to = -1
    let ending = ''
    for (let labels = 0; labels < 6; labels++) {
      const end = labelEnd(signs, at, false)
      const label = typedIn(signs, at, end)
      const further = afterDot(signs, end)
      const last = endingAt(signs, at, http)
      if (
        further >= 0 &&
        /^[a-z0-9]+$/.test(label) &&
        !(
          last &&
          !ENDINGS.has(spelled(signs, further, labelEnd(signs, further, false))) &&
          ENDINGS.has(label)
        )
      ) {
        value += `.${label}`
        at = further
        continue
      }
      if (last) {
        value += `.${last.value}`
        ending = last.value
        to = last.to
      }
      break
    }
    if (to < 0 || ending === '') {
      continue
    }
    const hanging =
      to < signs.count && (signs.gap[to] ?? 0) <= Kind.INVISIBLE && signs.kind[to] === Kind.LETTER
    const parts = value.split('.')
    const named = parts.at(-2) ?? ''
    const path = signs.text.charAt(signs.to[to - 1] ?? 0) === '/'
    const ordinary = DOUBTFUL.has(ending) && !http && !path && parts.length < 3
    // “ok. top of the box”: a sentence without a capital.
    const sentence =
      !http &&
      !/^(?:com|cn|net)/.test(ending) &&
      /[.。]\s/.test(signs.text.slice(signs.from[start] ?? 0, signs.to[to - 1] ?? 0))
    if (hanging || ordinary || sentence || named.length < (http ? 1 : 2) || FILES.test(ending)) continue
    if (/^\d+$/.test(named) && parts.length === 2 && !http && ending !== 'com' && ending !== 'cn') continue
    const at0 = signs.kind[start - 1] === Kind.HINT && signs.code[start - 1] === AT ? start - 1 : -1
    found.push({ value, from: http && start > from ? from : start, to, local: at0 })
    i = to
  }
  return found
}
