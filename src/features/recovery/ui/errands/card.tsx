import { Button, Checkbox, Input, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../../web/clock.ts'
import { untilTime, yuan } from '../../../../web/format.ts'
import { useSave } from '../../../../web/parts/save.ts'
import { say, sayError } from '../../../../web/parts/toast.tsx'
import { openWith } from '../../../desk/ui/opening.ts'
import type { Member } from '../../../shop/domain.ts'
import { mayIn, me } from '../../../shop/ui/session.ts'
import { type ErrandOutcome, outcomesOf } from '../../domain/errands.ts'
import type { Errand } from '../../errands/contract.ts'
import { api, ERRANDS } from './api.ts'

interface CardProps {
  shopId: number
  errand: Errand
  people: readonly Member[]
  name(id: number): string
}

/** One buyer to be reminded: what it is about, what to say, and how it ended. */
export const Card = (props: CardProps) => {
  const { errand } = props
  const { t, i18n } = useTranslation()
  const now = deskNow()
  const language = i18n.language
  return (
    <article className="errand" aria-label={errand.buyerName}>
      <header className="errand-head">
        <Tag color={errand.channel === 'phone' ? 'blue' : 'green'}>
          {t(`errands.channel.${errand.channel}`)}
        </Tag>
        <b>{errand.buyerName}</b>
        {errand.fen !== null && <b className="digits">{yuan(errand.fen)}</b>}
        {errand.orderId !== null && (
          <span className="faint small selectable">{t('errands.order', { id: errand.orderId })}</span>
        )}
        <span className={`small ${errand.payBy !== null && errand.payBy <= now ? 'count-red' : 'faint'}`}>
          {errand.payBy !== null &&
            (errand.payBy <= now
              ? t('errands.over')
              : t('errands.payBy', { time: untilTime(errand.payBy, now, language) }))}
        </span>
        {errand.dueAt !== null && (
          <span className={`small ${errand.dueAt <= now ? 'count-red' : 'faint'}`}>
            {t('errands.due', { time: untilTime(errand.dueAt, now, language) })}
          </span>
        )}
        <Owner {...props} />
      </header>
      {errand.goods !== '' && <p className="small errand-goods">{errand.goods}</p>}
      <blockquote className="errand-words selectable">{errand.words}</blockquote>
      {errand.mine && mayIn(props.shopId, 'conversation.reply') && (
        <>
          <Reach {...props} />
          <Outcome {...props} />
        </>
      )}
    </article>
  )
}

const Owner = ({ shopId, errand, people, name }: CardProps) => {
  const { t } = useTranslation()
  const set = useSave(
    (owner: number | null) =>
      api.setErrandOwner({ params: { shopId, errandId: errand.id }, body: { owner } }),
    [ERRANDS, shopId],
    undefined,
    null,
  )
  const mine = me.get()?.personId ?? 0
  if (mayIn(shopId, 'recovery.edit'))
    return (
      <select
        className="input errand-owner"
        aria-label={t('errands.giveTo')}
        value={errand.owner ?? ''}
        onChange={(e) => set.mutate(e.target.value === '' ? null : Number(e.target.value))}
      >
        <option value="">{t('errands.who.nobody')}</option>
        {people
          .filter(({ role }) => role !== 'viewer')
          .map(({ personId, name: called }) => (
            <option key={personId} value={personId}>
              {called}
            </option>
          ))}
      </select>
    )
  return (
    <span className="errand-owner small">
      {errand.owner === null ? t('errands.who.nobody') : name(errand.owner)}
      {mayIn(shopId, 'conversation.reply') && (errand.owner === null || errand.owner === mine) && (
        <Button
          size="small"
          style={{ marginLeft: 8 }}
          onClick={() => set.mutate(errand.owner === null ? mine : null)}
        >
          {t(errand.owner === null ? 'errands.take' : 'errands.giveBack')}
        </Button>
      )}
    </span>
  )
}

/** How long a number stays on the screen whole, ms: long enough to dial it. */
const SHOWN = 60_000

const Reach = ({ shopId, errand }: CardProps) => {
  const { t } = useTranslation()
  const [number, setNumber] = useState<string | null>(null)
  useEffect(() => {
    if (number === null) return
    const timer = setTimeout(() => setNumber(null), SHOWN)
    return () => clearTimeout(timer)
  }, [number])
  const { conversationId } = errand
  if (errand.channel === 'chat')
    return (
      <div className="errand-do">
        {conversationId === null ? (
          <span className="faint small">{t('errands.noTalk')}</span>
        ) : (
          <Button type="primary" onClick={() => void openWith(shopId, conversationId, errand.words)}>
            {t('errands.open')}
          </Button>
        )}
        <Button
          onClick={() =>
            void navigator.clipboard.writeText(errand.words).then(() => say(t('errands.copied')))
          }
        >
          {t('errands.copy')}
        </Button>
      </div>
    )
  const reveal = () =>
    api
      .revealErrand({ params: { shopId, errandId: errand.id } })
      .then((shown) => setNumber(shown.number), sayError)
  return (
    <div className="errand-do">
      {errand.phone === null ? (
        <span className="faint small">{t('errands.noNumber')}</span>
      ) : (
        <>
          <span>
            {t('errands.number')} <b className="digits selectable">{number ?? errand.phone}</b>
          </span>
          {mayIn(shopId, 'order.reveal') && (
            <Button size="small" onClick={() => (number === null ? void reveal() : setNumber(null))}>
              {t(number === null ? 'errands.reveal' : 'errands.hide')}
            </Button>
          )}
        </>
      )}
    </div>
  )
}

const Outcome = ({ shopId, errand }: CardProps) => {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const [noMore, setNoMore] = useState(false)
  const settle = useSave(
    (outcome: ErrandOutcome) =>
      api.settleErrand({ params: { shopId, errandId: errand.id }, body: { outcome, note, noMore } }),
    [ERRANDS, shopId],
    undefined,
    null,
  )
  return (
    <div className="errand-do">
      <fieldset aria-label={t('errands.result')} className="errand-outcomes">
        {outcomesOf[errand.channel].map((outcome) => (
          <Button
            key={outcome}
            size="small"
            disabled={settle.isPending}
            onClick={() => settle.mutate(outcome)}
          >
            {t(`errands.outcome.${outcome}`)}
          </Button>
        ))}
      </fieldset>
      <Input
        size="small"
        style={{ width: 220 }}
        aria-label={t('errands.note')}
        placeholder={t('errands.note')}
        maxLength={300}
        value={note}
        onChange={(e) => setNote(e.target.value)}
      />
      <Checkbox checked={noMore} onChange={(e) => setNoMore(e.target.checked)}>
        {t('errands.noMore')}
      </Checkbox>
    </div>
  )
}
