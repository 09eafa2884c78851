import type { Address, Order } from './order.ts'

/** The middle of a text as stars: enough stays to recognise it by. */
const starred = (text: string, head: number, tail: number): string => {
  const points = [...text]
  if (points.length <= head + tail)
    return points.length === 0 ? '' : `${points[0]}${'*'.repeat(points.length - 1)}`
  return `${points.slice(0, head).join('')}${'*'.repeat(Math.min(6, points.length - head - tail))}${tail === 0 ? '' : points.slice(-tail).join('')}`
}

/** An address as everybody may see it who serves the buyer (F4): the region whole, the person not. */
export const maskedAddress = (address: Address): Address => ({
  ...address,
  name: starred(address.name, 1, 0),
  phone: starred(address.phone, 3, 4),
  detail: starred(address.detail, 2, 0),
})

export const maskedOrder = (order: Order): Order => ({
  ...order,
  address: order.address && maskedAddress(order.address),
  // Unknown columns may be anything: names stay, words that hold long numbers do not.
  extra: Object.fromEntries(
    Object.entries(order.extra).map(([name, value]) => [
      name,
      value.replace(/\d{7,}/g, (digits) => starred(digits, 3, 2)),
    ]),
  ),
})
