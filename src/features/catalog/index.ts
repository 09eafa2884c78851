export { catalogRoutes } from './routes.ts'
export { saveProduct } from './store.ts'
