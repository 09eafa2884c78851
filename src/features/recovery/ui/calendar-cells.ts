import { localTime } from '../../../shared/time.ts'
import { dateOf, datePlus, dayStart } from '../../campaign/domain/calendar.ts'

export interface Hourly {
  at: number
  planId: number
  sent: number
  suppressed: number
  due: number
}

export interface Cell {
  at: number
  sent: number
  suppressed: number
  due: number
}

export interface Day {
  date: string
  /** By hour of the day's clock, 0–23. */
  cells: Cell[]
}

/** Monday of the week in which a moment lies. */
export const weekOf = (at: number, zone: string): string =>
  datePlus(dateOf(at, zone), 1 - localTime(at, zone).weekday)

export const weekSpan = (monday: string, zone: string): { from: number; to: number } => ({
  from: dayStart(monday, zone),
  to: dayStart(datePlus(monday, 7), zone),
})

/** A week of hours: what lies in the same hour of the clock is counted together, also when that hour comes twice. */
export const cellsOf = (hours: readonly Hourly[], monday: string, zone: string): Day[] => {
  const days = Array.from({ length: 7 }, (_, i): Day => {
    const date = datePlus(monday, i)
    const cells = Array.from(
      { length: 24 },
      (_, hour): Cell => ({
        ...{ at: dayStart(date, zone) + hour * 3_600_000, sent: 0, suppressed: 0, due: 0 },
      }),
    )
    return { date, cells }
  })
  for (const { at, sent, suppressed, due } of hours) {
    const { date, minute } = localTime(at, zone)
    const cell = days.find((day) => day.date === date)?.cells[Math.floor(minute / 60)]
    if (!cell) continue
    if (cell.sent + cell.suppressed + cell.due === 0) cell.at = at
    cell.sent += sent
    cell.suppressed += suppressed
    cell.due += due
  }
  return days
}
