import { useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Antd } from '../../../web/antd.tsx'
import { useCell } from '../../../web/cell.ts'
import { Empty, Skeleton } from '../../../web/parts/states.tsx'
import { Tabs } from '../../../web/parts/tabs.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import { me } from '../../shop/ui/session.ts'
import { ShopChoice } from '../../shop/ui/shop-choice.tsx'
import { Calendar } from './calendar.tsx'
import { goToPlace, type PageTab, type Place, pageTabs, placeOf } from './places.ts'
import { PlanDetail } from './plans/detail.tsx'
import { PlanList } from './plans/list.tsx'
import { Wishes } from './wishes/wishes.tsx'
import './recovery.css'

const Errands = lazy(() => import('./errands/index.tsx'))
const OptOuts = lazy(async () => ({ default: (await import('./opt-outs/list.tsx')).OptOuts }))
const Adviser = lazy(() => import('./adviser/adviser.tsx'))

const parts: Record<PageTab, (props: { shop: ShopFacts }) => React.ReactNode> = {
  plans: PlanList,
  calendar: Calendar,
  errands: ({ shop }) => <Errands shopId={shop.id} />,
  wishes: Wishes,
  adviser: ({ shop }) => <Adviser shopId={shop.id} />,
  'opt-outs': ({ shop }) => <OptOuts shopId={shop.id} />,
}

const Part = ({ place, shop }: { place: Place; shop: ShopFacts }) => {
  const { t } = useTranslation()
  if (place.page === 'plan')
    return <PlanDetail key={place.planId} shop={shop} planId={place.planId} tab={place.tab} />
  const Shown = parts[place.page]
  return (
    <>
      <Tabs<PageTab>
        label={t('recovery.title')}
        all={pageTabs}
        chosen={place.page}
        choose={(page) => goToPlace({ page, shopId: shop.id }, true)}
        draw={(one) => t(`recovery.tab.${one}`)}
      />
      <Suspense fallback={<Skeleton rows={5} height={60} />}>
        <Shown key={shop.id} shop={shop} />
      </Suspense>
    </>
  )
}

/** Winning back who has not paid or ordered: plans and what they do, who waits for what, who is called. */
const Recovery = () => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const shops = useCell(me)?.shops ?? []
  const place = placeOf(pathname)
  const shop = (place.shopId === null ? shops[0] : shops.find((one) => one.shop.id === place.shopId))?.shop
  return (
    <Antd>
      <main className="sheet recovery">
        <div className="sheet-head">
          <h1>{t('recovery.title')}</h1>
          <ShopChoice
            shops={shops.map(({ shop: one }) => one)}
            chosen={shop?.id ?? null}
            choose={(shopId) => goToPlace({ page: place.page === 'plan' ? 'plans' : place.page, shopId })}
          />
        </div>
        {shop ? (
          <Part place={place} shop={shop} />
        ) : (
          <Empty icon="again" title={t('recovery.noShop')} says={t('recovery.noShopSays')} />
        )}
      </main>
    </Antd>
  )
}
export default Recovery
