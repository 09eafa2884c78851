import { mayStill, type OrderCommand } from '../../order/domain/command.ts'
import type { Order } from '../../order/domain/order.ts'
import type { ChangeWanted, Task } from './task.ts'

/** What has to be done to an order on its platform for a change: each line's SKU, the address, the remark beside what stood
 * there (TSK-22). */
export const commandsOf = (change: ChangeWanted, order: Pick<Order, 'remark' | 'flag'>): OrderCommand[] => {
  const commands: OrderCommand[] = change.lines.flatMap(({ line, to, sku }) =>
    sku === null ? [] : [{ do: 'sku' as const, line, sku, options: to }],
  )
  const address = Object.fromEntries(
    Object.entries(change.address ?? {}).filter(([, value]) => value !== undefined && value !== ''),
  )
  if (Object.keys(address).length > 0) commands.push({ do: 'address', address })
  if (change.remark) {
    const remark = [order.remark, change.remark].filter((part) => part !== '').join('；')
    commands.push({ do: 'remark', remark: remark.slice(0, 500), flag: order.flag })
  }
  return commands
}

/** Whether an order can still be changed so; a remark can always be written. */
export const canStill = (change: ChangeWanted, order: Pick<Order, 'status' | 'remark' | 'flag'>): boolean =>
  commandsOf(change, order).every((command) => mayStill(order, command.do))

/** What is missing of a change before it can be asked about: a SKU for each line, and anything at all. */
export const unfinished = (change: ChangeWanted): 'sku' | 'nothing' | null => {
  if (change.lines.some(({ sku }) => sku === null)) return 'sku'
  return commandsOf(change, { remark: '', flag: null }).length === 0 ? 'nothing' : null
}

/** The money that a case gives back on the platform, where it is one of money and says how much (TSK-22). */
export const refundOf = ({ kind, orderId, case: facts, why }: Task): OrderCommand | null => {
  if ((kind !== 'refund' && kind !== 'return') || orderId === null || !facts?.fen) return null
  const [line = null, ...more] = facts.lines
  const reason = (facts.reason || why || '').slice(0, 200)
  return { do: 'refund', line: more.length > 0 ? null : line, fen: facts.fen, reason }
}
