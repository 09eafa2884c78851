import { priceSteps, summedUp } from '../card-edit.ts'
import { Product, plainProduct, type Sku } from '../product.ts'
import type { SizeChart } from '../size.ts'
import type { ImportMapping, ImportProblem, ImportReason } from './mapping.ts'
import type { Patch } from './reading.ts'

export interface Planned {
  line: number
  before: Product | null
  after: Product
  /** What differs, by name. */
  fields: string[]
}

export interface ImportPlan {
  added: Planned[]
  changed: Planned[]
  unchanged: number
  /** Charts that are new, or not as the shop has them. */
  charts: SizeChart[]
  prices: number
  skus: number
  refused: ImportProblem[]
  noted: ImportProblem[]
}

interface Known {
  products: ReadonlyMap<string, Product>
  charts: ReadonlyMap<string, SizeChart>
  /** How many products more the shop may have. */
  room: number
}

const FIELDS = Object.keys(Product.shape) as (keyof Product)[]

/** Where a file lists SKUs with their options they are all there are; where it only has ids (a list of stock), it changes
 * those it names. */
const mergedSkus = (
  patch: Patch,
  before: Product | null,
  problem: (reason: ImportReason, line: number, detail: string) => void,
): Sku[] => {
  const known = new Map(before?.skus.map((sku) => [sku.id, sku]))
  const whole = patch.skus.some(({ options }) => options)
  const { refusedSkus } = patch
  const stays = ([id]: [string, Sku]) => !whole || refusedSkus === 'all' || refusedSkus.includes(id)
  const merged = new Map<string, Sku>([...known].filter(stays))
  for (const { line, id, ...said } of patch.skus) {
    const old = known.get(id)
    const priceFen = said.priceFen ?? old?.priceFen ?? patch.fields.priceFen ?? before?.priceFen
    if (!old && !said.options) problem('no-option', line, id)
    else if (priceFen === undefined) problem('no-price', line, id)
    else
      merged.set(id, {
        id,
        options: said.options ?? old?.options ?? {},
        priceFen,
        stock: said.stock ?? old?.stock ?? 0,
        restockAt: said.restockAt ?? old?.restockAt ?? null,
        picture: said.picture ?? old?.picture ?? null,
      })
  }
  return [...merged.values()]
}

/** The fields in which two cards differ. */
const differing = (before: Product | null, after: Product): string[] =>
  before === null ? [] : FIELDS.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))

/**
 * What a file would do to the shop's products. What it has no column for stays; a product with a broken value is left
 * out and named, the rest is taken; a second time it changes nothing (specs/catalog.md CAT-37…CAT-40).
 */
export const planImport = (patches: readonly Patch[], mapping: ImportMapping, known: Known): ImportPlan => {
  const plan: ImportPlan = {
    ...{ added: [], changed: [], unchanged: 0, charts: [], prices: 0, skus: 0, refused: [], noted: [] },
  }
  const columnOf = (to: string) =>
    Object.entries(mapping.columns).find(([, target]) => target.to === to)?.[0] ?? null
  let room = known.room
  for (const patch of patches) {
    const { id, line, fields, chart } = patch
    const problems: ImportProblem[] = []
    const problem = (reason: ImportReason, at: number, detail: string, column: string | null = null) => {
      problems.push({ line: at, id, column, reason, detail })
    }
    const before = known.products.get(id) ?? null
    const skus = mergedSkus(patch, before, problem)
    const priceFen = fields.priceFen ?? before?.priceFen ?? skus[0]?.priceFen
    const title = fields.title ?? before?.title ?? ''
    if (title === '') problem('no-title', line, '', columnOf('title'))
    if (priceFen === undefined) problem('no-price', line, '', columnOf('price') ?? columnOf('sku.price'))
    if (before === null && room <= 0) problem('full', line, '')
    if (problems.length > 0 || priceFen === undefined) {
      plan.refused.push(...problems)
      continue
    }
    const own = before ?? plainProduct({ id, title, priceFen, stock: 0 })
    // A chart of the page stands in for one the shop has made; never the other way round.
    const fromPage = chart !== null && (own.sizeChart === null || own.sizeChart === chart.code)
    const made = Product.safeParse(
      summedUp({
        ...own,
        ...fields,
        title,
        priceFen,
        attributes: { ...own.attributes, ...fields.attributes },
        sections: { ...own.sections, ...fields.sections },
        page: { ...own.page, ...fields.page },
        skus,
        ...(fromPage && { sizeChart: chart.code }),
      }),
    )
    if (!made.success) {
      const [issue] = made.error.issues
      plan.refused.push({
        line,
        id,
        column: null,
        reason: 'bad-value',
        detail: `${issue?.path.join('.')}: ${issue?.message}`,
      })
      continue
    }
    const after = made.data
    if (after.skus.length > 0) {
      const ofSkus = (to: 'price' | 'stock', said: number | undefined, is: number) => {
        if (said !== undefined && said !== is)
          plan.noted.push({ line, id, column: columnOf(to), reason: 'has-skus', detail: String(said) })
      }
      ofSkus('price', fields.priceFen, after.priceFen)
      ofSkus('stock', fields.stock, after.stock)
    }
    if (fromPage) {
      const old = known.charts.get(chart.code)
      // The note on a chart is the shop's own.
      const now = old ? { ...chart, note: old.note, name: old.name } : chart
      if (JSON.stringify(sorted(old)) !== JSON.stringify(sorted(now))) plan.charts.push(now)
    }
    plan.skus += after.skus.length
    const changed = differing(before, after)
    plan.prices += priceSteps(before, after).filter(({ wasFen }) => wasFen !== null).length
    if (before === null) {
      room--
      plan.added.push({ line, before, after, fields: [] })
    } else if (changed.length > 0) plan.changed.push({ line, before, after, fields: changed })
    else plan.unchanged++
  }
  return plan
}

/** A chart whose names are in one order: the database sorts them. */
const sorted = (chart: SizeChart | undefined): unknown =>
  chart && [
    chart.code,
    chart.name,
    chart.note,
    chart.sizes.map(({ size, fits }) => [
      size,
      Object.entries(fits).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  ]
