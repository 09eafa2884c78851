import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import type { Reason } from '../../domain/plan.ts'
import { resultsApi } from './api.ts'
import { Curve } from './curve.tsx'
import { Forest } from './forest.tsx'
import { Groups, Return } from './groups.tsx'
import { Headline } from './headline.tsx'
import { Sent } from './sent.tsx'
import './results.css'

/** The desk counts a plan once a minute at most. */
const EVERY = 60_000

/** What a plan brought against people who were not reminded: in words, in pictures, and what is not known yet. */
const PlanResults = ({ shopId, planId }: { shopId: number; planId: number }) => {
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: ['recovery', shopId, 'results', planId],
    queryFn: () => resultsApi.planResults({ params: { shopId, planId } }),
    refetchInterval: EVERY,
  })
  if (found.error) return <Problem error={found.error} retry={() => void found.refetch()} />
  const results = found.data
  if (!results) return <Skeleton rows={4} />
  if (results.final + results.moving === 0)
    return <Empty icon="scale" title={t('recovery.results.none')} says={t('recovery.results.noneSays')} />
  return (
    <div className="recovery-results">
      <Headline results={results} />
      <Groups results={results} />
      <Return results={results} />
      <Curve curve={results.curve} />
      {results.arms.length > 0 && (
        <Forest
          title={t('recovery.results.arms.title')}
          says={t('recovery.results.arms.says')}
          head={t('recovery.results.arms.name')}
          rows={results.arms.map(({ arm, name, compared }) => ({ key: arm, name, compared }))}
        />
      )}
      {results.reasons.length > 1 && (
        <Forest
          title={t('recovery.results.reasonsPart.title')}
          says={t('recovery.results.reasonsPart.says')}
          head={t('recovery.results.reasonsPart.name')}
          rows={results.reasons.map(({ reason, compared }) => ({
            ...{ key: reason, name: t(`recovery.reason.${reason as Reason}`), compared },
          }))}
        />
      )}
      <Sent results={results} />
    </div>
  )
}
export default PlanResults
