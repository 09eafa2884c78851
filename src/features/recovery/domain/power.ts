import { needed, seenWith } from './judge.ts'

interface Asked {
  perDay: number
  days: number
  base: number
  control: number
  effect?: number | undefined
}

/** What a plan could show, before it starts. A rise beyond everybody is none: `needs` is null then. */
export const powerBefore = ({ perDay, days, base, control, effect }: Asked) => {
  const after = (day: number) => {
    const people = Math.round(perDay * day)
    return { days: day, people, detectable: seenWith({ base, control, people }) }
  }
  const step = Math.max(1, Math.ceil(days / 30))
  const byDay = Array.from({ length: Math.ceil(days / step) }, (_, i) =>
    after(Math.min(days, (i + 1) * step)),
  )
  const daysFor = (people: number) => (perDay > 0 ? Math.ceil(people / perDay) : null)
  const possible = effect !== undefined && base + effect <= 1 && control > 0
  const about = { treated: base + (effect ?? 0), base, control }
  const people = possible ? needed(about, 'planned') : 0
  const looking = possible ? needed(about, 'looking') : 0
  return {
    ...{ people: Math.round(perDay * days), detectable: after(days).detectable, byDay },
    needs: possible
      ? { people, days: daysFor(people), lookingPeople: looking, lookingDays: daysFor(looking) }
      : null,
  }
}

/** Of the normal distribution: 95 % two-sided, and 80 % power. */
const Z_ALPHA = 1.959963984540054
const Z_POWER = 0.8416212335729143

/**
 * The smallest difference of two shares that would be seen four times in five, with groups of these sizes where one in
 * `share` pays by itself; null without two groups. A rule of thumb for planning (normal approximation, both groups at the
 * same share).
 */
export const detectable = (treated: number, control: number, share: number): number | null => {
  if (treated <= 0 || control <= 0) return null
  // A share nobody has seen yet is not taken for 0, at which every difference could be seen.
  const n = treated + control
  const p = Math.min(0.95, Math.max(share, 1 / n))
  return Math.min(1, (Z_ALPHA + Z_POWER) * Math.sqrt(p * (1 - p) * (1 / treated + 1 / control)))
}
