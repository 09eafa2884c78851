import { Input } from 'antd'
import { partsOf, timeTyped, wallFrom } from './typed.ts'

interface MomentFieldProps {
  /** `2026-11-11T20:00:00` by the shop's clocks; parts of it may be missing. */
  value: string
  label: string
  dateLabel: string
  timeLabel: string
  wrong: boolean
  set(value: string): void
}

/** A date, and a time to the second. Not the browser's own field for both, which shows AM and PM in some languages and hides
 * seconds in others: here 00:30:00 must not be taken for half past twelve. */
export const MomentField = ({ value, label, dateLabel, timeLabel, wrong, set }: MomentFieldProps) => {
  const { date, time } = partsOf(value)
  const status = wrong ? 'error' : ''
  return (
    <fieldset className="campaign-moment">
      <legend className="unseen">{label}</legend>
      <Input
        type="date"
        aria-label={dateLabel}
        status={status}
        value={date}
        onChange={(e) => set(wallFrom({ date: e.target.value, time }))}
      />
      <Input
        inputMode="numeric"
        placeholder="00:00:00"
        maxLength={12}
        aria-label={timeLabel}
        status={status}
        value={time}
        onChange={(e) => set(wallFrom({ date, time: e.target.value }))}
        onBlur={() => set(wallFrom({ date, time: timeTyped(time) }))}
      />
    </fieldset>
  )
}
