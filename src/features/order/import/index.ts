export { type OrderFile, openOrderFile } from './file.ts'
export { orderImportRoutes } from './routes.ts'
export { type ImportOptions, type ImportProgress, importOrders } from './run.ts'
export { recallMapping } from './store.ts'
