import { Input, InputNumber, Select } from 'antd'
import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hours } from '../../../shared/hours.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import type { Problem } from './settings-problems.ts'

/** What is wrong with what the page shows; every field finds its own. */
export const Problems = createContext<readonly Problem[]>([])

/** What is wrong at a place, in the person's language. `deep`: also inside it. */
export const Wrong = ({ at, deep = false }: { at: string; deep?: boolean }) => {
  const { t } = useTranslation()
  const own = useContext(Problems).filter(({ field }) => field === at || (deep && field.startsWith(`${at}.`)))
  return own.map(({ field, code, severity, bound }) => (
    <span
      key={`${field} ${code}`}
      className={severity === 'error' ? 'routing-wrong' : 'routing-wrong routing-warned'}
      role="alert"
    >
      {code in shapes ? t(`routing.shape.${code as Shape}`, { bound }) : t(`routingProblem.${code as Rule}`)}
    </span>
  ))
}
const shapes = {
  missing: 0,
  'too-small': 0,
  'too-big': 0,
  'not-a-time': 0,
  'not-a-code': 0,
  malformed: 0,
}
type Shape = keyof typeof shapes
type Rule = Exclude<Problem['code'], Shape>

interface FieldProps {
  at: string
  label: string
  says?: ReactNode
  deep?: boolean
  children: ReactNode
}

export const Field = ({ at, label, says, deep = false, children }: FieldProps) => (
  <div className="routing-field">
    <span className="field-name">{label}</span>
    {children}
    <Wrong at={at} deep={deep} />
    {says && <span className="faint small">{says}</span>}
  </div>
)

interface NumberProps extends Omit<FieldProps, 'children'> {
  value: number
  /** Without it, it can only be looked at. */
  set?(value: number): void
  editable: boolean
  unit?: string
}

/** A number. What is out of bounds may be typed, and is refused with the bound rather than changed in silence. */
export const NumberField = ({ value, set, editable, unit, ...field }: NumberProps) => (
  <Field {...field}>
    <span className="cell-line">
      <InputNumber
        aria-label={field.label}
        disabled={!editable || !set}
        value={value}
        onChange={(n) => n !== null && set?.(n)}
      />
      {unit && <span className="faint small">{unit}</span>}
    </span>
  </Field>
)

/** Teams to choose from. One that has just been added has no name yet. */
export const teamOptions = (teams: readonly { code: string; name: string }[]) =>
  teams.map(({ code, name }) => ({ value: code, label: name.trim() || '…' }))

export const RemoveButton = ({ label, run }: { label?: string; run(): void }) => {
  const { t } = useTranslation()
  const name = label ?? t('app.remove')
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} onClick={run}>
      <Icon name="cross" size={16} />
    </button>
  )
}

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

interface HoursProps {
  at: string
  hours: readonly Hours[]
  set(hours: Hours[]): void
  editable: boolean
}

/** Spans of the week; none means always. */
export const HoursField = ({ at, hours, set, editable }: HoursProps) => {
  const { t } = useTranslation()
  const change = (i: number, how: Partial<Hours>) =>
    set(hours.map((span, j) => (i === j ? { ...span, ...how } : span)))
  const time = (i: number, name: 'from' | 'to') => (
    <Input
      style={{ width: 72 }}
      size="small"
      aria-label={t(`assistant.${name}`)}
      disabled={!editable}
      value={hours[i]?.[name] ?? ''}
      onChange={(e) => change(i, { [name]: e.target.value.replace('：', ':') })}
    />
  )
  return (
    <Field at={at} label={t('routing.hours')} says={hours.length === 0 ? t('routing.always') : undefined}>
      {hours.map((span, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the list
        <div key={i}>
          <div className="routing-line">
            <Select
              mode="multiple"
              size="small"
              style={{ flex: 1, minWidth: 150 }}
              aria-label={t('assistant.days')}
              disabled={!editable}
              value={span.days}
              onChange={(days) => change(i, { days: [...days].sort() })}
              options={WEEK.map((value) => ({ value, label: t(`assistant.weekdays.d${value}`) }))}
            />
            {time(i, 'from')} – {time(i, 'to')}
            {editable && <RemoveButton run={() => set(hours.filter((_, j) => j !== i))} />}
          </div>
          <Wrong at={`${at}.${i}`} deep />
        </div>
      ))}
      {editable && (
        <button
          type="button"
          className="link small"
          onClick={() => set([...hours, { days: [...WEEK], from: '09:00', to: '23:00' }])}
        >
          {t('assistant.addHours')}
        </button>
      )}
    </Field>
  )
}
