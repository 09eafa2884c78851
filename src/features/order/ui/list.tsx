import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Select, Table } from 'antd'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../shared/said.ts'
import { dateTime } from '../../../web/format.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import { mayIn } from '../../shop/ui/session.ts'
import type { ShownOrder } from '../contract.ts'
import { OrderStatus } from '../domain/order.ts'
import { optionsOf } from '../domain/telling.ts'
import { statusWords } from '../domain/words.ts'
import { ORDERS, orderApi } from './api.ts'
import { Thumb } from './parts/lines.tsx'
import { Amount, Due, FlagMark, Status } from './parts/standing.tsx'

const ImportOrders = lazy(async () => ({ default: (await import('./importing/dialog.tsx')).ImportOrders }))

const Goods = ({ shown: { order, pictures } }: { shown: ShownOrder }) => {
  const { t } = useTranslation()
  const [first] = order.lines
  if (!first) return <span className="faint">–</span>
  const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <div className="orders-goods">
      <Thumb picture={first.product === null ? undefined : pictures?.[first.product]} size={36} />
      <div>
        <div className="orders-clip">{first.title}</div>
        <div className="faint small orders-clip">
          {[optionsOf(first), t('order.pieces', { count: pieces })].filter((text) => text !== '').join(' · ')}
        </div>
      </div>
    </div>
  )
}

const Remark = ({ shown: { order, wishes } }: { shown: ShownOrder }) => {
  const { t } = useTranslation()
  const waits = wishes.some(({ state }) => state === 'waiting' || state === 'handed')
  return (
    <>
      <span className="orders-remark">
        {order.flag && <FlagMark flag={order.flag} />}
        <span className="orders-clip" title={order.remark}>
          {order.remark}
        </span>
      </span>
      {waits && <span className="order-status order-do">{t('order.wish.state.waiting')}</span>}
    </>
  )
}

interface ListProps {
  shop: ShopFacts
  open(orderId: string): void
}

/** Orders a page at a time, the latest first. */
export const OrderList = ({ shop, open }: ListProps) => {
  const { t, i18n } = useTranslation()
  const [text, setText] = useState('')
  const [status, setStatus] = useState<OrderStatus | undefined>(undefined)
  /** Where each page before this one ended, and how many orders those held. */
  const [before, setBefore] = useState<{ before: number; beforeId: string; count: number }[]>([])
  /** Null until somebody wants to import: its part of the page is loaded then. */
  const [importing, setImporting] = useState<boolean | null>(null)
  const q = useDeferredValue(text.trim())
  const wanted = { ...(q !== '' && { q }), ...(status !== undefined && { status }) }
  const last = before.at(-1)
  const list = useQuery({
    queryKey: [ORDERS, shop.id, 'page', wanted, last],
    queryFn: () =>
      orderApi.orders({
        params: { shopId: shop.id },
        query: { ...wanted, ...(last && { before: last.before, beforeId: last.beforeId }) },
      }),
    placeholderData: keepPreviousData,
  })
  const find = (change: () => void) => {
    change()
    setBefore([])
  }
  const { orders = [], more = false, known = 0 } = list.data ?? {}
  const from = last?.count ?? 0
  const filtered = q !== '' || status !== undefined
  const number = (n: number) => n.toLocaleString(i18n.language)
  return (
    <section className="block">
      <div className="orders-actions">
        <label className="find">
          <Icon name="search" size={15} />
          <input
            type="search"
            maxLength={80}
            value={text}
            placeholder={t('order.page.find')}
            aria-label={t('order.page.find')}
            onChange={(e) => find(() => setText(e.target.value))}
          />
        </label>
        <Select<OrderStatus>
          allowClear
          className="orders-status"
          aria-label={t('order.page.status')}
          placeholder={t('order.page.allStatuses')}
          value={status ?? null}
          options={OrderStatus.options.map((value) => ({
            value,
            label: inLanguage(statusWords[value], i18n.language),
          }))}
          onChange={(value) => find(() => setStatus(value ?? undefined))}
        />
        <span className="orders-space" />
        {list.data && <span className="faint digits">{t('order.page.known', { count: known })}</span>}
        {mayIn(shop.id, 'order.import') && (
          <Button onClick={() => setImporting(true)}>{t('order.page.import')}</Button>
        )}
      </div>
      {list.error ? (
        <Problem error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Table<ShownOrder>
          size="small"
          rowKey={({ order }) => order.id}
          loading={list.isPending}
          dataSource={orders}
          pagination={false}
          scroll={{ x: 940 }}
          onRow={({ order }) => ({ onClick: () => open(order.id), className: 'orders-row' })}
          locale={{
            emptyText: filtered ? (
              <Empty icon="search" title={t('order.page.noneFound')} />
            ) : (
              <Empty icon="order" title={t('order.page.none')} says={t('order.page.noneSays')} />
            ),
          }}
          columns={[
            {
              title: t('order.page.order'),
              key: 'id',
              width: 190,
              render: (_, { order }) => (
                <>
                  <button
                    type="button"
                    className="orders-open digits"
                    onClick={(e) => {
                      e.stopPropagation()
                      open(order.id)
                    }}
                  >
                    {order.id}
                  </button>
                  <div className="faint small digits">{dateTime(order.createdAt, i18n.language)}</div>
                </>
              ),
            },
            {
              title: t('order.page.buyer'),
              key: 'buyer',
              width: 110,
              render: (_, { order }) =>
                order.buyer ? (
                  <span className="orders-clip">{order.buyer.name || order.buyer.id}</span>
                ) : (
                  <span className="faint">–</span>
                ),
            },
            { title: t('order.page.goods'), key: 'goods', render: (_, shown) => <Goods shown={shown} /> },
            {
              title: t('order.page.amount'),
              key: 'amount',
              width: 130,
              align: 'right',
              render: (_, { order }) => <Amount order={order} />,
            },
            {
              title: t('order.page.status'),
              key: 'status',
              width: 210,
              render: (_, { order }) => (
                <>
                  <Status order={order} />
                  <Due shopId={shop.id} order={order} />
                </>
              ),
            },
            {
              title: t('order.page.note'),
              key: 'note',
              width: 160,
              render: (_, shown) => <Remark shown={shown} />,
            },
          ]}
        />
      )}
      {orders.length > 0 && (before.length > 0 || more) && (
        <div className="orders-pager">
          <span className="faint digits">
            {t('order.page.range', { from: number(from + 1), to: number(from + orders.length) })}
          </span>
          <Button size="small" disabled={before.length === 0} onClick={() => setBefore(before.slice(0, -1))}>
            {t('order.page.previous')}
          </Button>
          <Button
            size="small"
            disabled={!more || list.isPlaceholderData}
            onClick={() => {
              const end = orders.at(-1)?.order
              if (end)
                setBefore([
                  ...before,
                  { before: end.createdAt, beforeId: end.id, count: from + orders.length },
                ])
            }}
          >
            {t('order.page.next')}
          </Button>
        </div>
      )}
      {importing !== null && (
        <Suspense fallback={null}>
          <ImportOrders shopId={shop.id} open={importing} close={() => setImporting(false)} />
        </Suspense>
      )}
    </section>
  )
}
