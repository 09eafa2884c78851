import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { inAddress } from '../../shared/ids.ts'
import { Said } from '../../shared/said.ts'
import { ShopPath } from '../shop/contract.ts'
import { Basket, Line, MOST_LINES } from './domain/basket.ts'
import { Offer } from './domain/offer.ts'
import { PriceProblem, Quote } from './domain/quote.ts'
import { RuleSet } from './domain/rule-set.ts'

/** An offer of the shop, of an activity where it belongs to one. */
export const ShopOffer = z
  .object({
    offer: Offer,
    campaignId: z.number().int().nullable(),
    activityId: z.number().int().nullable(),
    enabled: z.boolean(),
  })
  .meta({ id: 'ShopOffer' })
export type ShopOffer = z.infer<typeof ShopOffer>

/** What a buyer may want, in the shop's own words: prices, titles and categories come from its catalog. */
export const Wanted = z
  .object({
    lines: z
      .array(
        Line.pick({ quantity: true }).extend({
          product: z.string().trim().min(1).max(80),
          sku: z.string().trim().min(1).max(80).nullable().default(null),
        }),
      )
      .min(1)
      .max(MOST_LINES),
    /** The moment it is reckoned for, ms; null: now. */
    at: z.number().int().nullable().default(null),
  })
  .extend(Basket.pick({ cards: true, channel: true, member: true, region: true, coins: true }).shape)
  .meta({ id: 'Wanted' })
export type Wanted = z.infer<typeof Wanted>

/** What would be paid at another moment: when the next phase begins, or ends. */
export const AtMoment = z.object({
  at: z.number(),
  /** What begins or ends then: names of offers or phases. */
  says: Said,
  payableFen: z.number(),
  /** Less (negative) or more than now. */
  differenceFen: z.number(),
})
export type AtMoment = z.infer<typeof AtMoment>

export const TopUp = z.object({
  /** `step`: the cheapest way to the next step. `lower`: with it, less is paid in all than without. */
  is: z.enum(['step', 'lower']),
  add: z.array(
    z.object({ product: z.string(), sku: z.string().nullable(), title: z.string(), quantity: z.number() }),
  ),
  /** Payable after minus payable before, by the engine. */
  extraFen: z.number(),
  payableFen: z.number(),
  /** The offer whose step is reached. */
  offer: z.string(),
  /** What the added goods cost by list, less `extraFen`: what is got for nothing. */
  gainFen: z.number(),
  sentence: Said,
})
export type TopUp = z.infer<typeof TopUp>

/** What would be paid if this card had to be used. */
export const CardChoice = z.object({
  offer: z.string(),
  says: Said,
  /** It is among those of the best choice. */
  taken: z.boolean(),
  /** The least that is paid with it; null where it cannot be used, and `sentence` says why. */
  payableFen: z.number().nullable(),
  /** More than with the best choice. */
  differenceFen: z.number().nullable(),
  /** All cards that are then used. */
  cards: z.array(z.string()),
  sentence: Said,
})
export type CardChoice = z.infer<typeof CardChoice>

export const Split = z.object({
  orders: z.array(z.array(z.object({ line: z.string(), quantity: z.number() }))),
  /** Cards that each order uses: one may be used once. */
  cards: z.array(z.array(z.string())),
  payableFen: z.number(),
  savesFen: z.number(),
  sentence: Said,
})
export type Split = z.infer<typeof Split>

export const WhatIf = z
  .object({
    moments: z.array(AtMoment),
    /** Empty: nothing is worth adding. */
    topUps: z.array(TopUp),
    /** Each card in the buyer's hands, the cheapest first. */
    cards: z.array(CardChoice),
    /** Cheaper as two orders: the lines of each with quantities, and what is saved; null where it is not. */
    split: Split.nullable(),
    /** Searches that reached their bound: there may be a better answer of these than the one given. */
    stoppedEarly: z.array(z.enum(['moments', 'top-up', 'cards', 'split'])),
  })
  .meta({ id: 'WhatIf' })
