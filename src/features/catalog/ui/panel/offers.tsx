import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { yuan } from '../../../../web/format.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { shopOf } from '../../../shop/ui/session.ts'
import type { Suggestion } from '../../contract.ts'
import { cardOf, productWords } from '../../domain/card-words.ts'
import type { Body } from '../../domain/fit.ts'
import type { Product } from '../../domain/product.ts'
import { catalogApi, PRODUCTS } from '../api.ts'

interface OffersProps {
  shopId: number
  product: Product
  basket: { product: string; quantity: number }[]
  body: Body
  complaint: boolean
  insertText: ((text: string) => void) | null
  insert: ((product: Product, sku: string | null) => void) | null
  send: ((product: Product, sku: string | null) => void) | null
  look(id: string): void
}

const Offer = ({ offer, ...props }: OffersProps & { offer: Suggestion }) => {
  const { shopId, insertText, send, look } = props
  const { t, i18n } = useTranslation()
  const { product, sku, by, differenceFen, sentence } = offer
  const locale = shopOf(shopId)?.locale ?? 'zh-CN'
  // The reason goes along in the language of the shop; on the screen it stands in that of who reads it.
  const insert =
    insertText &&
    (() => insertText(`${inLanguage(sentence, locale)}\n${productWords(cardOf(product, sku, shopId))}`))
  return (
    <li className="card offer">
      <span className="card-line">
        <button type="button" className="offer-title" onClick={() => look(product.id)}>
          {product.title}
        </button>
        <span className="tag offer-by">{t(`catalog.offer.${by}`)}</span>
      </span>
      <span className="offer-why">{inLanguage(sentence, i18n.language)}</span>
      <span className="card-line">
        <span>
          <strong>{yuan(product.priceFen)}</strong>
          {differenceFen !== null && (
            <span className="faint small offer-more">
              {differenceFen > 0 ? '+' : differenceFen < 0 ? '−' : '±'}
              {yuan(Math.abs(differenceFen))}
            </span>
          )}
        </span>
        <span className="offer-acts">
          {insert && (
            <button type="button" className="button button-small" onClick={insert}>
              {t('catalog.insert')}
            </button>
          )}
          {send && (
            <button
              type="button"
              className="icon-button"
              title={t('catalog.sendCard')}
              aria-label={`${t('catalog.sendCard')}: ${product.title}`}
              onClick={() => send(product, sku)}
            >
              <Icon name="send" size={14} />
            </button>
          )}
        </span>
      </span>
    </li>
  )
}

/** What may be offered beside a product, each with its reason. */
export const Offers = (props: OffersProps) => {
  const { shopId, product, basket, body, complaint } = props
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: [PRODUCTS, shopId, 'suggestions', product.id, basket, body, complaint],
    queryFn: async () =>
      (
        await catalogApi.suggestions({
          params: { shopId, productId: product.id },
          body: { basket, body, complaint },
        })
      ).suggestions,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const offers = found.data ?? []
  return (
    <section aria-label={t('catalog.offer.title')}>
      <h3 className="looked-head">{t('catalog.offer.title')}</h3>
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton rows={2} height={60} />}
      {found.data && offers.length === 0 && (
        <p className="looked-none">{t(complaint ? 'catalog.offer.complaint' : 'catalog.offer.none')}</p>
      )}
      <ul className="cards">
        {offers.map((offer) => (
          <Offer key={`${offer.by} ${offer.product.id} ${offer.sku}`} {...props} offer={offer} />
        ))}
      </ul>
    </section>
  )
}
