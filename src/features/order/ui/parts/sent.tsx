import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { deskNow } from '../../../../web/clock.ts'
import { shortTime, yuan } from '../../../../web/format.ts'
import type { Order } from '../../domain/order.ts'
import { refundKindWords, refundStateWords } from '../../domain/words.ts'
import { Copy } from './copy.tsx'

/** Parcels that are on their way, with their numbers. */
export const Parcels = ({ order }: { order: Order }) => {
  const { t, i18n } = useTranslation()
  return (
    <ul className="order-sent">
      {order.shipments.map(({ id, carrier, at }) => (
        <li key={id}>
          {carrier !== '' && <span>{carrier}</span>}
          <span className="digits selectable">{id}</span>
          <Copy text={id} label={t('order.copyParcel', { id })} />
          <span className="faint small">{shortTime(at, deskNow(), i18n.language)}</span>
        </li>
      ))}
    </ul>
  )
}

/** What buyers want back, and how that stands. */
export const Refunds = ({ order }: { order: Order }) => {
  const { i18n } = useTranslation()
  const open = new Set(['asked', 'agreed', 'returned'])
  return (
    <ul className="order-sent">
      {order.refunds.map((refund) => (
        <li key={refund.id}>
          <span>{inLanguage(refundKindWords[refund.kind], i18n.language)}</span>
          {refund.fen !== null && <span className="digits">{yuan(refund.fen)}</span>}
          <span className={open.has(refund.state) ? 'order-status order-do' : 'faint'}>
            {inLanguage(refundStateWords[refund.state], i18n.language)}
          </span>
          {refund.reason !== '' && <span className="faint small">{refund.reason}</span>}
          <span className="faint small">{shortTime(refund.at, deskNow(), i18n.language)}</span>
        </li>
      ))}
    </ul>
  )
}
