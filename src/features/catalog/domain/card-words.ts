import { yuan } from '../../../shared/yuan.ts'
import type { Product } from './product.ts'
import type { Card } from './shown-card.ts'

/** A product card in words: `水洗棉四件套 ¥329 https://shop.example/1`. */
export const productWords = ({
  title,
  priceFen,
  url,
}: Pick<Extract<Card, { kind: 'product' }>, 'title' | 'priceFen' | 'url'>): string =>
  [title, `¥${yuan(priceFen)}`, url ?? ''].filter((part) => part !== '').join(' ')

/** Everything that a card shows, a line each: whoever reads messages before they leave reads this too. Parts of a quote
 * are said without their amounts: what one line pays of a reduction is no price that holds by itself. */
export const wordsOn = (card: Card): string => {
  if (card.kind === 'product')
    return [productWords(card), /^https?:/i.test(card.picture ?? '') ? card.picture : null]
      .filter((line) => line !== null)
      .join('\n')
  if (card.kind === 'order')
    return [
      `${card.order} ${card.status}`,
      ...card.lines.map(({ title, said, quantity }) => `${title} ${said} ×${quantity}`),
      card.to,
    ]
      .filter((line) => line.trim() !== '')
      .join('\n')
  const lines = card.lines.map(({ title, quantity }) => `${title} ×${quantity}`)
  return [...lines, ...card.steps, `应付 ¥${yuan(card.payableFen)}`].join('\n')
}

/** Words that only hold a card's facts together. */
const GLUE =
  /订单|收货|应付|实付|合计|总计|总价|一共|共|小计|价格|到手价|现价|单价|数量|有效期|至|元|件|个|pay(?:able)?|total|price|each|pcs|until|valid|order|\bto:/gi

const shownBy = (card: Card): string[] => {
  switch (card.kind) {
    case 'product':
      return [card.title, card.url ?? '']
    case 'quote':
      return [...card.lines.map((l) => l.title), ...card.steps]
    case 'order':
      return [card.order, card.status, card.to, ...card.lines.flatMap((l) => [l.title, l.said])]
  }
}

/**
 * The lines of a message that its card does not say already. Whoever draws the card draws these above it: nothing that
 * somebody wrote is lost, and nothing that the card shows is read twice.
 */
export const besides = (text: string, card: Card): string => {
  const shown = shownBy(card)
  const longestFirst = shown.filter((part) => part !== '').sort((a, b) => b.length - a.length)
  return text
    .split('\n')
    .filter((line) => {
      let left = line
      for (const part of longestFirst) left = left.replaceAll(part, '')
      return /[\p{L}]/u.test(left.replace(GLUE, ''))
    })
    .join('\n')
    .trim()
}

/** Whether an address may be followed from a card: http or https, and no name before an @ that makes it look like another. */
export const isWebAddress = (text: string): boolean => {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

const hostOf = (address: string): string => new URL(address).host
/** Characters of a card's title. */
const TITLE = 200

/**
 * A product, or one SKU of it, as a card. The picture is one that the shop keeps, or one beside the product's page: others
 * would have to pass the guard as links elsewhere.
 */
export const cardOf = (
  product: Pick<Product, 'id' | 'title' | 'priceFen' | 'skus' | 'pictures' | 'url'>,
  skuId: string | null,
  shopId: number,
): Extract<Card, { kind: 'product' }> => {
  const sku = skuId === null ? undefined : product.skus.find(({ id }) => id === skuId)
  const url = product.url !== null && isWebAddress(product.url) ? product.url : null
  const mayShow = (picture: string): boolean =>
    isWebAddress(picture)
      ? url !== null && hostOf(picture) === hostOf(url)
      : new RegExp(`^${shopId}/[\\w-]+$`).test(picture)
  const pictures = [...(sku?.picture ? [sku.picture] : []), ...product.pictures]
  const options = sku ? Object.values(sku.options).join(' ') : ''
  return {
    kind: 'product',
    product: product.id,
    sku: sku?.id ?? null,
    title: [product.title, options]
      .filter((part) => part !== '')
      .join(' ')
      .slice(0, TITLE),
    priceFen: sku?.priceFen ?? product.priceFen,
    picture: pictures.find(mayShow) ?? null,
    url,
  }
}
