import { Button, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { type ClockSettings, SilenceStep } from '../domain/settings.ts'
import { NumberField, Wrong } from './settings-field.tsx'
import { timeInWords } from './settings-words.ts'

export interface PartProps {
  settings: ClockSettings
  set(change: Partial<ClockSettings>): void
  editable: boolean
}

const percent = (share: number): string => `${Math.min(100, Math.max(0, share * 100))}%`

/** A waiting question from being asked to being late, to scale: the colours behind, what the desk does above and below. */
const Line = ({ settings: { warn, steps }, limit }: { settings: ClockSettings; limit: number }) => {
  const { t } = useTranslation()
  const red = Math.min(1, warn.seconds / limit)
  const yellow = Math.min(red, warn.share)
  const at = (share: number) => t('clockSettings.seconds', { count: Math.round(share * limit) })
  const colour = (name: 'yellow' | 'red', from: number, to: number) =>
    to > from && (
      <span
        className={`clock-zone clock-zone-${name}`}
        style={{ left: percent(from), width: percent(to - from) }}
        title={`${t(`clockSettings.${name}`)} ${at(from)}`}
      />
    )
  return (
    <div className="clock-line" role="img" aria-label={t('clockSettings.steps')}>
      <div className="clock-track">
        {colour('yellow', yellow, red)}
        {colour('red', red, 1)}
      </div>
      {steps.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <span key={i} className={`clock-mark clock-mark-${i % 2}`} style={{ left: percent(step.at) }}>
          {/* Labels lean inwards at the ends, so that none leaves the page. */}
          <span style={{ transform: `translateX(-${percent(step.at)})` }}>
            {t(`clockSettings.do.${step.do}`)}
            <small>{at(step.at)}</small>
          </span>
        </span>
      ))}
      <div className="clock-ends">
        <span>{t('clockSettings.start')}</span>
        <span>
          {t('clockSettings.due')} · {at(1)}
        </span>
      </div>
    </div>
  )
}

/** Warnings and steps against silence, edited below the line that shows them. */
export const Steps = ({ settings, set, editable, limit }: PartProps & { limit: number }) => {
  const { t } = useTranslation()
  const { warn, steps } = settings
  const change = (i: number, how: Partial<SilenceStep>) =>
    set({ steps: steps.map((step, j) => (i === j ? { ...step, ...how } : step)) })
  return (
    <section className="block">
      <h2 className="block-title">{t('clockSettings.warn')}</h2>
      <p className="block-says">{t('clockSettings.warnSays', { time: timeInWords(t, limit) })}</p>
      <Line settings={settings} limit={limit} />
      <div className="clock-pair">
        <NumberField
          at="warn.share"
          label={t('clockSettings.warnShare')}
          value={warn.share}
          unit={0.01}
          disabled={!editable}
          set={(share) => set({ warn: { ...warn, share: share ?? 0 } })}
        />
        <NumberField
          at="warn.seconds"
          label={t('clockSettings.warnSeconds')}
          hint={t('clockSettings.warnSecondsHint')}
          value={warn.seconds}
          disabled={!editable}
          set={(seconds) => set({ warn: { ...warn, seconds: seconds ?? 0 } })}
        />
      </div>
      <h3 className="clock-steps">{t('clockSettings.steps')}</h3>
      {steps.length === 0 && <p className="faint">{t('clockSettings.noSteps')}</p>}
      {steps.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <div key={i}>
          <div className="clock-line-edit">
            <InputNumber
              style={{ width: 96 }}
              aria-label={t('clockSettings.stepAt')}
              suffix="%"
              disabled={!editable}
              value={Math.round(step.at * 100)}
              onChange={(at) => change(i, { at: (at ?? 0) / 100 })}
            />
            <Select
              style={{ width: 200 }}
              aria-label={t('clockSettings.stepDo')}
              disabled={!editable}
              value={step.do}
              onChange={(what) => change(i, { do: what })}
              options={SilenceStep.shape.do.options.map((value) => ({
                value,
                label: t(`clockSettings.do.${value}`),
              }))}
            />
            <span className="faint small" style={{ flex: 1 }}>
              {t(`clockSettings.doSays.${step.do}`)}
            </span>
            {editable && (
              <button
                type="button"
                className="icon-button"
                aria-label={t('app.remove')}
                onClick={() => set({ steps: steps.filter((_, j) => j !== i) })}
              >
                <Icon name="cross" size={16} />
              </button>
            )}
          </div>
          <Wrong at={`steps.${i}`} deep />
        </div>
      ))}
      <Wrong at="steps" />
      {editable && (
        <Button
          size="small"
          onClick={() =>
            set({ steps: [...steps, { at: Math.max(0.5, steps.at(-1)?.at ?? 0), do: 'nudge' }] })
          }
        >
          {t('clockSettings.addStep')}
        </Button>
      )}
    </section>
  )
}
