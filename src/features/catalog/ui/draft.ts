import type { Product, Sku } from '../domain/product.ts'

/** A pair in a list while it is edited: names may be empty or alike until it is saved. */
export interface Pair {
  key: number
  name: string
  value: string
}

/** A product while it is edited. */
export interface Draft extends Omit<Product, 'attributes' | 'page' | 'skus'> {
  attributes: Pair[]
  page: Pair[]
  /** What sets SKUs apart, in order: 颜色, 尺码. */
  optionNames: string[]
  skus: (Sku & { key: number; values: string[] })[]
}

let serial = 0
/** A key that no other line on the screen has. */
export const freshKey = (): number => ++serial

const pairs = (record: Record<string, string>): Pair[] =>
  Object.entries(record).map(([name, value]) => ({ key: freshKey(), name, value }))

export const draftOf = (product: Product): Draft => {
  const optionNames = [...new Set(product.skus.flatMap(({ options }) => Object.keys(options)))]
  return {
    ...product,
    attributes: pairs(product.attributes),
    page: pairs(product.page),
    optionNames,
    skus: product.skus.map((sku) => ({
      ...sku,
      key: freshKey(),
      values: optionNames.map((name) => sku.options[name] ?? ''),
    })),
  }
}

const record = (all: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(
    all.flatMap(({ name, value }) =>
      name.trim() === '' || value.trim() === '' ? [] : [[name.trim(), value.trim()]],
    ),
  )

/** The product of a draft: what is empty is left out, and the stock of a product with SKUs is theirs together. */
export const productOf = ({ optionNames, ...draft }: Draft): Product => {
  const skus = draft.skus.map(({ key: _, values, ...sku }) => ({
    ...sku,
    id: sku.id.trim(),
    options: record(optionNames.map((name, i) => ({ key: i, name, value: values[i] ?? '' }))),
  }))
  const sections = Object.fromEntries(
    Object.entries(draft.sections).flatMap(([name, text]) =>
      text.trim() === '' ? [] : [[name, text.trim()]],
    ),
  )
  const category = draft.category?.trim() ?? ''
  const url = draft.url?.trim() ?? ''
  return {
    ...draft,
    id: draft.id.trim(),
    title: draft.title.trim(),
    category: category === '' ? null : category,
    url: url === '' ? null : url,
    attributes: record(draft.attributes),
    page: record(draft.page),
    sections,
    skus,
    stock: skus.length > 0 ? skus.reduce((sum, { stock }) => sum + stock, 0) : draft.stock,
  }
}

export const problems = [
  'no-id',
  'no-title',
  'sku-no-id',
  'sku-twice',
  'attribute-twice',
  'option-no-name',
  'competitor-name',
  'competitor-source',
  'bad-url',
] as const
export type DraftProblem = { what: (typeof problems)[number]; detail: string }

const twice = (names: readonly string[]): string | undefined =>
  names.find((name, i) => name !== '' && names.indexOf(name) !== i)

/** What keeps a draft from being saved, with the line it is about. */
export const draftProblems = (draft: Draft): DraftProblem[] => {
  const found: DraftProblem[] = []
  const add = (what: DraftProblem['what'], detail = '') => found.push({ what, detail })
  if (draft.id.trim() === '') add('no-id')
  if (draft.title.trim() === '') add('no-title')
  const ids = draft.skus.map(({ id }) => id.trim())
  const empty = ids.indexOf('')
  if (empty >= 0) add('sku-no-id', String(empty + 1))
  const same = twice(ids)
  if (same !== undefined) add('sku-twice', same)
  const attribute = twice(draft.attributes.map(({ name }) => name.trim()))
  if (attribute !== undefined) add('attribute-twice', attribute)
  if (draft.skus.length > 0 && draft.optionNames.some((name) => name.trim() === '')) add('option-no-name')
  for (const [i, { name, source }] of draft.competitors.entries()) {
    if (name.trim() === '') add('competitor-name', String(i + 1))
    if (source.trim() === '') add('competitor-source', name.trim() || String(i + 1))
  }
  const url = draft.url?.trim() ?? ''
  if (url !== '' && !(/^https?:\/\//i.test(url) && URL.canParse(url))) add('bad-url', url)
  return found
}

/** A price in a field, in fen: as people write it, 16.5; null for what is none. */
export const fenOf = (yuan: number | string | null): number | null => {
  const value = typeof yuan === 'string' ? Number(yuan) : yuan
  return value === null || !Number.isFinite(value) || value < 0 ? null : Math.round(value * 100)
}
