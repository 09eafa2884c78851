// What the interface knows of kinds of offers, all of it from the list of kinds.
import type { Said } from '../../../shared/said.ts'
import { kindOf } from '../domain/kinds/index.ts'
import type { Kind } from '../domain/kinds/kind.ts'
import type { Offer } from '../domain/offer.ts'

export type Group = Kind['level']

/** As the buyer reads it; where its parameters are wrong, as its kind is called. */
export const offerSays = (offer: Pick<Offer, 'kind' | 'params' | 'name' | 'id'>): Said => {
  const kind = kindOf(offer.kind)
  if (offer.name !== null) return { zh: offer.name, en: offer.name }
  if (!kind) return { zh: offer.id, en: offer.id }
  const filled = kind.fill(offer.params)
  return filled.ok ? filled.says : kind.name
}

/** Whether it has to be in the buyer's hands. */
export const isHeld = ({ kind, held }: Pick<Offer, 'kind' | 'held'>): boolean =>
  held ?? kindOf(kind)?.use === 'card'

/** Where it stands in the order of deduction; freight by itself. Null for a kind that nobody knows. */
export const groupOf = ({ kind, level }: Pick<Offer, 'kind' | 'level'>): Group | null =>
  level ?? kindOf(kind)?.level ?? null
