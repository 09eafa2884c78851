import { Mint } from 'mint-filter'
import { prepareGuard } from '../../src/features/guard/domain/guard.ts'
import { defaultGuardSettings } from '../../src/features/guard/domain/settings.ts'
import { chance } from '../routing/random.ts'
import { quantile } from '../support/figures.ts'
import { CONTEXT } from './context.ts'
import { shopWords } from './words.ts'

/** Texts of 200 characters, put together from ordinary lines; one of each ten has a shop's word in it. */
const textsOf = (lines: readonly string[], words: readonly string[], count: number): string[] => {
  const luck = chance(11)
  return Array.from({ length: count }, (_, i) => {
    let text = i % 10 === 0 ? (words[i % words.length] ?? '') : ''
    while (text.length < 200) text += `${lines[Math.floor(luck.next() * lines.length)]}，`
    return text.slice(0, 200)
  })
}

export interface Speed {
  name: string
  prepared: number
  p50: number
  p99: number
}

const LOOKS = 5

const timed = (name: string, texts: readonly string[], prepare: () => (text: string) => unknown): Speed => {
  const start = performance.now()
  const look = prepare()
  const prepared = performance.now() - start
  for (const text of texts.slice(0, 2000)) look(text)
  // The quickest of a few looks: what is left out is other programs' time on the same two cores, not the guard's.
  const times = texts.map((text) => {
    let best = Number.POSITIVE_INFINITY
    for (let i = 0; i < LOOKS; i++) {
      const before = performance.now()
      look(text)
      best = Math.min(best, performance.now() - before)
    }
    return best
  })
  return { name, prepared, p50: quantile(times, 0.5) ?? 0, p99: quantile(times, 0.99) ?? 0 }
}

/** Milliseconds for one text of 200 characters, with a list of words; three programs over the same texts. */
export const speeds = (lines: readonly string[], count: number): Speed[] => {
  const words = shopWords(chance(3), count)
  const texts = textsOf(lines, words, 4000)
  const listed = words.map((word) => ({ word, severity: 'ask' as const, why: '', instead: '' }))
  return [
    timed('guard', texts, () => {
      const guard = prepareGuard('pinduoduo', { ...defaultGuardSettings(), words: listed })
      return (text) => guard.check(text, CONTEXT)
    }),
    timed('mint-filter', texts, () => {
      const filter = new Mint(words)
      return (text) => filter.filter(text)
    }),
    timed('one RegExp', texts, () => {
      const pattern = new RegExp(words.join('|'), 'g')
      return (text) => text.match(pattern)
    }),
  ]
}
