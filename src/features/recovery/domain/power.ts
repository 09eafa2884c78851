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
