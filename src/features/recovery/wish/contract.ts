import { z } from 'zod'
import { endpoints } from '../../../shared/contract.ts'
import { inAddress } from '../../../shared/ids.ts'
import { ShopPath } from '../../shop/contract.ts'

export const WishState = z.enum(['waiting', 'told', 'bought', 'withdrawn'])
export type WishState = z.infer<typeof WishState>

/** Somebody who asked for something when it was out. */
export const Wish = z
  .object({
    id: z.number(),
    product: z.string(),
    sku: z.string().nullable(),
    buyerId: z.number().nullable(),
    buyerName: z.string(),
    conversationId: z.number().nullable(),
    askedAt: z.number(),
    quantity: z.number(),
    state: WishState,
    toldAt: z.number().nullable(),
  })
  .meta({ id: 'StockWish' })
export type Wish = z.infer<typeof Wish>

/** A product that somebody asked for. */
export const Wished = z
  .object({
    product: z.string(),
    title: z.string(),
    stock: z.number(),
    restockAt: z.number().nullable(),
    waiting: z.number(),
    /** Pieces that those who wait want. */
    pieces: z.number(),
    told: z.number(),
    bought: z.number(),
    since: z.number(),
  })
  .meta({ id: 'StockWished' })
export type Wished = z.infer<typeof Wished>

export const WishSettings = z
  .object({
    /** So long a piece is held for who was told and has not bought, hours. */
    holdHours: z.number().int().min(1).max(720),
    /** Older questions are not taken as wishes, and wishes end, days. */
    keepDays: z.number().int().min(1).max(365),
  })
  .meta({ id: 'StockWishSettings' })
export type WishSettings = z.infer<typeof WishSettings>

const Product = z.string().min(1).max(80)

export const wishContract = endpoints({
  wished: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/wished',
    params: ShopPath,
    gives: z.object({ products: z.array(Wished), settings: WishSettings, planned: z.boolean() }),
    needs: 'recovery.read',
    says: 'What buyers asked for when it was out, most waited for first; whether a plan tells them by itself.',
  },
  wishes: {
    method: 'get',
    path: '/api/shops/{shopId}/recovery/wishes',
    params: ShopPath,
    query: z.object({
      product: Product.optional(),
      buyer: inAddress.id.optional(),
      state: WishState.optional(),
    }),
    gives: z.object({ wishes: z.array(Wish) }),
    needs: 'recovery.read',
    says: 'Who asked, in the order in which they did: of a product or of a buyer, 500 at most.',
  },
  addWish: {
    method: 'post',
    path: '/api/shops/{shopId}/conversations/{conversationId}/wishes',
    params: ShopPath.extend({ conversationId: inAddress.id }),
    body: z.object({
      product: Product,
      sku: z.string().max(80).nullable(),
      quantity: z.number().int().min(1).max(999),
    }),
    gives: Wish,
    needs: 'conversation.reply',
    says: 'Notes that the buyer of a conversation wants to be told when a product is back. The same again changes nothing but how many.',
  },
  setWish: {
    method: 'post',
    path: '/api/shops/{shopId}/recovery/wishes/{wishId}',
    params: ShopPath.extend({ wishId: inAddress.id }),
    body: z.object({ state: WishState }),
    gives: Wish,
    needs: 'conversation.reply',
    says: 'Says what became of a wish: withdrawn, told by hand, bought, or waiting again.',
  },
  setWishSettings: {
    method: 'put',
    path: '/api/shops/{shopId}/recovery/wish-settings',
    params: ShopPath,
    body: WishSettings,
    gives: WishSettings,
    needs: 'recovery.edit',
    says: 'Changes how long pieces are held for who was told, and how long wishes are kept.',
  },
})
