export { loadOrderSettings } from './load.ts'
export { orderRoutes } from './routes.ts'
export {
  type OrderDeps,
  type OrderHook,
  type OrderMoved,
  type OrdersNews,
  type TakenOrders,
  takeOrders,
  takeOrdersIn,
} from './service.ts'
export { shownIn } from './showing.ts'
export * as orderStore from './store.ts'
export { togetherIn } from './together.ts'
export { keyOfBuyer, keysBeside, keysOfBuyer, orderKeys, talkWith, vouching } from './whose.ts'
export { type HandedWish, handWishes, type Settled, settleIn, settleWishes, wantIn } from './wishes.ts'
