import { type App, serve } from '../../platform/http/serve.ts'
import { byOf, type SettingsDeps } from '../shop/index.ts'
import { catalogContract } from './contract.ts'
import type { Together } from './domain/together.ts'
import { importProducts, setImportMapping } from './import.ts'
import * as service from './service.ts'
import { suggestionsFor } from './suggest.ts'

/** `together` tells what the shop's orders hold with a product. */
export interface CatalogDeps extends SettingsDeps {
  together?: (shopId: number, product: string) => Promise<Together[]>
}

export const catalogRoutes = (app: App, deps: CatalogDeps): void =>
  serve(app, 'Catalog', catalogContract, {
    products: ({ params, query }) => service.listProducts(deps, params.shopId, query),
    product: ({ params }) => service.cardOf(deps, params.shopId, params.productId),
    setProduct: ({ params, body }, caller) =>
      service.setProduct(deps, byOf(caller), params.shopId, params.productId, body),
    removeProduct: ({ params }, caller) =>
      service.removeProduct(deps, byOf(caller), params.shopId, params.productId),
    editProducts: ({ params, body }, caller) =>
      service.editProducts(deps, byOf(caller), params.shopId, body.ids, body.set),
    importProducts: ({ params, query }, caller) =>
      importProducts(deps, byOf(caller), params.shopId, { raw: caller.raw, ...query }),
    setImportMapping: ({ params, body }, caller) =>
      setImportMapping(deps, byOf(caller), params.shopId, body.fingerprint, body.mapping),
    seePrice: ({ params, body }, caller) =>
      service.seePrice(deps, byOf(caller), params.shopId, params.productId, body),
    sizeCharts: ({ params }) => service.chartsOf(deps, params.shopId),
    setSizeCharts: ({ params, body }, caller) =>
      service.setSizeCharts(deps, byOf(caller), params.shopId, body.charts),
    suggestions: ({ params, body }) => suggestionsFor(deps, params.shopId, params.productId, body),
  })
