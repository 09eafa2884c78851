import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY } from '../../../shared/time.ts'
import { deskNow } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import { dateOf, dayStart } from '../domain/calendar.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { Phase } from '../domain/phase.ts'
import { useCampaigns } from './api.ts'
import { monthAfter, monthOf, placedIn, weeksOf } from './month.ts'
import { openCampaign } from './places.ts'
import { lastSecond, said, saidSpan } from './when.ts'

const LANE = 24
const HEAD = 26

interface Entry extends Phase {
  campaignId: number
  campaign: string
  wave: string
}

const entriesOf = (campaigns: readonly Campaign[]): Entry[] =>
  campaigns.flatMap(({ id, name, waves }) =>
    waves.flatMap((wave) =>
      wave.phases.map((phase) => ({ ...phase, campaignId: id, campaign: name, wave: wave.name })),
    ),
  )

interface WeekProps {
  shop: ShopFacts
  week: readonly string[]
  month: string
  today: string
  entries: readonly Entry[]
}

/** A week: seven days, and over them what is on. */
const Week = ({ shop, week, month, today, entries }: WeekProps) => {
  const { t, i18n } = useTranslation()
  const zone = shop.timeZone
  const bars = placedIn(week, entries, zone)
  const lanes = Math.max(1, ...bars.map(({ lane }) => lane + 1))
  const time = (at: number) => said(at, zone, i18n.language, 'time')
  return (
    <div className="month-week" style={{ height: HEAD + lanes * LANE + 8 }}>
      {week.map((date) => (
        <div
          key={date}
          className={monthOf(date) === month ? 'month-day' : 'month-day month-other'}
          aria-current={date === today ? 'date' : undefined}
        >
          <span>{Number(date.slice(8))}</span>
        </div>
      ))}
      <ul>
        {bars.map(({ of, first, last, before, after, lane }) => {
          const name = `${of.campaign} ${of.wave} ${t(`campaign.phase.${of.kind}`)}`
          const says = `${name} ${saidSpan(of, zone, i18n.language)}`
          return (
            <li key={`${of.campaignId} ${of.wave} ${of.kind} ${of.from}`}>
              <button
                type="button"
                className={`month-bar phase-bar-${of.kind}${before ? ' month-before' : ''}${after ? ' month-after' : ''}`}
                style={{
                  left: `calc(${(first / 7) * 100}% + 2px)`,
                  width: `calc(${((last - first + 1) / 7) * 100}% - 4px)`,
                  top: HEAD + lane * LANE,
                }}
                title={says}
                aria-label={says}
                onClick={() => openCampaign(shop.id, of.campaignId)}
              >
                {!before && <b>{time(of.from)}</b>}
                <span>{name}</span>
                {!after && last > first && <b className="month-until">{time(lastSecond(of.to))}</b>}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** A month with the phases of all campaigns of the shop. */
export const Calendar = ({ shop }: { shop: ShopFacts }) => {
  const { t, i18n } = useTranslation()
  const zone = shop.timeZone
  const { data, error, refetch } = useCampaigns(shop.id)
  const today = dateOf(deskNow(), zone)
  const [month, setMonth] = useState(monthOf(today))
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={6} height={90} />
  const entries = entriesOf(data)
  const weeks = weeksOf(month)
  const noon = (date: string) => dayStart(date, zone) + DAY / 2
  const seen = weeks.flatMap((week) => placedIn(week, entries, zone))
  return (
    <section className="block month">
      <div className="campaign-bar">
        <Button
          aria-label={t('campaign.calendar.before')}
          icon={<Icon name="left" size={15} />}
          onClick={() => setMonth(monthAfter(month, -1))}
        />
        <h2 className="block-title" aria-live="polite">
          {said(noon(`${month}-01`), zone, i18n.language, 'month')}
        </h2>
        <Button
          aria-label={t('campaign.calendar.after')}
          icon={<Icon name="right" size={15} />}
          onClick={() => setMonth(monthAfter(month, 1))}
        />
        <Button disabled={month === monthOf(today)} onClick={() => setMonth(monthOf(today))}>
          {t('campaign.calendar.today')}
        </Button>
        <span className="faint small">
          {seen.length === 0 ? t('campaign.calendar.none') : t('campaign.edit.zone', { zone })}
        </span>
      </div>
      <div className="month-names" aria-hidden="true">
        {(weeks[0] ?? []).map((date) => (
          <span key={date}>{said(noon(date), zone, i18n.language, 'weekdayAlone')}</span>
        ))}
      </div>
      {weeks.map((week) => (
        <Week key={week[0]} shop={shop} week={week} month={month} today={today} entries={entries} />
      ))}
    </section>
  )
}
