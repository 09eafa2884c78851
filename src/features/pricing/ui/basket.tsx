import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import type { Product } from '../../catalog/contract.ts'
import type { Quote } from '../domain/quote.ts'
import { isOf, type PriceDraft, type Wish, withPiece, withQuantity, withSku } from './basket-edit.ts'
import { lineName, skuName } from './naming.ts'
import { Pick } from './pick.tsx'
import { Quantity } from './quantity.tsx'

interface LineProps {
  line: Wish
  product: Product | null | undefined
  quoted: Quote['lines'][number] | undefined
  change(lines: (now: readonly Wish[]) => readonly Wish[]): void
  /** Takes it out. */
  remove(): void
}

const BasketLine = ({ line, product, quoted, change, remove }: LineProps) => {
  const { t } = useTranslation()
  const name = lineName({ ...line, ...(quoted && { title: quoted.title }) }, product)
  const sku = product?.skus.find(({ id }) => id === line.sku)
  const stock = sku?.stock ?? product?.stock
  return (
    <li className="price-line">
      <div className="price-line-head">
        <span className="price-title" title={name}>
          {product?.title ?? name}
        </span>
        <button
          type="button"
          className="icon-button price-remove"
          aria-label={`${t('app.remove')}: ${name}`}
          onClick={remove}
        >
          <Icon name="cross" size={13} />
        </button>
      </div>
      {product === null && !quoted && (
        <p className="price-wrong small">{t('pricing.basket.unknown', { product: line.product })}</p>
      )}
      {product && product.skus.length > 0 && (
        <select
          className="input price-sku"
          aria-label={t('pricing.basket.sku', { of: product.title })}
          value={line.sku ?? ''}
          onChange={(e) => {
            const { value } = e.target
            change((lines) => withSku(lines, line, value === '' ? null : value))
          }}
        >
          <option value="">{t('pricing.basket.anySku')}</option>
          {product.skus.map((one) => (
            <option key={one.id} value={one.id}>
              {`${skuName(one)} · ${yuan(one.priceFen)}${one.stock === 0 ? ` · ${t('panel.soldOut')}` : ''}`}
            </option>
          ))}
        </select>
      )}
      <div className="price-line-foot">
        <Quantity
          of={name}
          value={line.quantity}
          set={(quantity) => change((lines) => withQuantity(lines, line, quantity))}
          remove={remove}
        />
        {stock !== undefined && stock < line.quantity && (
          <span className="price-short small">
            {stock === 0 ? t('panel.soldOut') : t('panel.stock', { count: stock })}
          </span>
        )}
        <span className="price-pays">
          {quoted ? (
            <>
              {quoted.paysFen !== quoted.listFen && <s>{yuan(quoted.listFen)}</s>}{' '}
              <strong title={t('pricing.basket.refund')}>{yuan(quoted.paysFen)}</strong>
            </>
          ) : (
            product && yuan((sku?.priceFen ?? product.priceFen) * line.quantity)
          )}
        </span>
      </div>
    </li>
  )
}

/** A line keeps its place on the screen while its SKU changes: told by the product, and which of its lines it is. */
const placeOf = (lines: readonly Wish[], line: Wish): string =>
  `${line.product} ${lines.filter(({ product }) => product === line.product).indexOf(line)}`

interface BasketProps {
  shopId: number
  draft: PriceDraft
  goods: ReadonlyMap<string, Product | null>
  quote: Quote | null
  set(change: (now: PriceDraft) => PriceDraft): void
}

/** What the price is asked for: lines with SKU and quantity, what each pays, and a field that adds more. */
export const Basket = ({ shopId, draft, goods, quote, set }: BasketProps) => {
  const { t } = useTranslation()
  const change = (lines: (now: readonly Wish[]) => readonly Wish[]) =>
    set((now) => ({ ...now, lines: lines(now.lines) }))
  const section = useRef<HTMLElement>(null)
  return (
    <section ref={section} aria-label={t('pricing.basket.label')}>
      <Pick shopId={shopId} add={(product, sku) => change((lines) => withPiece(lines, product, sku))} />
      {draft.lines.length > 0 && (
        <ul className="price-lines">
          {draft.lines.map((line) => (
            <BasketLine
              key={placeOf(draft.lines, line)}
              line={line}
              product={goods.get(line.product)}
              quoted={quote?.lines.find(({ item, sku }) => isOf(line, item, sku))}
              change={change}
              remove={() => {
                change((lines) => withQuantity(lines, line, 0))
                // What had the keyboard is gone.
                section.current?.querySelector<HTMLElement>('[data-place="price"]')?.focus()
              }}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
