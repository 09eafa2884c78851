import { z } from 'zod'
import { Fen } from '../../../shared/money.ts'
import { When } from './offer.ts'

/** Lines of a basket at most. Platforms allow 120 to 300 in a cart. */
export const MOST_LINES = 1000
export const MOST_PIECES = 9999

export const Line = z.object({
  /** Of the line, once in a basket; without one, its place: `1`. */
  id: z.string().trim().min(1).max(80),
  item: z.string().trim().min(1).max(80),
  sku: z.string().trim().min(1).max(80).nullable().default(null),
  /** Whose item it is; offers of a shop hold for its own lines. */
  shop: z.string().trim().min(1).max(80).default('shop'),
  title: z.string().max(200).default(''),
  category: z.string().trim().max(80).nullable().default(null),
  /** List price of one piece. */
  priceFen: Fen,
  quantity: z.number().int().min(1).max(MOST_PIECES).default(1),
})
export type Line = z.infer<typeof Line>

/** A time zone that this machine knows. */
const Zone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'unknown time zone')

export const Basket = z
  .object({
    at: When,
    lines: z.array(Line).min(1).max(MOST_LINES),
    /** Ids of the offers in the buyer's hands; `all`: whatever there is. */
    cards: z.union([z.literal('all'), z.array(z.string()).max(200)]).default('all'),
    channel: z.enum(['shop', 'live']).default('shop'),
    member: z.boolean().default(false),
    /** Where it is sent: province, as addresses write it (“新疆”). Null: not known. */
    region: z.string().trim().max(20).nullable().default(null),
    /** Coins of the platform in the buyer's hands. */
    coins: z.number().int().min(0).max(100_000_000).default(0),
    /** In which moments are written for people. */
    zone: Zone.default('Asia/Shanghai'),
  })
  .meta({ id: 'Basket' })
export type Basket = z.infer<typeof Basket>
export type BasketInput = z.input<typeof Basket>
