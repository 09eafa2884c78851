import { honestP, type Looked, verdictOf } from '../../src/features/recovery/domain/judge.ts'
import type { Verdict } from '../../src/features/recovery/domain/results.ts'
import { nobody, type Tally } from '../../src/features/recovery/domain/tally.ts'
import { momentsOf } from '../../src/shared/statistics/mean.ts'
import { type Chance, chanceOf } from '../faults/chance.ts'

/** A plan with a known effect: who pays without a reminder, and how many more do with one. */
export interface Experiment {
  perDay: number
  days: number
  control: number
  base: number
  effect: number
}

/** The order's amount, in fen: most around 100 yuan, some many times that. */
const amount = (chance: Chance): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
  return Math.round(10_000 * Math.exp(0.9 * normal))
}

/** How such a plan goes for one group, with the money. */
export const groupWithMoney = (chance: Chance, people: number, rate: number): Tally => {
  const pairs: [number, number][] = []
  let [paid, paidFen] = [0, 0]
  for (let i = 0; i < people; i++) {
    const fen = amount(chance)
    const pays = chance.happens(rate)
    pairs.push([fen, pays ? fen : 0])
    if (pays) {
      paid++
      paidFen += fen
    }
  }
  return people === 0 ? nobody : { people, paid, paidFen, money: momentsOf(pairs) }
}

/**
 * Plays a plan day by day and is looked at every evening. Gives the first verdict that says better or worse, on which day,
 * and where it stands at the end.
 */
export const playedOut = (
  { perDay, days, control, base, effect }: Experiment,
  plan: number | null,
  seed: number,
): { first: Verdict | null; day: number; last: Verdict; end: Looked } => {
  const chance = chanceOf(seed)
  const treated = { are: 0, of: 0 }
  const kept = { are: 0, of: 0 }
  let planned: Looked['planned'] = null
  let first: Verdict | null = null
  let day = 0
  let last: Verdict = 'not-enough'
  for (let d = 1; d <= days; d++) {
    for (let i = 0; i < perDay; i++) {
      const isControl = chance.next() < control
      const group = isControl ? kept : treated
      group.of++
      if (chance.next() < (isControl ? base : base + effect)) group.are++
      if (plan !== null && treated.of + kept.of === plan)
        planned = { treated: { ...treated }, control: { ...kept } }
    }
    const looked = { treated, control: kept, planned, plan }
    last = verdictOf(looked, honestP(looked))
    if (first === null && (last === 'better' || last === 'worse')) {
      first = last
      day = d
    }
  }
  return { first, day, last, end: { treated, control: kept, planned, plan } }
}
