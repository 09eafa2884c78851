/** @jsxImportSource preact */
import { yuan } from '../../shared/yuan.ts'
import { type Card, isWebAddress } from '../wire.ts'
import { clockOf, dateOf } from '../words.ts'
import type { Shown } from './context.ts'

/** Pictures that the desk keeps are named `7/…`; others lie on the web. */
const pictureAt = (picture: string, desk: string): string =>
  isWebAddress(picture) ? picture : `${desk}/files/${picture}`

const Product = ({ card, words, desk }: Shown & { card: Extract<Card, { kind: 'product' }> }) => {
  const { title, priceFen, picture, url } = card
  const inside = (
    <>
      {picture && (
        <img
          src={pictureAt(picture, desk)}
          alt=""
          width={72}
          height={72}
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
        />
      )}
      <span class="about">
        <b>{title}</b>
        <span class="price">¥{yuan(priceFen)}</span>
        {url && <span class="go">{words.toProduct}</span>}
      </span>
    </>
  )
  return url && isWebAddress(url) ? (
    <a class="card product-card" href={url} target="_blank" rel="noopener noreferrer nofollow">
      {inside}
    </a>
  ) : (
    <div class="card product-card">{inside}</div>
  )
}

const Quote = ({ card, words, language }: Shown & { card: Extract<Card, { kind: 'quote' }> }) => {
  const { lines, payableFen, steps, until } = card
  return (
    <div class="card quote-card">
      <ul>
        {lines.map(({ title, quantity, paysFen }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a card never changes
          <li key={i} class="quote-line">
            <span>{title}</span>
            <span class="times">×{quantity}</span>
            <span>¥{yuan(paysFen)}</span>
          </li>
        ))}
      </ul>
      <p class="pays">
        <span>{words.payable}</span>
        <b class="price">¥{yuan(payableFen)}</b>
      </p>
      {steps.length > 0 && (
        <details>
          <summary>{words.howReckoned}</summary>
          <ol>
            {steps.map((step, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a card never changes
              <li key={i} class="quote-step">
                {step}
              </li>
            ))}
          </ol>
        </details>
      )}
      {until !== null && (
        <p class="until">
          {words.until(`${dateOf(language, until, Date.now())} ${clockOf(language, until)}`)}
        </p>
      )}
    </div>
  )
}

const OrderShown = ({ card, words }: Shown & { card: Extract<Card, { kind: 'order' }> }) => (
  <div class="card quote-card">
    <p class="pays">
      <span>
        {words.order} {card.order}
      </span>
      <span>{card.status}</span>
    </p>
    <ul>
      {card.lines.map(({ title, said, quantity }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a card never changes
        <li key={i} class="quote-line">
          <span>
            {title} {said}
          </span>
          <span class="times">×{quantity}</span>
        </li>
      ))}
    </ul>
    {card.to !== '' && <p class="until">{card.to}</p>}
    {card.payableFen !== null && (
      <p class="pays">
        <span>{words.payable}</span>
        <b class="price">¥{yuan(card.payableFen)}</b>
      </p>
    )}
  </div>
)

/** What an agent shows of a product, of what a basket costs, or of an order. */
export const CardBox = (props: Shown & { card: Card }) => {
  switch (props.card.kind) {
    case 'product':
      return <Product {...props} card={props.card} />
    case 'quote':
      return <Quote {...props} card={props.card} />
    case 'order':
      return <OrderShown {...props} card={props.card} />
  }
}
