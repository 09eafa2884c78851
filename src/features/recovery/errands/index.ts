export { sharingErrands } from './jobs.ts'
export { errandRoutes } from './routes.ts'
export { errandsOfOrders, shareErrands } from './service.ts'
export { errandsOpen, errandTimes } from './store.ts'
