import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../../web/api.ts'
import { yuan } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
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
    <div className="finder">
      <label className="find">
        <Icon name="search" size={15} />
        <input
          type="search"
          value={text}
          placeholder={t('panel.findProduct')}
          aria-label={t('panel.findProduct')}
          onChange={(e) => setText(e.target.value)}
        />
      </label>
      {found.isPending && <Skeleton rows={5} height={56} />}
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && <Empty icon="box" title={t('panel.noProduct')} />}
      <ul className="cards">
        {found.data?.map((product) => (
          <li key={product.id}>
            <button
              type="button"
              className="card"
              title={t('panel.insert')}
              onClick={() => insert(inReply(product))}
            >
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
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
