import { useTranslation } from 'react-i18next'
import { yuan } from '../../../../web/format.ts'
import type { PlanCounters } from '../../contract.ts'
import type { PlanState } from '../../domain/plan.ts'
import { costText } from '../words.ts'

export const StateTag = ({ state }: { state: PlanState }) => {
  const { t } = useTranslation()
  return <span className={`plan-state plan-${state}`}>{t(`recovery.state.${state}`)}</span>
}

/** How a plan stands now. */
export const Counters = ({ counters: c }: { counters: PlanCounters | undefined }) => {
  const { t } = useTranslation()
  if (!c) return null
  const parts = [
    ['cases', c.cases],
    ['control', c.control],
    ['waiting', c.waiting],
    ['sent', c.sent],
    ['suppressed', c.suppressed],
  ] as const
  return (
    <dl className="plan-counters">
      {parts.map(([name, count]) => (
        <div key={name}>
          <dt>{t(`recovery.list.${name}`)}</dt>
          <dd className="digits">{count}</dd>
        </div>
      ))}
      <div>
        <dt>{t('recovery.list.paid')}</dt>
        <dd className="digits">
          {c.paid}
          {c.paid > 0 && <span className="faint small">{yuan(c.paidFen)}</span>}
        </dd>
      </div>
      <div>
        <dt>{t('recovery.list.cost')}</dt>
        <dd className="digits">{costText(c.costLi)}</dd>
      </div>
    </dl>
  )
}
