// An order as its buyer reads it: in words, and as a card. Pure.
import { inLanguage } from '../../../shared/said.ts'
import { MINUTE } from '../../../shared/time.ts'
import type { Card } from '../../catalog/domain/shown-card.ts'
import { momentIn } from '../../pricing/ui/telling.ts'
import { dueOf } from '../domain/left.ts'
import type { Order } from '../domain/order.ts'
import { addressLine, lineWords, optionsOf } from '../domain/telling.ts'
import { statusWords } from '../domain/words.ts'

export type OrderCard = Extract<Card, { kind: 'order' }>

interface Telling {
  /** In which the shop speaks to buyers, and its zone. */
  language: 'zh-CN' | 'en'
  zone: string
  now: number
  /** Ask whether it is right. */
  ask: boolean
}

/** As cards take them (see `Card`), and a text of them stays readable. */
const CARD_LINES = 50
const LONG = 300
const TEXT_LINES = 6

/** What a buyer may look over. The person in it is as masked as it was given (ORD-85). */
export const cardOfOrder = (
  order: Order,
  { language, ask }: Pick<Telling, 'language' | 'ask'>,
): OrderCard => ({
  kind: 'order',
  order: order.id,
  status: inLanguage(statusWords[order.status], language),
  lines: order.lines.slice(0, CARD_LINES).map((line) => ({
    title: line.title.slice(0, LONG),
    said: optionsOf(line).slice(0, LONG),
    quantity: line.quantity,
  })),
  payableFen: order.payableFen,
  to: order.address ? addressLine(order.address).slice(0, 400) : '',
  ask,
})

/**
 * The words that go with the card: what it shows, for who cannot see it, in the card's own words, so that where it is shown
 * nothing is read twice (`besides`); the moment that counts; and the question, if it is one (ORD-85). Without the amount: the
 * guard holds every price in a text against what goods cost now, and an order costs what it cost when it was placed.
 */
export const orderWords = (order: Order, { language, zone, now, ask }: Telling): string => {
  const zh = language !== 'en'
  const card = cardOfOrder(order, { language, ask })
  const due = dueOf(order)
  const more = order.lines.length - TEXT_LINES
  // Whole minutes, rounded down: nobody is promised more than there is.
  const until = due && momentIn(due.at - (due.at % MINUTE), language, zone)
  const lines = [
    ask && (zh ? '您好，麻烦核对一下订单信息：' : 'Hello! Please look over your order:'),
    `${zh ? '订单' : 'Order'} ${card.order} ${card.status}`,
    ...order.lines.slice(0, TEXT_LINES).map(lineWords),
    more > 0 && (zh ? `等 ${order.lines.length} 样` : `and ${more} more`),
    card.to,
    due?.what === 'ship' && due.at > now && (zh ? `预计 ${until} 前发货。` : `To be shipped by ${until}.`),
    due?.what === 'pay' &&
      due.at > now &&
      (zh
        ? `请在 ${until} 前付款，逾期平台会自动关闭订单。`
        : `Please pay by ${until}; the platform closes the order after that.`),
    ask &&
      (zh
        ? '信息无误请回复“确认”；款式、地址或备注需要修改，请直接告诉我。'
        : 'If all is right, please answer “confirm”; if options, address or remark should change, just tell me.'),
  ]
  return lines.filter((line) => typeof line === 'string' && line !== '').join('\n')
}
