import type { Product, Sku } from '../../catalog/domain/product.ts'

/** A SKU as people call it: `海盐蓝 M`. */
export const skuName = ({ id, options }: Sku): string => Object.values(options).join(' ') || id

/** A line as people call it: the product, and which of it. */
export const lineName = (
  { product, sku, title }: { product: string; sku: string | null; title?: string },
  known: Product | null | undefined,
): string => {
  const name = known?.title ?? (title === undefined || title === '' ? product : title)
  const chosen = sku === null ? undefined : known?.skus.find(({ id }) => id === sku)
  return chosen ? `${name} ${skuName(chosen)}` : name
}
