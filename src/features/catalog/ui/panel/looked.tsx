import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../../web/clock.ts'
import { shortTime, yuan } from '../../../../web/format.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { shopOf } from '../../../shop/ui/session.ts'
import { isWebAddress } from '../../domain/card-words.ts'
import { type Body, type Fit, sizeFor } from '../../domain/fit.ts'
import { optionName } from '../../domain/goods.ts'
import { cardSections, type Product, type Sku } from '../../domain/product.ts'
import { FitBox } from '../charts/fit-box.tsx'
import { useCharts } from '../charts/use-charts.ts'

interface LookedProps {
  shopId: number
  product: Product
  /** Why it is shown: the buyer looks at it, it was talked about, somebody chose it. */
  by: 'buyer' | 'talk' | 'chosen'
  /** What the buyer said of a body. */
  known: Body
  told(body: Body): void
  insertText: ((text: string) => void) | null
  insert: ((product: Product, sku: string | null) => void) | null
  send: ((product: Product, sku: string | null) => void) | null
  /** Goes back to what the buyer looks at. */
  back: (() => void) | null
}

/** Few lines are shown at once; the rest is unfolded. */
const SHOWN = 8

const Stock = ({ stock, restockAt }: Pick<Sku, 'stock' | 'restockAt'>) => {
  const { t, i18n } = useTranslation()
  return (
    <span className={stock > 0 ? 'card-side' : 'card-side sold-out'}>
      {stock > 0 ? t('panel.stock', { count: stock }) : t('panel.soldOut')}
      {stock === 0 && restockAt !== null && (
        <span className="faint">
          {' '}
          {t('catalog.restocks', { when: shortTime(restockAt, deskNow(), i18n.language) })}
        </span>
      )}
    </span>
  )
}

const sizesOf = (fit: Fit | null): string[] => {
  if (fit?.kind === 'fits') return [fit.size]
  return fit?.kind === 'between' ? [fit.smaller, fit.bigger] : []
}

