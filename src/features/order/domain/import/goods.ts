import { folded } from '../../../../shared/text.ts'

/** Of a product what order lines are matched by. */
export interface Good {
  id: string
  title: string
  skus: readonly { id: string; options: Readonly<Record<string, string>> }[]
}

export interface Found {
  product: string | null
  sku: string | null
}

export interface Goods {
  /** The shop's own ids of what a line of a file speaks of (ORD-57); null where the catalogue does not tell. */
  find(line: {
    product?: string | null
    sku?: string | null
    code?: string | null
    title?: string
    options?: Readonly<Record<string, string>>
    said?: string
  }): Found
}

const values = (options: Readonly<Record<string, string>>): string =>
  Object.values(options).map(folded).toSorted().join('\n')

/** `雾蓝,M` and `雾蓝 M` as the values they are. */
const valuesSaid = (said: string): string =>
  said
    .split(/[,，;；/|\s]+/)
    .map((part) => folded(part.replace(/^[^:：]+[:：]/, '')))
    .filter((part) => part !== '')
    .toSorted()
    .join('\n')

/** Titles of which there are two tell nothing. */
const once = <T>(pairs: Iterable<[string, T]>): Map<string, T> => {
  const found = new Map<string, T | null>()
  for (const [key, value] of pairs) found.set(key, found.has(key) ? null : value)
  return new Map([...found].flatMap(([key, value]) => (value === null ? [] : [[key, value]])))
}

export const goodsFrom = (list: readonly Good[]): Goods => {
  const products = new Map(list.map((good) => [good.id, good]))
  const ofSku = once(list.flatMap((good) => good.skus.map(({ id }): [string, Good] => [id, good])))
  const byTitle = once(list.map((good): [string, Good] => [good.title.trim(), good]))
  const skuBy = (good: Good, options: Readonly<Record<string, string>>, said: string): string | null => {
    const wanted = Object.keys(options).length > 0 ? values(options) : valuesSaid(said)
    if (wanted === '') return null
    const fits = good.skus.filter((sku) => values(sku.options) === wanted)
    return fits.length === 1 ? (fits[0]?.id ?? null) : null
  }
  return {
    find({ product, sku, code, title = '', options = {}, said = '' }) {
      for (const id of [sku, code]) {
        const good = id ? ofSku.get(id) : undefined
        if (good && id) return { product: good.id, sku: id }
      }
      const good = products.get(product ?? '') ?? products.get(code ?? '') ?? byTitle.get(title.trim())
      return good ? { product: good.id, sku: skuBy(good, options, said) } : { product: null, sku: null }
    },
  }
}
