import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { Fault, type Mend } from '../../learning/domain/mending.ts'
import { dayAfter, weekOf } from '../../learning/domain/week.ts'
import { LEARNING, learningApi } from './api.ts'

const colours = { new: 'blue', worse: 'error', better: 'success', same: 'default' } as const
const shares: readonly Mend['fault'][] = ['hand-overs', 'displeased']

const Line = ({ mend }: { mend: Mend }) => {
  const { t } = useTranslation()
  const amount = shares.includes(mend.fault) ? `${Math.round(mend.amount * 100)}%` : `${mend.amount}`
  return (
    <li>
      <span className="learning-mend">{mend.says}</span>
      <span className="faint small">
        {t(`learning.week.how.${mend.fault}`, { amount, times: mend.times })}
      </span>
      <Tag color={colours[mend.change]}>{t(`learning.week.change.${mend.change}`)}</Tag>
    </li>
  )
}

/** What to mend this week, by what is wrong, and what has changed since the week before. */
export const WeekList = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const [week, setWeek] = useState<string | undefined>(undefined)
  const found = useQuery({
    queryKey: [LEARNING, shopId, 'week', week],
    queryFn: () => learningApi.mendingList({ params: { shopId }, query: week === undefined ? {} : { week } }),
    placeholderData: keepPreviousData,
  })
  if (found.error) return <Problem error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton />
  const { list, mended, from, to } = found.data
  return (
    <>
      <div className="learning-bar">
        <Button size="small" onClick={() => setWeek(weekOf(dayAfter(from, -7)).name)}>
          {t('learning.week.before')}
        </Button>
        <strong>{t('learning.week.of', { week: found.data.week, from, to })}</strong>
        <Button size="small" disabled={week === undefined} onClick={() => setWeek(undefined)}>
          {t('learning.week.now')}
        </Button>
      </div>
      {list.length === 0 && mended.length === 0 && (
        <Empty icon="check" title={t('learning.week.none')} says={t('learning.week.noneSays')} />
      )}
      {Fault.options.map((fault) => {
        const of = list.filter((mend) => mend.fault === fault)
        if (of.length === 0) return null
        return (
          <section key={fault} className="learning-fault">
            <h3>{t(`learning.week.faults.${fault}`)}</h3>
            <p className="faint small">{t(`learning.week.todo.${fault}`)}</p>
            <ul className="learning-mends">
              {of.map((mend) => (
                <Line key={mend.key} mend={mend} />
              ))}
            </ul>
          </section>
        )
      })}
      {mended.length > 0 && (
        <section className="learning-fault">
          <h3>{t('learning.week.mended')}</h3>
          <ul className="learning-mends">
            {mended.map((mend) => (
              <li key={`${mend.fault} ${mend.key}`}>
                <span className="learning-mend">{mend.says}</span>
                <span className="faint small">{t(`learning.week.faults.${mend.fault}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
