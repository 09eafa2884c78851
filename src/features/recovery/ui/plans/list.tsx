import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { deskNow } from '../../../../web/clock.ts'
import { dateTime, untilTime } from '../../../../web/format.ts'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import type { ShopFacts } from '../../../shop/domain.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import type { PlanCounters } from '../../contract.ts'
import type { Plan, PlanBody } from '../../domain/plan.ts'
import { fromTemplate, planTemplates } from '../../domain/templates.ts'
import { usePlans } from '../api.ts'
import { addressOf, openPlan } from '../places.ts'
import { ReasonWordsDrawer } from '../why/words-drawer.tsx'
import { whenText } from '../words.ts'
import { blankPlan, PlanEditor } from './editor.tsx'
import { channelIcon } from './flow.tsx'
import { Moves } from './moves.tsx'
import { Counters, StateTag } from './state.tsx'

const Row = ({
  shop,
  plan,
  counters,
}: {
  shop: ShopFacts
  plan: Plan
  counters: PlanCounters | undefined
}) => {
  const { t, i18n } = useTranslation()
  const next = counters?.nextAt ?? null
  return (
    <li className="plan-card">
      <div className="plan-head">
        <a
          className="plan-name"
          href={addressOf({ page: 'plan', shopId: shop.id, planId: plan.id, tab: 'flow' })}
          onClick={(e) => {
            if (e.ctrlKey || e.metaKey || e.shiftKey) return
            e.preventDefault()
            openPlan(shop.id, plan.id)
          }}
        >
          {plan.name}
        </a>
        <StateTag state={plan.state} />
        <span className="faint small">
          {t(`recovery.trigger.${plan.trigger}`)}
          {plan.startedAt !== null &&
            ` · ${t('recovery.list.since', { at: dateTime(plan.startedAt, i18n.language) })}`}
          {next !== null &&
            plan.state === 'running' &&
            ` · ${t('recovery.list.next', { at: untilTime(next, deskNow(), i18n.language) })}`}
        </span>
        <span className="plan-space" />
        {mayIn(shop.id, 'recovery.edit') && (
          <span className="plan-deeds">
            <Moves shopId={shop.id} plan={plan} />
          </span>
        )}
      </div>
      <ol className="plan-line">
        {plan.steps.map((step) => (
          <li key={step.code}>
            <Icon name={channelIcon[step.channel]} size={13} />
            {t(`recovery.channel.${step.channel}`)} · {whenText(step.when, plan.trigger, t)}
          </li>
        ))}
      </ol>
      {plan.state !== 'draft' && <Counters counters={counters} />}
    </li>
  )
}

/** Templates to begin from, each with what its times are based on. */
const Templates = ({ shop, make }: { shop: ShopFacts; make(body: PlanBody): void }) => {
  const { t, i18n } = useTranslation()
  const language = shop.locale === 'en' ? 'en' : 'zh'
  return (
    <section className="block">
      <h2 className="block-title">{t('recovery.templates.title')}</h2>
      <ul className="plan-templates">
        {planTemplates.map((template) => (
          <li key={template.id}>
            <b>{inLanguage(template.name, i18n.language)}</b>
            <p>{inLanguage(template.says, i18n.language)}</p>
            <p className="faint small">
              {t('recovery.templates.because')}: {inLanguage(template.because, i18n.language)}
            </p>
            <Button size="small" onClick={() => make(fromTemplate(template, language))}>
              {t('recovery.templates.use')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const order = { running: 0, paused: 1, draft: 2, ended: 3 }

/** The plans of a shop and how each stands. */
export const PlanList = ({ shop }: { shop: ShopFacts }) => {
  const { t, i18n } = useTranslation()
  const { data, error, refetch } = usePlans(shop.id)
  const [making, setMaking] = useState<PlanBody | null>(null)
  const [words, setWords] = useState(false)
  const editable = mayIn(shop.id, 'recovery.edit')
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={4} height={110} />
  const counters = new Map(data.counters.map((one) => [one.planId, one]))
  const plans = data.plans.toSorted((a, b) => order[a.state] - order[b.state] || b.id - a.id)
  const language = shop.locale === 'en' ? 'en' : 'zh'
  return (
    <>
      <section className="block">
        <div className="plan-bar">
          <p className="block-says">{t('recovery.list.says')}</p>
          {editable && <Button onClick={() => setWords(true)}>{t('recovery.words.title')}</Button>}
          {editable && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  ...planTemplates.map((template) => ({
                    key: template.id,
                    label: inLanguage(template.name, i18n.language),
                    onClick: () => setMaking(fromTemplate(template, language)),
                  })),
                  { type: 'divider' as const },
                  {
                    key: 'blank',
                    label: t('recovery.list.blank'),
                    onClick: () => setMaking(blankPlan(language)),
                  },
                ],
              }}
            >
              <Button type="primary" icon={<Icon name="plus" size={15} />}>
                {t('recovery.list.new')}
              </Button>
            </Dropdown>
          )}
        </div>
        {plans.length === 0 ? (
          <Empty
            icon="again"
            title={t('recovery.list.none')}
            says={t(editable ? 'recovery.list.noneSays' : 'recovery.list.noneYet')}
          />
        ) : (
          <ul className="plan-cards">
            {plans.map((plan) => (
              <Row key={plan.id} shop={shop} plan={plan} counters={counters.get(plan.id)} />
            ))}
          </ul>
        )}
      </section>
      {editable && plans.length < 3 && <Templates shop={shop} make={setMaking} />}
      {words && <ReasonWordsDrawer shopId={shop.id} close={() => setWords(false)} />}
      {making && <PlanEditor shop={shop} plan={null} begin={making} close={() => setMaking(null)} />}
    </>
  )
}
