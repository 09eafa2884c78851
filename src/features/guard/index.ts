export { forgetting } from './lead/jobs.ts'
export { loadGuard, loadGuardSettings } from './load.ts'
export { guardRoutes } from './routes.ts'
