import type { Sku } from '../product.ts'
import { type Cells, ID_LIMIT, isSpoiled, type Met, metIn, type Say } from './cells.ts'
import type { ImportMapping, ImportProblem } from './mapping.ts'
import { addressOf, asText, fenOf, momentIn, pairsIn, stockOf } from './values.ts'

export type SkuPatch = { line: number; id: string } & Partial<Omit<Sku, 'id'>>

export interface SkusRead {
  skus: SkuPatch[]
  /** SKUs whose rows were refused: they stay as the shop has them. `all`: which they are could not be read. */
  refusedSkus: readonly string[] | 'all'
  /** Price and stock of a row that has nothing of a SKU: they are the product's. */
  own: { priceFen?: number; stock?: number }
  broken: ImportProblem[]
  noted: ImportProblem[]
}

/** The id of a SKU whose file has none: what sets it apart. */
const optionsId = (product: string, options: readonly [string, string][]): string =>
  `${product}:${options.map(([, value]) => value).join('/')}`.slice(0, ID_LIMIT)

/** Reads one row; gives what is wrong with it in `broken`. */
const readRow = (met: readonly Met[], line: number, mapping: ImportMapping, zone: string, say: Say) => {
  const said: Partial<Omit<Sku, 'id'>> = {}
  const options: [string, string][] = []
  const broken: ImportProblem[] = []
  const noted: ImportProblem[] = []
  let id: string | null = null
  for (const one of met) {
    const { to, name } = one.target
    const value = asText(one.value)
    if (to === 'sku.id') {
      if (isSpoiled(value)) broken.push(say('spoiled-id', one))
      else if (value.length > ID_LIMIT) broken.push(say('too-long', one, String(ID_LIMIT)))
      else id = value
    } else if (to === 'sku.price') {
      const fen = fenOf(one.value, mapping.skuPriceUnit)
      if (fen === null) broken.push(say('bad-price', one))
      else said.priceFen = fen
    } else if (to === 'sku.stock') {
      const stock = stockOf(one.value)
      if (stock === null) broken.push(say('bad-stock', one))
      else said.stock = stock
    } else if (to === 'sku.restockAt') {
      const at = momentIn(one.value, zone)
      if (at === null) noted.push(say('bad-time', one))
      else said.restockAt = at
    } else if (to === 'sku.picture') said.picture = addressOf(value).slice(0, 500)
    else if (to === 'sku.option') options.push([name, value])
    else options.push(...pairsIn(one.value))
  }
  const tooLong = options.find(([name, value]) => name.length > 40 || value.length > 80)
  if (tooLong) broken.push(say('too-long', { line }, `80: ${tooLong[1]}`))
  if (options.length > 0) said.options = Object.fromEntries(options)
  return { id, said, options, broken, noted }
}

/** The SKUs of a product's rows. A broken one does not spoil the others (specs/catalog.md CAT-35). */
export const readSkus = (
  rows: readonly Cells[],
  product: string,
  { mapping, zone }: { mapping: ImportMapping; zone: string },
  say: Say,
): SkusRead => {
  const skus: SkuPatch[] = []
  const refused: (string | null)[] = []
  const read: SkusRead = { skus, refusedSkus: [], own: {}, broken: [], noted: [] }
  const seen = new Map<string, number>()
  for (const row of rows) {
    const met = metIn([row], mapping, (to) => to.startsWith('sku.'))
    if (met.length === 0) continue
    const { id, said, options, broken, noted } = readRow(met, row.line, mapping, zone, say)
    read.noted.push(...noted)
    const known = id ?? (options.length > 0 ? optionsId(product, options) : null)
    if (broken.length > 0) {
      read.broken.push(...broken)
      refused.push(known)
    } else if (known === null) {
      const { priceFen, stock } = said
      read.own = {
        ...(priceFen !== undefined && { priceFen }),
        ...(stock !== undefined && { stock }),
        ...read.own,
      }
    } else {
      const twin = seen.get(known)
      if (twin === undefined) skus.push({ line: row.line, id: known, ...said })
      else read.broken.push(say('same-sku', { line: row.line }, `${known} (${twin})`))
      seen.set(known, twin ?? row.line)
    }
  }
  const kept = refused.filter((one) => one !== null)
  return { ...read, refusedSkus: kept.length < refused.length ? 'all' : kept }
}
