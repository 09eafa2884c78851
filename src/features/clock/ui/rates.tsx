import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localTime } from '../../../shared/time.ts'
import { deskNow } from '../../../web/clock.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Empty, Problem, Skeleton } from '../../../web/parts/states.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import type { RateOfRule } from '../exposure/contract.ts'
import { exposureApi } from './exposure-api.ts'
import { Bar } from './exposure-parts.tsx'
import { wallTime } from './exposure-when.ts'
import { RateDetail } from './rates-detail.tsx'
import { fitting, type PeriodName, periods, type Span, spanOf } from './rates-period.ts'
import { meanInWords, percent, shareInWords } from './rates-words.ts'
import { inLanguage } from './settings-words.ts'

/** How often figures of today are asked for anew, ms. */
const ANEW = 60_000
const COLUMNS = 7

/** The target, and whether it was reached, in words as well as by colour. */
const Target = ({ rate: { rule, figure } }: { rate: RateOfRule }) => {
  const { t } = useTranslation()
  if (rule.target === null) return <span className="faint">{t('clockSettings.noTarget')}</span>
  const target = percent(rule.target)
  if (!figure.judged)
    return <span className="faint">{t('rates.tooFew', { target, count: rule.smallest })}</span>
  return figure.reached ? (
    <span className="rate-good">{t('rates.reached', { target })}</span>
  ) : (
    <span className="count-red">{t('rates.notReached', { target })}</span>
  )
}

const RateRows = ({ shop, rate, span }: { shop: ShopFacts; rate: RateOfRule; span: Span }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { rule, figure, final } = rate
  const missed = figure.reached === false
  return (
    <>
      <tr className={missed ? 'rate-missed' : ''}>
        <th scope="row">
          <button type="button" className="rule-head" aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name={open ? 'down' : 'right'} size={14} />
            <span className="rate-name">
              {inLanguage(rule.name)}
              <span className="faint small">{t(`clockSettings.confidence.${rule.confidence}`)}</span>
            </span>
          </button>
        </th>
        <td className="digits">{figure.counted}</td>
        <td className="digits">{figure.met}</td>
        <td className={figure.missed > 0 ? 'digits count-red' : 'digits'}>{figure.missed}</td>
        <td className="rate-share">
          <span className="digits rate-percent">{shareInWords(figure)}</span>
          {figure.share !== null && (
            <Bar share={figure.share} tone={missed ? 'red' : 'good'} label={shareInWords(figure)} />
          )}
          <Target rate={rate} />
        </td>
        <td className="digits">{meanInWords(figure)}</td>
        <td>
          {final ? t('rates.final') : <span className="faint">{t('rates.moving')}</span>}
          {figure.open > 0 && (
            <span className="faint small"> {t('rates.openNow', { count: figure.open })}</span>
          )}
        </td>
      </tr>
      {missed && rule.consequences.length > 0 && (
        <tr className="rate-missed rate-follows">
          <td colSpan={COLUMNS}>
            <Icon name="alert" size={14} />
            {t('rates.follows')}
            <ul>
              {rule.consequences.map((one) => (
                <li key={one.zh}>{inLanguage(one)}</li>
              ))}
            </ul>
          </td>
        </tr>
      )}
      {open && (
        <tr>
          <td colSpan={COLUMNS}>
            <RateDetail shop={shop} rate={rate} span={span} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Every rate of a shop over a period, against its target, down to the conversations. */
export const Rates = ({ shop }: { shop: ShopFacts }) => {
  const { t } = useTranslation()
  const today = localTime(deskNow(), shop.timeZone).date
  const [name, setName] = useState<PeriodName>('today')
  const [own, setOwn] = useState<Span>(() => spanOf('week', today))
  const span = name === 'own' ? fitting(own, today) : spanOf(name, today)
  const answer = useQuery({
    queryKey: ['rates', shop.id, span],
    queryFn: () => exposureApi.rates({ params: { shopId: shop.id }, query: span }),
    refetchInterval: span.to === today ? ANEW : false,
  })
  const { data } = answer
  const date = (end: keyof Span) => (
    <input
      className="input clocks-date"
      type="date"
      aria-label={t(`rates.${end}`)}
      value={span[end]}
      max={today}
      onChange={(e) => setOwn({ ...span, [end]: e.target.value })}
    />
  )
  return (
    <div className="rates">
      <div className="clocks-bar">
        <fieldset className="choices">
          <legend className="unseen">{t('rates.period')}</legend>
          {periods.map((one) => (
            <button
              key={one}
              type="button"
              className="choice"
              aria-pressed={one === name}
              onClick={() => setName(one)}
            >
              {t(`rates.periods.${one}`)}
            </button>
          ))}
        </fieldset>
        {name === 'own' && (
          <>
            {date('from')} – {date('to')}
          </>
        )}
        <span className="clocks-space" />
        {data && (
          <span className="faint small">{t('rates.asOf', { time: wallTime(data.asOf, shop.timeZone) })}</span>
        )}
      </div>
      {answer.error ? (
        <Problem error={answer.error} retry={() => void answer.refetch()} />
      ) : !data ? (
        <Skeleton rows={6} height={56} />
      ) : data.rates.length === 0 ? (
        <Empty icon="clock" title={t('rates.noRules')} />
      ) : (
        <div className="block">
          <p className="faint small">{t('rates.hint')}</p>
          <table className="clocks-table rates-table">
            <thead>
              <tr>
                <th scope="col">{t('rates.rule')}</th>
                <th scope="col">{t('rates.counted')}</th>
                <th scope="col">{t('rates.met')}</th>
                <th scope="col">{t('rates.missed')}</th>
                <th scope="col">{t('rates.share')}</th>
                <th scope="col">{t('rates.mean')}</th>
                <th scope="col">{t('rates.state')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rates.map((rate) => (
                <RateRows key={rate.rule.id} shop={shop} rate={rate} span={span} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
