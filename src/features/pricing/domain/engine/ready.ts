import type { Said } from '../../../../shared/said.ts'
import type { Effect, Kind } from '../kinds/kind.ts'
import type { Offer } from '../offer.ts'
import type { Pick, RuleLevel, ThresholdBase } from '../rule-set.ts'

/** An offer that is ready to be reckoned with: parameters read, times in ms, its place in the rule set known. */
export interface Ready {
  /** Its place among all offers, which stand in the order of their ids. */
  index: number
  id: string
  offer: Offer
  kind: Kind
  effect: Effect
  /** As its kind says it, and as the shop calls it. */
  says: Said
  shown: Said
  /** Which level of the rule set; -1: freight, outside of levels. */
  rank: number
  level: RuleLevel | null
  base: ThresholdBase
  pick: Pick
  /** Offers of one level compete with those of their slot alone. */
  slot: number
  /** Has to be in the buyer's hands. */
  held: boolean
  /** The buyer may leave it out. */
  optional: boolean
  from: number
  to: number
  channel: 'any' | 'shop' | 'live'
  /** Which of the prepared scopes. */
  scope: number
  /** Indexes of offers that it does not go with, both ways; null: goes with all. */
  against: Set<number> | null
}
