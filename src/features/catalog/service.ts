import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import { type By, changeSettings, differences, type SettingsDeps } from '../shop/index.ts'
import {
  type CardProblem,
  cardProblems,
  type ManySet,
  priceSteps,
  summedUp,
  withSet,
} from './domain/card-edit.ts'
import { chartProblems } from './domain/fit.ts'
import type { PriceChange, Product } from './domain/product.ts'
import type { SizeChart } from './domain/size.ts'
import * as store from './store.ts'

/** Price changes shown with a card. */
const CHANGES = 200
/** Cards that are in memory together while many are changed. */
const PIECE = 500
/** A clock of a shop's browser may be ahead of ours by so much, ms. */
const AHEAD = 60_000

const malformed = (problems: CardProblem[]) =>
  refuse('malformed', { where: 'body', problems: problems.slice(0, 20) })

/** Stores cards and every price that changed with them. */
export const storeCards = async (
  tx: Tx,
  shopId: number,
  cards: readonly { before: Product | null; after: Product }[],
  how: { at: Instant; source: PriceChange['source']; by: number | null },
): Promise<{ prices: number }> => {
  await store.saveProducts(
    tx,
    shopId,
    cards.map(({ after }) => after),
  )
  const steps = cards.flatMap(({ before, after }) => priceSteps(before, after))
  await store.addPriceChanges(
    tx,
    shopId,
    steps.map((step) => ({ ...step, ...how })),
  )
  return { prices: steps.length }
}

export const listProducts = (
  deps: Pick<SettingsDeps, 'db'>,
  shopId: number,
  query: { q: string; category?: string | undefined; after?: string | undefined; limit: number },
) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { category, after, limit } = query
    const q = query.q.trim()
    const among = {
      q,
      limit,
      ...(category !== undefined && { category }),
      ...(after !== undefined && { after }),
    }
    return {
      products: await store.productsWith(tx, shopId, among),
      total: await store.countWith(tx, shopId, q, category),
      categories: await store.categories(tx, shopId),
    }
  })

const needProduct = async (tx: Tx, shopId: number, id: string): Promise<Product> => {
  const product = await store.productById(tx, shopId, id)
  if (!product) throw refuse('not-found', { product: id })
  return product
}

export const cardOf = (deps: Pick<SettingsDeps, 'db'>, shopId: number, id: string) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => ({
    product: await needProduct(tx, shopId, id),
    changes: await store.priceChangesOf(tx, shopId, id, CHANGES),
  }))

const chartCodes = async (tx: Tx, shopId: number): Promise<Set<string>> =>
  new Set((await store.sizeChartsOf(tx, shopId)).map(({ code }) => code))

/** Adds or changes a card (specs/catalog.md CAT-1…CAT-3). */
export const setProduct = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  id: string,
  body: Product,
): Promise<Product> => {
  if (body.id !== id) throw malformed([{ field: 'id', problem: `the address names ${id}` }])
  const after = summedUp(body)
  return changeSettings(deps, by, shopId, 'catalog', async (tx) => {
    const before = (await store.productById(tx, shopId, id)) ?? null
    const related = await store.productsOf(
      tx,
      shopId,
      after.relations.map((relation) => relation.product),
    )
    const problems = cardProblems(after, before, {
      charts: await chartCodes(tx, shopId),
      products: new Set(related.map((product) => product.id)),
    })
    if (problems.length > 0) throw malformed(problems)
    if (before === null && (await store.countProducts(tx, shopId)) >= store.MOST_PRODUCTS)
      throw malformed([
        { field: 'id', problem: `a shop has at most ${store.MOST_PRODUCTS} products: remove some first` },
      ])
    const changed = before === null ? null : differences(before, after)
    if (changed !== null && Object.keys(changed).length === 0) return { gives: after, audit: null }
    await storeCards(tx, shopId, [{ before, after }], {
      ...{ at: deps.clock.now(), source: 'edit', by: by.personId },
    })
    const audit =
      changed === null
        ? { what: 'product.added', detail: { id, title: after.title, priceFen: after.priceFen } }
        : { what: 'product.changed', detail: { id, ...changed } }
    return { gives: after, audit }
  })
}

export const removeProduct = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  id: string,
): Promise<Record<string, never>> =>
  changeSettings(deps, by, shopId, 'catalog', async (tx) => {
    const { title } = await needProduct(tx, shopId, id)
    await store.deleteProduct(tx, shopId, id)
    return { gives: {}, audit: { what: 'product.removed', detail: { id, title } } }
  })

