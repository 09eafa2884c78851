import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { Tabs } from '../../../../web/parts/tabs.tsx'
import type { ShopFacts } from '../../../shop/domain.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import type { Plan, PlanBody } from '../../domain/plan.ts'
import { usePlans } from '../api.ts'
import { goToPlace, type PlanTab, planTabs } from '../places.ts'
import { Sendings } from '../sendings.tsx'
import { bodyOf, PlanEditor } from './editor.tsx'
import { Flow } from './flow.tsx'
import { Moves } from './moves.tsx'
import { People } from './people.tsx'
import { PreviewDrawer } from './preview.tsx'
import { Counters, StateTag } from './state.tsx'

const PlanResults = lazy(() => import('../results/plan-results.tsx'))

const parts: Record<PlanTab, (props: { shop: ShopFacts; plan: Plan }) => React.ReactNode> = {
  flow: ({ shop, plan }) => (
    <section className="block">
      <Flow plan={plan} shopId={shop.id} />
    </section>
  ),
  results: ({ shop, plan }) => <PlanResults shopId={shop.id} planId={plan.id} />,
  sendings: ({ shop, plan }) => <Sendings shopId={shop.id} planId={plan.id} />,
  people: People,
}

type Open = { what: 'edit' } | { what: 'try' } | { what: 'copy'; body: PlanBody } | null

/** One plan: how it runs, what it sent, whom it is about, what it brought. */
export const PlanDetail = ({ shop, planId, tab }: { shop: ShopFacts; planId: number; tab: PlanTab }) => {
  const { t } = useTranslation()
  const { data, error, refetch } = usePlans(shop.id)
  const [open, setOpen] = useState<Open>(null)
  const back = (
    <button
      type="button"
      className="button button-small"
      onClick={() => goToPlace({ page: 'plans', shopId: shop.id })}
    >
      <Icon name="left" size={14} />
      {t('recovery.back')}
    </button>
  )
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={6} height={80} />
  const plan = data.plans.find(({ id }) => id === planId)
  if (!plan) return <Empty icon="again" title={t('recovery.gone')} says={back} />
  const close = () => setOpen(null)
  const Shown = parts[tab]
  return (
    <>
      <div className="plan-bar plan-title">
        {back}
        <h2>{plan.name}</h2>
        <StateTag state={plan.state} />
        <span className="faint small">{t(`recovery.trigger.${plan.trigger}`)}</span>
        <span className="plan-space" />
        {mayIn(shop.id, 'recovery.edit') && (
          <span className="plan-deeds">
            <Button size="small" onClick={() => setOpen({ what: 'try' })}>
              {t('recovery.do.preview')}
            </Button>
            {plan.state !== 'ended' && (
              <Button size="small" onClick={() => setOpen({ what: 'edit' })}>
                {t('recovery.do.edit')}
              </Button>
            )}
            <Button
              size="small"
              onClick={() => setOpen({ what: 'copy', body: { ...bodyOf(plan), from: null, until: null } })}
            >
              {t('recovery.do.copy')}
            </Button>
            <Moves shopId={shop.id} plan={plan} />
          </span>
        )}
      </div>
      {plan.state !== 'draft' && (
        <section className="block">
          <Counters counters={data.counters.find((one) => one.planId === plan.id)} />
        </section>
      )}
      <Tabs<PlanTab>
        label={plan.name}
        all={planTabs}
        chosen={tab}
        choose={(next) => goToPlace({ page: 'plan', shopId: shop.id, planId, tab: next }, true)}
        draw={(one) => t(`recovery.tab.${one}`)}
      />
      <Suspense fallback={<Skeleton rows={5} height={60} />}>
        <Shown shop={shop} plan={plan} />
      </Suspense>
      {open?.what === 'edit' && <PlanEditor shop={shop} plan={plan} close={close} />}
      {open?.what === 'copy' && <PlanEditor shop={shop} plan={null} begin={open.body} close={close} />}
      {open?.what === 'try' && <PreviewDrawer shop={shop} plan={bodyOf(plan)} close={close} />}
    </>
  )
}
