import { useTranslation } from 'react-i18next'
import { goTo } from '../../../../web/nav.ts'
import type { ShownOrder } from '../../contract.ts'
import type { Order } from '../../domain/order.ts'
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
  /** The first of the list: where the keyboard goes. */
  first: boolean
}

/** An order of the buyer, as much of it as one looks for during a chat. */
export const OrderCardBox = ({ shopId, shown, nameOf, toBuyer, change, first }: CardProps) => {
  const { t } = useTranslation()
  const { order } = shown
  return (
    <li>
      <article
        className="order-card"
        tabIndex={first ? 0 : -1}
        data-order={order.id}
        data-place={first ? 'orders' : undefined}
        aria-label={`${t('order.id')} ${order.id}`}
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
        </div>
        <Due shopId={shopId} order={order} />
        <Lines shown={shown} />
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
      </article>
    </li>
  )
}
