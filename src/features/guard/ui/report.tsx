import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY, localTime } from '../../../shared/time.ts'
import { deskNow } from '../../../web/clock.ts'
import { More } from '../../../web/parts/more.tsx'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import { useWho } from '../../clock/ui/exposure-who.ts'
import { mayIn, roleIn, shopOf } from '../../shop/ui/session.ts'
import type { GuardRule } from '../contract.ts'
import { guardApi } from './api.ts'
import { dayBars, ruleBars } from './report-bars.ts'
import { EventRow } from './report-event.tsx'
import { Filters, periods, type Wanted } from './report-filters.tsx'
import { DayPlot, RulePlot } from './report-plot.tsx'
import { inLanguage } from './said.ts'
import { saveFile } from './save-file.ts'

const OWN = 'word:'

/** What the guard did: by day, by rule, and one by one. */
export const Report = ({ shopId, rules }: { shopId: number; rules: readonly GuardRule[] }) => {
  const { t } = useTranslation()
  const who = useWho(shopId)
  const [wanted, setWanted] = useState<Wanted>({ period: 'week' })
  const { period, rule, person, outcome } = wanted
  const today = localTime(deskNow(), shopOf(shopId)?.timeZone ?? 'Asia/Shanghai').date
  const from = new Date(Date.parse(`${today}T00:00:00Z`) - (periods[period] - 1) * DAY)
    .toISOString()
    .slice(0, 10)
  const query = {
    ...{ from, to: today },
    ...(person !== undefined && { person }),
    ...(outcome !== undefined && { outcome }),
  }
  const narrow = { ...query, ...(rule !== undefined && { rule }) }
  const params = { shopId }
  const counts = useQuery({
    queryKey: ['guard-report', shopId, 'counts', query],
    queryFn: () => guardApi.guardReport({ params, query }),
  })
  const events = useInfiniteQuery({
    queryKey: ['guard-report', shopId, 'events', narrow],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      guardApi.guardEvents({
        params,
        query: { ...narrow, ...(pageParam !== undefined && { before: pageParam }) },
      }),
    getNextPageParam: (page) => (page.more ? page.events.at(-1)?.id : undefined),
  })
  const save = useSave(
    () => guardApi.exportGuardReport({ params, query: narrow }),
    ['audit', shopId],
    ({ csv }) => saveFile(`guard-${from}-${today}.csv`, new Blob([csv], { type: 'text/csv' })),
    null,
  )
  const nameOf = (id: string): string => {
    const known = rules.find((one) => one.id === id)
    if (known) return inLanguage(known.name)
    return id.startsWith(OWN) ? t('guard.report.wordRule', { word: id.slice(OWN.length) }) : id
  }
  const error = counts.error ?? events.error
  if (error)
    return <Problem error={error} retry={() => void Promise.all([counts.refetch(), events.refetch()])} />
  const found = events.data?.pages.flatMap((page) => page.events) ?? []
  const bars = ruleBars(counts.data?.counts ?? [])
  const inDays = (counts.data?.counts ?? []).filter((c) => rule === undefined || c.rule === rule)
  return (
    <>
      <section className="block">
        <h2 className="block-title">{t('guard.report.title')}</h2>
        <p className="block-says">
          {t('guard.report.says')} {roleIn(shopId) === 'agent' && t('guard.report.ownSays')}
        </p>
        <div className="guard-bar">
          <Filters
            shopId={shopId}
            wanted={wanted}
            narrow={(change) => setWanted({ ...wanted, ...change })}
            rules={bars.map((bar) => bar.rule)}
            nameOf={nameOf}
          />
          <span style={{ flex: 1 }} />
          {mayIn(shopId, 'export') && (
            <Button disabled={found.length === 0} loading={save.isPending} onClick={() => save.mutate()}>
              {t('guard.report.export')}
            </Button>
          )}
        </div>
      </section>
      {counts.isPending || events.isPending ? (
        <Skeleton />
      ) : found.length === 0 && bars.length === 0 ? (
        <section className="block">
          <Empty icon="shield" title={t('guard.report.none')} />
        </section>
      ) : (
        <>
          <section className="block">
            <DayPlot bars={dayBars(from, today, inDays)} />
          </section>
          <section className="block">
            <RulePlot
              bars={bars}
              nameOf={nameOf}
              chosen={rule}
              choose={(next) => setWanted({ ...wanted, rule: next })}
            />
          </section>
          <section className="block">
            <h2 className="block-title">{t('guard.report.list')}</h2>
            <ul className="guard-events">
              {found.map((event) => (
                <EventRow key={event.id} shopId={shopId} event={event} nameOf={nameOf} who={who.person} />
              ))}
            </ul>
            <More of={events} />
          </section>
        </>
      )}
    </>
  )
}
