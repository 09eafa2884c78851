import { folded } from '../../../shared/text.ts'
import type { GuardWord } from './settings.ts'

/** Words that fold to the same are one: width, case, blanks and punctuation make no other word. */
export const wordKey = (word: string): string => folded(word) || word.trim()

export interface Merged {
  words: GuardWord[]
  added: number
  changed: number
  same: number
}

const alike = (a: GuardWord, b: GuardWord): boolean =>
  a.word === b.word && a.severity === b.severity && a.why === b.why && a.instead === b.instead

/** A list with further words: known ones are replaced in their place, others come at the end. */
export const withWords = (words: readonly GuardWord[], put: readonly GuardWord[]): Merged => {
  const merged = [...words]
  const places = new Map(merged.map(({ word }, i) => [wordKey(word), i]))
  const count = { added: 0, changed: 0, same: 0 }
  for (const word of put) {
    const key = wordKey(word.word)
    const at = places.get(key)
    const known = at === undefined ? undefined : merged[at]
    if (at === undefined || known === undefined) {
      places.set(key, merged.push(word) - 1)
      count.added++
    } else if (alike(known, word)) count.same++
    else {
      merged[at] = word
      count.changed++
    }
  }
  return { words: merged, ...count }
}

export const withoutWords = (words: readonly GuardWord[], gone: readonly string[]): GuardWord[] => {
  const keys = new Set(gone.map(wordKey))
  return words.filter(({ word }) => !keys.has(wordKey(word)))
}
