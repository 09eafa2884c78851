import { useLocation } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ShopChoice } from '../../features/shop/ui/shop-choice.tsx'
import { me } from '../../features/shop/ui.ts'
import { Antd } from '../antd.tsx'
import { useCell } from '../cell.ts'
import { goTo } from '../nav.ts'
import { Skeleton } from '../parts/states.tsx'

type ShopPage = ComponentType<{ shopId: number }>

/** Pages of the settings, in the order of their menu. A new one is one line. */
const pages = {
  shop: lazy(() => import('../../features/shop/ui/shop-form.tsx')) as ShopPage,
  offers: lazy(() => import('../../features/pricing/ui/offers.tsx')) as ShopPage,
  assistant: lazy(() => import('../../features/assistant/ui/settings.tsx')) as ShopPage,
  knowledge: lazy(() => import('../../features/assistant/ui/knowledge.tsx')) as ShopPage,
  learning: lazy(() => import('../../features/assistant/ui/learning/page.tsx')) as ShopPage,
  clocks: lazy(() => import('../../features/clock/ui/settings.tsx')) as ShopPage,
  routing: lazy(() => import('../../features/routing/ui/settings.tsx')) as ShopPage,
  people: lazy(() => import('../../features/shop/ui/people.tsx')) as ShopPage,
  channels: lazy(() => import('../../features/channel/ui/channels.tsx')) as ShopPage,
  sms: lazy(() => import('../../features/channel/ui/sms/settings.tsx')) as ShopPage,
  recovery: lazy(() => import('../../features/recovery/ui/settings/page.tsx')) as ShopPage,
  bargaining: lazy(() => import('../../features/bargaining/ui/settings.tsx')) as ShopPage,
  orders: lazy(() => import('../../features/order/ui/settings.tsx')) as ShopPage,
  tasks: lazy(() => import('../../features/task/ui/settings.tsx')) as ShopPage,
  guard: lazy(() => import('../../features/guard/ui/settings.tsx')) as ShopPage,
  phrases: lazy(() => import('../../features/phrase/ui/settings.tsx')) as ShopPage,
  preferences: lazy(() => import('../../features/shop/ui/preferences-page.tsx')) as ShopPage,
}
type PageName = keyof typeof pages
const names = Object.keys(pages) as PageName[]

const Settings = () => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const shops = useCell(me)?.shops ?? []
  const [chosen, setChosen] = useState<number | null>(null)
  const shopId = chosen ?? shops[0]?.shop.id
  const asked = pathname.split('/')[2] ?? ''
  const name = names.find((n) => n === asked) ?? 'shop'
  const Page = pages[name]
  return (
    <Antd>
      <div className="settings">
        <nav className="settings-nav" aria-label={t('settings.title')}>
          <h1>{t('settings.title')}</h1>
          <ShopChoice shops={shops.map(({ shop: one }) => one)} chosen={shopId ?? null} choose={setChosen} />
          {names.map((n) => (
            <a
              key={n}
              href={`/settings/${n}`}
              aria-current={n === name ? 'page' : undefined}
              onClick={(e) => {
                e.preventDefault()
                goTo(`/settings/${n}`)
              }}
            >
              {t(`settings.${n}`)}
            </a>
          ))}
        </nav>
        <main className="settings-body">
          <Suspense fallback={<Skeleton />}>
            {shopId !== undefined && <Page key={shopId} shopId={shopId} />}
          </Suspense>
        </main>
      </div>
    </Antd>
  )
}
export default Settings
