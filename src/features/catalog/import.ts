import { createHash } from 'node:crypto'
import { bodyBytes } from '../../platform/http/body.ts'
import { refuse } from '../../shared/refusal.ts'
import { excerpt } from '../../shared/text.ts'
import {
  type By,
  changeSettings,
  recallMapping,
  rememberMapping,
  type SettingsDeps,
  shopFacts,
} from '../shop/index.ts'
import type { ProductImport } from './contract.ts'
import { ImportMapping } from './domain/import/mapping.ts'
import { type ImportPlan, type Planned, planImport } from './domain/import/plan.ts'
import { type Patch, readProduct } from './domain/import/reading.ts'
import type { Product } from './domain/product.ts'
import { type ProductFile, readProductFile } from './import-file.ts'
import { storeCards } from './service.ts'
import * as store from './store.ts'

/** Bytes of a product file: 20,000 products have some 6 MB as CSV; a page with 126 SKUs 0.1 MB. */
const FILE_LIMIT = 20 * 1024 * 1024
/** Products and problems shown one by one, and products shown whole. */
const SHOWN = 200
const SAMPLE = 5
/** Products written while the shop's messages wait: some 50 ms. */
const PIECE = 500

interface Read {
  file: ProductFile
  guessed: ReturnType<ProductFile['guess']>
  mapping: ImportMapping
  remembered: boolean
  plan: ImportPlan
}

/** A mapping with its columns as the file has them: what is remembered comes back sorted, and options would change places. */
const inOrder = (mapping: ImportMapping, { columns }: Read['guessed']): ImportMapping => ({
  ...mapping,
  columns: Object.fromEntries(
    columns.flatMap(({ column }) => {
      const target = mapping.columns[column]
      return target ? [[column, target]] : []
    }),
  ),
})

const planFor = (deps: SettingsDeps, shopId: number, file: ProductFile): Promise<Read> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const recalled =
      file.fingerprint === null ? null : await recallMapping(tx, shopId, file.fingerprint, ImportMapping)
    const guessed = file.guess(recalled)
    const mapping = inOrder(recalled ?? guessed.mapping, guessed)
    const zone = (await shopFacts(tx, shopId))?.timeZone ?? 'Asia/Shanghai'
    const charts = new Map((await store.sizeChartsOf(tx, shopId)).map((chart) => [chart.code, chart]))
    const about = { mapping, zone, charts: new Set(charts.keys()) }
    const read = file.products(mapping).map((raw) => readProduct(raw, about))
    const patches = read.flatMap(({ patch }): Patch[] => (patch ? [patch] : []))
    const products = new Map<string, Product>()
    for (let from = 0; from < patches.length; from += PIECE) {
      const ids = patches.slice(from, from + PIECE).map(({ id }) => id)
      for (const product of await store.productsOf(tx, shopId, ids)) products.set(product.id, product)
    }
    const room = store.MOST_PRODUCTS - (await store.countProducts(tx, shopId))
    const plan = planImport(patches, mapping, { products, charts, room })
    plan.refused.unshift(...file.refused, ...read.flatMap(({ refused }) => refused))
    plan.noted.unshift(...read.flatMap(({ noted }) => noted))
    return { file, guessed, mapping, remembered: recalled !== null, plan }
  })

/** Names what a plan would write. */
const nameOf = ({ added, changed, charts }: ImportPlan): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        added.map(({ after }) => after),
        changed.map(({ before, after }) => [before, after]),
        charts,
      ]),
    )
    .digest('base64url')
    .slice(0, 32)

const report = ({ file, guessed, mapping, remembered, plan }: Read, done: boolean): ProductImport => {
  const shown = ({ line, after: { id, title } }: Planned) => ({ line, id, title: excerpt(title) })
  return {
    ...{ plan: nameOf(plan), done, fingerprint: file.fingerprint, form: file.form, remembered, mapping },
    columns: guessed.columns,
    lists: guessed.lists,
    counts: {
      products: plan.added.length + plan.changed.length + plan.unchanged,
      skus: plan.skus,
      added: plan.added.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged,
      prices: plan.prices,
      charts: plan.charts.length,
      refused: plan.refused.length,
      noted: plan.noted.length,
    },
    added: plan.added.slice(0, SHOWN).map((one) => ({ ...shown(one), skus: one.after.skus.length })),
    changed: plan.changed.slice(0, SHOWN).map((one) => ({ ...shown(one), fields: one.fields })),
    refused: plan.refused.slice(0, SHOWN),
    noted: plan.noted.slice(0, SHOWN),
    sample: [...plan.added, ...plan.changed].slice(0, SAMPLE).map(({ after }) => after),
  }
}

/**
 * Says what a file would do, or with the name of such a plan does exactly that (specs/catalog.md CAT-30…CAT-41). The file
 * is read and compared before the shop's turn is taken, and written a piece at a time: its messages would wait. Where a
 * card has been changed since, it stops with `changed-meanwhile`; what is written by then stays, and the file, read again,
 * does the rest.
 */
export const importProducts = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  given: { raw: Request; name: string; plan?: string | undefined },
): Promise<ProductImport> => {
  const file = await readProductFile(await bodyBytes(given.raw, FILE_LIMIT), given.name)
  const read = await planFor(deps, shopId, file)
  const { plan, mapping } = read
  if (given.plan === undefined) return report(read, false)
  if (given.plan !== nameOf(plan)) throw refuse('changed-meanwhile')
  const at = deps.clock.now()
  const cards = [...plan.added, ...plan.changed]
  const parts = Math.max(1, Math.ceil(cards.length / PIECE))
  for (let part = 0; part < parts; part++) {
    const piece = cards.slice(part * PIECE, (part + 1) * PIECE)
    await changeSettings(deps, by, shopId, 'catalog', async (tx) => {
      const ids = piece.map(({ after }) => after.id)
      const now = new Map((await store.productsOf(tx, shopId, ids)).map((product) => [product.id, product]))
      for (const { before, after } of piece)
        if (JSON.stringify(now.get(after.id) ?? null) !== JSON.stringify(before))
          throw refuse('changed-meanwhile', { product: after.id })
      if (part === 0) {
        await store.addSizeCharts(tx, shopId, plan.charts)
        if (file.fingerprint !== null) await rememberMapping(tx, shopId, file.fingerprint, mapping)
      }
      const { prices } = await storeCards(tx, shopId, piece, { at, source: 'import', by: by.personId })
      const added = piece.filter(({ before }) => before === null).length
      const nothing = piece.length === 0 && plan.charts.length === 0
      const detail = {
        ...{ file: given.name, part: part + 1, parts, added, changed: piece.length - added, prices },
        ...(part === 0 && { charts: plan.charts.length, refused: plan.refused.length }),
      }
      return { gives: null, audit: nothing ? null : { what: 'products.imported', detail } }
    })
  }
  return report(read, true)
}

/** Remembers how files of a shape are read, or forgets it. */
export const setImportMapping = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  fingerprint: string,
  mapping: ImportMapping | null,
): Promise<Record<string, never>> =>
  changeSettings(deps, by, shopId, 'catalog', async (tx) => {
    await rememberMapping(tx, shopId, fingerprint, mapping)
    return {
      gives: {},
      audit: { what: 'product-mapping.set', detail: { fingerprint, columns: mapping?.columns ?? null } },
    }
  })
