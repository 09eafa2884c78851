export { taskJobs } from './jobs.ts'
export { followPromises } from './reading.ts'
export { taskRoutes } from './routes.ts'
export * as taskStore from './store.ts'
