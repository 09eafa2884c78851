export { plainProduct } from './domain/product.ts'
export { type Catalog, loadCatalog } from './load.ts'
export { catalogRoutes } from './routes.ts'
export { addSizeCharts, firstPicturesOf, productIdsOf, saveProduct, saveProducts } from './store.ts'
