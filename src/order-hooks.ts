import { concessionsPaid } from './features/bargaining/index.ts'
import type { OrderHook } from './features/order/index.ts'
import { errandsOfOrders } from './features/recovery/errands/index.ts'
import { wishesBought } from './features/recovery/index.ts'

/** Who is told of every change of orders, in the transaction that stores it: by the desk and by what works beside it. */
export const orderHooks: readonly OrderHook[] = [concessionsPaid, errandsOfOrders, wishesBought]
