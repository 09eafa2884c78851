import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../../web/format.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { isWebAddress } from '../../../catalog/domain/card-words.ts'
import type { ShownOrder } from '../../contract.ts'
import { optionsOf } from '../../domain/telling.ts'

export const Thumb = ({ picture, size = 40 }: { picture: string | undefined; size?: number }) =>
  picture === undefined ? (
    <span className="order-thumb" style={{ width: size, height: size }}>
      <Icon name="box" size={16} />
    </span>
  ) : (
    <img
      className="order-thumb"
      src={isWebAddress(picture) ? picture : `/files/${picture}`}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      referrerPolicy="no-referrer"
    />
  )

/** Lines of an order that are shown before the rest is asked for. */
const FIRST = 3

/** What was ordered. */
export const Lines = ({ shown: { order, pictures } }: { shown: ShownOrder }) => {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const more = order.lines.length - FIRST
  return (
    <>
      <ul className="order-lines">
        {order.lines.slice(0, all ? undefined : FIRST).map((line) => {
          const fen = line.paysFen ?? line.priceFen
          return (
            <li key={line.id}>
              <Thumb picture={line.product === null ? undefined : pictures?.[line.product]} />
              <span className="order-line">
                <span className="order-line-title">{line.title}</span>
                <span className="faint small">{optionsOf(line)}</span>
              </span>
              <span className="order-line-side">
                <span className="digits">×{line.quantity}</span>
                {fen !== null && <span className="faint small digits">{yuan(fen)}</span>}
              </span>
            </li>
          )
        })}
      </ul>
      {more > 0 && (
        <button type="button" className="link small" onClick={() => setAll(!all)}>
          {all ? t('order.fewerLines') : t('order.moreLines', { count: more })}
        </button>
      )}
    </>
  )
}
