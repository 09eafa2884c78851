export { loadPolicy } from './load.ts'
export { concessionsPaid } from './paid.ts'
export { bargainingRoutes } from './routes.ts'
export { type Bargaining, concede, moveFor } from './service.ts'