const WHY = {
  skus: (id: string) => `${id} has SKUs: set the stock of each on its card, or 0 for all`,
  price: (id: string) => `a price of ${id} would pass a million yuan`,
}

/** Sets the same fields in many cards, all or none (CAT-4). The cards are in memory a piece at a time. */
export const editProducts = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  ids: readonly string[],
  set: ManySet,
): Promise<{ changed: number; missing: string[] }> => {
  const wanted = [...new Set(ids)]
  const at = deps.clock.now()
  return changeSettings(deps, by, shopId, 'catalog', async (tx) => {
    const { sizeChart = null } = set
    if (sizeChart !== null && !(await chartCodes(tx, shopId)).has(sizeChart))
      throw malformed([
        { field: 'set.sizeChart', problem: `there is no size chart ${sizeChart}: add it first` },
      ])
    const missing: string[] = []
    const problems: CardProblem[] = []
    let changed = 0
    let prices = 0
    for (let from = 0; from < wanted.length; from += PIECE) {
      const piece = wanted.slice(from, from + PIECE)
      const found = new Map((await store.productsOf(tx, shopId, piece)).map((p) => [p.id, p]))
      const cards = piece.flatMap((id) => {
        const before = found.get(id)
        if (!before) {
          missing.push(id)
          return []
        }
        const after = withSet(before, set)
        if ('why' in after) {
          const field = after.why === 'skus' ? 'set.stock' : 'set.priceTimes'
          problems.push({ field, problem: WHY[after.why](id) })
          return []
        }
        return Object.keys(differences(before, after)).length > 0 ? [{ before, after }] : []
      })
      if (problems.length > 0) throw malformed(problems)
      prices += (await storeCards(tx, shopId, cards, { at, source: 'edit', by: by.personId })).prices
      changed += cards.length
    }
    const detail = { set, changed, prices, ids: wanted.slice(0, 50) }
    return { gives: { changed, missing }, audit: changed === 0 ? null : { what: 'products.edited', detail } }
  })
}

/** Keeps a price that was seen outside the desk; the card stays as it is (CAT-11). */
export const seePrice = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  id: string,
  seen: { sku: string | null; fen: number; at: Instant; where: 'page' | 'checkout' },
): Promise<PriceChange> => {
  if (seen.at > deps.clock.now() + AHEAD)
    throw malformed([{ field: 'at', problem: 'nobody has seen a price in the future' }])
  return changeSettings(deps, by, shopId, 'catalog', async (tx) => {
    const product = await needProduct(tx, shopId, id)
    const sku = product.skus.find((one) => one.id === seen.sku)
    if (seen.sku !== null && !sku) throw refuse('not-found', { product: id, sku: seen.sku })
    const change = await store.addSeenPrice(tx, shopId, {
      ...{ product: id, sku: seen.sku, wasFen: (sku ?? product).priceFen, isFen: seen.fen },
      ...{ at: seen.at, source: seen.where, by: by.personId },
    })
    return {
      gives: change,
      audit: { what: 'price.seen', detail: { product: id, ...seen, wasFen: change.wasFen } },
    }
  })
}

export const chartsOf = (deps: Pick<SettingsDeps, 'db'>, shopId: number) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => ({ charts: await store.sizeChartsOf(tx, shopId) }))

/** Sets the shop's charts (CAT-15, CAT-16). */
export const setSizeCharts = (deps: SettingsDeps, by: By, shopId: number, charts: SizeChart[]) => {
  const problems = chartProblems(charts)
  if (problems.length > 0) throw malformed(problems)
  return changeSettings(deps, by, shopId, 'catalog', async (tx) => {
    const before = await store.sizeChartsOf(tx, shopId)
    const codes = charts.map(({ code }) => code)
    const users = await store.usersOfCharts(tx, shopId, codes, 5)
    if (users.length > 0)
      throw malformed(
        users.map(({ id, chart }) => ({
          field: 'charts',
          problem: `${id} goes by the chart ${chart}: give it another one before you remove this`,
        })),
      )
    await store.saveSizeCharts(tx, shopId, charts)
    const gives = { charts: await store.sizeChartsOf(tx, shopId) }
    const same = JSON.stringify(before) === JSON.stringify(gives.charts)
    return { gives, audit: same ? null : { what: 'size-charts.set', detail: { codes } } }
  })
}
