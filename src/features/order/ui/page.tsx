import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Antd } from '../../../web/antd.tsx'
import { useCell } from '../../../web/cell.ts'
import { goTo } from '../../../web/nav.ts'
import { Empty } from '../../../web/parts/states.tsx'
import { mayIn, me, shopApi } from '../../shop/ui/session.ts'
import { ShopChoice } from '../../shop/ui/shop-choice.tsx'
import { addressOfOrder } from './address-of.ts'
import { OrderDrawer } from './drawer.tsx'
import { OrderList } from './list.tsx'
import './order.css'

interface PageProps {
  /** What else is known of an order, for its drawer. */
  besides(shopId: number, orderId: string): ReactNode
}

/** The orders of a shop: found, and each whole. Which one is open is in the address, so that it can be pointed to. */
const OrdersPage = ({ besides }: PageProps) => {
  const { t } = useTranslation()
  const shops = (useCell(me)?.shops ?? []).filter(({ shop }) => mayIn(shop.id, 'order.read'))
  const { search } = useLocation()
  const asked = search as { shop?: unknown; order?: unknown }
  const [chosen, setChosen] = useState<number | null>(null)
  const wanted = typeof asked.shop === 'number' ? asked.shop : null
  const shop = (shops.find((one) => one.shop.id === (wanted ?? chosen)) ?? shops[0])?.shop
  const members = useQuery({
    queryKey: ['members', shop?.id],
    queryFn: async () => (shop ? (await shopApi.members({ params: { shopId: shop.id } })).members : []),
    enabled: shop !== undefined,
  })
  // The router reads what looks like a number as one: an id of 19 digits would lose its last ones.
  const open = new URLSearchParams(window.location.search).get('order')
  const nameOf = (id: number) =>
    members.data?.find(({ personId }) => personId === id)?.name ?? t('stream.someone')
  if (!shop) return <Empty icon="order" title={t('order.page.none')} />
  return (
    <Antd>
      <main className="sheet orders-page">
        <div className="sheet-head">
          <h1>{t('order.title')}</h1>
          <ShopChoice
            shops={shops.map(({ shop: one }) => one)}
            chosen={shop.id}
            choose={(id) => {
              setChosen(id)
              if (wanted !== null) goTo('/orders', true)
            }}
          />
        </div>
        <OrderList key={shop.id} shop={shop} open={(id) => goTo(addressOfOrder(shop.id, id))} />
      </main>
      {open !== null && open !== '' && (
        <OrderDrawer
          key={`${shop.id} ${open}`}
          shopId={shop.id}
          orderId={open}
          nameOf={nameOf}
          besides={besides(shop.id, open)}
          close={() => {
            setChosen(shop.id)
            goTo('/orders', true)
          }}
        />
      )}
    </Antd>
  )
}
export default OrdersPage
