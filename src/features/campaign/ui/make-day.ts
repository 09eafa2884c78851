import { datePlus } from '../domain/calendar.ts'
import type { Template } from '../domain/campaign.ts'

const greatDays: Record<Exclude<Template, 'broadcast'>, string> = { 'double-eleven': '11-11', '618': '06-18' }

/** The next day of its kind, today counted; a broadcast is planned a week ahead. */
export const usualDay = (template: Template, today: string): string => {
  if (template === 'broadcast') return datePlus(today, 7)
  const day = greatDays[template]
  const year = Number(today.slice(0, 4))
  return today.slice(5) <= day ? `${year}-${day}` : `${year + 1}-${day}`
}

/** The same day of a later year that has not passed; of a leap day, the last of February. */
export const nextYearsDay = (day: string, today: string): string => {
  const year = Math.max(Number(day.slice(0, 4)) + 1, Number(today.slice(0, 4)))
  const same = (of: number) =>
    day.endsWith('02-29') ? datePlus(`${of}-03-01`, -1) : `${String(of).padStart(4, '0')}${day.slice(4)}`
  return same(year) < today ? same(year + 1) : same(year)
}

/** A copy's name: the year in it moves with the day. */
export const nameAt = (name: string, before: string, day: string): string =>
  name.replaceAll(before.slice(0, 4), day.slice(0, 4))
