import { all, moment, one, sql, type Tx } from '../../platform/db/db.ts'
import { type PriceChange, type Product, plainProduct } from './domain/product.ts'
import { SizeChart } from './domain/size.ts'

/** The parts of a product that lie in its document. */
const card = ({ sections, labelOnly, skus, sizeChart, relations, competitors, pictures, page }: Product) => ({
  sections,
  labelOnly,
  skus,
  sizeChart,
  relations,
  competitors,
  pictures,
  page,
})

const columns = sql`product_id as id, title, category, price_fen as "priceFen", stock,
  (extract(epoch from restock_at) * 1000)::float8 as "restockAt", attributes, url, card`

type Row = Pick<
  Product,
  'id' | 'title' | 'category' | 'priceFen' | 'stock' | 'restockAt' | 'attributes' | 'url'
> & {
  card: Partial<Product>
}

/** A product stored before a field existed has nothing there. */
const asProduct = ({ card, ...row }: Row): Product => plainProduct({ ...card, ...row })

/** Products whose title or id holds the text, whatever its case; all of them for an empty one. */
export const productsWith = async (
  tx: Tx,
  shopId: number,
  { q, category, after, limit }: { q: string; category?: string; after?: string; limit: number },
): Promise<Product[]> =>
  (
    await all(
      tx,
      sql<Row>`select ${columns} from product
        where shop_id = ${shopId}
          and (position(lower(${q}) in lower(title)) > 0 or position(lower(${q}) in lower(product_id)) > 0)
          and (${category ?? null}::text is null or category = ${category ?? null})
          and (${after ?? null}::text is null or (title collate "zh-x-icu", product_id) >
            (select title collate "zh-x-icu", product_id from product
              where shop_id = ${shopId} and product_id = ${after ?? null}))
        order by title collate "zh-x-icu", product_id limit ${limit}`,
    )
  ).map(asProduct)

export const countWith = async (tx: Tx, shopId: number, q: string, category?: string): Promise<number> => {
  const [row] = await all(
    tx,
    sql<{ n: number }>`select count(*)::int as n from product
      where shop_id = ${shopId}
        and (position(lower(${q}) in lower(title)) > 0 or position(lower(${q}) in lower(product_id)) > 0)
        and (${category ?? null}::text is null or category = ${category ?? null})`,
  )
  return row?.n ?? 0
}

export const categories = async (tx: Tx, shopId: number): Promise<string[]> =>
  (
    await all(
      tx,
      sql<{ category: string }>`select distinct category from product
        where shop_id = ${shopId} and category is not null order by category`,
    )
  ).map(({ category }) => category)

/** Products of a shop at most: more are refused when they are added or imported. */
export const MOST_PRODUCTS = 20_000

/** Every product of a shop, by id. */
export const everyProduct = async (tx: Tx, shopId: number): Promise<Product[]> =>
  (
    await all(
      tx,
      sql<Row>`select ${columns} from product where shop_id = ${shopId} order by product_id limit ${MOST_PRODUCTS}`,
    )
  ).map(asProduct)

/** Those of the products that there are. */
export const productsOf = async (tx: Tx, shopId: number, ids: readonly string[]): Promise<Product[]> =>
  (
    await all(
      tx,
      sql<Row>`select ${columns} from product
        where shop_id = ${shopId} and product_id = any(${[...ids]}::text[]) order by product_id`,
    )
  ).map(asProduct)

/** Which of the ids are products: their cards, of some kB each, are not read for that. */
export const productIdsOf = async (tx: Tx, shopId: number, ids: readonly string[]): Promise<string[]> =>
  (
    await all(
      tx,
      sql<{ id: string }>`select product_id as id from product
        where shop_id = ${shopId} and product_id = any(${[...ids]}::text[])`,
    )
  ).map(({ id }) => id)

/** The first picture of each of the products that has one, by product. */
export const firstPicturesOf = async (
  tx: Tx,
  shopId: number,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await all(
    tx,
    sql<{ id: string; picture: string }>`select product_id as id, card->'pictures'->>0 as picture from product
      where shop_id = ${shopId} and product_id = any(${[...ids]}::text[]) and card->'pictures'->>0 is not null`,
  )
  return new Map(rows.map(({ id, picture }) => [id, picture]))
}

export const sizeChartsOf = async (tx: Tx, shopId: number): Promise<SizeChart[]> =>
  (
    await all(
      tx,
      sql<{ chart: unknown }>`select chart from size_chart where shop_id = ${shopId} order by code`,
    )
  ).flatMap(({ chart }) => SizeChart.safeParse(chart).data ?? [])

/** Rows of one statement. A card has some kB: 500 are a few MB. */
const PIECE = 500

/** Stores products, or what has become of them, a piece at a time. */
export const saveProducts = async (tx: Tx, shopId: number, products: readonly Product[]): Promise<void> => {
  for (let from = 0; from < products.length; from += PIECE) {
    const rows = products.slice(from, from + PIECE).map((product) => {
      const { id, title, category, priceFen, stock, restockAt, attributes, url } = product
      return {
        ...{ id, title, category, price: priceFen, stock, restock: restockAt, attributes, url },
        card: card(product),
      }
    })
    await sql`insert into product
        (shop_id, product_id, title, category, price_fen, stock, restock_at, attributes, url, card)
      select ${shopId}, id, title, category, price, stock, to_timestamp(restock / 1000), attributes, url, card
      from json_to_recordset(${JSON.stringify(rows)}::json) as v(id text, title text, category text, price int,
        stock int, restock float8, attributes json, url text, card json)
      on conflict (shop_id, product_id) do update set title = excluded.title, category = excluded.category,
        price_fen = excluded.price_fen, stock = excluded.stock, restock_at = excluded.restock_at,
        attributes = excluded.attributes, url = excluded.url, card = excluded.card`.execute(tx)
  }
}

