import { Kind } from '../fold/characters.ts'
import {
  charAt,
  type Detector,
  type Hit,
  hit,
  isNameSign,
  type Reading,
  spelled,
  typedIn,
} from '../reading.ts'
import { around } from '../spans.ts'

const DOT = 46
const AT = 64

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

/** Words that are read as a dot. */
const spokenDot = (reading: Reading, at: number): number => {
  const { signs } = reading
  const char = charAt(signs, at)
  if (char === '点' || char === '點' || char === '奌') return 1
  if (spelled(signs, at, at + 2) === '小数') return charAt(signs, at + 2) === '点' ? 3 : 0
  if (spelled(signs, at, at + 3) === 'dot' && !isLetter(signs, at - 1, at)) return 3
  if (spelled(signs, at, at + 4) === 'dian' && !isLetter(signs, at - 1, at)) return 4
  if (spelled(signs, at, at + 2) === '句号' || spelled(signs, at, at + 2) === '圆点') return 2
  return 0
}
const isLetter = (signs: Reading['signs'], at: number, gapAt: number): boolean =>
  at >= 0 && signs.kind[at] === Kind.LETTER && (signs.gap[gapAt] ?? 0) <= Kind.INVISIBLE

/** A label of a host from a sign on: letters and digits, whatever blanks are strewn in. */
const labelEnd = (reading: Reading, at: number, loose: boolean): number => {
  const { signs } = reading
  let i = at
  while (i < signs.count && isNameSign(signs, i) && (i === at || goesOn(reading, i, loose))) {
    if (i > at && spokenDot(reading, i) === 3) break
    i++
  }
  return i
}
const HYPHEN = 45
const goesOn = ({ signs }: Reading, i: number, loose: boolean): boolean => {
  const gap = signs.gap[i] ?? 0
  const drawn = signs.drawn[i] ?? 0
  if (gap <= Kind.INVISIBLE || drawn === HYPHEN) return true
  return loose && gap < Kind.LINE && drawn !== DOT
}

/** Whether a dot stands between two signs, drawn or spoken: where the next label begins; -1 if not. */
const afterDot = (reading: Reading, at: number): number => {
  const { signs } = reading
  if (at >= signs.count) return -1
  if ((signs.drawn[at] ?? 0) === DOT && (signs.gap[at] ?? 0) < Kind.LINE)
    return isNameSign(signs, at) ? at : -1
  // A row of letters and com need nothing drawn between: example com, example☆com.
  const com = (signs.gap[at] ?? 0) > Kind.INVISIBLE || signs.kind[at - 1] === Kind.HINT
  if (com && spelled(signs, at, at + 3) === 'com' && !isLetter(signs, at + 3, at + 3)) return at
  const spoken = spokenDot(reading, at)
  return spoken > 0 && at + spoken < signs.count && isNameSign(signs, at + spoken) ? at + spoken : -1
}

export interface Host {
  value: string
  from: number
  to: number
  /** Stands after http://, or www. */
  plain: boolean
  /** The sign after which an @ stands right before the host; -1 where none. */
  local: number
}

