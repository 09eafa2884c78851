import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { excerpt } from '../../../../shared/text.ts'
import { useCell } from '../../../../web/cell.ts'
import { act } from '../acting.ts'
import { desk } from '../live/feed.ts'
import type { Key } from '../live/state.ts'

/** The last of what the buyer wrote, among which consent is looked for. */
const SHOWN = 8

/** Records the message in which the buyer agreed to keep the goods without a refund: what the guard asks for. */
export const Consent = ({ conversationKey: key }: { conversationKey: Key }) => {
  const { t } = useTranslation()
  const messages = useCell(desk, (s) => s.streams.get(key)?.messages)
  const said = (messages ?? []).filter((m) => m.author === 'buyer' && m.text !== '').slice(-SHOWN)
  const [chosen, setChosen] = useState('')
  if (said.length === 0) return null
  return (
    <div className="guard-instead guard-ask">
      <span className="faint">{t('guard.consent.says')}</span>
      <select
        className="input"
        aria-label={t('guard.consent.which')}
        value={chosen}
        onChange={(e) => setChosen(e.target.value)}
      >
        <option value="">{t('guard.consent.which')}</option>
        {said.toReversed().map((m) => (
          <option key={m.id} value={m.id}>
            {excerpt(m.text, 40)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button button-small"
        disabled={chosen === ''}
        onClick={() => void act(key, { do: 'consent', messageId: Number(chosen) })}
      >
        {t('guard.consent.record')}
      </button>
    </div>
  )
}
