export { learningJobs } from './jobs.ts'
export { createReader } from './reader.ts'
export { learningRoutes } from './routes.ts'
