import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Skeleton } from '../../../../web/parts/states.tsx'
import { bodyIn } from '../../domain/body.ts'
import { cardOf, productWords } from '../../domain/card-words.ts'
import type { Body } from '../../domain/fit.ts'
import type { Product } from '../../domain/product.ts'
import { useProductNamed } from '../looked-at.ts'
import { ProductFinder } from './finder.tsx'
import { LookedCard } from './looked.tsx'
import { Offers } from './offers.tsx'
import './panel.css'

/** What a buyer has in the basket, as the price was told. */
type Basket = { product: string; quantity: number }[]

export interface ProductsProps {
  shopId: number
  /** Id or title of what the buyer looks at; null where nothing tells. */
  about: string | null
  /** Products talked about, the latest first. */
  goods: readonly string[]
  /** What the buyer wrote of late, the latest last: a body is read from it. */
  words: readonly string[]
  basket: Basket
  /** A complaint is open: nothing is offered. */
  complaint: boolean
  /** Null where this person cannot write here. */
  insert: ((text: string) => void) | null
  send: ((product: Product, sku: string | null) => void) | null
  /** What stands below the product that is looked at. */
  below?: (product: Product) => ReactNode
}

/** Measures said later hold. */
const bodyOf = (words: readonly string[]): Body =>
  Object.assign({}, ...words.map((text) => bodyIn(text).body))

/** Another product talked about: a click shows its card. */
const Chip = ({
  shopId,
  named,
  here,
  look,
}: {
  shopId: number
  named: string
  here: boolean
  look(): void
}) => {
  const product = useProductNamed(shopId, named)
  if (!product || here) return null
  return (
    <button type="button" className="tag looked-chip" title={product.title} onClick={look}>
      {product.title}
    </button>
  )
}

/** What the buyer looks at, what may be offered beside it, and all the rest to search. */
export const Products = ({
  shopId,
  about,
  goods,
  words,
  basket,
  complaint,
  insert,
  send,
  below,
}: ProductsProps) => {
  const { t } = useTranslation()
  /** What somebody chose to look at instead. The buyer turning to another product goes before it. */
  const [instead, setInstead] = useState<{ of: string | null; product: string } | null>(null)
  const chosen = instead?.of === about ? instead.product : null
  const shown = chosen ?? about ?? goods[0] ?? null
  const product = useProductNamed(shopId, shown)
  const known = useMemo(() => bodyOf(words), [words])
  const [typed, setTyped] = useState<Body | null>(null)
  const look = (id: string) => setInstead({ of: about, product: id })
  const put = insert && ((one: Product, sku: string | null) => insert(productWords(cardOf(one, sku, shopId))))
  const others = goods.filter((one) => one !== shown && one !== product?.id && one !== product?.title)
  return (
    <div className="looked">
      {product === undefined && <Skeleton rows={2} height={64} />}
      {product === null && (
        <p className="looked-none">
          <Icon name="eye" size={16} />
          {shown === null ? t('catalog.looked.none') : t('catalog.looked.unknown', { name: shown })}
        </p>
      )}
      {product && (
        <>
          <LookedCard
            key={product.id}
            shopId={shopId}
            product={product}
            by={chosen !== null ? 'chosen' : about !== null ? 'buyer' : 'talk'}
            known={known}
            told={setTyped}
            insertText={insert}
            insert={put}
            send={send}
            back={chosen !== null && about !== null ? () => setInstead(null) : null}
          />
          {below?.(product)}
          {others.length > 0 && (
            <div className="looked-chips">
              <span className="faint small">{t('catalog.looked.also')}</span>
              {others.map((one) => (
                <Chip key={one} shopId={shopId} named={one} here={false} look={() => look(one)} />
              ))}
            </div>
          )}
          <Offers
            shopId={shopId}
            product={product}
            basket={basket}
            body={typed ?? known}
            complaint={complaint}
            insertText={insert}
            insert={put}
            send={send}
            look={look}
          />
        </>
      )}
      <h3 className="looked-head">{t('catalog.looked.all')}</h3>
      <ProductFinder shopId={shopId} insert={(one) => put?.(one, null)} look={(one) => look(one.id)} />
    </div>
  )
}