export type WhatIf = z.infer<typeof WhatIf>

const OfferPath = ShopPath.extend({ offerId: z.string().min(1).max(80) })
const Reckoned = z.object({ quote: Quote.nullable(), problems: z.array(PriceProblem) })

export const pricingContract = endpoints({
  offers: {
    method: 'get',
    path: '/api/shops/{shopId}/offers',
    params: ShopPath,
    query: z.object({ campaignId: inAddress.id.optional() }),
    gives: z.object({
      offers: z.array(ShopOffer),
      /** Offers that contradict one another, can never apply, or name what is not in the catalog. */
      problems: z.array(PriceProblem),
    }),
    needs: 'conversation.read',
    says: 'The offers of a shop or a campaign, and what is wrong with them.',
  },
  setOffer: {
    method: 'put',
    path: '/api/shops/{shopId}/offers/{offerId}',
    params: OfferPath,
    body: ShopOffer,
    gives: z.object({ offer: ShopOffer, problems: z.array(PriceProblem) }),
    needs: 'settings.edit',
    says: 'Adds or changes an offer. Refuses one that cannot be priced, with the place.',
  },
  removeOffer: {
    method: 'delete',
    path: '/api/shops/{shopId}/offers/{offerId}',
    params: OfferPath,
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Removes an offer.',
  },
  ruleSets: {
    method: 'get',
    path: '/api/shops/{shopId}/rule-sets',
    params: ShopPath,
    gives: z.object({
      ruleSets: z.array(RuleSet),
      /** By which the shop reckons outside of campaigns. */
      chosen: z.string(),
    }),
    needs: 'conversation.read',
    says: 'The rule sets there are, shipped and the shop’s own, and which holds.',
  },
  setRuleSet: {
    method: 'put',
    path: '/api/shops/{shopId}/rule-sets/{ruleSetId}',
    params: ShopPath.extend({ ruleSetId: z.string().min(1).max(60) }),
    body: z.object({
      /** The shop’s own version; null: the shipped one as it is. */
      ruleSet: RuleSet.nullable(),
      /** It is to hold outside of campaigns. */
      choose: z.boolean(),
    }),
    gives: z.object({ ruleSets: z.array(RuleSet), chosen: z.string() }),
    needs: 'settings.edit',
    says: 'Writes down a rule set of the shop’s own, or chooses which holds.',
  },
  quote: {
    method: 'post',
    path: '/api/shops/{shopId}/quote',
    params: ShopPath,
    body: Wanted,
    gives: Reckoned,
    needs: 'conversation.read',
    says: 'What a buyer pays for a basket of the shop’s products, with every step.',
  },
  whatIf: {
    method: 'post',
    path: '/api/shops/{shopId}/what-if',
    params: ShopPath,
    body: Wanted,
    gives: WhatIf,
    needs: 'conversation.read',
    says: 'What would be paid later, what is worth adding, and whether two orders are cheaper.',
  },
  shifted: {
    method: 'get',
    path: '/api/shops/{shopId}/questions-shifted',
    params: ShopPath,
    query: z.object({ since: inAddress.moment.optional() }),
    gives: z.object({
      counts: z.array(
        z.object({
          /** 0: asked outside of any campaign. */
          campaignId: z.number(),
          wave: z.string(),
          questions: z.number(),
          conversations: z.number(),
        }),
      ),
    }),
    needs: 'conversation.read',
    says: 'How many buyers asked ahead of a sale and were told the prices of both phases, by campaign and wave, since a moment (ms).',
  },
  quoteFile: {
    method: 'post',
    path: '/api/quote',
    body: z.unknown(),
    gives: Reckoned,
    needs: 'sign-in',
    says: 'The quote of a basket that brings its own offers and rule set, in the documented JSON format.',
  },
})
