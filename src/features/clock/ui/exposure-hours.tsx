import { useTranslation } from 'react-i18next'
import { yuan } from '../../../web/format.ts'
import type { Exposure } from '../exposure/contract.ts'
import { wallTime } from './exposure-when.ts'

/** What each hour of the day cost. A list of bars: each says its hour, how often and how much. */
export const HourBars = ({ byHour, zone }: Pick<Exposure, 'byHour'> & { zone: string }) => {
  const { t } = useTranslation()
  const most = Math.max(1, ...byHour.map(({ money }) => money))
  return (
    <ol className="hours" aria-label={t('exposure.byHour')}>
      {byHour.map(({ at, money, times }) => {
        const hour = wallTime(at, zone).slice(0, 2)
        const says = t('exposure.hourSays', { hour, money: yuan(money), count: times })
        return (
          <li key={at} title={says}>
            <span className="unseen">{says}</span>
            <span className="hours-space" aria-hidden="true">
              <span className={times > 0 ? 'hours-bar' : ''} style={{ height: `${(money / most) * 100}%` }} />
            </span>
            <span className="hours-name" aria-hidden="true">
              {Number(hour) % 3 === 0 ? hour : ''}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
