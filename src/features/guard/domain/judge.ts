import type { Platform } from '../../shop/domain.ts'
import { detectors } from './detect/index.ts'
import { readSigns, type Signs } from './fold/signs.ts'
import { hostsIn } from './hosts/hosts.ts'
import { numbersIn } from './numbers/numbers.ts'
import { type Hit, hit, type Reading } from './reading.ts'
import { type Own, own } from './shipped/platforms.ts'
import { around, covers, type Span } from './spans.ts'
import type { GuardContext } from './verdict.ts'
import { innocents } from './words/innocent.ts'
import { type Mark, marksIn } from './words/marks.ts'
import type { PhraseTable } from './words/phrases.ts'

/** A hit in a text of its own: what was found where, in UTF-16 units of the original. */
export interface Found extends Hit {
  text: string
  at: [number, number]
}

export interface Tables {
  platform: Platform
  hosts: readonly string[]
  /** Words of the shop, with the rule that each makes. */
  words: PhraseTable<{ rule: string; instead: string }>
  allowed: PhraseTable<true>
}

/** Marks without those that are part of an innocent phrase or of one that the shop allows. */
const guiltyMarks = (signs: Signs, allowed: readonly Span[]): Mark[] => {
  const marks = marksIn(signs)
  if (marks.length === 0) return marks
  const met = innocents.met(signs)
  if (met.length + allowed.length === 0) return marks
  return marks.filter(
    (mark) =>
      !around(allowed, mark).some((span) => covers(span, mark)) &&
      !around(met, mark).some(({ value }) => value.includes(mark.topic)),
  )
}

/** What the detectors see of a text. */
export const read = (
  text: string,
  context: GuardContext,
  { platform, hosts, allowed }: Pick<Tables, 'platform' | 'hosts' | 'allowed'>,
): { reading: Reading; spans: readonly Span[] } => {
  const signs = readSigns(text)
  const spans = allowed.isEmpty ? [] : allowed.met(signs)
  const numbers = numbersIn(signs)
  const free = <T extends Span>(list: readonly T[]): T[] =>
    list.filter((span) => !around(spans, span).some((outer) => covers(outer, span)))
  const here: Own = own[platform]
  return {
    reading: {
      signs,
      marks: guiltyMarks(signs, spans),
      numbers:
        spans.length === 0
          ? numbers
          : { phones: free(numbers.phones), rows: free(numbers.rows), loose: free(numbers.loose) },
      platform,
      own: here,
      hosts,
      named: hostsIn(signs),
      context,
    },
    spans,
  }
}

/** Hits of one rule that overlap are one. In order of place. */
const merged = (hits: readonly Hit[]): Hit[] => {
  const sorted = [...hits].sort((a, b) => a.from - b.from || b.to - a.to)
  const last = new Map<string, Hit>()
  const kept: Hit[] = []
  for (const each of sorted) {
    const before = last.get(each.rule)
    if (before && each.from < before.to) {
      before.to = Math.max(before.to, each.to)
      continue
    }
    const copy = { ...each }
    last.set(each.rule, copy)
    kept.push(copy)
  }
  return kept
}

/** Everything found in one text, by the rules that are on. Linear in the text's length. */
export const findIn = (
  text: string,
  context: GuardContext,
  tables: Tables,
  isOn: (rule: string) => boolean,
): Found[] => {
  const { reading, spans } = read(text, context, tables)
  const { signs } = reading
  if (signs.count === 0) return []
  const hits: Hit[] = []
  for (const detector of detectors)
    if (detector.rules.some(isOn))
      for (const each of detector.find(reading)) if (isOn(each.rule)) hits.push(each)
  if (!tables.words.isEmpty)
    tables.words.scan(signs, ({ rule, instead }, from, to) => {
      if (isOn(rule)) hits.push(hit(rule, from, to, instead))
    })
  const kept = merged(
    hits.filter((each) => each.to > each.from && !around(spans, each).some((span) => covers(span, each))),
  )
  // qq in an address of qq.com, and jd in a link to jd.com, are told with it.
  const inAnother = (each: Hit): boolean =>
    /^(?:contact\.mention|platform\.(?:mention|lead))$/.test(each.rule) &&
    around(kept, each).some(
      (other) => /^(?:contact\.(?!mention)|link\.)/.test(other.rule) && covers(other, each),
    )
  return kept
    .filter((each) => !inAnother(each))
    .map((each) => {
      const from = signs.from[each.from] ?? 0
      const to = signs.to[each.to - 1] ?? from
      return { ...each, at: [from, to], text: text.slice(from, to) }
    })
}
