import { inLanguage } from '../../../shared/said.ts'
import type { Card } from '../../catalog/domain/shown-card.ts'
import { doneTo } from '../../order/domain/command.ts'
import type { Order } from '../../order/domain/order.ts'
import { maskedAddress } from '../../order/domain/personal.ts'
import { addressLine, lineWords, optionsOf } from '../../order/domain/telling.ts'
import { statusWords } from '../../order/domain/words.ts'
import { commandsOf } from './commands.ts'
import type { ChangeWanted } from './task.ts'

export type OrderCard = Extract<Card, { kind: 'order' }>

/** An order as it will be once a change is done. */
export const corrected = (order: Order, change: ChangeWanted): Order => {
  let after = order
  for (const command of commandsOf(change, order)) after = { ...after, ...doneTo(after, command) }
  return after
}

/** The corrected order for the buyer to look over (TSK-23): its person masked, but for the place that the buyer told just now,
 * which they have to be able to check. */
export const correctedCard = (order: Order, change: ChangeWanted, language: 'zh-CN' | 'en'): OrderCard => {
  const after = corrected(order, change)
  const detail = change.address?.detail
  const address = after.address && { ...maskedAddress(after.address), ...(detail && { detail }) }
  return {
    kind: 'order',
    order: after.id,
    status: inLanguage(statusWords[after.status], language),
    lines: after.lines.slice(0, 50).map((line) => ({
      title: line.title,
      said: optionsOf(line).slice(0, 300),
      quantity: line.quantity,
    })),
    payableFen: after.payableFen,
    to: address ? addressLine(address).slice(0, 400) : '',
    ask: true,
  }
}

/** The words that go with the card: the order as it will be, and the question. What was paid stands on the card alone: in words
 * the guard would hold it against what the product costs today. */
export const askWords = (card: OrderCard, change: ChangeWanted, language: 'zh-CN' | 'en'): string => {
  const zh = language !== 'en'
  const lines = [
    zh
      ? '您好，按您说的改成这样，麻烦核对：'
      : 'Hello! This is your order as you want it; please look it over:',
    `${zh ? '订单' : 'Order'} ${card.order}`,
    ...card.lines.slice(0, 6).map((line) => lineWords({ ...line, options: {} })),
    card.to !== '' && change.address && (zh ? `收货：${card.to}` : `To: ${card.to}`),
    change.remark && (zh ? `备注：${change.remark}` : `Note: ${change.remark}`),
    zh
      ? '没问题请回复“确认”，我马上去改；还有要改的直接告诉我。'
      : 'If it is right, please answer “confirm” and I change it at once; if not, just tell me.',
  ]
  return lines.filter((line) => typeof line === 'string' && line !== '').join('\n')
}
