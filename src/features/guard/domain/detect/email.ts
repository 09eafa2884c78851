import { Kind } from '../fold/characters.ts'
import {
  accountAfter,
  type Detector,
  type Hit,
  hit,
  isNameSign,
  isOrderNumber,
  type Reading,
  spelled,
  typed,
} from '../reading.ts'

export interface Email {
  value: string
  from: number
  to: number
}

/** Words that are read as @, each with its length in signs. */
const SPOKEN: readonly (readonly [string, number])[] = [
  ['艾特', 2],
  ['圈a', 2],
  ['at', 2],
  ['小老鼠', 3],
  ['爱特', 2],
  ['艾特符', 3],
]
/** Hosts of mail: the part before them is an account even where the @ is left out or swallowed. */
const MAIL =
  /^(?:qq|163|126|gmail|outlook|hotmail|foxmail|sina|sohu|yeah|139|189|icloud|yahoo|live|aliyun|msn|vip\.\w+)\.(?:com|cn|net)/

/** The sign before which the local part ends: at an @, drawn or spoken, right before a host; -1 if there is none. */
const endOfLocal = ({ signs }: Reading, host: number, local: number): number => {
  if (local >= 0) return local
  for (const [word, length] of SPOKEN) if (spelled(signs, host - length, host) === word) return host - length
  return -1
}

const JOINS = new Set([45, 46, 95])
/** Whether a local part ends between two signs: at a blank, unless every letter stands by itself. */
const apart = (signs: Reading['signs'], start: number, at: number): boolean => {
  if ((signs.gap[start] ?? 0) <= Kind.INVISIBLE || JOINS.has(signs.drawn[start] ?? 0)) return false
  const alone = (i: number) => i <= 0 || !isNameSign(signs, i - 1) || (signs.gap[i] ?? 0) > Kind.INVISIBLE
  return !(alone(at) && (signs.gap[start + 1] ?? 1) > Kind.INVISIBLE)
}

/** E-mail addresses, plain or with a spoken @ or dot. */
export const emailsIn = (reading: Reading): Email[] => {
  const { signs } = reading
  return reading.named.flatMap(({ value, from, to, local }) => {
    let host = value
    let end = endOfLocal(reading, from, local)
    if (end < 0) {
      // “name at qq.com” and “nameatqq.com”: the host swallowed the word.
      const swallowed = /^([a-z0-9]*?)at([a-z0-9-]+\..+)$/.exec(value)
      if (!swallowed || !MAIL.test(swallowed[2] ?? '')) return []
      host = swallowed[2] ?? ''
      end = from + (swallowed[1]?.length ?? 0)
    }
    let start = end
    while (start > 0 && end - start < 40) {
      const at = start - 1
      if (!isNameSign(signs, at)) break
      if (start < end && apart(signs, start, at)) break
      start--
    }
    if (start === end) return []
    let name = ''
    for (let i = start; i < end; i++) {
      const drawn = signs.drawn[i] ?? 0
      if (i > start && (drawn === 46 || drawn === 95 || drawn === 45)) name += String.fromCharCode(drawn)
      name += typed(signs, i)
    }
    return [{ value: `${name}@${host}`, from: start, to }]
  })
}

/** 邮箱 12345678: the host is left to be guessed. */
const named = ({ signs, marks }: Reading): Hit[] =>
  marks.flatMap((mark) => {
    if (mark.topic !== 'email' || !mark.strong) return []
    const account = accountAfter(signs, mark.to)
    const fits = account !== null && account.value.length >= 5 && account.digits > 1
    return fits && !isOrderNumber(signs, account.from) ? [hit('contact.email', mark.from, account.to)] : []
  })

export const email: Detector = {
  rules: ['contact.email'],
  find: (reading) => [
    ...emailsIn(reading).map(({ from, to }) => hit('contact.email', from, to)),
    ...named(reading),
  ],
}
