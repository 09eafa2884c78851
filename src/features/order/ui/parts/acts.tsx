import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../../web/clock.ts'
import { say } from '../../../../web/parts/toast.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import type { ShownOrder } from '../../contract.ts'
import type { Order } from '../../domain/order.ts'
import { cardOfOrder, type OrderCard, orderWords } from '../checking.ts'

const RemarkDialog = lazy(() => import('../dialogs/remark.tsx'))
const PriceDialog = lazy(() => import('../dialogs/price.tsx'))
const CloseDialog = lazy(() => import('../dialogs/close.tsx'))

/** What may come of an order in a conversation. */
export interface ToBuyer {
  /** Of the shop: how it speaks to buyers. */
  locale: 'zh-CN' | 'en'
  zone: string
  /** True if it was sent; the guard may keep it back. */
  send(text: string, card: OrderCard): Promise<boolean>
}

interface ActsProps {
  shopId: number
  shown: ShownOrder
  /** Null where nothing can be said to the buyer. */
  toBuyer: ToBuyer | null
  /** Opens the dialog of a change; null where there is none. */
  change: ((order: Order) => void) | null
  open?: (() => void) | undefined
  /** Of several orders the one that is most likely meant. */
  first?: boolean
}

/** What may still be done about an order. */
export const Acts = ({ shopId, shown, toBuyer, change, open, first = false }: ActsProps) => {
  const { t } = useTranslation()
  const { order, can } = shown
  const [dialog, setDialog] = useState<'remark' | 'price' | 'close' | null>(null)
  const [sending, setSending] = useState(false)
  const editable = mayIn(shopId, 'order.edit')
  const tell = async ({ locale, zone, send }: ToBuyer, ask: boolean) => {
    setSending(true)
    try {
      const words = orderWords(order, { language: locale, zone, now: deskNow(), ask })
      if (await send(words, cardOfOrder(order, { language: locale, ask }))) say(t('order.act.sent'))
    } finally {
      setSending(false)
    }
  }
  const close = () => setDialog(null)
  const button = (label: string, go: () => void, more: { title?: string; main?: boolean } = {}) => (
    <button
      type="button"
      className={more.main ? 'button button-small button-main' : 'button button-small'}
      title={more.title}
      disabled={sending}
      onClick={go}
    >
      {label}
    </button>
  )
  const over = order.status === 'closed' || order.status === 'unknown'
  return (
    <fieldset className="order-acts" aria-label={t('order.act.label')}>
      {toBuyer &&
        !over &&
        button(t('order.act.check'), () => void tell(toBuyer, true), {
          title: t('order.act.checkSays'),
          main: first,
        })}
      {toBuyer && button(t('order.act.card'), () => void tell(toBuyer, false))}
      {editable && can.includes('remark') && button(t('order.act.remark'), () => setDialog('remark'))}
      {editable && can.includes('price') && button(t('order.act.price'), () => setDialog('price'))}
      {change &&
        (can.includes('sku') || can.includes('address')) &&
        button(t('order.act.change'), () => change(order), { title: t('order.act.changeSays') })}
      {editable && can.includes('close') && button(t('order.act.close'), () => setDialog('close'))}
      {open && button(t('order.act.open'), open)}
      <Suspense fallback={null}>
        {dialog === 'remark' && <RemarkDialog shopId={shopId} order={order} close={close} />}
        {dialog === 'price' && <PriceDialog shopId={shopId} shown={shown} close={close} />}
        {dialog === 'close' && <CloseDialog shopId={shopId} order={order} close={close} />}
      </Suspense>
    </fieldset>
  )
}
