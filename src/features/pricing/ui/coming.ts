// The moments for which a price may be asked: now, and when the phases to come begin. Pure.
import type { Campaign } from '../../campaign/domain/campaign.ts'
import type { PhaseKind } from '../../campaign/domain/phase.ts'

/** A price may be asked for so many of the next beginnings. */
const MOST = 12

export interface Coming {
  at: number
  /** What begins then. */
  starts: { campaign: string; wave: string; kind: PhaseKind }[]
}

/** In these phases nothing is bought. */
const idle: readonly PhaseKind[] = ['sign-up', 'after-sale']

/** Beginnings of phases after `now` in which something is bought, the nearest first, each moment once. */
export const comingMoments = (campaigns: readonly Campaign[], now: number): Coming[] => {
  const at = new Map<number, Coming['starts']>()
  for (const { name, waves } of campaigns)
    for (const wave of waves)
      for (const { kind, from } of wave.phases) {
        if (from <= now || idle.includes(kind)) continue
        at.set(from, [...(at.get(from) ?? []), { campaign: name, wave: wave.name, kind }])
      }
  return [...at]
    .sort(([a], [b]) => a - b)
    .slice(0, MOST)
    .map(([moment, starts]) => ({ at: moment, starts }))
}
