export { type OrderDeps, type OrderHook, type OrderMoved, takeOrders, takeOrdersIn } from './service.ts'
export * as orderStore from './store.ts'
export { togetherIn } from './together.ts'
