import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { powerBefore } from '../../domain/power.ts'
import { number, points } from './figures.ts'
import './results.css'

const fields = [
  { name: 'perDay', from: 0, to: 1_000_000 },
  { name: 'days', from: 1, to: 365 },
  { name: 'base', from: 0, to: 100 },
  { name: 'effect', from: 0.1, to: 100 },
] as const
type Field = (typeof fields)[number]['name']

interface PowerProps {
  /** Share not reminded, of the plan that is being made. */
  control: number
  /** What is known of the shop's orders to begin with. */
  perDay?: number
  base?: number
  /** The number of people the plan is judged by, and how to fix it. Without `choose` it is only shown. */
  planned: number | null
  choose?: (planned: number | null) => void
}

/** Before a plan starts: what could be seen with so many people, and how many a wanted effect takes. */
const Power = ({ control, perDay = 200, base = 0.3, planned, choose }: PowerProps) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const [form, setForm] = useState<Record<Field, number | null>>({
    ...{ perDay: Math.round(perDay), days: 14, base: Math.round(base * 1000) / 10, effect: 3 },
  })
  const n = (value: number) => number(value, language)
  const of = (name: Field) => form[name] ?? 0
  const wrong = fields
    .filter(({ name, from, to }) => form[name] === null || of(name) < from || of(name) > to)
    .map(({ name }) => name as Field)
  const told =
    wrong.length > 0
      ? null
      : powerBefore({
          ...{ perDay: of('perDay'), days: Math.round(of('days')), control },
          ...{ base: of('base') / 100, effect: of('effect') / 100 },
        })
  const about = { days: n(of('days')), people: n(told?.people ?? 0) }
  const needed = told?.needs ? Math.max(100, told.needs.people) : null
  return (
    <section className="block">
      <h3 className="block-title">{t('recovery.power.title')}</h3>
      <p className="block-says">{t('recovery.power.says')}</p>
      <div className="recovery-form">
        {fields.map(({ name, from, to }) => (
          <label key={name} htmlFor={`power-${name}`}>
            {t(`recovery.power.${name}`)}
            <InputNumber
              id={`power-${name}`}
              min={from}
              max={to}
              value={form[name]}
              status={wrong.includes(name) ? 'error' : ''}
              onChange={(value) => setForm((now) => ({ ...now, [name]: value }))}
              style={{ width: '100%' }}
            />
            {wrong.includes(name) && (
              <span className="count-red small">{t('recovery.power.wrong', { from, to })}</span>
            )}
          </label>
        ))}
      </div>
      <div aria-live="polite" className="recovery-notes">
        {control === 0 && <p>{t('recovery.power.noControl')}</p>}
        {told && control > 0 && (
          <>
            <p>
              {told.detectable === null
                ? t('recovery.power.seesNone', about)
                : t('recovery.power.sees', {
                    ...about,
                    points: points(told.detectable, language).replace('+', ''),
                  })}
            </p>
            <p>
              {told.needs
                ? t('recovery.power.needs', {
                    points: number(of('effect'), language, 1),
                    people: n(told.needs.people),
                    days: told.needs.days === null ? '–' : n(told.needs.days),
                    looking: n(told.needs.lookingPeople),
                  })
                : t('recovery.power.never')}
            </p>
            {choose && needed !== null && planned === null && (
              <Button onClick={() => choose(needed)}>
                {t('recovery.power.choose', { people: n(needed) })}
              </Button>
            )}
          </>
        )}
        {planned !== null && (
          <p>
            <strong>{t('recovery.power.chosen', { people: n(planned) })}</strong>{' '}
            {choose && (
              <Button size="small" onClick={() => choose(null)}>
                {t('recovery.power.unchoose')}
              </Button>
            )}
          </p>
        )}
      </div>
    </section>
  )
}
export default Power
