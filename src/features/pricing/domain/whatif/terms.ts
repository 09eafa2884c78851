import type { Said } from '../../../../shared/said.ts'
import { readyScope, takesPart } from '../engine/scopes.ts'
import { kindOf } from '../kinds/index.ts'
import type { Offer } from '../offer.ts'
import type { Pricing } from '../pricing.ts'
import type { Terms } from '../reckon.ts'
import type { RuleSet } from '../rule-set.ts'

const says = (offer: Offer): Said => {
  if (offer.name !== null) return { zh: offer.name, en: offer.name }
  const filled = kindOf(offer.kind)?.fill(offer.params)
  return filled?.ok ? filled.says : { zh: offer.id, en: offer.id }
}

/** The engine as the searches of a what-if see it. `offers` are those that the pricing was prepared from. */
export const termsOf = (pricing: Pricing, offers: readonly Offer[], { mayLeaveOut }: RuleSet): Terms => {
  const scopes = new Map(offers.map((offer, i) => [offer, readyScope(offer.scope, i)]))
  return {
    quote: pricing.quote,
    amounts: pricing.reckon,
    offers,
    mayLeaveOut,
    takesPart: (offer, line) => {
      const scope = scopes.get(offer)
      return scope !== undefined && takesPart(scope, line)
    },
    isCard: (offer) => offer.held ?? kindOf(offer.kind)?.use === 'card',
    says,
  }
}
