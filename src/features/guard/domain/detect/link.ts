import { backwards, pulledApart } from '../hosts/apart.ts'
import { type Detector, type Hit, hit, isNameSign, type Reading, spelled } from '../reading.ts'
import { around } from '../spans.ts'

/** http:// with a number for a host. */
const ADDRESS = /https?:\/\/(\d{1,3}(?:\.\d{1,3}){3})/iu
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
    const { hosts, signs, named } = reading
    const hits: Hit[] = named
      .filter(({ value, local }) => local < 0 && !isAllowedHost(value, hosts))
      .map(({ from, to }) => hit('link.outside', schemeBefore(signs, from), pathEnd(signs, to)))
    if (signs.text.includes('://') && ADDRESS.test(signs.text)) {
      const at = signs.line.search(/https?\d/u)
      if (at >= 0) hits.push(hit('link.outside', at, at + 8))
    }
    // What is a host as it stands has been judged as one.
    const apart = pulledApart(signs)
      .filter((each) => around(named, each).length === 0)
      .map(({ from, to, isMail }) => hit(isMail ? 'contact.email' : 'link.outside', from, to))
    return [...hits, ...apart, ...backwards(signs).map(({ from, to }) => hit('link.outside', from, to))]
  },
}
