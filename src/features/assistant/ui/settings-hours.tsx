import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hours } from '../../../shared/hours.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { type PartProps, Words } from './settings-part.tsx'

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

interface SpanProps {
  span: Hours
  set(change: Partial<Hours>): void
  remove(): void
  editable: boolean
  children?: ReactNode
}

/** Days and a time of day, on one line. */
export const Span = ({ span, set, remove, editable, children }: SpanProps) => {
  const { t } = useTranslation()
  const time = (name: 'from' | 'to') => (
    <Input
      style={{ width: 84 }}
      aria-label={t(`assistant.${name}`)}
      disabled={!editable}
      value={span[name]}
      onChange={(e) => set({ [name]: e.target.value.replace('：', ':') })}
    />
  )
  return (
    <div className="shortcut">
      <Select
        mode="multiple"
        style={{ flex: 1 }}
        aria-label={t('assistant.days')}
        disabled={!editable}
        value={span.days}
        onChange={(days) => set({ days: [...days].sort() })}
        options={WEEK.map((value) => ({ value, label: t(`assistant.weekdays.d${value}`) }))}
      />
      {time('from')} – {time('to')}
      {children}
      {editable && (
        <button type="button" className="icon-button" aria-label={t('app.remove')} onClick={remove}>
          <Icon name="cross" size={16} />
        </button>
      )}
    </div>
  )
}

export const OpeningTimes = ({ settings, set, editable }: PartProps) => {
  const { t } = useTranslation()
  const { hours } = settings
  return (
    <section className="block">
      <h2 className="block-title">{t('assistant.hours')}</h2>
      <p className="block-says">{t('assistant.hoursHint')}</p>
      {hours.map((span, i) => (
        <Span
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name, and none is ever moved
          key={i}
          span={span}
          editable={editable}
          set={(how) => set({ hours: hours.map((one, at) => (at === i ? { ...one, ...how } : one)) })}
          remove={() => set({ hours: hours.filter((_, at) => at !== i) })}
        />
      ))}
      {editable && (
        <Button
          style={{ margin: '10px 0 16px' }}
          onClick={() => set({ hours: [...hours, { days: [...WEEK], from: '09:00', to: '23:00' }] })}
        >
          {t('assistant.addHours')}
        </Button>
      )}
      <Words
        name="outOfHours"
        label={t('assistant.outOfHours')}
        settings={settings}
        set={set}
        editable={editable}
      />
    </section>
  )
}
