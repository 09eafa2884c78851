import type { Db } from '../../platform/db/db.ts'
import { type App, serve } from '../../platform/http/serve.ts'
import { catalogContract } from './contract.ts'
import { productsWith } from './store.ts'

const SHOWN = 50

export const catalogRoutes = (app: App, deps: { db: Db }): void =>
  serve(app, 'Catalog', catalogContract, {
    products: ({ params: { shopId }, query }) =>
      deps.db.tx({ shops: [shopId] }, async (tx) => ({
        products: await productsWith(tx, shopId, query.q.trim(), SHOWN),
      })),
  })
