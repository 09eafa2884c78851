import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../../web/api.ts'
import { yuan } from '../../../web/format.ts'
import { Finder } from '../../../web/parts/finder.tsx'
import { Empty } from '../../../web/parts/states.tsx'
import { catalogContract, type Product } from '../contract.ts'

const api = client(catalogContract)

/** A product as it goes into a reply: title, price, link. */
export const inReply = (product: Product): string =>
  [product.title, yuan(product.priceFen), product.url ?? ''].filter((part) => part !== '').join(' ')

/** Finds a product and puts it into the reply. */
export const Products = ({ shopId, insert }: { shopId: number; insert: (text: string) => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const found = useQuery({
    queryKey: ['products', shopId, q],
    queryFn: async () => (await api.products({ params: { shopId }, query: { q } })).products,
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
      insert={(product) => insert(inReply(product))}
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
    />
  )
}
