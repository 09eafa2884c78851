import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localTime } from '../../../shared/time.ts'
import { deskNow } from '../../../web/clock.ts'
import { yuan } from '../../../web/format.ts'
import { goTo } from '../../../web/nav.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import type { BreachEntry, Exposure, Loss } from '../exposure/contract.ts'
import { dateAfter } from '../exposure/day.ts'
import { exposureApi } from './exposure-api.ts'
import { IncidentDialog, StrikeDialog } from './exposure-dialogs.tsx'
import { HourBars } from './exposure-hours.tsx'
import { RuleGroup } from './exposure-list.tsx'
import { Bar } from './exposure-parts.tsx'
import { Soon } from './exposure-soon.tsx'
import { useWho } from './exposure-who.ts'

const MOST = 8

/** What the day cost, beside what it is expected to earn. */
const Total = ({ total, margin, today }: Pick<Exposure, 'total' | 'margin'> & { today: boolean }) => {
  const { t } = useTranslation()
  const share = margin === null || margin === 0 ? null : total.money / margin
  const percent = share === null ? 0 : Math.round(share * 1000) / 10
  return (
    <section className="block total" aria-labelledby="total">
      <h2 className="block-title" id="total">
        {today ? t('exposure.soFar') : t('exposure.cost')}
      </h2>
      <p className={total.money > 0 ? 'total-money digits count-red' : 'total-money digits'}>
        {yuan(total.money)}
      </p>
      <p className="faint">
        {t('exposure.times', { count: total.times })}
        {total.points > 0 && ` · ${t('exposure.points', { count: total.points })}`}
      </p>
      {margin === null ? (
        <p className="faint">
          {t('exposure.noMargin')}{' '}
          <button type="button" className="link" onClick={() => goTo('/settings/clocks')}>
            {t('exposure.setMargin')}
          </button>
        </p>
      ) : (
        <>
          <Bar
            share={share ?? 1}
            tone="red"
            label={t('exposure.ofMargin', { percent, margin: yuan(margin) })}
          />
          <p>{t('exposure.ofMargin', { percent, margin: yuan(margin) })}</p>
        </>
      )}
    </section>
  )
}

const Losers = ({ title, rows }: { title: string; rows: readonly (Loss & { name: string })[] }) => {
  const { t } = useTranslation()
  const some = rows.filter(({ times }) => times > 0).slice(0, MOST)
  const most = Math.max(1, ...some.map(({ money }) => money))
  return (
    <table className="clocks-table losers">
      <caption>{title}</caption>
      <tbody>
        {some.map(({ name, money, times }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="losers-bar">
              <Bar share={money / most} tone="red" label={yuan(money)} />
            </td>
            <td className="digits">{t('exposure.times', { count: times })}</td>
            <td className="digits">{yuan(money)}</td>
          </tr>
        ))}
        {some.length === 0 && (
          <tr>
            <td className="faint">{t('exposure.none')}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** What a day's lateness cost: together, by hour, person and team, and one by one. */
export const DayOfExposure = ({ shop }: { shop: ShopFacts }) => {
  const { t } = useTranslation()
  const who = useWho(shop.id)
  const today = localTime(deskNow(), shop.timeZone).date
  const [chosen, setChosen] = useState<string | null>(null)
  const day = chosen ?? today
  const go = (date: string) => {
    if (date !== '' && date <= today) setChosen(date === today ? null : date)
  }
  const [writing, setWriting] = useState(false)
  const [striking, setStriking] = useState<BreachEntry | null>(null)
  const answer = useQuery({
    queryKey: ['exposure', shop.id, day],
    queryFn: () => exposureApi.exposure({ params: { shopId: shop.id }, query: { day } }),
    placeholderData: (before) => (before?.day === day ? before : undefined),
  })
  const { data } = answer
  return (
    <div className="exposure">
      <div className="clocks-bar">
        <button
          type="button"
          className="icon-button"
          aria-label={t('exposure.before')}
          onClick={() => go(dateAfter(day, -1))}
        >
          <Icon name="left" />
        </button>
        <input
          className="input clocks-date"
          type="date"
          aria-label={t('exposure.day')}
          value={day}
          max={today}
          onChange={(e) => go(e.target.value)}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={t('exposure.after')}
          disabled={day >= today}
          onClick={() => go(dateAfter(day, 1))}
        >
          <Icon name="right" />
        </button>
        {day !== today && (
          <button type="button" className="button button-small" onClick={() => setChosen(null)}>
            {t('exposure.today')}
          </button>
        )}
        <span className="clocks-space" />
        <button
          type="button"
          className="button"
          disabled={(data?.incidents.length ?? 0) === 0}
          onClick={() => setWriting(true)}
        >
          <Icon name="plus" size={16} />
          {t('exposure.write')}
        </button>
      </div>
      {answer.error ? (
        <Problem error={answer.error} retry={() => void answer.refetch()} />
      ) : !data ? (
        <Skeleton rows={5} height={80} />
      ) : (
        <>
          <div className="exposure-top">
            <Total total={data.total} margin={data.margin} today={day === today} />
            {day === today && <Soon shopId={shop.id} />}
          </div>
          <div className="block">
            <h2 className="block-title">{t('exposure.byHour')}</h2>
            <HourBars byHour={data.byHour} zone={shop.timeZone} />
            <div className="exposure-parts">
              <Losers
                title={t('exposure.byPerson')}
                rows={data.byPerson.map((row) => ({ ...row, name: who.person(row.personId) }))}
              />
              <Losers
                title={t('exposure.byTeam')}
                rows={data.byTeam.map((row) => ({ ...row, name: who.team(row.team) }))}
              />
            </div>
          </div>
          <div className="block">
            <h2 className="block-title">{t('exposure.list')}</h2>
            {data.byRule.length === 0 ? (
              <Empty icon="check" title={t('exposure.allKept')} />
            ) : (
              data.byRule.map((group) => (
                <RuleGroup
                  key={`${day} ${group.rule} ${group.name.zh}`}
                  shop={shop}
                  day={day}
                  group={group}
                  strike={setStriking}
                />
              ))
            )}
          </div>
        </>
      )}
      {writing && data && (
        <IncidentDialog shopId={shop.id} rules={data.incidents} close={() => setWriting(false)} />
      )}
      {striking && <StrikeDialog shopId={shop.id} breach={striking} close={() => setStriking(null)} />}
    </div>
  )
}
