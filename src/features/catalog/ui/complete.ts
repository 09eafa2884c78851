import { cardSections, type Product } from '../domain/product.ts'

/** What a card ought to have besides title, price and stock, in the order in which the editor shows it. */
export const cardParts = [
  'category',
  'attributes',
  'sizeChart',
  'pictures',
  'url',
  'relations',
  ...cardSections,
] as const
export type CardPart = (typeof cardParts)[number]

const SIZE = /尺码|尺寸|码数|鞋码|size/i

/** Whether a product is chosen by size: only then does a card without a size chart lack something. */
export const hasSizes = ({ skus }: Pick<Product, 'skus'>): boolean =>
  skus.some(({ options }) => Object.keys(options).some((name) => SIZE.test(name)))

const has: Record<Exclude<CardPart, keyof Product['sections']>, (product: Product) => boolean> = {
  category: ({ category }) => category !== null,
  attributes: ({ attributes }) => Object.keys(attributes).length > 0,
  sizeChart: ({ sizeChart }) => sizeChart !== null,
  pictures: ({ pictures }) => pictures.length > 0,
  url: ({ url }) => url !== null,
  relations: ({ relations }) => relations.length > 0,
}

/** How much of a card is filled in, and what is missing. */
export const completeness = (product: Product): { done: number; of: number; missing: CardPart[] } => {
  const wanted = cardParts.filter((part) => part !== 'sizeChart' || hasSizes(product))
  const missing = wanted.filter((part) => {
    const there = part in has ? has[part as keyof typeof has] : null
    return there ? !there(product) : (product.sections[part as keyof Product['sections']] ?? '').trim() === ''
  })
  return { done: wanted.length - missing.length, of: wanted.length, missing }
}
