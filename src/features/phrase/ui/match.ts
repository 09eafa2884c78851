import type { Phrase } from '../contract.ts'

/** Where a phrase is being looked for: `/` at the start or after a blank, then up to 20 characters to the caret. */
export interface PhraseQuery {
  from: number
  to: number
  query: string
}

export const phraseQuery = (text: string, caret: number): PhraseQuery | null => {
  const found = /(?:^|\s)\/([^\s/]{0,20})$/u.exec(text.slice(0, caret))
  if (!found) return null
  const query = found[1] ?? ''
  return { from: caret - query.length - 1, to: caret, query }
}

/** How well a phrase fits, higher is better; null if not. Its code counts most, then pinyin initials, then its words. */
const scoreOf = (phrase: Phrase, query: string): number | null => {
  const q = query.toLowerCase()
  if (q === '') return 0
  const code = phrase.code.toLowerCase()
  if (code === q) return 6
  if (code.startsWith(q)) return 5
  const initials = phrase.initials.toLowerCase()
  if (initials.startsWith(q)) return 4
  if (phrase.situation.toLowerCase().includes(q)) return 3
  if (initials.includes(q)) return 2
  return phrase.text.toLowerCase().includes(q) ? 1 : null
}

/** Fitting phrases, the best first; one's own before the shop's where they fit equally. */
export const matching = (phrases: readonly Phrase[], query: string): Phrase[] =>
  phrases
    .map((phrase) => ({ phrase, score: scoreOf(phrase, query) }))
    .filter((x): x is { phrase: Phrase; score: number } => x.score !== null)
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number(b.phrase.personId !== null) - Number(a.phrase.personId !== null) ||
        a.phrase.code.localeCompare(b.phrase.code),
    )
    .map((x) => x.phrase)

/** Text with `insert` in place of a span, and where the caret goes. */
export const spliced = (text: string, from: number, to: number, insert: string) => ({
  text: text.slice(0, from) + insert + text.slice(to),
  caret: from + insert.length,
})
