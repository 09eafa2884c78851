import { z } from 'zod'
import { Said } from '../../../shared/said.ts'
import { Level } from './rule-set.ts'

const Ids = z.array(z.string().trim().min(1).max(80)).max(5000)

/** Which lines take part: all that meet every list that is given, and none of those excepted. {} is everything. */
export const Scope = z.object({
  shops: Ids.optional(),
  items: Ids.optional(),
  skus: Ids.optional(),
  categories: Ids.optional(),
  except: z.object({ items: Ids.optional(), skus: Ids.optional(), categories: Ids.optional() }).optional(),
})
export type Scope = z.infer<typeof Scope>

/** A moment in a file: with its offset from UTC, so that nobody has to guess the zone. */
export const When = z.iso.datetime({ offset: true })

/** A promotion, as it is written down. `params` belong to its kind and are checked by it. */
export const Offer = z
  .object({
    id: z.string().trim().min(1).max(80),
    /** As the shop calls it; null: as its kind says it (“满300减50”). */
    name: z.string().trim().min(1).max(80).nullable().default(null),
    kind: z.string().min(1).max(40),
    params: z.record(z.string(), z.unknown()).default({}),
    scope: Scope.default({}),
    /** From (included) to (excluded); null: open. */
    from: When.nullable().default(null),
    to: When.nullable().default(null),
    /** Another level than its kind's own. */
    level: Level.optional(),
    /** Has to be in the buyer's hands (claimed, received). Null: as its kind says. */
    held: z.boolean().nullable().default(null),
    /** Only in the live room, only in the shop, or anywhere. */
    channel: z.enum(['any', 'shop', 'live']).default('any'),
    /** Only for members of the shop or platform. */
    members: z.boolean().default(false),
    /** Ids of offers that it does not go with; either naming the other is enough. */
    excludes: Ids.default([]),
    source: Said.nullable().default(null),
  })
  .meta({ id: 'Offer' })
export type Offer = z.infer<typeof Offer>
export type OfferInput = z.input<typeof Offer>
