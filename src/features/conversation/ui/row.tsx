import { type ComponentType, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow, useSecond } from '../../../web/clock.ts'
import { untilTime } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Avatar, PlatformMark } from '../../../web/parts/marks.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import type { Conversation } from '../domain.ts'
import { pressure, waitText } from './wait.ts'

/** How long a buyer has been waiting, every second. Text, shape and colour say the same. */
export const WaitTimer = ({ since }: { since: number }) => {
  const { t } = useTranslation()
  const waited = Math.max(0, useSecond() * 1000 - since)
  const level = pressure(waited)
  const text = waitText(waited)
  return (
    <span className={`wait wait-${level}`} title={t('list.wait', { time: text })}>
      {level === 'late' && <Icon name="alert" size={12} />}
      {level === 'soon' && <Icon name="clock" size={12} />}
      {text}
    </span>
  )
}

interface RowProps {
  conversation: Conversation
  /** How urgent it is, or when it was last: the workbench knows the shop's clocks. */
  Time: ComponentType<{ conversation: Conversation }>
  shop: ShopFacts | undefined
  /** Name of who has it; null for nobody. */
  assignee: string | null
  mine: boolean
  draft: boolean
  /** Draws the eye for a moment. */
  flash: boolean
}

export const Row = memo(({ conversation: c, Time, shop, assignee, mine, draft, flash }: RowProps) => {
  const { t, i18n } = useTranslation()
  return (
    <>
      {flash && <span className="row-flash" />}
      <Avatar name={c.buyerName} />
      <span className="row-body">
        <span className="row-line">
          <span className="row-name">{c.buyerName}</span>
          <Time conversation={c} />
        </span>
        <span className="row-line">
          <span className="row-text">
            {draft && <span className="row-draft">{t('list.draft')} </span>}
            {c.lastText || t('list.picture')}
          </span>
          {c.unread > 0 && (
            <span className="badge" title={t('list.unread', { count: c.unread })}>
              {c.unread > 99 ? '99+' : c.unread}
            </span>
          )}
        </span>
        <span className="row-line row-marks">
          {shop && <PlatformMark platform={shop.platform} />}
          {c.status === 'snoozed' && c.snoozedUntil !== null && (
            <span
              className="row-snooze"
              title={t('list.until', { time: untilTime(c.snoozedUntil, deskNow(), i18n.language) })}
            >
              <Icon name="moonzz" size={13} />
              {untilTime(c.snoozedUntil, deskNow(), i18n.language)}
            </span>
          )}
          <span className={mine ? 'row-who row-mine' : 'row-who'}>
            {mine ? t('list.me') : (assignee ?? t('list.nobody'))}
          </span>
          {c.assignee !== null && !mine && c.route?.offered && (
            <span className="row-mark row-offered" title={t('list.offeredSays')}>
              <Icon name="hand" size={12} />
              {t('list.offered')}
            </span>
          )}
          {c.assignee !== null && c.queuedAt !== null && (
            <span className="row-mark" title={t('list.movingSays')}>
              <Icon name="transfer" size={12} />
              {t('list.moving')}
            </span>
          )}
          {c.tags.slice(0, 2).map((tag) => (
            <span key={tag} className="tag">
              {tag}
            </span>
          ))}
          {c.tags.length > 2 && <span className="row-more">+{c.tags.length - 2}</span>}
          <span className="row-shop">{shop?.name}</span>
        </span>
      </span>
    </>
  )
})
Row.displayName = 'Row'
