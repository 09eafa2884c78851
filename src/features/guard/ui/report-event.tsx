import { Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../web/format.ts'
import { useSave } from '../../../web/parts/save.ts'
import { TalkLink } from '../../clock/ui/exposure-parts.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import type { GuardEvent } from '../contract.ts'
import { askGuardAnew, guardApi } from './api.ts'

interface EventRowProps {
  shopId: number
  event: GuardEvent
  nameOf(rule: string): string
  who(personId: number | null): string
}

/** A masked contact is no phrase that could be allowed. */
const isPhrase = (text: string) => text !== '' && text.length <= 100 && !/[*…]/.test(text)

/** What became of one message, and what people say of that. */
export const EventRow = ({ shopId, event: e, nameOf, who }: EventRowProps) => {
  const { t, i18n } = useTranslation()
  const mark = useSave(
    (falseAlarm: boolean) =>
      guardApi.markFalseAlarm({ params: { shopId, eventId: e.id }, body: { falseAlarm } }),
    ['guard-report', shopId],
  )
  const phrases = [...new Set(e.finds.map(({ text }) => text))].filter(isPhrase).slice(0, 3)
  const allow = useSave(
    (phrase: string) => guardApi.allowPhrase({ params: { shopId }, body: { phrase } }),
    ['guard-report', shopId],
    () => void askGuardAnew(shopId),
  )
  return (
    <li className="guard-event">
      <span className="digits faint">{dateTime(e.at, i18n.language)}</span>
      <span className={`guard-badge guard-badge-${e.outcome}`}>{t(`guard.outcome.${e.outcome}`)}</span>
      <span>{e.personId === null ? t('guard.report.desk') : who(e.personId)}</span>
      <TalkLink shopId={shopId} id={e.conversationId}>
        {e.buyerName ?? `#${e.conversationId}`}
      </TalkLink>
      <span className="guard-event-finds">
        {e.finds.map(({ rule, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was found never changes places
          <span key={i}>
            <span className="faint">{nameOf(rule)}</span> <b>{text}</b>{' '}
          </span>
        ))}
        {e.reason && (
          <span className="guard-event-reason">
            {t('guard.report.reason')}: {e.reason}
          </span>
        )}
        {e.falseAlarm && (
          <span className="guard-false">{t('guard.report.marked', { name: who(e.falseAlarm.by) })}</span>
        )}
      </span>
      <span className="guard-event-do">
        <button
          type="button"
          className="link small"
          disabled={mark.isPending}
          onClick={() => mark.mutate(e.falseAlarm === null)}
        >
          {t(e.falseAlarm ? 'guard.report.unmark' : 'guard.report.mark')}
        </button>
        {mayIn(shopId, 'settings.edit') &&
          phrases.map((phrase) => (
            <Popconfirm
              key={phrase}
              title={t('guard.report.allowSure', { phrase })}
              onConfirm={() => allow.mutateAsync(phrase).catch(() => {})}
            >
              <button type="button" className="link small">
                {t('guard.report.allow')}
                {phrases.length > 1 && ` “${phrase}”`}
              </button>
            </Popconfirm>
          ))}
      </span>
    </li>
  )
}
