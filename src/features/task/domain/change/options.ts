import { optionName } from '../../../catalog/domain/goods.ts'
import type { Product, Sku } from '../../../catalog/domain/product.ts'
import type { OrderLine } from '../../../order/domain/order.ts'

const HAN = /\p{Script=Han}/u
const plainly = (text: string): string => text.normalize('NFKC').toLowerCase().trim()
/** “M码”, “M号” and “M”, “蓝色” and “蓝” are the same. */
const bare = (value: string): string => {
  const name = plainly(optionName(value)).replace(/\s+/g, '')
  const without = name.replace(/(?:码|号|色|款|号码)$/u, '')
  return without === '' ? name : without
}
export const sameValue = (a: string, b: string): boolean => bare(a) === bare(b)

/** An option of a product with its values, in the order of its SKUs: sizes ascend on every page. */
export interface Option {
  name: string
  values: string[]
}
export const optionsOf = ({ skus }: Pick<Product, 'skus'>): Option[] => {
  const options = new Map<string, string[]>()
  for (const sku of skus)
    for (const [name, value] of Object.entries(sku.options)) {
      const values = options.get(name) ?? []
      if (!values.includes(value)) values.push(value)
      options.set(name, values)
    }
  return [...options].map(([name, values]) => ({ name, values }))
}

/** What of a line's product was ordered: by its SKU, its options, or the words of the file. */
export const orderedOptions = (
  line: Pick<OrderLine, 'sku' | 'options' | 'said'>,
  product: Pick<Product, 'skus'>,
): Record<string, string> => {
  const sku = product.skus.find(({ id }) => id === line.sku)
  if (sku) return sku.options
  const said: Record<string, string> = {}
  for (const { name, values } of optionsOf(product)) {
    const own = line.options[name]
    const among = [
      ...(own === undefined ? Object.values(line.options) : [own]),
      ...line.said.split(/[\s,，;；:：/]+/),
    ]
    const value = values.find((one) => among.some((word) => word !== '' && sameValue(word, one)))
    if (value !== undefined) said[name] = value
  }
  return said
}

/** Where a text names a value as a word of its own, and how much of it. Null: it does not. */
const namedAt = (text: string, value: string): { at: number; length: number; whole: boolean } | null => {
  const word = bare(value)
  if (word === '') return null
  if (HAN.test(word)) {
    const at = text.indexOf(word)
    if (at >= 0 && (word.length > 1 || /^(?:色|款|的|$|码|号|[，,。！!吧呢了])/u.test(text.slice(at + 1))))
      return { at, length: word.length, whole: true }
    // “蓝色” may be 雾蓝: one of several, or the only one.
    const colour = [...word].at(-1) ?? ''
    const part = text.indexOf(`${colour}色`)
    return word.length > 1 && part >= 0 ? { at: part, length: 1, whole: false } : null
  }
  const quoted = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const m = new RegExp(`(?<![a-z0-9.])${quoted}(?![a-z0-9.])`).exec(text)
  return m ? { at: m.index, length: word.length, whole: true } : null
}

/** The values of an option that a text may mean: whole names before parts of one, longer ones before shorter. */
export const valuesIn = (said: string, values: readonly string[]): string[] => {
  const text = plainly(said)
  const found = values.flatMap((value) => {
    const at = namedAt(text, value)
    return at ? [{ value, ...at }] : []
  })
  const whole = found.filter((one) => one.whole)
  const among = whole.length > 0 ? whole : found
  return among
    .filter(
      (one) =>
        !among.some(
          (other) =>
            other !== one &&
            other.length > one.length &&
            other.at <= one.at &&
            other.at + other.length >= one.at + one.length,
        ),
    )
    .map(({ value }) => value)
}

/** Only sizes have an order in which one can go up. */
const SIZES = /尺码|尺寸|码|号|size|规格|鞋码/iu
const isSize = ({ name, values }: Option): boolean =>
  SIZES.test(name) && values.some((value) => /^(?:x*[smlx]|\d)/iu.test(bare(value)) || /码|号/u.test(value))

/** “大一码”: the next value of an option; null where it is not a size, or there is none. */
export const nextSize = (said: string, option: Option, now: string | undefined): string | null => {
  const { values } = option
  if (!isSize(option)) return null
  const up =
    /(?:大|加)一?(?:个)?(?:码|号)|大点|大一点|\b(?:one size (?:up|larger|bigger)|a size (?:up|larger|bigger)|larger size|bigger size)\b/iu.test(
      said,
    )
  const down =
    /小一?(?:个)?(?:码|号)|小点|小一点|\b(?:one size (?:down|smaller)|a size (?:down|smaller)|smaller size)\b/iu.test(
      said,
    )
  if (up === down || now === undefined) return null
  const at = values.findIndex((value) => sameValue(value, now))
  return at < 0 ? null : (values[at + (up ? 1 : -1)] ?? null)
}

/** SKUs with all of these options. */
export const skusWith = (product: Pick<Product, 'skus'>, options: Record<string, string>): Sku[] =>
  product.skus.filter((sku) =>
    Object.entries(options).every(([name, value]) => {
      const own = sku.options[name]
      return own !== undefined && sameValue(own, value)
    }),
  )
