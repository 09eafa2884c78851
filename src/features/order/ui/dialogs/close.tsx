import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import type { Order } from '../../domain/order.ts'
import { useWant } from '../parts/want.ts'

const reasons = ['regret', 'wrong', 'stock', 'unreachable', 'other'] as const

/** Closing an order that has not been paid. */
const CloseDialog = ({ shopId, order, close }: { shopId: number; order: Order; close(): void }) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState<(typeof reasons)[number]>('regret')
  const [other, setOther] = useState('')
  const { want, busy } = useWant(shopId, order.id)
  const words = reason === 'other' ? other.trim() : t(`order.close.reasons.${reason}`)
  return (
    <Dialog title={t('order.close.title')} close={close}>
      <form
        className="dialog-body"
        onSubmit={async (e) => {
          e.preventDefault()
          if (words !== '' && (await want({ do: 'close', reason: words }))) close()
        }}
      >
        <p>{t('order.close.says')}</p>
        <fieldset className="order-reasons">
          <legend className="field-name">{t('order.close.reason')}</legend>
          {reasons.map((one, i) => (
            <label key={one}>
              <input
                type="radio"
                name="reason"
                data-first={i === 0 || undefined}
                checked={reason === one}
                onChange={() => setReason(one)}
              />
              {t(`order.close.reasons.${one}`)}
            </label>
          ))}
        </fieldset>
        {reason === 'other' && (
          <input
            className="input"
            maxLength={200}
            value={other}
            aria-label={t('order.close.reason')}
            onChange={(e) => setOther(e.target.value)}
          />
        )}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={words === '' || busy}>
            {t('order.close.send')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
export default CloseDialog
