import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import { datePlus } from '../../campaign/domain/calendar.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { about, recoveryApi, usePlans } from './api.ts'
import { type Cell, cellsOf, type Day, weekOf, weekSpan } from './calendar-cells.ts'
import { Sendings } from './sendings.tsx'

const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** How dark a cell is: few are to be seen too, so by the root. */
const depth = (count: number, most: number): number =>
  count === 0 ? 0 : 0.18 + 0.82 * Math.sqrt(count / most)

interface HeatProps {
  days: Day[]
  chosen: number | null
  choose(at: number): void
  now: number
}

/** Days × hours. What was sent, what is due and what was held back are three bars in a cell, each the darker the more. */
const Heat = ({ days, chosen, choose, now }: HeatProps) => {
  const { t, i18n } = useTranslation()
  const all = days.flatMap(({ cells }) => cells)
  const most = Math.max(1, ...all.flatMap(({ sent, suppressed, due }) => [sent, suppressed, due]))
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' })
  const shade = (cell: Cell) =>
    (['sent', 'due', 'suppressed'] as const)
      .filter((part) => cell[part] > 0)
      .map((part) => (
        <span key={part} className={`heat-${part}`} style={{ opacity: depth(cell[part], most) }} />
      ))
  return (
    <div className="heat-scroll">
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{t('recovery.calendar.day')}</span>
            </th>
            {hours.map((hour) => (
              <th key={hour} scope="col" className="digits">
                {hour % 3 === 0 ? hour : <span className="unseen">{hour}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, cells }) => (
            <tr key={date}>
              <th scope="row">
                <span className="digits">{date.slice(5)}</span>{' '}
                <span className="faint">{weekday.format(Date.parse(`${date}T00:00Z`))}</span>
              </th>
              {cells.map((cell, hour) => {
                const any = cell.sent + cell.suppressed + cell.due > 0
                const { sent, suppressed, due } = cell
                const says = t('recovery.calendar.cell', { day: date, hour, sent, suppressed, due })
                return (
                  <td
                    key={cell.at}
                    className={cell.at <= now && now < cell.at + 3_600_000 ? 'heat-now' : undefined}
                  >
                    {any ? (
                      <button
                        type="button"
                        title={says}
                        aria-label={says}
                        aria-pressed={chosen === cell.at}
                        onClick={() => choose(cell.at)}
                      >
                        {shade(cell)}
                      </button>
                    ) : (
                      <span className="heat-empty" />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** When reminders left and when they will, and what was not sent. */
export const Calendar = ({ shop }: { shop: ShopFacts }) => {
  const { t } = useTranslation()
  const zone = shop.timeZone
  const now = deskNow()
  const [monday, setMonday] = useState(() => weekOf(now, zone))
  const [plan, setPlan] = useState(0)
  const [hour, setHour] = useState<number | null>(null)
  const plans = usePlans(shop.id).data?.plans ?? []
  const span = weekSpan(monday, zone)
  const { data, error, refetch, isPending } = useQuery({
    queryKey: [...about(shop.id), 'calendar', monday],
    queryFn: () => recoveryApi.sendingDays({ params: { shopId: shop.id }, query: span }),
  })
  const mine = (data?.hours ?? []).filter(({ planId }) => plan === 0 || planId === plan)
  const go = (days: number) => {
    setHour(null)
    setMonday(datePlus(monday, days))
  }
  const sum = (part: 'sent' | 'suppressed' | 'due') => mine.reduce((n, one) => n + one[part], 0)
  return (
    <>
      <section className="block">
        <div className="plan-bar">
          <h2 className="block-title">{t('recovery.calendar.title')}</h2>
          <span className="plan-space" />
          <Select<number>
            aria-label={t('recovery.calendar.all')}
            style={{ width: 200 }}
            value={plan}
            onChange={setPlan}
            options={[
              { value: 0, label: t('recovery.calendar.all') },
              ...plans.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={t('recovery.calendar.earlier')}
            onClick={() => go(-7)}
          >
            <Icon name="left" size={16} />
          </button>
          <span className="digits">
            {t('recovery.calendar.week', { from: monday, to: datePlus(monday, 6).slice(5) })}
          </span>
          <button
            type="button"
            className="icon-button"
            aria-label={t('recovery.calendar.later')}
            onClick={() => go(7)}
          >
            <Icon name="right" size={16} />
          </button>
          <button
            type="button"
            className="button button-small"
            disabled={monday === weekOf(now, zone)}
            onClick={() => {
              setHour(null)
              setMonday(weekOf(now, zone))
            }}
          >
            {t('recovery.calendar.now')}
          </button>
        </div>
        <p className="block-says">
          {t('recovery.calendar.says')}{' '}
          {(['sent', 'due', 'suppressed'] as const).map((part) => (
            <span key={part} className="heat-key">
              <span className={`heat-${part}`} aria-hidden="true" />
              {t(`recovery.calendar.${part}`)} <b className="digits">{sum(part)}</b>
            </span>
          ))}
        </p>
        {error && <Problem error={error} retry={() => void refetch()} />}
        {isPending && <Skeleton rows={7} height={30} />}
        {data && (
          <>
            <Heat days={cellsOf(mine, monday, zone)} chosen={hour} choose={setHour} now={now} />
            {mine.length === 0 && <p className="faint">{t('recovery.calendar.none')}</p>}
          </>
        )}
      </section>
      <Sendings key={shop.id} shopId={shop.id} planId={null} hour={hour} clearHour={() => setHour(null)} />
    </>
  )
}