/** Stores a product, or what has become of it. */
export const saveProduct = (tx: Tx, shopId: number, product: Product): Promise<void> =>
  saveProducts(tx, shopId, [product])

export const productById = async (tx: Tx, shopId: number, id: string): Promise<Product | undefined> =>
  (await productsOf(tx, shopId, [id]))[0]

export const countProducts = async (tx: Tx, shopId: number): Promise<number> => countWith(tx, shopId, '')

export const deleteProduct = async (tx: Tx, shopId: number, id: string): Promise<boolean> => {
  const gone = await sql`delete from product where shop_id = ${shopId} and product_id = ${id}`.execute(tx)
  return (gone.numAffectedRows ?? 0n) > 0n
}

/** Products of a category whose price is near another's: what is similar without anybody having said so. */
export const nearbyProducts = async (
  tx: Tx,
  shopId: number,
  to: Pick<Product, 'id' | 'category' | 'priceFen'>,
  limit: number,
): Promise<Product[]> =>
  (
    await all(
      tx,
      sql<Row>`select ${columns} from product
        where shop_id = ${shopId} and category = ${to.category} and product_id <> ${to.id} and stock > 0
        order by abs(price_fen - ${to.priceFen}::int), product_id limit ${limit}`,
    )
  ).map(asProduct)

/** Products in stock of at least a price, the cheapest first: what reaches the next reduction. */
export const productsFrom = async (tx: Tx, shopId: number, fen: number, limit: number): Promise<Product[]> =>
  (
    await all(
      tx,
      sql<Row>`select ${columns} from product
        where shop_id = ${shopId} and price_fen >= ${fen} and stock > 0
        order by price_fen, product_id limit ${limit}`,
    )
  ).map(asProduct)

type Written = Omit<PriceChange, 'id'>

export const addPriceChanges = async (tx: Tx, shopId: number, changes: readonly Written[]): Promise<void> => {
  for (let from = 0; from < changes.length; from += PIECE * 10)
    await sql`insert into price_change (shop_id, product_id, sku, was_fen, is_fen, at, source, person_id)
      select ${shopId}, product, sku, "wasFen", "isFen", to_timestamp(at / 1000), source, by
      from json_to_recordset(${JSON.stringify(changes.slice(from, from + PIECE * 10))}::json)
        as v(product text, sku text, "wasFen" int, "isFen" int, at float8, source text, by int)`.execute(tx)
}

const changeColumns = sql`change_id::float8 as id, product_id as product, sku, was_fen as "wasFen", is_fen as "isFen",
  (extract(epoch from at) * 1000)::float8 as at, source, person_id as by`

/** How a product's prices changed, the latest first. */
export const priceChangesOf = (
  tx: Tx,
  shopId: number,
  product: string,
  limit: number,
): Promise<PriceChange[]> =>
  all(
    tx,
    sql<PriceChange>`select ${changeColumns} from price_change
      where shop_id = ${shopId} and product_id = ${product} order by at desc, change_id desc limit ${limit}`,
  )

/** Adds one and gives it back with what the price was at that moment, as far as it is known. */
export const addSeenPrice = async (tx: Tx, shopId: number, seen: Written): Promise<PriceChange> => {
  const at = moment(seen.at)
  const row = await one(
    tx,
    sql<PriceChange>`insert into price_change (shop_id, product_id, sku, was_fen, is_fen, at, source, person_id)
      select ${shopId}, ${seen.product}, ${seen.sku}, coalesce((select is_fen from price_change
          where shop_id = ${shopId} and product_id = ${seen.product} and sku is not distinct from ${seen.sku}::text
            and at <= ${at} order by at desc, change_id desc limit 1), ${seen.wasFen}::int),
        ${seen.isFen}::int, ${at}, ${seen.source}, ${seen.by}::int
      returning ${changeColumns}`,
  )
  if (!row) throw new Error('a price was not written down')
  return row
}

/** Sets all charts of a shop. */
export const saveSizeCharts = async (tx: Tx, shopId: number, charts: readonly SizeChart[]): Promise<void> => {
  await sql`delete from size_chart where shop_id = ${shopId}
    and code <> all(${charts.map(({ code }) => code)}::text[])`.execute(tx)
  await addSizeCharts(tx, shopId, charts)
}

/** Adds charts, or changes those of the same code. */
export const addSizeCharts = async (tx: Tx, shopId: number, charts: readonly SizeChart[]): Promise<void> => {
  await sql`insert into size_chart (shop_id, code, chart)
    select ${shopId}, chart ->> 'code', chart from jsonb_array_elements(${JSON.stringify(charts)}::jsonb) as chart
    on conflict (shop_id, code) do update set chart = excluded.chart`.execute(tx)
}

/** Products that go by a chart that is not among those given. */
export const usersOfCharts = (
  tx: Tx,
  shopId: number,
  without: readonly string[],
  limit: number,
): Promise<{ id: string; chart: string }[]> =>
  all(
    tx,
    sql<{ id: string; chart: string }>`select product_id as id, card ->> 'sizeChart' as chart from product
      where shop_id = ${shopId} and card ->> 'sizeChart' is not null and card ->> 'sizeChart' <> all(${[...without]}::text[])
      order by product_id limit ${limit}`,
  )
