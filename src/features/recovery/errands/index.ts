export { sharingErrands } from './jobs.ts'
export { errandRoutes } from './routes.ts'
export { errandsOfOrders, shareErrands } from './service.ts'
export { addErrands, errandsOpen, errandTimes, type NewErrand } from './store.ts'
