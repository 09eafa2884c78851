import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { dateTime, yuan } from '../../../web/format.ts'
import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import type { OrderChange, ShownOrder } from '../contract.ts'
import type { Order } from '../domain/order.ts'
import { optionsOf } from '../domain/telling.ts'
import { fieldWords } from '../domain/words.ts'
import { useOrder } from './api.ts'
import { OrderHistory } from './history.tsx'
import { Acts } from './parts/acts.tsx'
import { AddressOf } from './parts/address.tsx'
import { Copy } from './parts/copy.tsx'
import { Thumb } from './parts/lines.tsx'
import { Parcels, Refunds } from './parts/sent.tsx'
import { Due, FlagMark, Status } from './parts/standing.tsx'
import { type NameOf, Wishes } from './parts/wishes.tsx'

/** px */
const WIDE = 760

/** Fields that are told as they are, in this order. */
const moments = [
  'createdAt',
  'payBy',
  'balanceFrom',
  'paidAt',
  'shipBy',
  'shippedAt',
  'finishedAt',
  'closedAt',
] as const
const amounts = ['goodsFen', 'freightFen', 'depositFen', 'payableFen', 'paidFen'] as const

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="order-part">
    <h3>{title}</h3>
    {children}
  </section>
)

const Facts = ({ shopId, order, talkId }: { shopId: number; order: Order; talkId: number | null }) => {
  const { t, i18n } = useTranslation()
  const talk = talkId !== null && (
    <button type="button" className="link" onClick={() => goTo(addressOfTalk(shopId, talkId))}>
      {t('order.drawer.talk')}
    </button>
  )
  const facts: { name: string; value: ReactNode }[] = [
    {
      name: t('order.drawer.buyer'),
      value: order.buyer ? (
        <>
          {order.buyer.name || order.buyer.id} <span className="faint small">{order.buyer.id}</span> {talk}
        </>
      ) : (
        <>
          <span className="faint">{t('order.drawer.unknownBuyer')}</span> {talk}
        </>
      ),
    },
    ...moments.flatMap((field) => {
      const at = order[field]
      return at === null
        ? []
        : [{ name: inLanguage(fieldWords[field], i18n.language), value: dateTime(at, i18n.language) }]
    }),
    ...amounts.flatMap((field) => {
      const fen = order[field]
      return fen === null ? [] : [{ name: inLanguage(fieldWords[field], i18n.language), value: yuan(fen) }]
    }),
    ...(order.closeReason
      ? [{ name: inLanguage(fieldWords.closeReason, i18n.language), value: order.closeReason }]
      : []),
  ]
  return (
    <dl className="order-all-facts digits">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Goods = ({ shown: { order, pictures } }: { shown: ShownOrder }) => {
  const { t } = useTranslation()
  const money = (fen: number | null) => (fen === null ? '–' : yuan(fen))
  return (
    <table className="order-table">
      <thead>
        <tr>
          <th>{t('order.drawer.goods')}</th>
          <th className="order-right">{t('order.drawer.price')}</th>
          <th className="order-right">{t('order.drawer.quantity')}</th>
          <th className="order-right">{t('order.drawer.pays')}</th>
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line) => (
          <tr key={line.id}>
            <td>
              <div className="orders-goods">
                <Thumb picture={line.product === null ? undefined : pictures?.[line.product]} />
                <div>
                  <div>{line.title}</div>
                  <div className="faint small">
                    {[optionsOf(line), line.code ? t('order.drawer.code', { code: line.code }) : '']
                      .filter((text) => text !== '')
                      .join(' · ')}
                  </div>
                </div>
              </div>
            </td>
            <td className="order-right digits">{money(line.priceFen)}</td>
            <td className="order-right digits">{line.quantity}</td>
            <td className="order-right digits">{money(line.paysFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface WholeProps {
  shopId: number
  whole: ShownOrder & { history: OrderChange[]; talkId: number | null }
  nameOf: NameOf
  besides: ReactNode
}

const Whole = ({ shopId, whole, nameOf, besides }: WholeProps) => {
  const { t } = useTranslation()
  const { order, wishes, history, talkId } = whole
  const extra = Object.entries(order.extra).filter(([, value]) => value !== '')
  return (
    <div className="order-whole-body">
      <div className="order-head">
        <Status order={order} />
        {order.flag && <FlagMark flag={order.flag} />}
        <Due shopId={shopId} order={order} />
      </div>
      <Acts shopId={shopId} shown={whole} toBuyer={null} change={null} />
      {(order.remark !== '' || order.buyerNote !== '') && (
        <dl className="order-facts">
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
        </dl>
      )}
      {wishes.length > 0 && (
        <Part title={t('order.drawer.wishes')}>
          <Wishes shopId={shopId} shown={whole} nameOf={nameOf} all />
        </Part>
      )}
      {besides}
      <Part title={t('order.drawer.goods')}>
        <Goods shown={whole} />
      </Part>
      <Part title={t('order.drawer.facts')}>
        <Facts shopId={shopId} order={order} talkId={talkId} />
      </Part>
      <Part title={t('order.drawer.to')}>
        <AddressOf shopId={shopId} order={order} />
      </Part>
      <Part title={t('order.drawer.parcels')}>
        {order.shipments.length > 0 ? (
          <Parcels order={order} />
        ) : (
          <p className="faint">{t('order.drawer.noParcels')}</p>
        )}
      </Part>
      {order.refunds.length > 0 && (
        <Part title={t('order.drawer.refunds')}>
          <Refunds order={order} />
        </Part>
      )}
      <Part title={t('order.drawer.history')}>
        <OrderHistory changes={history} nameOf={nameOf} />
      </Part>
      {extra.length > 0 && (
        <Part title={t('order.drawer.extra')}>
          <dl className="order-all-facts">
            {extra.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
    </div>
  )
}

interface DrawerProps {
  shopId: number
  orderId: string
  nameOf: NameOf
  /** What else there is about it. */
  besides: ReactNode
  close(): void
}

/** An order whole: what it is, what may be done, and what became of it. */
export const OrderDrawer = ({ shopId, orderId, nameOf, besides, close }: DrawerProps) => {
  const { t } = useTranslation()
  const found = useOrder(shopId, orderId)
  return (
    <Drawer
      open
      size={WIDE}
      onClose={close}
      title={
        <span className="order-title">
          {t('order.drawer.title', { id: orderId })}
          <Copy text={orderId} label={t('order.copyId')} />
        </span>
      }
    >
      {found.error && !found.data && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton rows={8} height={60} />}
      {found.data && <Whole shopId={shopId} whole={found.data} nameOf={nameOf} besides={besides} />}
    </Drawer>
  )
}
