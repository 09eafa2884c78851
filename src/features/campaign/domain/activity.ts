import { z } from 'zod'

const Words = z.string().trim().max(1000)

/** What can be said of an activity. Each is answered in words, or known not to exist (“没有价保” is an answer), or open. */
export const activityFacts = [
  'how',
  'qualifies',
  'gifts',
  'stacking',
  'shipping-free-regions',
  'courier',
  'packaging',
  'return-freight',
  'price-protection',
  'price-difference',
  'shipping-time',
  'warehouse',
] as const
export const ActivityFact = z.enum(activityFacts)
export type ActivityFact = z.infer<typeof ActivityFact>

/** `none`: there is none, which is said to buyers who ask. An open fact is not in the list. */
export const FactAnswer = z.union([z.object({ says: Words.min(1) }), z.object({ none: z.literal(true) })])
export type FactAnswer = z.infer<typeof FactAnswer>

export const ActivityProduct = z.object({
  product: z.string().min(1).max(80),
  sku: z.string().max(80).nullable(),
  /** Pieces for the spot sale and for the pre-sale apart; null: not set aside. */
  spotStock: z.number().int().min(0).nullable(),
  presaleStock: z.number().int().min(0).nullable(),
})

/** What buyers are offered in a wave: the one source that people and the assistant answer from. */
export const ActivityBody = z.object({
  name: z.string().trim().min(1).max(60),
  wave: z.string().min(1).max(20),
  facts: z.partialRecord(ActivityFact, FactAnswer),
  products: z.array(ActivityProduct).max(2000),
  /** Who answers for what is written here. */
  owner: z.number().nullable(),
})
export type ActivityBody = z.infer<typeof ActivityBody>

export const Activity = ActivityBody.extend({ id: z.number(), campaignId: z.number() }).meta({
  id: 'Activity',
})
export type Activity = z.infer<typeof Activity>
