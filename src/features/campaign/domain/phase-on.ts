import type { PhaseKind } from './phase.ts'

/** The phases that words are written for: buyers are told nothing of the shop's own sign-up. */
export type SpokenPhase = Exclude<PhaseKind, 'sign-up'>

/** Where several are on, the one that buyers lose most by missing comes first: who does not pay the balance in its hours
 * loses the deposit; a deposit is open for days; spot goods until they are gone; the rest only prepares or follows. */
export const spokenPhases: readonly SpokenPhase[] = ['balance', 'deposit', 'spot', 'preheat', 'after-sale']

/** The phase by which phrases and answers are worded, of all that are on (specs/phrase.md); null outside of campaigns. */
export const phaseOn = (kinds: readonly PhaseKind[]): SpokenPhase | null =>
  spokenPhases.find((kind) => kinds.includes(kind)) ?? null

/** Phases in the order in which they are named, the most pressing first. */
export const byPress = <T extends { kind: PhaseKind }>(phases: readonly T[]): T[] => {
  const rank = ({ kind }: T) => (kind === 'sign-up' ? spokenPhases.length : spokenPhases.indexOf(kind))
  return phases.toSorted((a, b) => rank(a) - rank(b))
}
