import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { yuan } from '../../../../web/format.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Icon } from '../../../../web/parts/icons.tsx'
import { fenOf, typedFen } from '../../../pricing/ui/amounts.ts'
import { me, roleIn } from '../../../shop/ui/session.ts'
import type { ShownOrder } from '../../contract.ts'
import { baseFen, priceFlaw } from '../../domain/price.ts'
import { mostOff } from '../../domain/settings.ts'
import { useOrderSettings } from '../api.ts'
import { useWant } from '../parts/want.ts'

/** What an order came to when each earlier price was wanted: many small steps down are one big one. */
const wanted = ({ wishes }: ShownOrder): number[] =>
  wishes.flatMap(({ state, command }) =>
    state !== 'failed' && command.do === 'price' && typeof command.wasFen === 'number'
      ? [command.wasFen]
      : [],
  )

/** Another price for an order that has not been paid. Says at once whether this person may; the desk decides. */
const PriceDialog = ({ shopId, shown, close }: { shopId: number; shown: ShownOrder; close(): void }) => {
  const { t } = useTranslation()
  const { order } = shown
  const settings = useOrderSettings(shopId)
  const [payable, setPayable] = useState(order.payableFen === null ? '' : typedFen(order.payableFen))
  const [freight, setFreight] = useState(typedFen(order.freightFen ?? 0))
  const { want, busy } = useWant(shopId, order.id)
  const payableFen = fenOf(payable)
  const freightFen = fenOf(freight)
  const before = wanted(shown)
  const base = baseFen(order, before)
  const who = { personId: me.get()?.personId ?? 0, role: roleIn(shopId) ?? 'viewer' }
  const most = (fen: number) => (settings.data ? mostOff(settings.data, { ...who, baseFen: fen }) : 0)
  const flaw =
    payableFen === null || freightFen === null || !settings.data
      ? null
      : priceFlaw(order, { payableFen, freightFen }, { before, mostOff: most })
  const same = payableFen === order.payableFen && freightFen === (order.freightFen ?? 0)
  const less = base === null || payableFen === null ? 0 : base - payableFen

  const verdict = (): { good: boolean; says: string } | null => {
    if (payableFen === null || freightFen === null) return { good: false, says: t('order.price.invalid') }
    if (same) return { good: true, says: t('order.price.same') }
    switch (flaw?.why) {
      case 'unknown':
        return { good: false, says: t('order.price.unknown') }
      case 'freight':
        return { good: false, says: t('order.price.freightTooMuch') }
      case 'above-list':
        return { good: false, says: t('order.price.above', { money: yuan(flaw.mostFen) }) }
      case 'too-much':
        return {
          good: false,
          says:
            most(base ?? 0) === 0
              ? t('order.price.noRight')
              : t('order.price.over', { money: yuan(flaw.leastFen) }),
        }
      default:
        return settings.data ? { good: true, says: t('order.price.within') } : null
    }
  }
  const judged = verdict()
  const may = judged?.good === true && !same
  return (
    <Dialog title={t('order.price.title')} close={close}>
      <form
        className="dialog-body"
        onSubmit={async (e) => {
          e.preventDefault()
          if (!may || payableFen === null || freightFen === null) return
          if (await want({ do: 'price', payableFen, freightFen })) close()
        }}
      >
        <p className="faint">
          {order.payableFen === null
            ? t('order.price.unknown')
            : t('order.price.was', { money: yuan(order.payableFen), freight: yuan(order.freightFen ?? 0) })}
        </p>
        <div className="order-price-fields">
          <label className="field">
            <span className="field-name">{t('order.price.payable')}</span>
            <input
              className="input digits"
              inputMode="decimal"
              data-first
              value={payable}
              onChange={(e) => setPayable(e.target.value)}
            />
          </label>
          <label className="field">
            <span className="field-name">{t('order.price.freight')}</span>
            <input
              className="input digits"
              inputMode="decimal"
              value={freight}
              onChange={(e) => setFreight(e.target.value)}
            />
          </label>
        </div>
        <div
          className={`order-verdict ${judged?.good === false ? 'order-verdict-bad' : 'order-verdict-good'}`}
          role="status"
        >
          {judged && (
            <>
              <Icon name={judged.good ? 'check' : 'alert'} size={15} />
              <span>
                {less !== 0 && base !== null && base > 0 && (
                  <strong className="digits">
                    {less > 0
                      ? t('order.price.less', {
                          money: yuan(less),
                          share: ((less / base) * 100).toFixed(1).replace(/\.0$/, ''),
                        })
                      : t('order.price.more', { money: yuan(-less) })}
                  </strong>
                )}{' '}
                {judged.says}
              </span>
            </>
          )}
        </div>
        <p className="faint small">{t('order.remarkEdit.says')}</p>
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={!may || busy}>
            {t('order.price.send')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
export default PriceDialog
