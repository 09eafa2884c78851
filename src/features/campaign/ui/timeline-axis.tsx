import { useTranslation } from 'react-i18next'
import { bandsOf, beginsDay, place, type Range, ticksOf, type Unit } from './axis.ts'
import { said } from './when.ts'

interface AxisProps {
  range: Range
  zone: string
  /** px */
  width: number
}

const bandShape = { minute: 'weekday', day: 'month', month: 'year' } as const
const tickText = (at: number, unit: Unit, zone: string, language: string): string => {
  if (unit === 'minute') return said(at, zone, language, 'time')
  return said(at, zone, language, unit === 'day' ? 'day' : 'monthAlone')
}

/** Narrower, a band has no room for its name, px. */
const BAND_ROOM = 84

/** The days or months that the marks lie in, and the marks with their times. */
export const Axis = ({ range, zone, width }: AxisProps) => {
  const { i18n } = useTranslation()
  const { unit, at } = ticksOf(range, zone, width)
  return (
    <div className="timeline-axis" aria-hidden="true">
      {bandsOf(range, zone, unit).map(({ begins, from, to }) => (
        <span
          key={begins}
          className="timeline-band"
          style={{
            left: `${place(from, range) * 100}%`,
            width: `${((to - from) / (range.to - range.from)) * 100}%`,
          }}
        >
          {place(to, range) - place(from, range) > BAND_ROOM / width && (
            <span>{said(begins, zone, i18n.language, bandShape[unit])}</span>
          )}
        </span>
      ))}
      {at.map((mark) => (
        <span key={mark} className="timeline-tick" style={{ left: `${place(mark, range) * 100}%` }}>
          {tickText(mark, unit, zone, i18n.language)}
        </span>
      ))}
    </div>
  )
}

/** A line through all rows at each mark; where a day begins, a stronger one. */
export const Grid = ({ range, zone, width }: AxisProps) => {
  const { unit, at } = ticksOf(range, zone, width)
  return at.map((mark) => (
    <span
      key={mark}
      aria-hidden="true"
      className={
        unit === 'minute' && beginsDay(mark, zone) ? 'timeline-line timeline-midnight' : 'timeline-line'
      }
      style={{ left: `${place(mark, range) * 100}%` }}
    />
  ))
}
