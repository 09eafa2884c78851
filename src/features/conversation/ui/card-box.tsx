import { useTranslation } from 'react-i18next'
import { dateTime, yuan } from '../../../web/format.ts'
import { isWebAddress } from '../../catalog/domain/card-words.ts'
import type { Card } from '../domain.ts'
import { Marked } from './marked.tsx'

interface CardBoxProps {
  card: Card
  find?: string | undefined
}

const Product = ({ card, find }: CardBoxProps & { card: Extract<Card, { kind: 'product' }> }) => {
  const { title, priceFen, picture, url, product } = card
  const inside = (
    <>
      {picture !== null && (
        <img
          src={isWebAddress(picture) ? picture : `/files/${picture}`}
          alt=""
          width={52}
          height={52}
          loading="lazy"
          referrerPolicy="no-referrer"
        />
      )}
      <span className="shown-about">
        <span className="shown-title">
          <Marked text={title} find={find} />
        </span>
        <span className="shown-line">
          <strong className="shown-price">{yuan(priceFen)}</strong>
          <span className="faint">{product}</span>
        </span>
      </span>
    </>
  )
  return url !== null && isWebAddress(url) ? (
    <a className="shown shown-product" href={url} target="_blank" rel="noreferrer noopener nofollow">
      {inside}
    </a>
  ) : (
    <div className="shown shown-product">{inside}</div>
  )
}

const Quote = ({ card, find }: CardBoxProps & { card: Extract<Card, { kind: 'quote' }> }) => {
  const { t, i18n } = useTranslation()
  const { lines, payableFen, steps, until } = card
  return (
    <div className="shown shown-quote">
      <ul>
        {lines.map(({ title, quantity, paysFen }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a card never changes
          <li key={i}>
            <span className="shown-title">
              <Marked text={title} find={find} />
            </span>
            <span className="faint">×{quantity}</span>
            <span>{yuan(paysFen)}</span>
          </li>
        ))}
      </ul>
      <div className="shown-pays">
        <span>{t('catalog.card.payable')}</span>
        <strong className="shown-price">{yuan(payableFen)}</strong>
      </div>
      {steps.length > 0 && (
        <details>
          <summary>{t('catalog.card.steps', { count: steps.length })}</summary>
          <ol>
            {steps.map((step, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a card never changes
              <li key={i}>
                <Marked text={step} find={find} />
              </li>
            ))}
          </ol>
        </details>
      )}
      {until !== null && (
        <div className="faint">{t('catalog.card.until', { when: dateTime(until, i18n.language) })}</div>
      )}
    </div>
  )
}

const OrderShown = ({ card, find }: CardBoxProps & { card: Extract<Card, { kind: 'order' }> }) => {
  const { t } = useTranslation()
  return (
    <div className="shown shown-quote">
      <div className="shown-line">
        <strong>{t('catalog.card.order', { order: card.order })}</strong>
        <span className="faint">{card.status}</span>
      </div>
      <ul>
        {card.lines.map(({ title, said, quantity }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a card never changes
          <li key={i}>
            <span className="shown-title">
              <Marked text={`${title} ${said}`} find={find} />
            </span>
            <span className="faint">×{quantity}</span>
          </li>
        ))}
      </ul>
      {card.to !== '' && <div className="faint">{card.to}</div>}
      {card.payableFen !== null && (
        <div className="shown-pays">
          <span>{t('catalog.card.total')}</span>
          <strong className="shown-price">{yuan(card.payableFen)}</strong>
        </div>
      )}
    </div>
  )
}

/** What an agent showed of a product, of what a basket costs, or of an order, as the buyer sees it. */
export const CardBox = ({ card, find }: CardBoxProps) => {
  switch (card.kind) {
    case 'product':
      return <Product card={card} find={find} />
    case 'quote':
      return <Quote card={card} find={find} />
    case 'order':
      return <OrderShown card={card} find={find} />
  }
}
