import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { useSave } from '../../../../web/parts/save.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import { Reason } from '../../domain/plan.ts'
import { about, reasonApi, recoveryApi } from '../api.ts'
import { shareText } from '../words.ts'
import './why-not.css'

interface WhyNotProps {
  shopId: number
  /** `order:123` of an order that is not paid, `asked:45` of a conversation. */
  subject: string
  /** The shop's language: what is said to the buyer. */
  language: 'zh' | 'en'
  /** Puts words into the message that is being written; null where this person cannot write here. */
  insert: ((text: string) => void) | null
  /** Shows a message of the conversation. */
  show?: ((messageId: number) => void) | undefined
}

/**
 * Why an order is not paid (or who asked has not ordered): the reason, how sure, which message or fact tells it, what to do
 * next and words for it. An agent corrects the reason; it holds in every plan about them. Small enough for the panel.
 */
export const WhyUnpaid = ({ shopId, subject, language, insert, show }: WhyNotProps) => {
  const { t, i18n } = useTranslation()
  const key = [...about(shopId), 'why', subject]
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => reasonApi.whyNot({ params: { shopId, subject } }),
  })
  const correct = useSave(
    (reason: Reason) => recoveryApi.correctReason({ params: { shopId }, body: { subject, reason } }),
    about(shopId),
    undefined,
    null,
  )
  // It helps where it is there, and is not missed where the desk cannot be asked.
  if (!data) return null
  const { reason, confidence, because, messageId, by, next } = data
  const words = next.words[language]
  return (
    <section
      className="why-not"
      aria-label={t(subject.startsWith('order:') ? 'recovery.whyNot.title' : 'recovery.whyNot.titleAsked')}
    >
      <div className="why-not-head">
        <span className="faint small">
          {t(subject.startsWith('order:') ? 'recovery.whyNot.title' : 'recovery.whyNot.titleAsked')}
        </span>
        <select
          className="input why-not-reason"
          aria-label={t('recovery.people.correct')}
          disabled={!mayIn(shopId, 'conversation.reply') || correct.isPending}
          value={reason}
          onChange={(e) => {
            const chosen = Reason.safeParse(e.target.value).data
            if (chosen) correct.mutate(chosen)
          }}
        >
          {Reason.options.map((one) => (
            <option key={one} value={one}>
              {t(`recovery.reason.${one}`)}
            </option>
          ))}
        </select>
        <span className="faint small">
          {by ? t('recovery.people.said') : t('recovery.people.sure', { share: shareText(confidence) })}
        </span>
      </div>
      <p className="small">
        {inLanguage(because, i18n.language)}
        {messageId !== null && show && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('recovery.whyNot.find')}
            onClick={() => show(messageId)}
          >
            <Icon name="eye" size={14} />
          </button>
        )}
      </p>
      <p className="small">
        <b>{t('recovery.whyNot.does')}</b> {inLanguage(next.does, i18n.language)}
        {!next.remind && <span className="faint"> {t('recovery.whyNot.noRemind')}</span>}
      </p>
      {words !== '' && (
        <p className="why-not-words small">
          {words}{' '}
          {insert && (
            <button type="button" className="link" onClick={() => insert(words)}>
              {t('recovery.whyNot.insert')}
            </button>
          )}
        </p>
      )}
    </section>
  )
}
