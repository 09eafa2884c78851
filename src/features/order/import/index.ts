export { type OrderFile, openOrderFile } from './file.ts'
export { orderImportRoutes } from './routes.ts'
export { type ImportOptions, importOrders } from './run.ts'
export { recallMapping } from './store.ts'
