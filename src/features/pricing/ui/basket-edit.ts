// The basket of the price panel: what may be changed about it, and what it is to the desk. Pure.
import type { AssistantMemory, Reckoned } from '../../conversation/domain.ts'
import type { Wanted } from '../contract.ts'
import { MOST_PIECES } from '../domain/basket.ts'

/** A line: one product or SKU, which stands in a basket once. */
export interface Wish {
  product: string
  sku: string | null
  quantity: number
}

/** All that a price is asked for. */
export interface PriceDraft {
  lines: readonly Wish[]
  cards: 'all' | readonly string[]
  channel: 'shop' | 'live'
  member: boolean
  region: string | null
  coins: number
  /** The moment it is reckoned for, ms; null: now. */
  at: number | null
}

export const emptyDraft: PriceDraft = {
  lines: [],
  cards: 'all',
  channel: 'shop',
  member: false,
  region: null,
  coins: 0,
  at: null,
}

/** The lines that stay with a conversation at most (see `Reckoned`). */
const KEPT_LINES = 20
const KEPT_CARDS = 40

export const isOf = (line: Wish, product: string, sku: string | null): boolean =>
  line.product === product && line.sku === sku

const bounded = (quantity: number) => Math.min(MOST_PIECES, Math.max(1, Math.trunc(quantity)))

/** One piece more of it, at the end where it was not there. */
export const withPiece = (
  lines: readonly Wish[],
  product: string,
  sku: string | null,
  pieces = 1,
): readonly Wish[] => {
  if (!lines.some((line) => isOf(line, product, sku)))
    return [...lines, { product, sku, quantity: bounded(pieces) }]
  return lines.map((line) =>
    isOf(line, product, sku) ? { ...line, quantity: bounded(line.quantity + pieces) } : line,
  )
}

/** Another quantity; none at all takes the line out. */
export const withQuantity = (lines: readonly Wish[], of: Wish, quantity: number): readonly Wish[] =>
  quantity < 1
    ? lines.filter((line) => !isOf(line, of.product, of.sku))
    : lines.map((line) => (isOf(line, of.product, of.sku) ? { ...line, quantity: bounded(quantity) } : line))

/** Another SKU of the same product. Where the basket has that one already, the two become one line. */
export const withSku = (lines: readonly Wish[], of: Wish, sku: string | null): readonly Wish[] => {
  if (of.sku === sku) return lines
  const there = lines.find((line) => isOf(line, of.product, sku))
  if (!there) return lines.map((line) => (isOf(line, of.product, of.sku) ? { ...line, sku } : line))
  return withQuantity(withPiece(lines, of.product, sku, of.quantity), of, 0)
}

/** What was typed as a quantity; null while that is none. Full-width digits count: input methods write them. */
export const quantityOf = (typed: string): number | null => {
  const text = typed.normalize('NFKC').trim()
  if (!/^\d{1,5}$/.test(text)) return null
  return Math.min(MOST_PIECES, Number(text))
}

/** What the desk is asked; null while the basket is empty. */
export const wantedOf = ({ lines, cards, ...rest }: PriceDraft): Wanted | null =>
  lines.length === 0
    ? null
    : { ...rest, cards: cards === 'all' ? 'all' : [...cards], lines: lines.map((line) => ({ ...line })) }

/** What stays with the conversation, by which the guard and the assistant know the price that was told. Null where it
 * could not be told there: an empty basket, one with more lines or cards than are kept, or a price of another moment. */
export const reckonedOf = (draft: PriceDraft): Reckoned | null => {
  const { lines, cards, at, ...rest } = draft
  if (lines.length === 0 || lines.length > KEPT_LINES || at !== null) return null
  if (cards !== 'all' && cards.length > KEPT_CARDS) return null
  return { ...rest, cards: cards === 'all' ? 'all' : [...cards], lines: lines.map((line) => ({ ...line })) }
}

/**
 * What the panel starts from: the basket a price was last told for; else the product that the conversation is about.
 * `looked` is the id of the product the buyer looked at last.
 */
export const startOf = (
  memory: Pick<AssistantMemory, 'basket' | 'goods'> | undefined,
  looked: string | null,
): PriceDraft => {
  if (memory?.basket) return { ...memory.basket, at: null }
  const product = memory?.goods?.[0] ?? looked
  return product === null || product === undefined
    ? emptyDraft
    : { ...emptyDraft, lines: [{ product, sku: null, quantity: 1 }] }
}
