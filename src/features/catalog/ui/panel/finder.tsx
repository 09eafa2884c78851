import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../../web/format.ts'
import { Finder } from '../../../../web/parts/finder.tsx'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Empty } from '../../../../web/parts/states.tsx'
import type { Product } from '../../domain/product.ts'
import { catalogApi, PRODUCTS } from '../api.ts'

interface ProductFinderProps {
  shopId: number
  insert(product: Product): void
  /** Shows its card on top. */
  look(product: Product): void
}

/** Finds a product and puts it into the reply, or shows its card. */
export const ProductFinder = ({ shopId, insert, look }: ProductFinderProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const found = useQuery({
    queryKey: [PRODUCTS, shopId, q],
    queryFn: async () => (await catalogApi.products({ params: { shopId }, query: { q } })).products,
    placeholderData: keepPreviousData,
  })
  return (
    <Finder
      label={t('panel.findProduct')}
      text={text}
      write={setText}
      found={found.data}
      error={found.error}
      retry={() => void found.refetch()}
      keyOf={(product) => product.id}
      insert={insert}
      none={<Empty icon="box" title={t('panel.noProduct')} />}
      draw={(product) => (
        <>
          <span className="card-title">{product.title}</span>
          <span className="card-line">
            <strong>{yuan(product.priceFen)}</strong>
            <span className={product.stock > 0 ? 'card-side' : 'card-side sold-out'}>
              {product.stock > 0 ? t('panel.stock', { count: product.stock }) : t('panel.soldOut')}
            </span>
          </span>
          <span className="card-small">
            {[product.id, ...Object.entries(product.attributes).map(([k, v]) => `${k} ${v}`)].join(' · ')}
          </span>
        </>
      )}
      also={(product) => (
        <button
          type="button"
          className="icon-button card-also"
          title={t('catalog.looked.look')}
          aria-label={`${t('catalog.looked.look')}: ${product.title}`}
          onClick={() => look(product)}
        >
          <Icon name="eye" size={15} />
        </button>
      )}
    />
  )
}
