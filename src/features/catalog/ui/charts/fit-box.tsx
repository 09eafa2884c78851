import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import type { Body, Fit } from '../../domain/fit.ts'
import { measuresOf, sizeFor } from '../../domain/fit.ts'
import { fitSentence } from '../../domain/fit-words.ts'
import type { Measure, SizeChart } from '../../domain/size.ts'

/** What people measure in: as charts do, but feet, which charts have in mm. An age is asked for in months, as its name says. */
const UNIT: Record<Measure, string> = {
  height: 'cm',
  weight: 'kg',
  age: '',
  foot: 'cm',
  chest: 'cm',
  waist: 'cm',
}
const shownValue = (measure: Measure, value: number): number => (measure === 'foot' ? value / 10 : value)
const keptValue = (measure: Measure, value: number): number => (measure === 'foot' ? value * 10 : value)

interface FitBoxProps {
  chart: SizeChart
  /** What is known already, from the buyer’s words. */
  known?: Body
  /** The language of the shop, in which the advice is put into the reply. */
  locale?: string
  /** Puts the advice into the reply. */
  insert?(text: string): void
  /** Tells what the advice is. */
  found?(fit: Fit | null, body: Body): void
}

/** Measures in, size out: the same rules by which the assistant answers. */
export const FitBox = ({ chart, known = {}, locale, insert, found }: FitBoxProps) => {
  const { t, i18n } = useTranslation()
  const [typed, setTyped] = useState<Partial<Record<Measure, string>>>({})
  const measures = measuresOf(chart)
  const bodyWith = (values: Partial<Record<Measure, string>>): Body => {
    const body: Body = {}
    for (const measure of measures) {
      const text = values[measure]
      const value =
        text === undefined ? known[measure] : text === '' ? undefined : keptValue(measure, Number(text))
      if (value !== undefined && Number.isFinite(value) && value > 0) body[measure] = value
    }
    return body
  }
  const body = bodyWith(typed)
  const anything = Object.keys(body).length > 0
  const fit = anything ? sizeFor(chart, body) : null
  const sentence = fit && fitSentence(fit, chart)
  const says = sentence && inLanguage(sentence, i18n.language)
  const type = (measure: Measure, text: string) => {
    const next = { ...typed, [measure]: text }
    setTyped(next)
    const then = bodyWith(next)
    found?.(Object.keys(then).length > 0 ? sizeFor(chart, then) : null, then)
  }
  return (
    <div className="fit">
      <div className="fit-fields">
        {measures.map((measure) => {
          const before = known[measure]
          return (
            <label key={measure} className="fit-field">
              <span>
                {t(`catalog.measure.${measure}`)}
                {UNIT[measure] !== '' && <span className="faint"> {UNIT[measure]}</span>}
              </span>
              <input
                className="input"
                type="number"
                min={0}
                step="any"
                inputMode="decimal"
                value={typed[measure] ?? (before === undefined ? '' : shownValue(measure, before))}
                onChange={(e) => type(measure, e.target.value)}
              />
            </label>
          )
        })}
      </div>
      <div role="status" className={fit ? `fit-says fit-${fit.kind}` : 'fit-says faint'}>
        {says ?? t('catalog.fit.hint')}
      </div>
      {sentence && insert && (
        <button
          type="button"
          className="button button-small"
          onClick={() => insert(inLanguage(sentence, locale ?? i18n.language))}
        >
          {t('catalog.insert')}
        </button>
      )}
    </div>
  )
}
