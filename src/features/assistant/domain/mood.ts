import { folded } from '../../../shared/text.ts'
import * as words from './mood-words.ts'

/** What a message says of the buyer rather than of their question. The assistant hands over on the first two. */
export type Mood = 'displeased' | 'asks-for-person' | 'thanks' | 'greeting'

/** Enough to tell a mood by: a pasted page must not cost milliseconds. */
const READ = 500
/** Longest message (characters) that is nothing but thanks or a greeting. */
const SHORT = 40

const any = (patterns: readonly string[], flags = 'u') =>
  new RegExp(patterns.map((pattern) => `(?:${pattern})`).join('|'), flags)
const [reproachZh, reproachEn] = [any(words.reproach.zh, 'gu'), any(words.reproach.en, 'gu')]
const [unsatisfiedZh, unsatisfiedEn] = [any(words.unsatisfied.zh), any(words.unsatisfied.en)]
const [unmaskedZh, unmaskedEn] = [any(words.unmasked.zh), any(words.unmasked.en)]
const [personZh, personEn] = [any(words.person.zh, 'gu'), any(words.person.en, 'gu')]
const [deniedZh, deniedEn] = [any(words.denied.zh), any(words.denied.en)]
const [supposedBefore, supposedAfter] = words.supposed.zh.map((pattern) => new RegExp(pattern, 'u'))
const supposedEn = any(words.supposed.en)
const madeOf = (...of: { zh: readonly string[]; en: readonly string[] }[]) =>
  any(
    of.flatMap(({ zh, en }) => [...en.map((pattern) => `\\b(?:${pattern})\\b`), ...zh]),
    'gu',
  )
const thanksOnly = madeOf(words.thanksWords, words.around)
const greetingOnly = madeOf(words.greetingWords, words.called)
const hasThanks = madeOf(words.thanksWords)
const hasGreeting = madeOf(words.greetingWords)

/** The clauses of a message, folded: what is denied in one is not denied in the next. */
const clausesOf = (text: string): string[] =>
  text
    .split(/[,.;:!?，。；：！？、~～…\n]+/u)
    .map(folded)
    .filter((clause) => clause !== '')

/** The message in small letters, one blank between words, apostrophes left out (don't, don’t and dont are one). */
const englishOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether the pattern is found where nothing before it denies it. `asked`: “这不是骗人吗” denies nothing. */
const said = (text: string, pattern: RegExp, denied: RegExp, asked = false): boolean => {
  for (const found of text.matchAll(pattern)) {
    const before = text.slice(Math.max(0, found.index - 12), found.index)
    const no = denied.exec(before)
    if (no === null || (asked && no[0].startsWith('不'))) return true
  }
  return false
}

const displeasedZh = (clause: string): boolean => {
  if (unmaskedZh.test(clause)) return true
  if (said(clause, reproachZh, deniedZh, /[吗么嘛]$/u.test(clause))) return true
  const found = unsatisfiedZh.exec(clause)
  if (found === null) return false
  const [before, after] = [clause.slice(0, found.index), clause.slice(found.index + found[0].length)]
  if (/(?:没有?|不是|并非)$/u.test(before)) return false
  return !supposedBefore?.test(clause) && !supposedAfter?.test(after)
}
const englishWords = (text: string, pattern: RegExp): boolean => said(text, pattern, deniedEn)
const displeasedEn = (text: string): boolean =>
  unmaskedEn.test(text) ||
  englishWords(text, reproachEn) ||
  (unsatisfiedEn.test(text) && !supposedEn.test(text))

const nothingBut = (text: string, has: RegExp, only: RegExp): boolean =>
  text.length <= SHORT && text.search(has) !== -1 && text.replace(only, '').trim() === ''

/** Moods of short messages, of which a rush has the same over and over: finding one takes 12 µs, and every message is asked
 * for it. */
const found = new Map<string, Mood | null>()
const KEPT = 4096
const KEPT_LENGTH = 60

/**
 * The mood of a buyer's message; null for the ordinary case. Thanks and greetings only where the message is nothing
 * else: a question that begins with 你好 is a question. Tuned for few false alarms (bench/intents.md): a missed reproach is
 * met by the next rule that hands over, a false one costs a person's time on a day when there is none.
 */
export const moodOf = (text: string): Mood | null => {
  if (text.length > KEPT_LENGTH) return readMood(text)
  const known = found.get(text)
  if (known !== undefined) return known
  const mood = readMood(text)
  if (found.size >= KEPT) found.clear()
  found.set(text, mood)
  return mood
}

const readMood = (text: string): Mood | null => {
  const read = text.slice(0, READ)
  const clauses = clausesOf(read)
  const english = englishOf(read)
  const latin = /[a-z]/.test(english)
  if (clauses.some(displeasedZh) || (latin && displeasedEn(english))) return 'displeased'
  if (
    clauses.some((clause) => said(clause, personZh, deniedZh)) ||
    (latin && englishWords(english, personEn))
  )
    return 'asks-for-person'
  if (nothingBut(english, hasThanks, thanksOnly)) return 'thanks'
  return nothingBut(english, hasGreeting, greetingOnly) ? 'greeting' : null
}
