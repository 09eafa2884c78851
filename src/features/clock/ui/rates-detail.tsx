import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../../web/parts/tabs.tsx'
import type { ShopFacts } from '../../shop/domain.ts'
import type { RateOfRule } from '../exposure/contract.ts'
import { useWho } from './exposure-who.ts'
import type { Span } from './rates-period.ts'
import { type Behind, Units } from './rates-units.tsx'
import { meanInWords, ruleInWords, shareInWords } from './rates-words.ts'
import { sourceInLanguage } from './settings-words.ts'

const splits = ['agent', 'team', 'day'] as const
type Split = (typeof splits)[number]

const behindRow = (split: Split, key: string | null): Behind => {
  if (split === 'agent') return { personId: Number(key ?? 0) }
  return split === 'team' ? { team: key ?? '' } : { day: key ?? '' }
}

/** A rate taken apart: by person, team and day, and the conversations behind each number. */
export const RateDetail = ({ shop, rate, span }: { shop: ShopFacts; rate: RateOfRule; span: Span }) => {
  const { t } = useTranslation()
  const who = useWho(shop.id)
  const { rule } = rate
  const [split, setSplit] = useState<Split>('agent')
  const [behind, setBehind] = useState<Behind>({ verdict: 'missed' })
  const nameOf = (key: string | null) => {
    if (split === 'agent') return who.person(key === null ? null : Number(key))
    return split === 'team' ? who.team(key) : key
  }
  const shown = (some: Behind) => JSON.stringify(some) === JSON.stringify(behind)
  const look = (n: number, some: Behind, tone = '') =>
    n === 0 ? (
      <span className="faint">0</span>
    ) : (
      <button
        type="button"
        className={shown(some) ? `link number number-shown ${tone}` : `link number ${tone}`}
        aria-pressed={shown(some)}
        onClick={() => setBehind(some)}
      >
        {n}
      </button>
    )
  const { figure } = rate
  return (
    <div className="rate-detail">
      <p className="faint small">{ruleInWords(t, rule)}</p>
      <p className="faint small">
        {t('clockSettings.sourceIs', { source: sourceInLanguage(rule.source) })} ·{' '}
        {t(`clockSettings.confidence.${rule.confidence}`)}
      </p>
      <p className="small">
        {t('rates.all')}: {t('rates.verdict.met')} {look(figure.met, { verdict: 'met' })} ·{' '}
        {t('rates.verdict.missed')} {look(figure.missed, { verdict: 'missed' }, 'count-red')} ·{' '}
        {t('rates.verdict.open')} {look(figure.open, { verdict: 'open' })} · {t('rates.verdict.excluded')}{' '}
        {look(figure.excluded, { verdict: 'excluded' })}
        {figure.firstMean !== null && (
          <> · {t('rates.firstMean', { time: meanInWords({ ...figure, mean: figure.firstMean }) })}</>
        )}
      </p>
      <Tabs<Split>
        label={t('rates.apart')}
        all={splits}
        chosen={split}
        choose={setSplit}
        draw={(one) => t(`rates.by.${one}`)}
      />
      <table className="clocks-table">
        <thead>
          <tr>
            <th scope="col">{t(`rates.by.${split}`)}</th>
            <th scope="col">{t('rates.counted')}</th>
            <th scope="col">{t('rates.met')}</th>
            <th scope="col">{t('rates.missed')}</th>
            <th scope="col">{t('rates.share')}</th>
            <th scope="col">{t('rates.mean')}</th>
          </tr>
        </thead>
        <tbody>
          {rate[split].map(({ key, figure: part }) => {
            const row = behindRow(split, key)
            return (
              <tr key={key ?? ''}>
                <th scope="row">{nameOf(key)}</th>
                <td className="digits">{part.counted}</td>
                <td>{look(part.met, { ...row, verdict: 'met' })}</td>
                <td>{look(part.missed, { ...row, verdict: 'missed' }, 'count-red')}</td>
                <td className="digits">{shareInWords(part)}</td>
                <td className="digits">{meanInWords(part)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <Units key={JSON.stringify(behind)} shop={shop} rule={rule.id} span={span} behind={behind} />
    </div>
  )
}
