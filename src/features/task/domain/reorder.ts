import type { Said } from '../../../shared/said.ts'
import { type Instant, localTime } from '../../../shared/time.ts'
import { yuan } from '../../../shared/yuan.ts'
import type { Order, OrderLine } from '../../order/domain/order.ts'
import { type Shelf, skuName, wantedOf } from '../../pricing/domain/shelf.ts'
import type { Reorder } from '../contract.ts'
import { paidShares } from './refund-due.ts'

type Says = Reorder['says'][number]

const isGift = ({ paysFen, priceFen }: OrderLine): boolean =>
  paysFen === 0 || (paysFen === null && priceFen === 0)

/**
 * Whether price, gifts and stock still hold when the buyer orders the same again, or the SKU they meant (TSK-41): said before a
 * wrong order is refunded, because a price that is gone cannot be had back. `instead`: for one line, another SKU.
 */
export const reorderNow = (
  order: Order,
  shelf: Pick<Shelf, 'products' | 'quote' | 'zone'>,
  now: Instant,
  instead: { line: string | null; sku: string | null },
): Reorder => {
  const chosen = order.lines.filter(
    (line) => !isGift(line) && (instead.line === null || line.id === instead.line),
  )
  const problems: Said[] = []
  const wanted = chosen.flatMap((line) => {
    const product = line.product === null ? undefined : shelf.products.get(line.product)
    if (!product) {
      problems.push({
        zh: `商品库里没有“${line.title}”，价格和库存请到平台上核对。`,
        en: `“${line.title}” is not among the products: check price and stock on the platform.`,
      })
      return []
    }
    const sku = (instead.line === line.id ? instead.sku : null) ?? line.sku
    return [{ line, product, sku: product.skus.some(({ id }) => id === sku) ? sku : null }]
  })
  const says: Says[] = []
  if (wanted.length === 0) return { says, paidFen: null, nowFen: null, differenceFen: null, problems }

  const shares = paidShares(order)
  const paid = wanted.reduce<number | null>((sum, { line }) => {
    const share = shares.get(line.id) ?? null
    return sum === null || share === null ? null : sum + share
  }, 0)
  const { quote, problems: unpriced } = shelf.quote(
    wantedOf(wanted.map(({ product, sku, line }) => ({ product: product.id, sku, quantity: line.quantity }))),
    now,
  )
  problems.push(...unpriced.map(({ sentence }) => sentence))
  if (quote) {
    const { goodsFen, freightFen } = quote
    const more = paid === null ? null : goodsFen - paid
    const was =
      paid === null
        ? { zh: '原来付了多少不清楚', en: 'what was paid is not known' }
        : { zh: `原来付 ¥${yuan(paid)}`, en: `¥${yuan(paid)} was paid` }
    says.push({
      about: 'price',
      holds: more !== null && more <= 0,
      says: {
        zh: `价格：${was.zh}，现在重拍要 ¥${yuan(goodsFen)}${more === null || more === 0 ? '' : more > 0 ? `，贵 ¥${yuan(more)}` : `，便宜 ¥${yuan(-more)}`}${freightFen > 0 ? `，另加运费 ¥${yuan(freightFen)}` : ''}。`,
        en: `Price: ${was.en}, ordering again now takes ¥${yuan(goodsFen)}${more === null || more === 0 ? '' : more > 0 ? `, ¥${yuan(more)} more` : `, ¥${yuan(-more)} less`}${freightFen > 0 ? `, and ¥${yuan(freightFen)} freight` : ''}.`,
      },
    })
    const had = order.lines
      .filter(isGift)
      .map(({ title, quantity }) => `${title}${quantity > 1 ? `×${quantity}` : ''}`)
    const gets = quote.gifts.map(
      ({ title, item, quantity }) => `${title || item}${quantity > 1 ? `×${quantity}` : ''}`,
    )
    const lost = had.length > 0 && gets.length === 0
    says.push({
      about: 'gift',
      holds: !lost,
      says: {
        zh: `赠品：原来${had.length === 0 ? '没有' : `有 ${had.join('、')}`}，现在${gets.length === 0 ? '没有' : `有 ${gets.join('、')}`}${lost ? '，重拍就没有了' : ''}。`,
        en: `Gifts: ${had.length === 0 ? 'none before' : `${had.join(', ')} before`}, ${gets.length === 0 ? 'none now' : `${gets.join(', ')} now`}${lost ? '; ordering again loses them' : ''}.`,
      },
    })
  }
  for (const { product, sku, line } of wanted) {
    const one = product.skus.find(({ id }) => id === sku)
    const { stock, restockAt } = one ?? product
    const name = one ? `${product.title} ${skuName(one)}` : product.title
    const enough = stock >= line.quantity
    const day = restockAt === null ? null : localTime(restockAt, shelf.zone).date
    says.push({
      about: 'stock',
      holds: enough,
      says: enough
        ? { zh: `库存：${name} 有 ${stock} 件。`, en: `Stock: ${stock} of ${name}.` }
        : {
            zh: `库存：${name} 只有 ${stock} 件，不够 ${line.quantity} 件${day === null ? '' : `，预计 ${day} 到货`}。`,
            en: `Stock: only ${stock} of ${name}, not ${line.quantity}${day === null ? '' : `; more expected on ${day}`}.`,
          },
    })
  }
  const nowFen = quote ? quote.payableFen : null
  const differenceFen = nowFen === null || paid === null ? null : nowFen - paid
  if (quote) {
    const holds = says.every((one) => one.holds)
    says.push({
      about: 'total',
      holds,
      says: holds
        ? {
            zh: '合计：可以放心退款重拍，买家不吃亏。',
            en: 'In all: refund and order again; the buyer loses nothing.',
          }
        : differenceFen !== null && differenceFen > 0
          ? {
              zh: `合计：重拍买家要多付 ¥${yuan(differenceFen)}，退款前先和买家说清楚。`,
              en: `In all: ordering again takes ¥${yuan(differenceFen)} more; tell the buyer before you refund.`,
            }
          : {
              zh: '合计：有变化，退款前先和买家说清楚。',
              en: 'In all: something has changed; tell the buyer before you refund.',
            },
    })
  }
  return { says, paidFen: paid, nowFen, differenceFen, problems }
}
