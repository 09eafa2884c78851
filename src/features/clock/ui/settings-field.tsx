import { InputNumber } from 'antd'
import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../domain/valid-problem.ts'

/** What is wrong with what the page shows; every field finds its own by its place in the settings. */
export const Problems = createContext<readonly Problem[]>([])

const useProblems = (at: string, deep: boolean): readonly Problem[] =>
  useContext(Problems).filter(({ field }) => field === at || (deep && field.startsWith(`${at}.`)))

/** What is wrong at a place, in the person's language. `deep`: also with what is inside it. */
export const Wrong = ({ at, deep = false }: { at: string; deep?: boolean }) => {
  const { t } = useTranslation()
  return useProblems(at, deep).map(({ field, code, values }) => (
    <span key={`${field} ${code}`} className="clock-wrong" role="alert">
      {t(`clockSettings.problems.${code}`, values as { limit: number; known: string; rule: string })}
    </span>
  ))
}

interface FieldProps {
  at: string
  label: string
  hint?: string | undefined
  children: ReactNode
  deep?: boolean
}

export const Field = ({ at, label, hint, children, deep = false }: FieldProps) => (
  <div className="clock-field">
    <span className="field-name">{label}</span>
    {children}
    <Wrong at={at} deep={deep} />
    {hint && <span className="faint small">{hint}</span>}
  </div>
)

interface NumberFieldProps extends Omit<FieldProps, 'children' | 'deep'> {
  value: number | null
  set(value: number | null): void
  disabled?: boolean
  /** How many of the stored unit make one of the shown: 100 fen a yuan. */
  unit?: number
  precision?: number
}

/** A number; what is out of bounds may be entered and is refused with a reason, not corrected in silence. */
export const NumberField = ({
  value,
  set,
  disabled = false,
  unit = 1,
  precision = 0,
  ...field
}: NumberFieldProps) => (
  <Field {...field}>
    <InputNumber
      style={{ width: '100%' }}
      aria-label={field.label}
      disabled={disabled}
      precision={precision}
      value={value === null ? null : value / unit}
      onChange={(shown) => set(shown === null ? null : Number((shown * unit).toFixed(4)))}
    />
  </Field>
)
