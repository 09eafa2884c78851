import type { Unit } from './count/index.ts'
import type { ClockRule } from './rule.ts'
import { calendar } from './window.ts'

/** Sums only, so that the parts of any division add up to the whole (CLK-26). Times in ms. */
export interface Tally {
  met: number
  missed: number
  excluded: number
  open: number
  /** Of what was counted and has a time: how many, and how long together, capped. */
  timed: number
  time: number
  /** First answers: how many, and how long they took together. */
  firsts: number
  firstTime: number
}

const nothing: Tally = {
  met: 0,
  missed: 0,
  excluded: 0,
  open: 0,
  timed: 0,
  time: 0,
  firsts: 0,
  firstTime: 0,
}
const PARTS = Object.keys(nothing) as (keyof Tally)[]

const addTo = (sum: Tally, more: Tally): void => {
  for (const part of PARTS) sum[part] += more[part]
}

export const sumOf = (tallies: Iterable<Tally>): Tally => {
  const sum = { ...nothing }
  for (const tally of tallies) addTo(sum, tally)
  return sum
}

/** What one agent of one team did on one local day (that on which what is counted began). */
export interface Leaf {
  agent: string | null
  team: string | null
  day: string
  tally: Tally
}

const tallyOf = (unit: Unit): Tally => ({
  ...nothing,
  [unit.verdict]: 1,
  ...(unit.took !== null && { timed: 1, time: unit.took }),
  ...(unit.first !== null && { firsts: 1, firstTime: unit.first }),
})

/** Every unit stands in exactly one leaf. */
export const leavesOf = (units: Iterable<Unit>, zone: string): Leaf[] => {
  const days = calendar(zone)
  const found = new Map<string, Leaf>()
  for (const unit of units) {
    const { agent, team } = unit
    const day = days.dateOf(unit.start)
    const key = JSON.stringify([agent, team, day])
    let leaf = found.get(key)
    if (!leaf) {
      leaf = { agent, team, day, tally: { ...nothing } }
      found.set(key, leaf)
    }
    addTo(leaf.tally, tallyOf(unit))
  }
  return [...found.values()]
}

export const SPLITS = ['agent', 'team', 'day'] as const
export type Split = (typeof SPLITS)[number]

export interface Row {
  /** Null: nobody had it, or in no team. */
  key: string | null
  tally: Tally
}

const inName = (a: Row, b: Row): number => (a.key === null ? 1 : b.key === null ? -1 : a.key < b.key ? -1 : 1)

/** The leaves put together by agent, team or day, in the order of these names, nobody last. */
export const rowsBy = (leaves: readonly Leaf[], split: Split): Row[] => {
  const found = new Map<string | null, Tally>()
  for (const leaf of leaves) {
    const tally = found.get(leaf[split])
    if (tally) addTo(tally, leaf.tally)
    else found.set(leaf[split], { ...leaf.tally })
  }
  return [...found].map(([key, tally]) => ({ key, tally })).sort(inName)
}

export interface Figure {
  counted: number
  met: number
  missed: number
  excluded: number
  open: number
  /** Met of counted, 0–1; null where nothing was counted. */
  share: number | null
  /** How long an answer took in the mean, ms: capped, unanswered for the cap. Null where nothing has a time. */
  mean: number | null
  firstAnswers: number
  /** First answers in the mean, ms, without the cap. */
  firstMean: number | null
  /** Whether there are enough for the platform to judge (CLK-27). */
  judged: boolean
  /** Whether the target was reached; null where there is none, or not enough to judge. */
  reached: boolean | null
}

/** The figure by the rule's target and smallest sample. */
export const figureOf = (tally: Tally, rule: Pick<ClockRule, 'smallest' | 'target'>): Figure => {
  const { met, missed, excluded, open, timed, time, firsts, firstTime } = tally
  const counted = met + missed
  const share = counted === 0 ? null : met / counted
  const judged = counted > 0 && counted >= rule.smallest
  return {
    counted,
    met,
    missed,
    excluded,
    open,
    share,
    mean: timed === 0 ? null : time / timed,
    firstAnswers: firsts,
    firstMean: firsts === 0 ? null : firstTime / firsts,
    judged,
    reached: !judged || share === null || rule.target === null ? null : share >= rule.target,
  }
}
