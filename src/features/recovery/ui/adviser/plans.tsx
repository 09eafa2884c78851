import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import { goTo } from '../../../../web/nav.ts'
import { say, sayError } from '../../../../web/parts/toast.tsx'
import { queries } from '../../../../web/query.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import type { Advice } from '../../domain/adviser/advice.ts'
import { Steps } from '../plans/flow.tsx'
import { percent, wholeYuan } from '../results/figures.ts'
import { plansApi } from './api.ts'

type Proposed = Advice['plans'][number]

const OnePlan = ({ shopId, plan }: { shopId: number; plan: Proposed }) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const { body, because, people, costFen, minutes } = plan
  const make = useMutation({
    mutationFn: () => plansApi.addPlan({ params: { shopId }, body }),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: ['recovery', shopId] })
      say(t('recovery.adviser.plans.made', { name }))
    },
    onError: sayError,
  })
  return (
    <article className="recovery-plan">
      <div className="recovery-plan-head">
        <h3>{body.name}</h3>
        <span className="small faint">
          {t('recovery.adviser.plans.people', { count: people })}
          {costFen > 0 && ` · ${t('recovery.adviser.plans.cost', { fen: wholeYuan(costFen, language) })}`}
          {minutes > 0 && ` · ${t('recovery.adviser.plans.minutes', { count: minutes })}`}
          {` · ${t('recovery.adviser.plans.control', { share: percent(body.control, language) })}`}
        </span>
        {mayIn(shopId, 'recovery.edit') &&
          (make.data ? (
            <Button onClick={() => goTo(`/recovery/${shopId}/${make.data.id}`)}>
              {t('recovery.adviser.plans.open')}
            </Button>
          ) : (
            <Button type="primary" loading={make.isPending} onClick={() => make.mutate()}>
              {t('recovery.adviser.plans.make')}
            </Button>
          ))}
      </div>
      <ol className="flow" aria-label={t('recovery.adviser.plans.steps')}>
        <Steps plan={body} />
      </ol>
      <ul>
        {because.map((one) => (
          <li key={one.en}>{inLanguage(one, language)}</li>
        ))}
      </ul>
    </article>
  )
}

/** Plans that could be started, with the reasons for each part. */
export const Plans = ({ shopId, plans }: { shopId: number; plans: readonly Proposed[] }) => {
  const { t } = useTranslation()
  return (
    <section className="block">
      <h2 className="block-title">{t('recovery.adviser.plans.title')}</h2>
      {plans.length === 0 && <p className="faint">{t('recovery.adviser.plans.none')}</p>}
      {plans.map((plan) => (
        <OnePlan key={JSON.stringify(plan.body)} shopId={shopId} plan={plan} />
      ))}
    </section>
  )
}
