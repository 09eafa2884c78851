import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { deskNow } from '../../../../web/clock.ts'
import { shortTime } from '../../../../web/format.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { sayError } from '../../../../web/parts/toast.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import type { OrderWish, ShownOrder } from '../../contract.ts'
import { wishWords } from '../../domain/telling.ts'
import { commandWords } from '../../domain/words.ts'
import { keepOrder, orderApi } from '../api.ts'

export type NameOf = (personId: number) => string

const isOpen = ({ state }: OrderWish) => state === 'waiting' || state === 'handed'

const Settle = ({ shopId, wish }: { shopId: number; wish: OrderWish }) => {
  const { t } = useTranslation()
  /** Null while nobody says that it is not possible. */
  const [why, setWhy] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const settle = async (state: 'done' | 'failed', says: string) => {
    setBusy(true)
    try {
      const params = { shopId, commandId: wish.id }
      keepOrder(shopId, await orderApi.settleOrderCommand({ params, body: { state, why: says } }))
    } catch (error) {
      sayError(error)
    } finally {
      setBusy(false)
    }
  }
  if (why !== null)
    return (
      <form
        className="order-why"
        onSubmit={(e) => {
          e.preventDefault()
          if (why.trim() !== '') void settle('failed', why.trim())
        }}
        onKeyDown={(e) => {
          if (e.key !== 'Escape') return
          e.stopPropagation()
          setWhy(null)
        }}
      >
        <input
          className="input"
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the button in whose place it is
          autoFocus
          maxLength={200}
          value={why}
          aria-label={t('order.wish.why')}
          placeholder={t('order.wish.whyHint')}
          onChange={(e) => setWhy(e.target.value)}
        />
        <button type="submit" className="button button-small" disabled={busy || why.trim() === ''}>
          {t('order.wish.settle')}
        </button>
        <button type="button" className="button button-small" onClick={() => setWhy(null)}>
          {t('app.cancel')}
        </button>
      </form>
    )
  return (
    <span className="order-settle">
      <button
        type="button"
        className="button button-small"
        title={t('order.wish.doneSays')}
        disabled={busy}
        onClick={() => void settle('done', '')}
      >
        {t('order.wish.done')}
      </button>
      <button type="button" className="button button-small" disabled={busy} onClick={() => setWhy('')}>
        {t('order.wish.failed')}
      </button>
    </span>
  )
}

const One = ({ shopId, wish, nameOf }: { shopId: number; wish: OrderWish; nameOf: NameOf }) => {
  const { t, i18n } = useTranslation()
  return (
    <li className={`order-wish order-wish-${wish.state}`}>
      <div className="order-wish-head">
        <Icon
          name={wish.state === 'done' ? 'check' : wish.state === 'failed' ? 'alert' : 'clock'}
          size={14}
        />
        <strong>{inLanguage(commandWords[wish.command.do], i18n.language)}</strong>
        <span className="order-wish-state">{t(`order.wish.state.${wish.state}`)}</span>
      </div>
      <div className="order-wish-says">{wishWords(wish.command, i18n.language)}</div>
      {wish.why !== null && wish.why !== '' && <div className="order-wish-why">{wish.why}</div>}
      <div className="order-wish-foot">
        <span className="faint small">
          {t('order.wish.by', {
            who: nameOf(wish.personId),
            when: shortTime(wish.settledAt ?? wish.madeAt, deskNow(), i18n.language),
          })}
        </span>
        {isOpen(wish) && mayIn(shopId, 'order.edit') && <Settle shopId={shopId} wish={wish} />}
      </div>
    </li>
  )
}

interface WishesProps {
  shopId: number
  shown: ShownOrder
  nameOf: NameOf
  /** Those that are settled too, not just the last one. */
  all?: boolean
}

/** What is wanted of an order on its platform: first what is still to be done there, by a connector or by hand. */
export const Wishes = ({ shopId, shown: { wishes }, nameOf, all = false }: WishesProps) => {
  const latest = [...wishes].sort((a, b) => b.id - a.id)
  const open = latest.filter(isOpen)
  const over = latest.filter((wish) => !isOpen(wish))
  // Of what is over the last one is news: that it failed has to be seen.
  const some = [...open, ...(all ? over : over.slice(0, 1))]
  if (some.length === 0) return null
  return (
    <ul className="order-wishes">
      {some.map((wish) => (
        <One key={wish.id} shopId={shopId} wish={wish} nameOf={nameOf} />
      ))}
    </ul>
  )
}
