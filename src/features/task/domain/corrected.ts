import type { Card } from '../../catalog/domain/shown-card.ts'
import { doneTo } from '../../order/domain/command.ts'
import type { Order } from '../../order/domain/order.ts'
import { maskedAddress } from '../../order/domain/personal.ts'
import { commandsOf } from './commands.ts'
import type { ChangeWanted } from './task.ts'

type OrderCard = Extract<Card, { kind: 'order' }>

/** An order as it will be once a change is done. */
export const corrected = (order: Order, change: ChangeWanted): Order => {
  let after = order
  for (const command of commandsOf(change, order)) after = { ...after, ...doneTo(after, command) }
  return after
}

/** The corrected order for the buyer to look over (TSK-23): its person masked, but for what the buyer told just now by
 * themselves, which they have to be able to check. */
export const correctedCard = (order: Order, change: ChangeWanted, status: string): OrderCard => {
  const after = corrected(order, change)
  const address = after.address && {
    ...maskedAddress(after.address),
    ...(change.address?.detail && { detail: change.address.detail }),
  }
  return {
    kind: 'order',
    order: after.id,
    status: status.slice(0, 40),
    lines: after.lines.slice(0, 50).map(({ title, said, options, quantity }) => ({
      title,
      said: (said || Object.values(options).join(' ')).slice(0, 300),
      quantity,
    })),
    payableFen: after.payableFen,
    to: address
      ? [
          address.name,
          address.phone,
          `${address.province}${address.city}${address.district}${address.detail}`,
        ]
          .filter((part) => part !== '')
          .join(' ')
          .slice(0, 400)
      : '',
    ask: true,
  }
}
