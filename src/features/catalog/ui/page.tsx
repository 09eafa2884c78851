import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Antd } from '../../../web/antd.tsx'
import { useCell } from '../../../web/cell.ts'
import { Tabs } from '../../../web/parts/tabs.tsx'
import { me } from '../../shop/ui/session.ts'
import { ShopChoice } from '../../shop/ui/shop-choice.tsx'
import { SizeCharts } from './charts/charts.tsx'
import { ProductDrawer } from './editor/drawer.tsx'
import { ProductList } from './list.tsx'
import './catalog.css'

const tabs = ['list', 'charts'] as const
type Tab = (typeof tabs)[number]

/** The products of a shop: their cards, and by which sizes they fit whom. */
const ProductsPage = () => {
  const { t } = useTranslation()
  const shops = useCell(me)?.shops ?? []
  const [chosen, setChosen] = useState<number | null>(null)
  const [tab, setTab] = useState<Tab>('list')
  /** The product in the drawer; `new` for one that is being written. */
  const [open, setOpen] = useState<{ id: string } | 'new' | null>(null)
  const shop = (shops.find((one) => one.shop.id === chosen) ?? shops[0])?.shop
  if (!shop) return null
  return (
    <Antd>
      <main className="sheet catalog">
        <div className="sheet-head">
          <h1>{t('catalog.title')}</h1>
          <ShopChoice shops={shops.map(({ shop: one }) => one)} chosen={shop.id} choose={setChosen} />
        </div>
        <Tabs<Tab>
          label={t('catalog.title')}
          all={tabs}
          chosen={tab}
          choose={setTab}
          draw={(one) => t(`catalog.tabs.${one}`)}
        />
        {tab === 'list' ? (
          <ProductList key={shop.id} shopId={shop.id} open={setOpen} />
        ) : (
          <SizeCharts key={shop.id} shopId={shop.id} />
        )}
      </main>
      {open !== null && (
        <ProductDrawer
          key={open === 'new' ? 'new' : open.id}
          shopId={shop.id}
          id={open === 'new' ? null : open.id}
          close={() => setOpen(null)}
          openOther={(id) => setOpen({ id })}
        />
      )}
    </Antd>
  )
}
export default ProductsPage
