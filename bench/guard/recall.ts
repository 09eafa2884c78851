import type { Guard } from '../../src/features/guard/domain/verdict.ts'
import { chance } from '../routing/random.ts'
import { CONTEXT } from './context.ts'
import { methods } from './methods.ts'
import { seed } from './seeds.ts'

export interface Recall {
  name: string
  tried: number
  found: number
  /** The first few that were missed. */
  missed: string[]
}

/** The kinds of finding that a disguise hides from. Another finding (a superlative in the sentence) does not count. */
const COUNTS = /^(?:contact|link|platform|pay|review)\./

/** How many of so many disguised contacts each method gets past the guard; two methods at once where `twice`. */
export const recalls = (guard: Guard, seedNumber: number, each: number, twice: boolean): Recall[] =>
  methods.map((method, k) => {
    const recall: Recall = { name: method.name, tried: 0, found: 0, missed: [] }
    for (let i = 0; i < each; i++) {
      const luck = chance(seedNumber * 1000 + k, i)
      const { before, hidden, after } = seed(luck)
      let disguised = method.apply(hidden, luck)
      if (disguised === null) continue
      if (twice) {
        const other = methods[Math.floor(luck.next() * methods.length)]
        disguised = other?.apply(disguised, luck) ?? disguised
      }
      recall.tried++
      const text = before + disguised + after
      if (guard.check(text, CONTEXT).findings.some(({ rule }) => COUNTS.test(rule))) recall.found++
      else if (recall.missed.length < 3) recall.missed.push(text.replaceAll(/\r?\n/g, '⏎'))
    }
    return recall
  })
