export { plainProduct } from './domain/product.ts'
export { catalogRoutes } from './routes.ts'
export { saveProduct } from './store.ts'