/** The ending of a host that begins at a sign, written at once or pulled apart: its end; -1 if none. */
const endingAt = (reading: Reading, at: number, any: boolean): { to: number; value: string } | null => {
  const { signs } = reading
  for (const loose of [false, true]) {
    const end = labelEnd(reading, at, loose)
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

const httpBefore = (reading: Reading, at: number): number => {
  const { signs } = reading
  for (const [word, length] of [
    ['https', 5],
    ['http', 4],
  ] as const)
    if (spelled(signs, at - length, at) === word) return at - length
  return -1
}

/** Hosts in a text, plain or pulled apart, written out or with spoken dots. */
export const hostsIn = (reading: Reading): Host[] => {
  const { signs } = reading
  const found: Host[] = []
  // A host needs a dot before its ending: look only where one stands.
  for (let i = 1; i < signs.count; i++) {
    const next = afterDot(reading, i)
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
    let http = start > from || httpBefore(reading, from) >= 0
    value = typedIn(signs, start, before + 1)
    if (value === 'www') http = true
    let at = next
    let to = -1
    let ending = ''
    for (let labels = 0; labels < 6; labels++) {
      const end = labelEnd(reading, at, false)
      const label = typedIn(signs, at, end)
      const further = afterDot(reading, end)
      const last = endingAt(reading, at, http)
      if (
        further >= 0 &&
        /^[a-z0-9]+$/.test(label) &&
        !(
          last &&
          !ENDINGS.has(spelled(signs, further, labelEnd(reading, further, false))) &&
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
    found.push({ value, from: http && start > from ? from : start, to, plain: http, local: at0 })
    i = to
  }
  return found
}

/** Endings of a host that is pulled apart. */
const APART = /(?:com|net|org|cn|top|vip|cc|shop|xyz)$/
/** Pieces of such a host have so many signs at most. */
const PIECE = 3

const withoutHints = (signs: Reading['signs'], from: number, to: number): string => {
  let text = ''
  for (let i = from; i < to; i++)
    if (signs.kind[i] !== Kind.HINT || signs.code[i] === AT) text += typedIn(signs, i, i + 1)
  return text
}

/** Hosts and addresses pulled apart, whatever is strewn in: n】【a】【m】【e】【.】【c】【o】【m. */
export const pulledApart = ({ signs }: Reading): Hit[] => {
  const hits: Hit[] = []
  let from = -1
  let pieces = 0
  let size = 0
  let singles = 0
  let longest = 0
  let last = -1
  const close = () => {
    const end = last + 1
    if (size === 1) singles++
    if (from >= 0 && pieces >= 4 && longest <= PIECE) {
      const text = withoutHints(signs, from, end)
      const ending = APART.exec(text)
      const length = ending?.[0].length ?? 0
      // Apart letter by letter, or else with a dot where the ending begins.
      const dotted = signs.drawn[end - length] === DOT
      if (ending && end - from >= 6 && (dotted || singles === pieces)) {
        hits.push(hit(text.includes('@') ? 'contact.email' : 'link.outside', from, end))
      }
    }
    from = -1
    pieces = 0
    size = 0
    singles = 0
    longest = 0
  }
  for (let i = 0; i < signs.count; i++) {
    const isAt = signs.code[i] === AT
    if (!isNameSign(signs, i) && !isAt) {
      if (signs.kind[i] !== Kind.HINT) close()
      continue
    }
    const apart = from < 0 || (signs.gap[i] ?? 0) > Kind.INVISIBLE || last !== i - 1 || isAt
    if (from < 0) from = i
    if (apart) {
      if (size === 1) singles++
      pieces++
      size = 0
    }
    size++
    last = i
    longest = Math.max(longest, size)
    if (size > PIECE) {
      // A whole word ends the row; what stood before it is judged alone.
      last = i - size
      size = 0
      longest = Math.min(longest, PIECE)
      close()
    }
  }
  close()
  return hits
}

/** http:// with a number for a host. */
const ADDRESS = /https?:\/\/(\d{1,3}(?:\.\d{1,3}){3})/iu
const REVERSED = /^(?:moc|nc|ten|gro|pot|piv)$/
/** moc.elpmaxe: a host written backwards. */
const backwards = (reading: Reading): Hit[] => {
  const { signs } = reading
  const hits: Hit[] = []
  for (let i = 1; i < signs.count; i++) {
    if ((signs.drawn[i] ?? 0) !== DOT || !isNameSign(signs, i) || (signs.gap[i] ?? 0) > Kind.STOP) continue
    let from = i - 1
    while (from > 0 && isNameSign(signs, from - 1) && (signs.gap[from] ?? 0) <= Kind.INVISIBLE) from--
    if (!REVERSED.test(spelled(signs, from, i))) continue
    const end = labelEnd(reading, i, false)
    if (end - i >= 2) hits.push(hit('link.outside', from, end))
  }
  return hits
}

/** Where the path of a link ends: at a blank or a Chinese character. */
const pathEnd = (signs: Reading['signs'], to: number): number => {
  let end = to
  if (!/^[/:?#]/.test(signs.text.slice(signs.to[to - 1] ?? 0))) return to
  while (end < signs.count && isNameSign(signs, end) && !/[\s，。、]/u.test(between(signs, end))) end++
  return end
}
const between = ({ text, to, from }: Reading['signs'], at: number): string =>
  text.slice(to[at - 1] ?? 0, from[at] ?? 0)

/** http:// before a host is part of the link. */
const schemeBefore = (signs: Reading['signs'], from: number): number => {
  for (const scheme of ['https', 'http'])
    if (spelled(signs, from - scheme.length, from) === scheme && between(signs, from).includes('/'))
      return from - scheme.length
  return from
}

export const isAllowedHost = (value: string, hosts: readonly string[]): boolean =>
  hosts.some((host) => value === host || value.endsWith(`.${host}`))

export const link: Detector = {
  rules: ['link.outside', 'contact.email'],
  find: (reading) => {
    const { hosts, signs } = reading
    const named = hostsIn(reading)
    const hits: Hit[] = named
      .filter(({ value, local }) => local < 0 && !isAllowedHost(value, hosts))
      .map(({ from, to }) => hit('link.outside', schemeBefore(signs, from), pathEnd(signs, to)))
    if (signs.text.includes('://') && ADDRESS.test(signs.text)) {
      const at = spelled(signs, 0, signs.count).search(/https?\d/u)
      if (at >= 0) hits.push(hit('link.outside', at, at + 8))
    }
    // What is a host as it stands has been judged as one.
    const apart = pulledApart(reading).filter((each) => around(named, each).length === 0)
    return [...hits, ...apart, ...backwards(reading)]
  },
}
