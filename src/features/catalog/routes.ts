import type { Db } from '../../platform/db/db.ts'
import { type App, serve } from '../../platform/http/serve.ts'
import { catalogContract } from './contract.ts'
import { categories, countWith, productsWith } from './store.ts'

const { products } = catalogContract

export const catalogRoutes = (app: App, deps: { db: Db }): void =>
  serve(
    app,
    'Catalog',
    { products },
    {
      products: ({ params: { shopId }, query }) =>
        deps.db.tx({ shops: [shopId] }, async (tx) => {
          const q = query.q.trim()
          return {
            products: await productsWith(tx, shopId, {
              q,
              limit: query.limit,
              ...(query.category !== undefined && { category: query.category }),
              ...(query.after !== undefined && { after: query.after }),
            }),
            total: await countWith(tx, shopId, q, query.category),
            categories: await categories(tx, shopId),
          }
        }),
    },
  )
