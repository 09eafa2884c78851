import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { Skeleton } from '../../../../web/parts/states.tsx'
import { Tabs } from '../../../../web/parts/tabs.tsx'
import type { Conversation } from '../../../conversation/domain.ts'
import { usePhraseContext } from '../composer/phrase-context.ts'
import type { Detail } from '../detail.ts'
import { keyOf } from '../live/state.ts'
import { composer, type PanelTab, show, view } from '../view.ts'
import { BuyerPanel } from './buyer.tsx'

const Products = lazy(async () => ({ default: (await import('./products.tsx')).TalkProducts }))
const Orders = lazy(async () => ({ default: (await import('./orders.tsx')).TalkOrders }))
const PhraseFinder = lazy(async () => ({
  default: (await import('../../../phrase/ui/finder.tsx')).PhraseFinder,
}))
const Price = lazy(async () => ({ default: (await import('./price.tsx')).PriceOf }))
const Earlier = lazy(() => import('./earlier.tsx'))

const tabs: PanelTab[] = ['buyer', 'orders', 'products', 'price', 'phrases']

/** What helps to answer: the buyer, the shop's products, prices, its phrases. */
export const Panel = ({
  conversation: c,
  detail,
}: {
  conversation: Conversation
  detail: Detail | undefined
}) => {
  const { t } = useTranslation()
  const panel = useCell(view, (v) => v.panel)
  const context = usePhraseContext(keyOf(c), c.buyerName)
  const [earlier, openEarlier] = useState<Conversation | null>(null)
  return (
    <aside className="panel" aria-label={t('panel.label')} tabIndex={-1} data-place="panel">
      <Tabs
        label={t('panel.label')}
        all={tabs}
        chosen={panel.tab}
        choose={(tab) => show({ panel: { open: true, tab } })}
        draw={(tab) => t(`panel.${tab}`)}
      />
      <div className="panel-body" role="tabpanel">
        <Suspense fallback={<Skeleton rows={5} height={56} />}>
          {panel.tab === 'buyer' && <BuyerPanel conversation={c} detail={detail} openEarlier={openEarlier} />}
          {panel.tab === 'orders' && <Orders conversation={c} />}
          {panel.tab === 'products' && <Products conversation={c} />}
          {panel.tab === 'price' && <Price conversation={c} />}
          {panel.tab === 'phrases' && (
            <PhraseFinder
              shopId={c.shopId}
              context={context}
              insert={(phrase) => composer.get()?.insertPhrase(phrase)}
            />
          )}
        </Suspense>
      </div>
      {earlier && (
        <Suspense fallback={null}>
          <Earlier conversation={earlier} close={() => openEarlier(null)} />
        </Suspense>
      )}
    </aside>
  )
}
