import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../../web/clock.ts'
import { dateTime, shortTime } from '../../../../web/format.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Avatar } from '../../../../web/parts/marks.tsx'
import { Skeleton } from '../../../../web/parts/states.tsx'
import { say, sayError } from '../../../../web/parts/toast.tsx'
import type { Conversation } from '../../../conversation/domain.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import { act } from '../acting.ts'
import { type Detail, refreshDetail } from '../detail.ts'
import { deskApi } from '../live/feed.ts'
import { keyOf } from '../live/state.ts'
import { show } from '../view.ts'
import { NamedAgent } from './named-agent.tsx'

const LeadsOf = lazy(async () => ({ default: (await import('../../../guard/ui/leads-of.tsx')).LeadsOf }))

/** The note is kept when one leaves the field. */
const Note = ({ detail, editable }: { detail: Detail; editable: boolean }) => {
  const { t } = useTranslation()
  const { buyer, conversation } = detail
  const [text, setText] = useState(buyer.note)
  const saved = useRef(buyer.note)
  useEffect(() => {
    saved.current = buyer.note
    setText(buyer.note)
  }, [buyer.note])
  const save = async () => {
    if (text === saved.current) return
    try {
      await deskApi.setBuyerNote({
        params: { shopId: buyer.shopId, id: buyer.id },
        body: { note: text },
      })
      saved.current = text
      say(t('app.saved'))
      void refreshDetail(keyOf(conversation))
    } catch (error) {
      sayError(error)
    }
  }
  return (
    <label className="field">
      <span className="field-name">{t('panel.note')}</span>
      <textarea
        rows={3}
        maxLength={2000}
        value={text}
        readOnly={!editable}
        placeholder={t('panel.noteHint')}
        onChange={(e) => setText(e.target.value)}
        onBlur={() => void save()}
      />
    </label>
  )
}

const Tags = ({ conversation: c, editable }: { conversation: Conversation; editable: boolean }) => {
  const { t } = useTranslation()
  const set = (tags: string[]) => void act(keyOf(c), { do: 'tag', tags })
  return (
    <div className="field">
      <span className="field-name">{t('panel.tags')}</span>
      <div className="tag-row">
        {c.tags.map((tag) => (
          <span key={tag} className="tag">
            {tag}
            {editable && (
              <button
                type="button"
                aria-label={`${t('app.remove')}: ${tag}`}
                onClick={() => set(c.tags.filter((x) => x !== tag))}
              >
                <Icon name="cross" size={10} />
              </button>
            )}
          </span>
        ))}
        {editable && (
          <button type="button" className="tag tag-add" onClick={() => show({ dialog: 'tags' })}>
            <Icon name="plus" size={11} />
            {t('panel.addTag')}
          </button>
        )}
      </div>
    </div>
  )
}

interface BuyerPanelProps {
  conversation: Conversation
  detail: Detail | undefined
  openEarlier(conversation: Conversation): void
}

export const BuyerPanel = ({ conversation: c, detail, openEarlier }: BuyerPanelProps) => {
  const { t, i18n } = useTranslation()
  if (!detail) return <Skeleton rows={5} height={52} />
  const { buyer, earlier } = detail
  const editable = mayIn(c.shopId, 'conversation.reply')
  return (
    <div className="buyer">
      <div className="buyer-card">
        <Avatar name={buyer.name} />
        <div>
          <div className="buyer-name">{buyer.name}</div>
          <div className={buyer.verified ? 'verified' : 'verified verified-not'}>
            <Icon name={buyer.verified ? 'shield' : 'user'} size={13} />
            {t(buyer.verified ? 'panel.verified' : 'panel.unverified')}
          </div>
        </div>
      </div>
      <dl className="facts">
        <dt>{t('panel.platformId')}</dt>
        <dd className="selectable">{buyer.externalId}</dd>
        <dt>{t('panel.openedAt')}</dt>
        <dd>{dateTime(c.openedAt, i18n.language)}</dd>
        <NamedAgent detail={detail} />
      </dl>
      {mayIn(c.shopId, 'lead.read') && (
        <Suspense fallback={null}>
          <LeadsOf shopId={c.shopId} conversationId={c.id} />
        </Suspense>
      )}
      <Note key={buyer.id} detail={detail} editable={editable} />
      <Tags conversation={c} editable={editable} />
      <div className="field">
        <span className="field-name">{t('panel.earlier')}</span>
        {earlier.length === 0 && <span className="faint">{t('panel.noEarlier')}</span>}
        <ul className="cards">
          {earlier.map((one) => (
            <li key={one.id}>
              <button type="button" className="card" onClick={() => openEarlier(one)}>
                <span className="card-line">
                  <span className="card-title">{one.lastText || t('list.picture')}</span>
                  <span className="card-side">{shortTime(one.lastAt, deskNow(), i18n.language)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
