export { OrderMapping } from '../domain/import/layout.ts'
export { type OrderFile, openOrderFile } from './file.ts'
export { orderImportRoutes } from './routes.ts'
export { type ImportOptions, importOrders } from './run.ts'
