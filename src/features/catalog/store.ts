import { all, sql, type Tx } from '../../platform/db/db.ts'
import { type Product, plainProduct } from './domain/product.ts'
import { SizeChart } from './domain/size.ts'

/** The parts of a product that lie in its document. */
const card = ({
  sections,
  labelOnly,
  skus,
  sizeChart,
  relations,
  competitors,
  pictures,
  page,
}: Product): string =>
  JSON.stringify({ sections, labelOnly, skus, sizeChart, relations, competitors, pictures, page })

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

export const sizeChartsOf = async (tx: Tx, shopId: number): Promise<SizeChart[]> =>
  (
    await all(
      tx,
      sql<{ chart: unknown }>`select chart from size_chart where shop_id = ${shopId} order by code`,
    )
  ).flatMap(({ chart }) => SizeChart.safeParse(chart).data ?? [])

/** Stores a product, or what has become of it. */
export const saveProduct = async (tx: Tx, shopId: number, product: Product): Promise<void> => {
  const restockAt = product.restockAt === null ? null : new Date(product.restockAt)
  await sql`insert into product
      (shop_id, product_id, title, category, price_fen, stock, restock_at, attributes, url, card)
    values (${shopId}, ${product.id}, ${product.title}, ${product.category}, ${product.priceFen}, ${product.stock},
      ${restockAt}, ${JSON.stringify(product.attributes)}::jsonb, ${product.url}, ${card(product)}::jsonb)
    on conflict (shop_id, product_id) do update set title = excluded.title, category = excluded.category,
      price_fen = excluded.price_fen, stock = excluded.stock, restock_at = excluded.restock_at,
      attributes = excluded.attributes, url = excluded.url, card = excluded.card`.execute(tx)
}
