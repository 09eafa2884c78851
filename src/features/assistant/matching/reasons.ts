import type { Reason } from '../domain/ask.ts'
import type { Match } from './matcher.ts'
import { replacePhrases } from './text/phrases.ts'
import { readingOf, soundOf } from './text/pinyin.ts'
import { READ, symbolsOf, WORD } from './text/symbols.ts'
import { vocabulary } from './text/vocabulary.ts'

const sensesOf = (text: string): Set<number> => {
  const { codes, length } = symbolsOf(text)
  const into = new Uint32Array(READ * 4)
  return new Set(into.subarray(0, replacePhrases(vocabulary(), codes, length, into)))
}

const hanOf = (text: string): number[] => {
  const { codes, length } = symbolsOf(text)
  return [...codes.subarray(0, length)].filter((code) => code < WORD)
}

/** Runs of two characters or more, and words, that both texts hold. */
const sharedWords = (asked: string, wording: string): string[] => {
  const has = wording.toLowerCase()
  const runs: string[] = []
  for (const piece of asked.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (!/\p{Script=Han}/u.test(piece)) {
      if (piece.length > 2 && has.includes(piece)) runs.push(piece)
      continue
    }
    const letters = [...piece]
    for (let i = 0; i < letters.length; ) {
      let n = 1
      while (i + n <= letters.length && has.includes(letters.slice(i, i + n).join(''))) n++
      if (n > 2) runs.push(letters.slice(i, i + n - 1).join(''))
      i += Math.max(1, n - 1)
    }
  }
  return [...new Set(runs)].slice(0, 8)
}

/** Characters of the question that the wording has not, but others that sound the same. */
const soundsAlike = (asked: string, wording: string): string[] => {
  const own = hanOf(wording)
  const letters = new Set(own)
  const sounds = new Set(own.map(soundOf))
  return [...new Set(hanOf(asked))]
    .filter((code) => !letters.has(code) && soundOf(code) !== 1 && sounds.has(soundOf(code)))
    .map(readingOf)
    .slice(0, 6)
}

/** Why a wording was found: drawn up only when somebody looks. */
export const reasonsFor = (asked: string, wording: string, match: Match): Reason[] => {
  const reasons: Reason[] = []
  const words = sharedWords(asked, wording)
  if (words.length > 0) reasons.push({ by: 'keywords', says: words.join(' ') })
  const sounds = soundsAlike(asked, wording)
  if (sounds.length > 0) reasons.push({ by: 'pinyin', says: sounds.join(' ') })
  const own = sensesOf(wording)
  const asks = sensesOf(asked)
  const shared = [...asks].filter((sense) => own.has(sense)).length
  if (asks.size > 0 && shared > 0) reasons.push({ by: 'meaning', says: match.likeness.toFixed(2) })
  if (match.amounts !== 0)
    reasons.push({ by: match.amounts > 0 ? 'number conflict' : 'number', says: wording })
  if (match.negation) reasons.push({ by: 'negation', says: wording })
  return reasons
}
