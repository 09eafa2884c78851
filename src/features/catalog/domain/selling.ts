import { yuan } from '../../../shared/money.ts'
import type { Said } from '../../../shared/said.ts'
import { type Body, sizeFor } from './fit.ts'
import { fitSentence } from './fit-words.ts'
import { optionName } from './goods.ts'
import type { Product, Sku } from './product.ts'
import type { SizeChart } from './size.ts'
import type { NextReduction, Suggestion } from './suggestion.ts'
import type { Together } from './together.ts'

export interface Selling {
  /** What is talked about. */
  product: Product
  /** What the buyer has already. */
  basket: readonly { product: string }[]
  /** Every product that may be named: those related, those alike, those bought together, cheap ones. */
  products: readonly Product[]
  together: readonly Together[]
  body: Body
  charts: readonly SizeChart[]
  next: NextReduction | null
  /** A complaint is open: whoever is cross is sold nothing. */
  complaint: boolean
}

/** Suggestions given at most: who is offered ten things takes none. */
const MOST = 6
/** A price is near where it differs by no more than this share. */
const NEAR = 0.3
/** Of products that reach the next reduction, and that are alike. */
const FEW = 2

const inStock = ({ stock, skus }: Product): boolean =>
  skus.length > 0 ? skus.some((sku) => sku.stock > 0) : stock > 0

/** The SKUs of a size, by any of their options: the chart says M, the page “M【建议80-100斤】”. */
export const skusOfSize = (product: Pick<Product, 'skus'>, size: string): Sku[] => {
  const wanted = optionName(size).toLowerCase()
  return product.skus.filter(({ options }) =>
    Object.values(options).some((value) => optionName(value).toLowerCase() === wanted),
  )
}

/** Whether a product can be worn: the SKU to take (null: any), or `no` where its size is missing or sold out. */
const worn = (
  product: Product,
  { body, charts }: Selling,
): { sku: Sku | null; sentence: Said | null } | 'no' => {
  const chart = charts.find(({ code }) => code === product.sizeChart)
  if (!chart) return { sku: null, sentence: null }
  const found = sizeFor(chart, body)
  if (found.kind === 'missing') return { sku: null, sentence: null }
  if (found.kind === 'outside') return 'no'
  const sizes = found.kind === 'fits' ? [found.size] : [found.bigger, found.smaller]
  if (product.skus.length === 0) return { sku: null, sentence: fitSentence(found, chart) }
  const sku = sizes.flatMap((size) => skusOfSize(product, size)).find(({ stock }) => stock > 0)
  return sku ? { sku, sentence: fitSentence(found, chart) } : 'no'
}

const more = (fen: number): Said =>
  fen > 0
    ? { zh: `贵 ${yuan(fen)} 元`, en: `${yuan(fen)} yuan more` }
    : fen < 0
      ? { zh: `便宜 ${yuan(-fen)} 元`, en: `${yuan(-fen)} yuan less` }
      : { zh: '价格一样', en: 'the same price' }

/** The shop's own words go into both languages: they are not translated. */
const withWhy = (said: Said, why: string): Said =>
  why === ''
    ? { zh: `${said.zh}。`, en: `${said.en}.` }
    : { zh: `${said.zh}：${why.replace(/[。.]$/, '')}。`, en: `${said.en}: ${why}` }

interface Found extends Suggestion {
  /** The order of decision: what fits the need first, a discount last. */
  rank: number
}

const related = (selling: Selling, byId: ReadonlyMap<string, Product>): Found[] =>
  selling.product.relations.flatMap(({ kind, product: id, why }): Found[] => {
    const product = byId.get(id)
    if (!product) return []
    const differenceFen = product.priceFen - selling.product.priceFen
    const said = more(differenceFen)
    const base = { product, sku: null, differenceFen }
    if (kind === 'complementary') {
      const sentence = withWhy(
        { zh: `和「${selling.product.title}」搭配`, en: `Goes with “${selling.product.title}”` },
        why,
      )
      return [{ ...base, by: 'relation', rank: 1, sentence, differenceFen: null }]
    }
    if (kind === 'better') {
      const sentence = withWhy({ zh: `更好的一款，${said.zh}`, en: `The next better one, ${said.en}` }, why)
      return [{ ...base, by: 'better', rank: 3, sentence }]
    }
    return [
      {
        ...base,
        by: 'relation',
        rank: 4,
        sentence: withWhy({ zh: `相似的一款，${said.zh}`, en: `A similar one, ${said.en}` }, why),
      },
    ]
  })

/** What the shop has not related itself: the same category, and a price near this one's (CAT-71). */
const alike = ({ product, products }: Selling): Found[] =>
  products
    .filter(
      (other) =>
        product.category !== null &&
        other.category === product.category &&
        Math.abs(other.priceFen - product.priceFen) <= product.priceFen * NEAR,
    )
    .toSorted((a, b) => Math.abs(a.priceFen - product.priceFen) - Math.abs(b.priceFen - product.priceFen))
    .slice(0, FEW + 1)
    .map((other) => {
      const differenceFen = other.priceFen - product.priceFen
      const said = more(differenceFen)
      const sentence = {
        zh: `同属「${product.category}」，${said.zh}。`,
        en: `Also in “${product.category}”, ${said.en}.`,
      }
      return { product: other, sku: null, by: 'relation', differenceFen, sentence, rank: 5 }
    })

const boughtBeside = (selling: Selling, byId: ReadonlyMap<string, Product>): Found[] =>
  selling.together.flatMap(({ product: id, times, of }): Found[] => {
    const product = byId.get(id)
    if (!product) return []
    const sentence = {
      zh: `买过「${selling.product.title}」的 ${of} 单里，有 ${times} 单也买了它。`,
      en: `Of ${of} orders with “${selling.product.title}”, ${times} have it too.`,
    }
    return [{ product, sku: null, by: 'together', differenceFen: null, sentence, rank: 2 }]
  })

