import { EVERYDAY_ZH } from './everyday-zh.ts'
import { addPhrase, noPhrases, type Phrases } from './phrases.ts'
import { symbolsOf } from './symbols.ts'
import { FILLERS_EN, SYNONYMS_EN } from './synonyms-en.ts'
import { FILLERS_ZH, SYNONYMS_ZH } from './synonyms-zh.ts'

const codesOf = (text: string): Uint32Array => {
  const { codes, length } = symbolsOf(text)
  return codes.slice(0, length)
}

const NOTHING = new Uint32Array(0)

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

const build = (): Phrases => {
  const phrases = noPhrases()
  const group = (words: readonly string[]) => {
    const [first, ...others] = words
    if (first === undefined) return
    const stands = codesOf(first)
    for (const word of [first, ...others]) addPhrase(phrases, codesOf(word), stands)
  }
  for (const word of FILLERS_ZH.split(/\s+/)) addPhrase(phrases, codesOf(word), NOTHING)
  for (const word of FILLERS_EN.split(/[,\n]/)) addPhrase(phrases, codesOf(word), NOTHING)
  for (const line of lines(SYNONYMS_ZH + EVERYDAY_ZH)) group(line.split(/\s+/))
  for (const line of lines(SYNONYMS_EN)) group(line.split(',').map((word) => word.trim()))
  return phrases
}

let made: Phrases | null = null

/** The shipped synonyms and words that ask nothing. */
export const vocabulary = (): Phrases => {
  made ??= build()
  return made
}
