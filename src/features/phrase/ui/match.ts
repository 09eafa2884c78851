import type { Phrase, Scope } from '../domain/phrase.ts'
import { nameOf, situations } from '../domain/situations.ts'

/** Where a phrase is being looked for: a slash at the start or after a blank, then up to 20 characters to the caret. */
export interface PhraseQuery {
  from: number
  to: number
  query: string
}

/**
 * Input methods for Chinese make `、` or `／` of the slash key, and show what is being typed as `fa'huo`, which is part
 * of the query already.
 */
export const phraseQuery = (text: string, caret: number): PhraseQuery | null => {
  const found = /(?:^|\s)[/／、]([^\s/／、]{0,20})$/u.exec(text.slice(0, caret))
  if (!found) return null
  const query = found[1] ?? ''
  return { from: caret - query.length - 1, to: caret, query: query.replaceAll(/['’]/g, '') }
}

/**
 * Whether a query spells syllables that follow each other, each by its first letters at least: `fh`, `fahuo` and `fahu`
 * all find `fa huo`. At which syllable it begins: `start` for the first of a name, `inside` for a later one. All ways of
 * cutting the query are followed at once, so that no query is slow.
 */
export const spells = (syllables: string, query: string): 'start' | 'inside' | null => {
  if (!/^[a-z0-9]{1,30}$/.test(query)) return null
  const whole = 1 << query.length
  // Bit n: the syllables so far have spelt the first n letters, having begun at the first of a name, or at a later one.
  let started = 0
  let inside = 0
  let found: 'inside' | null = null
  let first = true
  for (const syllable of syllables.split(' ')) {
    if (syllable === '/') {
      started = inside = 0
      first = true
      continue
    }
    if (first) started |= 1
    else inside |= 1
    first = false
    started = further(started, syllable, query)
    inside = further(inside, syllable, query)
    if (started & whole) return 'start'
    if (inside & whole) found = 'inside'
  }
  return found
}

/** Places in the query that one more syllable leads to: by its first letter, its first two … */
const further = (from: number, syllable: string, query: string): number => {
  let to = 0
  for (let at = 0; from >> at !== 0; at++) {
    if (!((from >> at) & 1)) continue
    for (let n = 1; n <= syllable.length && syllable[n - 1] === query[at + n - 1]; n++) to |= 1 << (at + n)
  }
  return to
}

/** How well a phrase fits, higher is better; null if not. Its code counts most, then its name, then its words. */
const fitOf = (phrase: Phrase, q: string): number | null => {
  if (q === '') return 0
  const code = phrase.code.toLowerCase()
  if (code === q) return 6
  if (code.startsWith(q)) return 5
  const names = [
    phrase.title,
    nameOf(situations, phrase.situation, 'zh-CN'),
    nameOf(situations, phrase.situation, 'en'),
  ].map((name) => name.toLowerCase())
  const spelt = spells(phrase.pinyin.name, q)
  if (spelt === 'start' || names.some((name) => name.startsWith(q))) return 4
  if (spelt === 'inside' || names.some((name) => name.includes(q))) return 3
  const texts = [phrase.text, ...Object.values(phrase.variants)]
  if (texts.some((text) => text.toLowerCase().includes(q))) return 2
  // One letter begins some syllable of every text.
  return q.length > 1 && spells(phrase.pinyin.text, q) ? 1 : null
}

const nearness: Record<Scope, number> = { mine: 0, team: 1, shop: 2 }

/** Fitting phrases: the best fit first, of equal ones what one uses most, then one's own, the team's, the shop's. */
export const matching = (phrases: readonly Phrase[], query: string): Phrase[] => {
  const q = query.toLowerCase()
  return phrases
    .flatMap((phrase) => {
      const fit = fitOf(phrase, q)
      return fit === null ? [] : [{ phrase, fit }]
    })
    .sort(
      (a, b) =>
        b.fit - a.fit ||
        b.phrase.uses - a.phrase.uses ||
        nearness[a.phrase.scope] - nearness[b.phrase.scope] ||
        a.phrase.code.localeCompare(b.phrase.code),
    )
    .map(({ phrase }) => phrase)
}

/** Text with `insert` in place of a span, and where the caret goes. */
export const spliced = (text: string, from: number, to: number, insert: string) => ({
  text: text.slice(0, from) + insert + text.slice(to),
  caret: from + insert.length,
})
