import { useTranslation } from 'react-i18next'
import { defaultRouting } from '../domain/defaults.ts'
import { NumberField } from './settings-field.tsx'
import type { PartProps } from './settings-teams.tsx'

/** How long things are waited for, and what comes earlier in the queue. Each says what it does and what it starts as. */
export const Times = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const usual = defaultRouting('en')
  const says = (text: string, value: number) => `${text} ${t('routing.default', { value })}`
  const { recent, weights } = settings
  const number = (name: 'recentFor' | 'skillFor' | 'silence' | 'away') => (
    <NumberField
      at={name}
      label={t(`routing.${name}`)}
      says={says(t(`routing.${name}Says`), usual[name])}
      unit={t('routing.seconds')}
      value={settings[name]}
      editable={editable}
      set={(value) => set({ [name]: value })}
    />
  )
  const hours = (name: 'always' | 'online') => (
    <NumberField
      at={`recent.${name}`}
      label={t(`routing.recent.${name}`)}
      says={says(t(`routing.recent.${name}Says`), usual.recent[name])}
      unit={t('routing.inHours')}
      value={recent[name]}
      editable={editable}
      set={(value) => set({ recent: { ...recent, [name]: value } })}
    />
  )
  const weight = (name: 'campaign' | 'value') => (
    <NumberField
      at={`weights.${name}`}
      label={t(`routing.weights.${name}`)}
      says={says(t(`routing.weights.${name}Says`), usual.weights[name])}
      unit={t('routing.seconds')}
      value={weights[name]}
      editable={editable}
      set={(value) => set({ weights: { ...weights, [name]: value } })}
    />
  )
  return (
    <>
      <section className="block">
        <h2 className="block-title">{t('routing.returning')}</h2>
        <p className="block-says">{t('routing.returningSays')}</p>
        <div className="routing-grid">
          {hours('always')}
          {hours('online')}
          {number('recentFor')}
          {number('skillFor')}
        </div>
      </section>
      <section className="block">
        <h2 className="block-title">{t('routing.having')}</h2>
        <p className="block-says">{t('routing.havingSays')}</p>
        <div className="routing-grid">
          {number('silence')}
          {number('away')}
        </div>
      </section>
      <section className="block">
        <h2 className="block-title">{t('routing.weight')}</h2>
        <p className="block-says">{t('routing.weightSays')}</p>
        <div className="routing-grid">
          {weight('campaign')}
          {weight('value')}
        </div>
      </section>
    </>
  )
}
