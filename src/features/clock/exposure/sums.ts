import { HOUR } from '../../../shared/time.ts'
import type { Breach } from '../domain/breach.ts'
import type { Exposure, Loss } from './contract.ts'
import type { Day } from './day.ts'

/** What was lost by one rule, under one name, with one person of one team, in one hour. */
export interface LossLeaf extends Loss {
  rule: string
  name: Breach['name']
  incident: boolean
  personId: number | null
  team: string | null
  /** Whole hours since the day began. */
  hour: number
}

const worst = (a: Loss, b: Loss): number => b.money - a.money || b.points - a.points || b.times - a.times

const add = (sum: Loss, { times, money, points }: Loss): void => {
  sum.times += times
  sum.money += money
  sum.points += points
}
const nothing = (): Loss => ({ times: 0, money: 0, points: 0 })

const by = <Key>(leaves: readonly LossLeaf[], keyOf: (leaf: LossLeaf) => Key): (Loss & Key)[] => {
  const found = new Map<string, Loss & Key>()
  for (const leaf of leaves) {
    const key = keyOf(leaf)
    const name = JSON.stringify(key)
    const sum = found.get(name) ?? { ...nothing(), ...key }
    add(sum, leaf)
    found.set(name, sum)
  }
  return [...found.values()].sort(worst)
}

/** A day's loss put together in every way. All are sums of the same leaves, so they add up to the total. */
export const lossOf = (
  leaves: readonly LossLeaf[],
  { from, to }: Day,
): Pick<Exposure, 'total' | 'byRule' | 'byPerson' | 'byTeam' | 'byHour'> => {
  const total = nothing()
  // Where clocks are changed the day has 23 hours, or 25.
  const byHour = Array.from({ length: Math.ceil((to - from) / HOUR) }, (_, i) => ({
    ...nothing(),
    at: from + i * HOUR,
  }))
  for (const leaf of leaves) {
    add(total, leaf)
    const hour = byHour[leaf.hour]
    if (hour) add(hour, leaf)
  }
  return {
    total,
    byRule: by(leaves, ({ rule, name, incident }) => ({ rule, name, incident })),
    byPerson: by(leaves, ({ personId }) => ({ personId })),
    byTeam: by(leaves, ({ team }) => ({ team })),
    byHour,
  }
}
