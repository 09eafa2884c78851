import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { Empty } from '../../../web/parts/states.tsx'
import { Tabs } from '../../../web/parts/tabs.tsx'
import { mayIn, me } from '../../shop/ui/session.ts'
import { ShopChoice } from '../../shop/ui/shop-choice.tsx'
import { DayOfExposure } from './exposure-day.tsx'
import { Rates } from './rates.tsx'

const tabs = ['exposure', 'rates'] as const
type Tab = (typeof tabs)[number]

/** Service clocks of a shop: what lateness costs, and how its rates stand. */
const Clocks = () => {
  const { t } = useTranslation()
  const shops = (useCell(me)?.shops ?? []).filter(({ shop }) => mayIn(shop.id, 'routing.direct'))
  const [chosen, setChosen] = useState<number | null>(null)
  const [tab, setTab] = useState<Tab>('exposure')
  const shop = (shops.find((one) => one.shop.id === chosen) ?? shops[0])?.shop
  if (!shop) return <Empty icon="shield" title={t('exposure.notYours')} says={t('exposure.notYoursSays')} />
  return (
    <main className="sheet clocks">
      <div className="sheet-head">
        <h1>{t('exposure.title')}</h1>
        <ShopChoice shops={shops.map(({ shop: one }) => one)} chosen={shop.id} choose={setChosen} />
      </div>
      <Tabs<Tab>
        label={t('exposure.title')}
        all={tabs}
        chosen={tab}
        choose={setTab}
        draw={(one) => t(`exposure.tab.${one}`)}
      />
      {tab === 'exposure' ? <DayOfExposure key={shop.id} shop={shop} /> : <Rates key={shop.id} shop={shop} />}
    </main>
  )
}
export default Clocks
