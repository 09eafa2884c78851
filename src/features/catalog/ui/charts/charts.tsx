import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { mayIn } from '../../../shop/ui/session.ts'
import { chartProblems, measuresOf } from '../../domain/fit.ts'
import type { SizeChart } from '../../domain/size.ts'
import { CHARTS, catalogApi } from '../api.ts'
import { ChartEditor } from './editor.tsx'
import { useCharts } from './use-charts.ts'

/** A code that no chart has yet. */
const freeCode = (charts: readonly SizeChart[]): string => {
  const taken = new Set(charts.map(({ code }) => code))
  let n = charts.length + 1
  while (taken.has(`chart-${n}`)) n++
  return `chart-${n}`
}

/** The size charts of a shop, and which size one would get. They are saved together, as the desk keeps them. */
export const SizeCharts = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const kept = useCharts(shopId)
  const [edited, setEdited] = useState<SizeChart[] | null>(null)
  const [at, setAt] = useState(0)
  const save = useSave(
    (charts: SizeChart[]) => catalogApi.setSizeCharts({ params: { shopId }, body: { charts } }),
    [CHARTS, shopId],
    () => setEdited(null),
  )
  if (kept.error) return <Problem error={kept.error} retry={() => void kept.refetch()} />
  if (!kept.data) return <Skeleton rows={3} height={60} />
  const charts = edited ?? kept.data
  const chart = charts[at]
  const problems = chartProblems(charts)
  const set = (next: SizeChart) => setEdited(charts.map((one, i) => (i === at ? next : one)))
  const add = () => {
    const fresh: SizeChart = {
      code: freeCode(charts),
      name: t('catalog.charts.newName'),
      sizes: ['S', 'M', 'L'].map((size) => ({ size, fits: {} })),
      note: '',
    }
    setEdited([...charts, fresh])
    setAt(charts.length)
  }
  return (
    <section className="block">
      <div className="catalog-actions">
        <p className="block-says catalog-grow">{t('catalog.charts.says')}</p>
        {editable && <Button onClick={add}>{t('catalog.charts.add')}</Button>}
        {edited && (
          <>
            <Button onClick={() => setEdited(null)}>{t('app.cancel')}</Button>
            <Button
              type="primary"
              disabled={problems.length > 0}
              loading={save.isPending}
              onClick={() => save.mutate(charts)}
            >
              {t('app.save')}
            </Button>
          </>
        )}
      </div>
      {charts.length === 0 ? (
        <Empty icon="box" title={t('catalog.charts.none')} says={t('catalog.charts.noneSays')} />
      ) : (
        <div className="charts">
          <ul className="charts-list" aria-label={t('catalog.tabs.charts')}>
            {charts.map((one, i) => (
              <li key={one.code}>
                <button
                  type="button"
                  className="card"
                  aria-current={i === at ? 'true' : undefined}
                  onClick={() => setAt(i)}
                >
                  <span className="card-title">{one.name}</span>
                  <span className="card-small">
                    {one.code} ·{' '}
                    {measuresOf(one)
                      .map((measure) => t(`catalog.measure.${measure}`))
                      .join(t('catalog.comma'))}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {chart && (
            <ChartEditor
              key={at}
              chart={chart}
              editable={editable}
              set={set}
              problems={problems.filter(({ field }) => field.startsWith(`charts.${at}.`))}
              remove={() => {
                setEdited(charts.filter((_, i) => i !== at))
                setAt(0)
              }}
            />
          )}
        </div>
      )}
    </section>
  )
}
