import { wordKey } from './own-words.ts'
import type { GuardSettings } from './settings.ts'

/** What settings can have wrong besides their shape, in words for whoever uses the API. */
export const guardProblems = {
  'same-word': 'is a word of the list already; width, case, blanks and punctuation make no other word',
  'word-allowed': 'is allowed as well: take it off one of the two lists',
  'same-allowed': 'is allowed already',
  'same-host': 'is in the list already',
  'unknown-rule': 'is no rule of the guard',
} as const
export type GuardProblemCode = keyof typeof guardProblems

export interface GuardProblem {
  /** The place: `words.3.word`, `severities.ad.superlative`. */
  field: string
  code: GuardProblemCode
  problem: string
}

const at = (field: string, code: GuardProblemCode): GuardProblem => ({
  field,
  code,
  problem: guardProblems[code],
})

/** The places at which something stands that stood before. */
const repeated = (keys: readonly string[]): number[] => {
  const seen = new Set<string>()
  return keys.flatMap((key, i) => {
    if (seen.has(key)) return [i]
    seen.add(key)
    return []
  })
}

/** Everything wrong with settings, each at its place (specs/guard.md GRD-80). `rules` are the ids there are. */
export const guardProblemsOf = (settings: GuardSettings, rules: ReadonlySet<string>): GuardProblem[] => {
  const words = settings.words.map(({ word }) => wordKey(word))
  const allowed = settings.allowed.map(wordKey)
  const free = new Set(allowed)
  return [
    ...Object.keys(settings.severities)
      .filter((id) => !rules.has(id))
      .map((id) => at(`severities.${id}`, 'unknown-rule')),
    ...repeated(words).map((i) => at(`words.${i}.word`, 'same-word')),
    ...words.flatMap((key, i) => (free.has(key) ? [at(`words.${i}.word`, 'word-allowed')] : [])),
    ...repeated(allowed).map((i) => at(`allowed.${i}`, 'same-allowed')),
    ...repeated(settings.hosts).map((i) => at(`hosts.${i}`, 'same-host')),
  ]
}
