import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { deskNow, useSecond } from '../../../../web/clock.ts'
import { dateTime, shortTime, untilTime, yuan } from '../../../../web/format.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { agoWords, dueOf, nearness, spanWords } from '../../domain/left.ts'
import type { Flag, Order } from '../../domain/order.ts'
import { flagWords, statusTone, statusWords } from '../../domain/words.ts'
import { useNear } from '../api.ts'

export const Status = ({ order: { status, closeReason } }: { order: Order }) => {
  const { i18n } = useTranslation()
  return (
    <span className={`order-status order-${statusTone[status]}`} title={closeReason ?? undefined}>
      {inLanguage(statusWords[status], i18n.language)}
    </span>
  )
}

export const FlagMark = ({ flag }: { flag: Flag }) => {
  const { i18n } = useTranslation()
  const name = inLanguage(flagWords[flag], i18n.language)
  return (
    <span className={`order-flag order-flag-${flag}`} title={name} role="img" aria-label={name}>
      <Icon name="flag" size={14} />
    </span>
  )
}

/** When it was ordered: of late how long ago, else the date; the moment to who points at it. */
export const Age = ({ at }: { at: number }) => {
  const { i18n } = useTranslation()
  const now = deskNow()
  const DAYS = 30 * 86_400_000
  return (
    <time className="faint small" dateTime={new Date(at).toISOString()} title={dateTime(at, i18n.language)}>
      {now - at < DAYS ? agoWords(now - at, i18n.language) : shortTime(at, now, i18n.language)}
    </time>
  )
}

/** What is still to be paid, or was paid, or what it comes to where nobody told which; of that the freight. */
export const Amount = ({ order }: { order: Order }) => {
  const { t } = useTranslation()
  const { payableFen, paidFen, freightFen, status } = order
  const waits = status === 'unpaid' || status === 'deposit-paid'
  const paid = !waits && order.paidAt !== null && paidFen !== null
  const fen = paid ? paidFen : payableFen
  if (fen === null) return null
  return (
    <span className="order-amount">
      <span className="faint small">{t(paid ? 'order.paid' : waits ? 'order.payable' : 'order.total')}</span>{' '}
      <strong className="digits">{yuan(fen)}</strong>
      {freightFen !== null && (
        <span className="faint small">
          {' '}
          {freightFen === 0 ? t('order.freightFree') : t('order.freight', { money: yuan(freightFen) })}
        </span>
      )}
    </span>
  )
}

/** Until when the buyer may pay or the shop has to ship, and how long that is away: near and over are told by colour,
 * sign and words. */
export const Due = ({ shopId, order }: { shopId: number; order: Order }) => {
  const { t, i18n } = useTranslation()
  useSecond()
  const near = useNear(shopId)
  const due = dueOf(order)
  if (!due) return null
  const now = deskNow()
  const is = nearness(due.at, now, near[due.what])
  const span = spanWords(Math.abs(due.at - now), i18n.language)
  const says =
    is !== 'over'
      ? t('order.due.left', { span })
      : t(due.what === 'pay' ? 'order.due.lapsed' : 'order.due.over', { span })
  return (
    <div className={`order-due order-due-${is}`}>
      <span className="order-due-at">
        <Icon name={is === 'far' ? 'clock' : 'alert'} size={14} />
        {t(`order.due.${due.what}`)} {untilTime(due.at, now, i18n.language)}
      </span>
      <strong className="digits">{says}</strong>
      {order.status === 'deposit-paid' && order.balanceFrom !== null && order.balanceFrom > now && (
        <span>{t('order.balanceFrom', { when: untilTime(order.balanceFrom, now, i18n.language) })}</span>
      )}
    </div>
  )
}