const Skus = ({
  product,
  fit,
  insert,
  send,
}: Pick<LookedProps, 'product' | 'insert' | 'send'> & { fit: Fit | null }) => {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const sizes = sizesOf(fit).map(optionName)
  const suits = (sku: Sku) => Object.values(sku.options).some((value) => sizes.includes(optionName(value)))
  // What fits comes first: that is what the buyer will be told.
  const sorted =
    sizes.length === 0 ? product.skus : product.skus.toSorted((a, b) => Number(suits(b)) - Number(suits(a)))
  const shown = all ? sorted : sorted.slice(0, SHOWN)
  if (product.skus.length === 0) return null
  return (
    <div className="looked-skus">
      <ul>
        {shown.map((sku) => (
          <li key={sku.id} className={suits(sku) ? 'looked-suits' : undefined}>
            <span className="looked-options">
              {Object.values(sku.options).join(' / ') || sku.id}
              {suits(sku) && <span className="looked-mark">{t('catalog.looked.suits')}</span>}
              <span className="looked-left">
                {sku.priceFen !== product.priceFen && <span className="digits">{yuan(sku.priceFen)}</span>}
                <Stock stock={sku.stock} restockAt={sku.restockAt} />
              </span>
            </span>
            {insert && (
              <button
                type="button"
                className="icon-button"
                title={t('catalog.insert')}
                aria-label={`${t('catalog.insert')}: ${Object.values(sku.options).join(' ')}`}
                onClick={() => insert(product, sku.id)}
              >
                <Icon name="plus" size={13} />
              </button>
            )}
            {send && (
              <button
                type="button"
                className="icon-button"
                title={t('catalog.sendCard')}
                aria-label={`${t('catalog.sendCard')}: ${Object.values(sku.options).join(' ')}`}
                onClick={() => send(product, sku.id)}
              >
                <Icon name="send" size={13} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {product.skus.length > SHOWN && (
        <button type="button" className="link" onClick={() => setAll(!all)}>
          {all ? t('catalog.looked.fewer') : t('catalog.looked.more', { count: product.skus.length - SHOWN })}
        </button>
      )}
    </div>
  )
}

/** What is known of the product besides, folded: opened where the question is about it. */
const Facts = ({ product, insertText }: Pick<LookedProps, 'product' | 'insertText'>) => {
  const { t } = useTranslation()
  const attributes = Object.entries(product.attributes)
  const sections = cardSections.flatMap((section) => {
    const text = product.sections[section]
    return text === undefined || text === '' ? [] : [{ section, text }]
  })
  const page = Object.entries(product.page)
  const line = (key: string, name: string, text: string) => (
    <div key={key}>
      <dt>{name}</dt>
      <dd>
        {insertText ? (
          <button
            type="button"
            className="looked-fact"
            title={t('panel.insert')}
            onClick={() => insertText(text)}
          >
            {text}
          </button>
        ) : (
          text
        )}
      </dd>
    </div>
  )
  return (
    <>
      {attributes.length > 0 && (
        <details>
          <summary>
            {t('catalog.field.attributes')} <span className="faint">{attributes.length}</span>
          </summary>
          <dl className="looked-facts">{attributes.map(([name, value]) => line(name, name, value))}</dl>
        </details>
      )}
      {sections.length > 0 && (
        <details>
          <summary>
            {t('catalog.looked.sections')} <span className="faint">{sections.length}</span>
          </summary>
          {product.labelOnly && <p className="catalog-warn small">{t('catalog.labelOnlySays')}</p>}
          <dl className="looked-facts">
            {sections.map(({ section, text }) => line(section, t(`catalog.part.${section}`), text))}
          </dl>
        </details>
      )}
      {page.length > 0 && (
        <details>
          <summary>
            {t('catalog.field.page')} <span className="faint">{page.length}</span>
          </summary>
          <dl className="looked-facts">{page.map(([name, value]) => line(name, name, value))}</dl>
        </details>
      )}
      {product.competitors.length > 0 && (
        <details>
          <summary>
            {t('catalog.editorTabs.competitors')} <span className="faint">{product.competitors.length}</span>
          </summary>
          <p className="faint small">{t('catalog.looked.competitorsSay')}</p>
          <dl className="looked-facts">
            {product.competitors.map(({ name, says, priceFen, source, seenOn }) => (
              <div key={`${name} ${seenOn}`}>
                <dt>
                  {name}
                  {priceFen !== null && ` ${yuan(priceFen)}`}
                </dt>
                <dd>
                  {says} <span className="faint">{t('catalog.looked.seen', { source, on: seenOn })}</span>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}

/** The card of what the buyer looks at: what it costs, what is left of it, whom it fits. */
export const LookedCard = (props: LookedProps) => {
  const { shopId, product, by, known, told, insertText, insert, send, back } = props
  const { t } = useTranslation()
  /** As typed; until then as read from the buyer's words. */
  const [typed, setTyped] = useState<{ fit: Fit | null } | null>(null)
  const chart = useCharts(shopId).data?.find(({ code }) => code === product.sizeChart)
  const fit = typed ? typed.fit : chart ? sizeFor(chart, known) : null
  const picture = product.pictures[0]
  const locale = shopOf(shopId)?.locale ?? 'zh-CN'
  return (
    <section className="looked-card" aria-label={t(`catalog.looked.by.${by}`)}>
      <div className="looked-by">
        <Icon name="eye" size={14} />
        {t(`catalog.looked.by.${by}`)}
        {back && (
          <button type="button" className="link" onClick={back}>
            {t('catalog.looked.back')}
          </button>
        )}
      </div>
      <div className="looked-top">
        {picture !== undefined && (
          <img
            src={isWebAddress(picture) ? picture : `/files/${picture}`}
            alt=""
            width={56}
            height={56}
            referrerPolicy="no-referrer"
          />
        )}
        <div>
          <div className="looked-title">{product.title}</div>
          <div className="card-line">
            <strong className="shown-price">{yuan(product.priceFen)}</strong>
            <Stock stock={product.stock} restockAt={product.restockAt} />
          </div>
          <div className="card-small">
            {[product.id, product.category].filter((part) => part !== null).join(' · ')}
          </div>
        </div>
      </div>
      <div className="looked-actions">
        {insert && (
          <button type="button" className="button button-small" onClick={() => insert(product, null)}>
            {t('catalog.insert')}
          </button>
        )}
        {send && (
          <button type="button" className="button button-small" onClick={() => send(product, null)}>
            {t('catalog.sendCard')}
            {by === 'buyer' && <kbd>V</kbd>}
          </button>
        )}
      </div>
      <Skus product={product} fit={fit} insert={insert} send={send} />
      {chart && (
        <details open={Object.keys(known).length > 0}>
          <summary>
            {t('catalog.field.sizeChart')} <span className="faint">{chart.name}</span>
          </summary>
          <FitBox
            chart={chart}
            known={known}
            locale={locale}
            found={(found, body) => {
              setTyped({ fit: found })
              told(body)
            }}
            {...(insertText && { insert: insertText })}
          />
        </details>
      )}
      <Facts product={product} insertText={insertText} />
    </section>
  )
}
