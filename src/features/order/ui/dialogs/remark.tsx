import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Icon } from '../../../../web/parts/icons.tsx'
import { type Flag, flags, type Order } from '../../domain/order.ts'
import { flagWords } from '../../domain/words.ts'
import { useWant } from '../parts/want.ts'

/** The remark that sellers write on an order, and its flag. */
const RemarkDialog = ({ shopId, order, close }: { shopId: number; order: Order; close(): void }) => {
  const { t, i18n } = useTranslation()
  const [remark, setRemark] = useState(order.remark)
  const [flag, setFlag] = useState<Flag | null>(order.flag)
  const { want, busy } = useWant(shopId, order.id)
  const changed = remark.trim() !== order.remark || flag !== order.flag
  return (
    <Dialog title={t('order.remarkEdit.title')} close={close}>
      <form
        className="dialog-body"
        onSubmit={async (e) => {
          e.preventDefault()
          if (changed && (await want({ do: 'remark', remark: remark.trim(), flag }))) close()
        }}
      >
        <fieldset className="order-flags">
          <legend className="field-name">{t('order.remarkEdit.flag')}</legend>
          {[null, ...flags].map((one) => (
            <label key={one ?? 'none'} className="order-flag-choice">
              <input type="radio" name="flag" checked={flag === one} onChange={() => setFlag(one)} />
              {one && (
                <span className={`order-flag order-flag-${one}`}>
                  <Icon name="flag" size={14} />
                </span>
              )}
              {one === null ? t('order.remarkEdit.none') : inLanguage(flagWords[one], i18n.language)}
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span className="field-name">{t('order.remarkEdit.text')}</span>
          <textarea
            rows={4}
            maxLength={500}
            data-first
            value={remark}
            placeholder={t('order.remarkEdit.hint')}
            onChange={(e) => setRemark(e.target.value)}
          />
        </label>
        <p className="faint small">{t('order.remarkEdit.says')}</p>
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={!changed || busy}>
            {t('order.remarkEdit.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
export default RemarkDialog