/** 256GB → 512GB of the same product: more of what only more is better of. Beds and clothes have sizes, not more. */
const CAPACITY = /^(\d+(?:\.\d+)?)\s*(GB|TB|G|T|mAh|毫安时?|W|瓦)$/i
const capacity = (value: string): { amount: number; unit: string } | null => {
  const [, amount, unit = ''] = CAPACITY.exec(optionName(value)) ?? []
  if (amount === undefined) return null
  const times = /^t/i.test(unit) ? 1024 : 1
  return { amount: Number(amount) * times, unit: /^[gt]/i.test(unit) ? 'gb' : unit.toLowerCase() }
}

const nextCapacity = ({ product }: Selling): Found[] => {
  const steps = product.skus.flatMap((from) =>
    product.skus.flatMap((to) => {
      const names = Object.keys(from.options)
      const [name, ...others] = names.filter((n) => from.options[n] !== to.options[n])
      if (name === undefined || others.length > 0 || to.stock === 0 || to.priceFen <= from.priceFen) return []
      const [a, b] = [capacity(from.options[name] ?? ''), capacity(to.options[name] ?? '')]
      if (!a || !b || a.unit !== b.unit || b.amount <= a.amount) return []
      return [{ from, to, name, differenceFen: to.priceFen - from.priceFen, amount: b.amount }]
    }),
  )
  const cheapest = Math.min(...steps.map(({ from }) => from.priceFen))
  const [next] = steps
    .filter(({ from }) => from.priceFen === cheapest)
    .toSorted((a, b) => a.amount - b.amount || a.differenceFen - b.differenceFen)
  if (!next) return []
  const { from, to, name, differenceFen } = next
  const [was, is] = [optionName(from.options[name] ?? ''), optionName(to.options[name] ?? '')]
  const sentence = {
    zh: `多付 ${yuan(differenceFen)} 元，${name}从 ${was} 到 ${is}。`,
    en: `For ${yuan(differenceFen)} yuan more, ${name} ${is} instead of ${was}.`,
  }
  return [{ product, sku: to.id, by: 'better', differenceFen, sentence, rank: 3 }]
}

const reaching = (selling: Selling, near: ReadonlySet<string>): Found[] => {
  const { next, products } = selling
  if (!next) return []
  const least = next.unit === 'fen' ? next.more : 0
  return products
    .filter(({ priceFen }) => priceFen >= least && priceFen > 0)
    .toSorted(
      (a, b) =>
        Number(near.has(b.id)) - Number(near.has(a.id)) || a.priceFen - b.priceFen || (a.id < b.id ? -1 : 1),
    )
    .slice(0, FEW)
    .map((product) => {
      const gap =
        next.unit === 'fen'
          ? { zh: `${yuan(next.more)} 元`, en: `${yuan(next.more)} yuan` }
          : { zh: `${next.more} 件`, en: `${next.more} more` }
      const reaches = next.unit === 'fen' || next.more === 1
      const sentence = {
        zh: `离「${next.says.zh}」还差 ${gap.zh}；这件 ${yuan(product.priceFen)} 元，${reaches ? `加上就够，一共减 ${yuan(next.cutFen)} 元` : `加 ${next.more} 件一共减 ${yuan(next.cutFen)} 元`}。`,
        en: `“${next.says.en}” is ${gap.en} away; this one is ${yuan(product.priceFen)} yuan, and with ${reaches ? 'it' : `${next.more} of it`} ${yuan(next.cutFen)} yuan are taken off in all.`,
      }
      return { product, sku: null, by: 'next-step', differenceFen: null, sentence, rank: 9 }
    })
}

/**
 * What may be offered beside a product, each with its reason; the need first, a discount last (specs/catalog.md
 * CAT-70…CAT-76). Pure. Nothing out of stock, nothing in a size that does not fit, nothing the buyer has, nothing about
 * label-only goods, and nothing at all while a complaint is open.
 */
export const suggest = (selling: Selling): Suggestion[] => {
  const { product, basket, complaint } = selling
  if (complaint || product.labelOnly) return []
  const had = new Set([product.id, ...basket.map((line) => line.product)])
  const may = selling.products.filter((one) => !had.has(one.id) && !one.labelOnly && inStock(one))
  const among = { ...selling, products: may }
  const byId = new Map(may.map((one) => [one.id, one]))
  const own = worn(product, selling)
  const cannotHave = own === 'no' || !inStock(product)
  const needs = [...related(among, byId), ...boughtBeside(among, byId), ...alike(among)]
  const near = new Set(needs.map((found) => found.product.id))
  const all = [...needs, ...nextCapacity(selling), ...reaching(among, near)]
  const chosen = new Map<string, Suggestion>()
  // Who cannot have this one needs one like it; else what goes with it comes first.
  const order = ({ rank }: Found) => (cannotHave && rank >= 4 && rank <= 5 ? 0 : rank)
  for (const { rank, ...found } of all.toSorted((a, b) => order(a) - order(b))) {
    if (chosen.size >= MOST) break
    if (chosen.has(found.product.id)) continue
    if (found.product.id === product.id) {
      chosen.set(found.product.id, found)
      continue
    }
    const wears = worn(found.product, selling)
    if (wears === 'no') continue
    const instead = own === 'no' && rank >= 3 && rank <= 5 && wears.sentence !== null
    chosen.set(found.product.id, {
      ...found,
      sku: wears.sku?.id ?? found.sku,
      ...(instead && wears.sentence && { by: 'fits' as const, sentence: wears.sentence }),
    })
  }
  return [...chosen.values()]
}
