import type { ImportMapping, PriceUnit, Target } from './mapping.ts'
import { type Column, guessColumns } from './names.ts'
import { leavesOf, type ObjectList, productsAt, valueAt } from './paths.ts'
import { asText, fenOf } from './values.ts'

export interface Guessed {
  columns: { column: string; samples: string[]; guess: Target | null }[]
  lists: { path: string; within: 'file' | 'product'; length: number }[]
  mapping: ImportMapping
}

/** Values shown of each column, and how much of each. */
const SAMPLES = 3
const SAMPLE = 60

const shown = (value: unknown): string => {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : asText(value)
  return text.length > SAMPLE ? `${text.slice(0, SAMPLE - 1)}…` : text
}

/** A unit said in a name: 价格（分）, price_fen, priceCents. */
const unitOf = (columns: ReadonlyMap<string, Target>, to: Target['to']): PriceUnit | null => {
  const column = [...columns].find(([, target]) => target.to === to)?.[0] ?? ''
  if (/[(（]\s*分\s*[)）]|\bfen\b|[_-]fen$|Fen$|cents?$/i.test(column)) return 'fen'
  return /[(（]\s*元\s*[)）]|yuan/i.test(column) ? 'yuan' : null
}

/** How a table is read, as far as its header tells. */
export const guessTable = (
  names: readonly string[],
  sample: readonly Readonly<Record<string, string>>[],
): Guessed => {
  const found = guessColumns(
    names.map((column) => ({ column, ofSku: false, kind: 'scalar' })),
    false,
  )
  const columns = names.map((column) => {
    const values = sample.map((row) => row[column] ?? '').filter((value) => value !== '')
    return {
      column,
      samples: [...new Set(values)].slice(0, SAMPLES).map(shown),
      guess: found.get(column) ?? null,
    }
  })
  const priceUnit = unitOf(found, 'price') ?? 'yuan'
  const mapping = {
    columns: Object.fromEntries(found),
    priceUnit,
    skuPriceUnit: unitOf(found, 'sku.price') ?? priceUnit,
    products: '',
    skus: null,
  }
  return { columns, lists: [], mapping }
}

const PRICE = /price|售价|价格|amount/i
const STOCK = /stock|quantity|inventory|库存|qty/i
const looksLikeSkus = ({ first, path }: ObjectList): number => {
  const names = Object.keys(first)
  return (
    (names.some((name) => PRICE.test(name)) ? 2 : 0) +
    (names.some((name) => STOCK.test(name)) ? 2 : 0) +
    (/sku|variant|规格/i.test(path) ? 2 : 0)
  )
}

/** SKUs cost no less than what the page says “from”: if they do so a hundredfold, the one is fen and the other yuan. */
const unitsBy = (
  page: unknown,
  skus: readonly unknown[],
): { priceUnit: PriceUnit; skuPriceUnit: PriceUnit } | null => {
  const [one, each] = [
    fenOf(page, 'yuan'),
    skus.map((value) => fenOf(value, 'yuan')).filter((fen) => fen !== null),
  ]
  if (one === null || one === 0 || each.length === 0) return null
  const least = Math.min(...each)
  if (least === one * 100) return { priceUnit: 'yuan', skuPriceUnit: 'fen' }
  if (least * 100 === one) return { priceUnit: 'fen', skuPriceUnit: 'yuan' }
  return null
}

/** How a JSON file is read: a list of products or one; with paths given (`products`, `skus`), as they say. */
export const guessDocument = (
  file: unknown,
  given: { products?: string; skus?: string | null } = {},
): Guessed => {
  const wrapped = Array.isArray(file) ? [] : leavesOf(file).lists
  // `{"data": [products]}`: the only list at the top, of things that have a title.
  const [only, ...more] = wrapped.filter(
    ({ path, first }) => !path.includes('.') && /title|name|标题|名称/i.test(Object.keys(first).join(' ')),
  )
  const products =
    given.products ?? (only && more.length === 0 && looksLikeSkus(only) < 4 + 2 ? only.path : '')
  const [document] = productsAt(file, products)
  const { leaves, lists } = leavesOf(document)
  const [best] = lists.toSorted((a, b) => looksLikeSkus(b) - looksLikeSkus(a))
  const skus = given.skus !== undefined ? given.skus : best && looksLikeSkus(best) >= 4 ? best.path : null
  const elements = skus === null ? [] : valueAt(document, skus)
  const each: unknown[] = Array.isArray(elements) ? elements : []
  const ofSkus = leavesOf(each[0]).leaves.map((leaf) => ({
    ...leaf,
    path: `${skus}[].${leaf.path}`,
    inner: leaf.path,
  }))
  const all: (Column & { samples: string[] })[] = [
    ...leaves.map(({ path, kind, value }) => ({ column: path, ofSku: false, kind, samples: [shown(value)] })),
    ...ofSkus.map(({ path, kind, inner }) => ({
      ...{ column: path, ofSku: true, kind },
      samples: [...new Set(each.slice(0, 50).map((sku) => shown(valueAt(sku, inner))))]
        .filter((s) => s !== '')
        .slice(0, SAMPLES),
    })),
  ]
  // A page names the fields of its SKUs beside the list: sizeKey: 尺码.
  const beside = skus === null ? '' : skus.replace(/\.?[^.]+$/u, '')
  const titleOf = (column: string): string | null => {
    const name = column.split('.').at(-1) ?? ''
    const title = asText(valueAt(document, beside === '' ? `${name}Key` : `${beside}.${name}Key`))
    return title === '' ? null : title
  }
  const found = guessColumns(all, true, titleOf)
  const columnOf = (to: Target['to']) => [...found].find(([, target]) => target.to === to)?.[0]
  const [pricePath, skuPricePath] = [columnOf('price'), columnOf('sku.price')]
  const skuPrices =
    skuPricePath === undefined ? [] : each.map((sku) => valueAt(sku, skuPricePath.slice(`${skus}[].`.length)))
  const units = (pricePath !== undefined && unitsBy(valueAt(document, pricePath), skuPrices)) || null
  const priceUnit = unitOf(found, 'price') ?? units?.priceUnit ?? 'yuan'
  const mapping = {
    ...{ columns: Object.fromEntries(found), products, skus, priceUnit },
    skuPriceUnit: unitOf(found, 'sku.price') ?? units?.skuPriceUnit ?? priceUnit,
  }
  return {
    columns: all.map(({ column, samples }) => ({ column, samples, guess: found.get(column) ?? null })),
    lists: [
      ...wrapped.map(({ path, length }) => ({ path, length, within: 'file' as const })),
      ...lists.map(({ path, length }) => ({ path, length, within: 'product' as const })),
    ],
    mapping,
  }
}
