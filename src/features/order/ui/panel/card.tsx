import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { goTo } from '../../../../web/nav.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import type { ShownOrder } from '../../contract.ts'
import type { Order } from '../../domain/order.ts'
import { stageOf } from '../../domain/stage.ts'
import { lineWords } from '../../domain/telling.ts'
import { addressOfOrder } from '../address-of.ts'
import { Acts, type ToBuyer } from '../parts/acts.tsx'
import { AddressOf } from '../parts/address.tsx'
import { Copy } from '../parts/copy.tsx'
import { Lines } from '../parts/lines.tsx'
import { Parcels, Refunds } from '../parts/sent.tsx'
import { Age, Amount, Due, FlagMark, Status } from '../parts/standing.tsx'
import { type NameOf, Wishes } from '../parts/wishes.tsx'

interface CardProps {
  shopId: number
  shown: ShownOrder
  nameOf: NameOf
  toBuyer: ToBuyer | null
  change: ((order: Order) => void) | null
  beside?: ((order: Order) => ReactNode) | undefined
  /** The first of the list: where the keyboard goes. */
  first: boolean
}

/** Nothing is to be done about it any more: it is shown folded, so that what is under way stands together. */
const isOver = ({ order, wishes }: ShownOrder): boolean => {
  const stage = stageOf(order)
  const waits = wishes.some(({ state }) => state === 'waiting' || state === 'handed')
  return (stage === null || stage === 'received') && order.status !== 'unknown' && !waits
}

/** What one looks for in an order besides its goods, and what may be done. */
const Inside = ({ shopId, shown, nameOf, toBuyer, change, first }: CardProps) => {
  const { t } = useTranslation()
  const { order } = shown
  return (
    <>
      <dl className="order-facts">
        {order.refunds.length > 0 && (
          <>
            <dt>{t('order.refund')}</dt>
            <dd>
              <Refunds order={order} />
            </dd>
          </>
        )}
        {order.shipments.length > 0 && (
          <>
            <dt>{t('order.parcel')}</dt>
            <dd>
              <Parcels order={order} />
            </dd>
          </>
        )}
        {order.buyerNote !== '' && (
          <>
            <dt>{t('order.buyerNote')}</dt>
            <dd className="order-note">{order.buyerNote}</dd>
          </>
        )}
        {order.remark !== '' && (
          <>
            <dt>{t('order.remark')}</dt>
            <dd className="order-remark">{order.remark}</dd>
          </>
        )}
        {order.address && (
          <>
            <dt>{t('order.to')}</dt>
            <dd>
              <AddressOf shopId={shopId} order={order} />
            </dd>
          </>
        )}
      </dl>
      <Wishes shopId={shopId} shown={shown} nameOf={nameOf} />
      <Acts
        shopId={shopId}
        shown={shown}
        toBuyer={toBuyer}
        change={change}
        first={first}
        open={() => goTo(addressOfOrder(shopId, order.id))}
      />
    </>
  )
}

/** An order of the buyer, as much of it as one looks for during a chat. */
export const OrderCardBox = ({ shopId, shown, nameOf, toBuyer, change, beside, first }: CardProps) => {
  const { t } = useTranslation()
  const { order } = shown
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? (first || !isOver(shown))
  const toggle = () => setChosen(!open)
  return (
    <li>
      <article
        className="order-card"
        tabIndex={first ? 0 : -1}
        data-order={order.id}
        data-place={first ? 'orders' : undefined}
        aria-label={`${t('order.id')} ${order.id}`}
        onKeyDown={(e) => {
          if (e.key !== 'Enter' || e.target !== e.currentTarget) return
          e.preventDefault()
          toggle()
        }}
      >
        <header className="order-head">
          <Status order={order} />
          {order.flag && <FlagMark flag={order.flag} />}
          <Age at={order.createdAt} />
          <Amount order={order} />
        </header>
        <div className="order-number">
          <span className="faint small">{t('order.id')}</span>
          <span className="digits selectable">{order.id}</span>
          <Copy text={order.id} label={t('order.copyId')} />
          <button
            type="button"
            className="order-copy order-fold"
            aria-expanded={open}
            aria-label={t(open ? 'order.fold' : 'order.unfold')}
            title={t(open ? 'order.fold' : 'order.unfold')}
            onClick={toggle}
          >
            <Icon name={open ? 'up' : 'down'} size={14} />
          </button>
        </div>
        <Due shopId={shopId} order={order} />
        {open ? (
          <>
            <Lines shown={shown} />
            {beside?.(order)}
          </>
        ) : (
          <>
            <p className="order-brief faint">{order.lines.map(lineWords).join(t('catalog.comma'))}</p>
            {order.remark !== '' && <p className="order-brief order-remark">{order.remark}</p>}
          </>
        )}
        {open && <Inside {...{ shopId, shown, nameOf, toBuyer, change, first }} />}
      </article>
    </li>
  )
}
