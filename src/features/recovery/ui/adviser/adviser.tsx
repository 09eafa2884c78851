import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { InputNumber } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage, trustWords } from '../../../../shared/said.ts'
import { Problem, Skeleton } from '../../../../web/parts/states.tsx'
import type { Advice } from '../../domain/adviser/advice.ts'
import { number, percent, points, wholeYuan } from '../results/figures.ts'
import { VerdictTag } from '../results/verdict.tsx'
import { adviserApi } from './api.ts'
import { askedBy, type Form, fields, firstForm, wrongIn } from './asked.ts'
import { Channels } from './channels.tsx'
import { Plans } from './plans.tsx'
import '../results/results.css'

const Known = ({ known }: { known: Advice['known'] }) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const none = t('recovery.adviser.known.unknown')
  const life = known.lifeMinutes
  const facts = [
    ['perDay', number(known.perDay, language)],
    ['average', known.averageFen === null ? none : wholeYuan(known.averageFen, language)],
    ['base', known.base === null ? none : percent(known.base, language)],
    [
      'life',
      life === null
        ? none
        : life >= 120
          ? t('recovery.adviser.known.hours', { n: number(life / 60, language) })
          : t('recovery.adviser.known.minutes', { n: number(life, language) }),
    ],
  ] as const
  return (
    <p className="recovery-known">
      {facts.map(([name, value]) => (
        <span key={name}>
          {t(`recovery.adviser.known.${name}`)} <b className="digits">{value}</b>
        </span>
      ))}
    </p>
  )
}

/** What was measured here, and what others say. */
const Evidence = ({ advice }: { advice: Advice }) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  return (
    <section className="block recovery-two">
      <div>
        <h2 className="block-title">{t('recovery.adviser.measured.title')}</h2>
        {advice.measured.length === 0 && <p className="faint small">{t('recovery.adviser.measured.none')}</p>}
        <ul className="recovery-lore">
          {advice.measured.map(({ planId, name, channels, people, uplift, verdict }) => (
            <li key={planId}>
              {name} · {channels.map((channel) => t(`recovery.channel.${channel}`)).join(' + ')} ·{' '}
              {t('recovery.results.people', { count: people })} ·{' '}
              {t('recovery.results.pointsShort', { n: points(uplift.value, language) })} (
              {t('recovery.results.range', {
                low: points(uplift.low, language),
                high: points(uplift.high, language),
              })}
              ) <VerdictTag verdict={verdict} />
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h2 className="block-title">{t('recovery.adviser.lore.title')}</h2>
        <p className="block-says">{t('recovery.adviser.lore.says')}</p>
        <ul className="recovery-lore">
          {advice.lore.map(({ says, source, date, trust }) => (
            <li key={source}>
              {inLanguage(says, language)}
              <div className="small faint">
                {source} · {date} · {inLanguage(trustWords[trust], i18n.language)}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** Asked again when nothing was typed for so long, ms. */
const TYPED = 300

/** What to do about unpaid orders with so much money and time: channels compared, plans proposed. */
const Adviser = ({ shopId }: { shopId: number }) => {
  const { t, i18n } = useTranslation()
  const [form, setForm] = useState<Form>(firstForm)
  const [settled, setSettled] = useState<Form>(firstForm)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(form), TYPED)
    return () => clearTimeout(timer)
  }, [form])
  const asked = askedBy(settled)
  const wrong = wrongIn(form)
  const found = useQuery({
    queryKey: ['recovery', shopId, 'advice', asked],
    queryFn: () =>
      adviserApi.advise({ params: { shopId }, body: asked ?? { budgetFen: 0, staffMinutes: 0 } }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
  const advice = found.data
  return (
    <div className="recovery-adviser">
      <section className="block">
        <h2 className="block-title">{t('recovery.adviser.title')}</h2>
        <p className="block-says">{t('recovery.adviser.says')}</p>
        <div className="recovery-form">
          {fields.map(({ name, from, to, step }) => (
            <label key={name} htmlFor={`adviser-${name}`}>
              {t(`recovery.adviser.${name}`)}
              <InputNumber
                id={`adviser-${name}`}
                min={from}
                max={to}
                step={step}
                value={form[name]}
                status={wrong.includes(name) ? 'error' : ''}
                onChange={(value) => setForm((now) => ({ ...now, [name]: value }))}
                style={{ width: '100%' }}
              />
              {wrong.includes(name) && (
                <span className="count-red small">{t('recovery.adviser.wrong', { from, to })}</span>
              )}
            </label>
          ))}
        </div>
      </section>
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {!found.error && !advice && <Skeleton rows={3} />}
      {advice && (
        <>
          <section className="block">
            <p className="recovery-advice-says">{inLanguage(advice.says, i18n.language)}</p>
            <Known known={advice.known} />
          </section>
          <Channels channels={advice.channels} />
          <Plans shopId={shopId} plans={advice.plans} />
          <Evidence advice={advice} />
        </>
      )}
    </div>
  )
}
export default Adviser
