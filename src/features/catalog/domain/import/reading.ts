import { CardSection, type Product } from '../product.ts'
import type { SizeChart } from '../size.ts'
import { type Cells, ID_LIMIT, isSpoiled, type Met, metIn, type Say, sayer } from './cells.ts'
import type { ImportMapping, ImportProblem, TargetKind } from './mapping.ts'
import { readSkus, type SkuPatch, type SkusRead } from './reading-skus.ts'
import { chartFrom, sizesIn, sizesInOptions } from './sizes.ts'
import { addressesIn, addressOf, asText, fenOf, momentIn, pairsIn, stockOf, switchIn } from './values.ts'

/** A product of a file before it is understood. */
export interface Raw {
  line: number
  /** In a table every row of the product; in JSON one. */
  rows: readonly Cells[]
  /** In a table the same rows; in JSON the elements of the list of SKUs. */
  skus: readonly Cells[]
}

type Fields = Partial<Omit<Product, 'id' | 'skus' | 'relations' | 'competitors'>>

/** What a file says of a product: only what it has columns and values for. */
export interface Patch extends Pick<SkusRead, 'refusedSkus'> {
  line: number
  id: string
  fields: Fields
  skus: readonly SkuPatch[]
  /** Sizes of its page, as a chart of its own. */
  chart: SizeChart | null
}

const LIMITS: Partial<Record<TargetKind, number>> = { title: 200, category: 80, url: 1000, sizeChart: 40 }
const PICTURES = 20
const SKUS = 500

export interface About {
  mapping: ImportMapping
  zone: string
  /** Codes of the shop's charts. */
  charts: ReadonlySet<string>
}

interface Reading extends About {
  fields: Fields
  sizes: SizeChart['sizes']
  attributes: [string, string][]
  sections: Partial<Record<CardSection, string>>
  page: Record<string, string>
  refused: ImportProblem[]
  noted: ImportProblem[]
}

/** Reads one cell of the product. A value without which the card would be wrong is refused, another left out. */
const readCell = (reading: Reading, met: Met, say: Say): void => {
  const { fields, mapping, zone, refused, noted } = reading
  const { to, name } = met.target
  const value = asText(met.value)
  const most = LIMITS[to] ?? 500
  const fits = value.length <= most
  const tooLong = () => noted.push(say('too-long', met, String(most)))
  switch (to) {
    case 'title':
      if (fits) fields.title = value
      else refused.push(say('too-long', met, String(most)))
      return
    case 'category':
      if (fits) fields.category = value
      else tooLong()
      return
    case 'url':
      if (fits) fields.url = addressOf(value)
      else tooLong()
      return
    case 'price': {
      const fen = fenOf(met.value, mapping.priceUnit)
      if (fen === null) refused.push(say('bad-price', met))
      else fields.priceFen = fen
      return
    }
    case 'stock': {
      const stock = stockOf(met.value)
      if (stock === null) refused.push(say('bad-stock', met))
      else fields.stock = stock
      return
    }
    case 'restockAt': {
      const at = momentIn(met.value, zone)
      if (at === null) noted.push(say('bad-time', met))
      else fields.restockAt = at
      return
    }
    case 'labelOnly': {
      const yes = switchIn(met.value)
      // Whether a product is medicine is not to be got wrong.
      if (yes === null) refused.push(say('bad-switch', met))
      else fields.labelOnly = yes
      return
    }
    case 'pictures': {
      const pictures = addressesIn(met.value)
      if (pictures.length > PICTURES) noted.push(say('too-many', met, String(PICTURES)))
      fields.pictures = pictures.filter((address) => address.length <= 500).slice(0, PICTURES)
      return
    }
    case 'sizeChart':
      if (reading.charts.has(value)) fields.sizeChart = value
      else noted.push(say('unknown-chart', met))
      return
    case 'sizeTable':
      reading.sizes = sizesIn(met.value)
      if (reading.sizes.length === 0) noted.push(say('bad-chart', met))
      return
    case 'attribute':
      if (fits) reading.attributes.push([name, value])
      else tooLong()
      return
    case 'attributes':
      for (const [key, inner] of pairsIn(met.value))
        if (key.length <= 40 && inner.length <= 500) reading.attributes.push([key, inner])
        else noted.push(say('too-long', met, key.length > 40 ? `40: ${key}` : `500: ${key}`))
      return
    case 'section': {
      const section = CardSection.safeParse(name).data
      if (section && value.length <= 1000) reading.sections[section] = value
      else noted.push(say('too-long', met, '1000'))
      return
    }
    case 'page':
      if (fits) reading.page[name] = value
      else tooLong()
  }
}

/** Sizes by weight are often told in the names of sizes only. */
const sizesByName = (skus: readonly SkuPatch[]): SizeChart['sizes'] => {
  const names = new Set(skus.flatMap(({ options = {} }) => Object.keys(options)))
  const found = [...names].map((name) =>
    sizesInOptions(skus.flatMap(({ options = {} }) => options[name] ?? [])),
  )
  return found.toSorted((a, b) => b.length - a.length)[0] ?? []
}

/** Understands a product of a file, or says why not (specs/catalog.md CAT-32…CAT-36). */
export const readProduct = (
  raw: Raw,
  about: About,
): { patch: Patch | null; refused: ImportProblem[]; noted: ImportProblem[] } => {
  const refused: ImportProblem[] = []
  const noted: ImportProblem[] = []
  let id: string | null = null
  const say = sayer(raw.line, () => id)
  const own = metIn(
    raw.rows,
    about.mapping,
    (to) => !to.startsWith('sku.'),
    (met, values) => noted.push(say('two-values', met, values)),
  )
  const idMet = own.find(({ target }) => target.to === 'id')
  const found = asText(idMet?.value)
  const idProblem = !idMet || found === '' ? 'no-id' : isSpoiled(found) ? 'spoiled-id' : null
  id = found === '' ? null : found.slice(0, ID_LIMIT)
  if (idProblem) return { patch: null, refused: [say(idProblem, idMet ?? null)], noted }
  if (found.length > ID_LIMIT)
    return { patch: null, refused: [say('too-long', idMet ?? null, String(ID_LIMIT))], noted }

  const reading: Reading = {
    ...{ ...about, fields: {}, sizes: [], attributes: [], sections: {}, page: {}, refused, noted },
  }
  for (const met of own) readCell(reading, met, say)
  const { skus, refusedSkus, own: ofRow, broken, noted: notedOfSkus } = readSkus(raw.skus, found, about, say)
  noted.push(...notedOfSkus)
  const { attributes, sections, page } = reading
  const fields: Fields = {
    ...ofRow,
    ...reading.fields,
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    ...(Object.keys(sections).length > 0 && { sections }),
    ...(Object.keys(page).length > 0 && { page }),
  }
  if (skus.length > SKUS) refused.push(say('too-many', null, String(SKUS)))
  // A broken row of a SKU does not spoil the others; a product of which nothing else is left is broken.
  const spoilt = refused.length > 0 || (broken.length > 0 && skus.length === 0)
  refused.push(...broken)
  if (spoilt) return { patch: null, refused, noted }

  const sizes = reading.sizes.length > 0 || fields.sizeChart !== undefined ? reading.sizes : sizesByName(skus)
  const made = sizes.length === 0 ? null : chartFrom(found, fields.title ?? found, sizes)
  if (made && 'problem' in made) noted.push(say('bad-chart', null, made.problem))
  const chart = made && 'chart' in made ? made.chart : null
  return { patch: { line: raw.line, id: found, fields, skus, refusedSkus, chart }, refused, noted }
}
