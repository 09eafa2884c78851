import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { catalogContract } from './contract.ts'
import { suggest } from './domain/selling.ts'
import type { Together } from './domain/together.ts'
import * as store from './store.ts'

/** Products of the same category, and cheap ones, that are looked at. */
const LOOKED_AT = 20

type Asked = z.output<typeof catalogContract.suggestions.body>

/** What may be offered beside a product. `together` tells what the shop's orders hold with it. */
export const suggestionsFor = (
  deps: { db: Db; together?: (shopId: number, product: string) => Promise<Together[]> },
  shopId: number,
  id: string,
  asked: Asked,
) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const product = await store.productById(tx, shopId, id)
    if (!product) throw refuse('not-found', { product: id })
    const { body, basket, next, complaint } = asked
    const together = (await deps.together?.(shopId, id)) ?? []
    const named = [...product.relations, ...together].map((one) => one.product)
    const least = next === null ? null : next.unit === 'fen' ? next.more : 1
    const products = [
      ...(await store.productsOf(tx, shopId, named)),
      ...(product.category === null ? [] : await store.nearbyProducts(tx, shopId, product, LOOKED_AT)),
      ...(least === null ? [] : await store.productsFrom(tx, shopId, least, LOOKED_AT)),
    ]
    const each = [...new Map(products.map((one) => [one.id, one])).values()]
    const charts = await store.sizeChartsOf(tx, shopId)
    return {
      suggestions: suggest({ product, basket, products: each, together, body, charts, next, complaint }),
    }
  })
