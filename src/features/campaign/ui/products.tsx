import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../../shared/refusal.ts'
import { client } from '../../../web/api.ts'
import { catalogContract, type Product } from '../../catalog/contract.ts'
import type { Sku } from '../../catalog/domain/product.ts'

const catalog = client(catalogContract)
const KEPT = 5 * 60_000

/** A product with how its prices changed; null where the catalog has no such product. */
export const useProduct = (shopId: number, id: string) =>
  useQuery({
    queryKey: ['products', shopId, 'one', id],
    queryFn: async () => {
      try {
        return await catalog.product({ params: { shopId, productId: id } })
      } catch (error) {
        if (error instanceof Refusal && error.code === 'not-found') return null
        throw error
      }
    },
    staleTime: KEPT,
  })

/** What sets a SKU apart, in words: `海盐蓝 / M`. */
export const skuName = ({ id, options }: Pick<Sku, 'id' | 'options'>): string =>
  Object.values(options).join(' / ') || id

interface ProductNameProps {
  shopId: number
  id: string
  sku: string | null
}

/** A product by its title, with its id below; that the catalog does not know it is said. */
export const ProductName = ({ shopId, id, sku }: ProductNameProps) => {
  const { t } = useTranslation()
  const { data } = useProduct(shopId, id)
  const known = data?.product.skus.find((one) => one.id === sku)
  return (
    <span className="campaign-product">
      <span>{data?.product.title ?? id}</span>
      <span className="faint small">
        {[id, known ? `${skuName(known)} (${known.id})` : sku].filter((part) => part !== null).join(' · ')}
        {data === null && <span className="campaign-unknown">{t('campaign.product.unknown')}</span>}
        {data && sku !== null && !known && (
          <span className="campaign-unknown">{t('campaign.product.unknownSku')}</span>
        )}
      </span>
    </span>
  )
}

interface ProductSelectProps {
  shopId: number
  label: string
  /** What stands in the empty field; not given: its label. */
  placeholder?: string
  take(product: Product): void
  disabled?: boolean
}

/** Finds a product of the catalog by title or id, and takes it. */
export const ProductSelect = ({
  shopId,
  label,
  placeholder = label,
  take,
  disabled = false,
}: ProductSelectProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim().slice(0, 60))
  const found = useQuery({
    queryKey: ['products', shopId, q],
    queryFn: async () => (await catalog.products({ params: { shopId }, query: { q } })).products,
  })
  return (
    <Select<string>
      showSearch={{ searchValue: text, onSearch: setText, filterOption: false }}
      style={{ width: 340, maxWidth: '100%' }}
      aria-label={label}
      placeholder={placeholder}
      disabled={disabled}
      loading={found.isFetching}
      notFoundContent={found.error ? t('campaign.product.failed') : t('campaign.product.none')}
      value={null}
      onChange={(id) => {
        const product = found.data?.find((one) => one.id === id)
        setText('')
        if (product) take(product)
      }}
      options={(found.data ?? []).map(({ id, title }) => ({ value: id, label: `${title} · ${id}` }))}
    />
  )
}

interface SkuSelectProps {
  shopId: number
  product: string
  value: string | null
  set(sku: string | null): void
  disabled?: boolean
}

/** A SKU of a product, or all of them together. */
export const SkuSelect = ({ shopId, product, value, set, disabled = false }: SkuSelectProps) => {
  const { t } = useTranslation()
  const { data } = useProduct(shopId, product)
  const known = (data?.product.skus ?? []).map((sku) => ({ value: sku.id, label: skuName(sku) }))
  const other = value !== null && !known.some((one) => one.value === value)
  return (
    <Select<string>
      allowClear
      style={{ width: '100%', minWidth: 130 }}
      aria-label={t('campaign.product.sku')}
      placeholder={t('campaign.product.allSkus')}
      disabled={disabled || (known.length === 0 && value === null)}
      value={value}
      onChange={(sku) => set(sku ?? null)}
      options={other ? [...known, { value, label: value }] : known}
    />
  )
}
