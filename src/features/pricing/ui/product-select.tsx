import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { yuan } from '../../../web/format.ts'
import { useFound, useGoods } from './api.ts'
import { skuName } from './naming.ts'

interface ProductsSelectProps {
  shopId: number
  label: string
  value: readonly string[]
  set(ids: string[]): void
  of?: 'products' | 'skus'
  disabled?: boolean
  wrong?: boolean
}

/** Products, or SKUs of them, found by name or number. */
export const ProductsSelect = ({
  shopId,
  label,
  value,
  set,
  of = 'products',
  ...rest
}: ProductsSelectProps) => {
  const [text, setText] = useState('')
  const found = useFound(shopId, useDeferredValue(text.trim()))
  // Of SKUs that were chosen before only the number is known until their product is found.
  const goods = useGoods(shopId, of === 'products' ? value.slice(0, 30) : [])
  const options = new Map(value.map((id) => [id, goods.get(id)?.title ?? id]))
  for (const product of found.data ?? [])
    if (of === 'products') options.set(product.id, `${product.title} · ${yuan(product.priceFen)}`)
    else
      for (const sku of product.skus)
        options.set(sku.id, `${product.title} ${skuName(sku)} · ${yuan(sku.priceFen)}`)
  return (
    <Select
      mode="multiple"
      aria-label={label}
      placeholder={label}
      style={{ width: '100%' }}
      value={[...value]}
      onChange={set}
      onSearch={setText}
      filterOption={false}
      options={[...options].map(([id, name]) => ({ value: id, label: name }))}
      disabled={rest.disabled ?? false}
      {...(rest.wrong && { status: 'error' as const })}
    />
  )
}

interface ProductSelectProps extends Omit<ProductsSelectProps, 'value' | 'set' | 'of'> {
  value: string | null
  set(id: string | undefined): void
}

export const ProductSelect = ({ shopId, label, value, set, ...rest }: ProductSelectProps) => {
  const [text, setText] = useState('')
  const found = useFound(shopId, useDeferredValue(text.trim()))
  const goods = useGoods(shopId, value === null ? [] : [value])
  const options = new Map(value === null ? [] : [[value, goods.get(value)?.title ?? value]])
  for (const { id, title } of found.data ?? []) options.set(id, title)
  return (
    <Select
      aria-label={label}
      placeholder={label}
      showSearch
      allowClear
      style={{ minWidth: 220 }}
      value={value}
      onChange={(id) => set(id ?? undefined)}
      onSearch={setText}
      filterOption={false}
      options={[...options].map(([id, name]) => ({ value: id, label: name }))}
      disabled={rest.disabled ?? false}
      {...(rest.wrong && { status: 'error' as const })}
    />
  )
}
