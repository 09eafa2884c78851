import { createRootRoute, createRoute, createRouter, Outlet, useLocation } from '@tanstack/react-router'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { Frame, Workbench } from '../features/desk/ui.ts'
import type { Page } from './commands.ts'
import { goTo, provideNavigation } from './nav.ts'
import { Empty, Problem } from './parts/states.tsx'

const Search = lazy(() => import('../features/desk/ui/search.tsx'))
const Letters = lazy(() => import('../features/channel/ui/letters.tsx'))
const Guide = lazy(() => import('../features/channel/ui/guide.tsx'))
const Audit = lazy(() => import('../features/shop/ui/audit.tsx'))
const Board = lazy(() => import('../features/routing/ui/board.tsx'))
const Clocks = lazy(() => import('../features/clock/ui/exposure.tsx'))
const Campaigns = lazy(() => import('../features/campaign/ui/campaigns.tsx'))
const OrderTasks = lazy(() => import('../features/task/ui/of-order.tsx'))
const Orders = lazy(() => import('../features/order/ui/page.tsx'))
const Tasks = lazy(() => import('../features/task/ui/page.tsx'))
const Recovery = lazy(() => import('../features/recovery/ui/page.tsx'))
const Products = lazy(() => import('../features/catalog/ui/page.tsx'))
const Settings = lazy(() => import('./settings/settings.tsx'))

const others = [
  'board',
  'clocks',
  'products',
  'orders',
  'tasks',
  'recovery',
  'campaigns',
  'search',
  'letters',
  'settings',
  'audit',
] as const

const pageOf = (path: string): Page => {
  const first = path.split('/')[1]
  if (first === 'guide') return 'settings'
  return others.find((page) => page === first) ?? 'desk'
}

const Root = () => {
  const { pathname } = useLocation()
  return (
    <Frame page={pageOf(pathname)}>
      <Outlet />
    </Frame>
  )
}
const Lost = () => {
  const { t } = useTranslation()
  return (
    <Empty
      icon="alert"
      title={t('error.notFound')}
      says={
        <button type="button" className="button" onClick={() => goTo('/')}>
          {t('error.home')}
        </button>
      }
    />
  )
}
const Broken = ({ error }: { error: unknown }) => (
  <Problem error={error} retry={() => window.location.reload()} />
)

const root = createRootRoute({ component: Root, notFoundComponent: Lost, errorComponent: Broken })
const page = <const Path extends string>(path: Path, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component })

// One layout route for both, so that choosing a conversation does not build the columns anew.
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: () => {
    const { pathname, search } = useLocation()
    const found = /^\/c\/(\d+)\/(\d+)/.exec(pathname)
    const { at } = search as { at?: number }
    const talk = found ? { shopId: Number(found[1]), id: Number(found[2]) } : null
    return <Workbench talk={talk} at={typeof at === 'number' ? at : null} />
  },
})
const none = () => null

const routes = root.addChildren([
  desk.addChildren([
    createRoute({ getParentRoute: () => desk, path: '/', component: none }),
    createRoute({ getParentRoute: () => desk, path: '/c/$shopId/$id', component: none }),
  ]),
  page('/board', () => <Board />),
  page('/clocks', () => <Clocks />),
  page('/campaigns', () => <Campaigns />),
  page('/campaigns/$', () => <Campaigns />),
  page('/products', () => <Products />),
  page('/orders', () => (
    <Orders besides={(shopId, orderId) => <OrderTasks shopId={shopId} orderId={orderId} />} />
  )),
  page('/tasks', () => <Tasks />),
  page('/recovery', () => <Recovery />),
  page('/recovery/$', () => <Recovery />),
  page('/search', () => <Search />),
  page('/letters', () => <Letters />),
  page('/audit', () => <Audit />),
  page('/guide/bridge', () => <Guide />),
  page('/settings', () => <Settings />),
  page('/settings/$section', () => <Settings />),
])

export const router = createRouter({ routeTree: routes })
provideNavigation((address, replace) => {
  if (replace) router.history.replace(address)
  else router.history.push(address)
})
