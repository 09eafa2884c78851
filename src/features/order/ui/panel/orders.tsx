import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { goTo } from '../../../../web/nav.ts'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import type { Order } from '../../domain/order.ts'
import { useTalkOrders } from '../api.ts'
import type { ToBuyer } from '../parts/acts.tsx'
import type { NameOf } from '../parts/wishes.tsx'
import { OrderCardBox } from './card.tsx'
import { LinkOrder } from './link.tsx'
import '../order.css'

/** Steps from order to order by the arrows; whoever writes somewhere in it keeps them. */
const step = (e: React.KeyboardEvent<HTMLElement>) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[e.key]
  if (by === undefined || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return
  if (!(e.target instanceof HTMLElement) || e.target.closest('input, textarea, select, dialog')) return
  const all = [...e.currentTarget.querySelectorAll<HTMLElement>('.order-card')]
  const at = all.findIndex((card) => card.contains(e.target as Node))
  const next = all[Math.max(0, Math.min(all.length - 1, at + by))]
  if (!next || at === -1) return
  e.preventDefault()
  e.stopPropagation()
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
}

interface OrdersProps {
  shopId: number
  conversationId: number
  nameOf: NameOf
  /** Null where this person cannot write here. */
  toBuyer: ToBuyer | null
  /** Opens the dialog of a change; null where there is none. */
  change: ((order: Order) => void) | null
  /** What is said of an order below its lines. */
  beside?: ((order: Order) => ReactNode) | undefined
  /** What is open with the buyer besides. */
  children?: ReactNode
}

/** The orders of a conversation's buyer, the latest first. */
export const Orders = ({
  shopId,
  conversationId,
  nameOf,
  toBuyer,
  change,
  beside,
  children,
}: OrdersProps) => {
  const { t } = useTranslation()
  const found = useTalkOrders(shopId, conversationId)
  const link = (first: boolean) =>
    mayIn(shopId, 'order.edit') && (
      <LinkOrder key={conversationId} shopId={shopId} conversationId={conversationId} first={first} />
    )
  const { orders = [], more = false } = found.data ?? {}
  return (
    <div className="orders">
      {children}
      {found.error && !found.data && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton rows={4} height={96} />}
      {found.data && orders.length === 0 && (
        <>
          <Empty icon="order" title={t('order.panel.none')} says={t('order.panel.noneSays')} />
          {link(true)}
        </>
      )}
      {orders.length > 0 && (
        <>
          <ul className="order-cards" aria-label={t('order.panel.label')} onKeyDown={step}>
            {orders.map((shown, i) => (
              <OrderCardBox
                key={shown.order.id}
                shopId={shopId}
                shown={shown}
                nameOf={nameOf}
                toBuyer={toBuyer}
                change={change}
                beside={beside}
                first={i === 0}
              />
            ))}
          </ul>
          {more && (
            <p className="order-more faint small">
              {t('order.panel.more')}{' '}
              <button type="button" className="link" onClick={() => goTo('/orders')}>
                {t('order.panel.moreOpen')}
              </button>
            </p>
          )}
          <details className="order-another">
            <summary>{t('order.panel.another')}</summary>
            {link(false)}
          </details>
        </>
      )}
    </div>
  )
}
