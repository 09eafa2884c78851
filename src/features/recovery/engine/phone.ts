import { mobileIn } from '../../channel/sms/index.ts'
import type { Order } from '../../order/domain/order.ts'

/** The mobile number on an order that can be written to or called; null where it is masked, a cipher, or not there. */
export const mobileOf = (order: Pick<Order, 'address'> | null | undefined): string | null =>
  order?.address ? mobileIn(order.address.phone) : null
