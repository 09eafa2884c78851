import { DAY } from '../shared/time.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const format = (language: string, name: string, options: Intl.DateTimeFormatOptions) => {
  const key = `${language} ${name}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(language, { hourCycle: 'h23', ...options })
    formats.set(key, made)
  }
  return made
}

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0)
/** Calendar days between two moments on this computer; -1: `at` was yesterday. */
const daysApart = (at: number, now: number) => Math.round((startOfDay(at) - startOfDay(now)) / DAY)

export const clockTime = (at: number, language: string): string =>
  format(language, 'time', { hour: '2-digit', minute: '2-digit' }).format(at)

export const dateTime = (at: number, language: string): string =>
  format(language, 'both', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)

/** As short as it stays clear: today's time, else the day, else the date. */
export const shortTime = (at: number, now: number, language: string): string => {
  if (daysApart(at, now) === 0) return clockTime(at, language)
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return format(language, sameYear ? 'day' : 'date', {
    month: 'numeric',
    day: 'numeric',
    ...(!sameYear && { year: 'numeric' }),
  }).format(at)
}

/** A moment to come: today's time alone, else with its day. */
export const untilTime = (at: number, now: number, language: string): string =>
  daysApart(at, now) === 0
    ? clockTime(at, language)
    : format(language, 'until', {
        month: 'short',
        day: 'numeric',
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }).format(at)

export const dayName = (
  at: number,
  now: number,
  language: string,
  words: { today: string; yesterday: string },
): string => {
  const days = daysApart(at, now)
  if (days === 0) return words.today
  if (days === -1) return words.yesterday
  return format(language, 'weekday', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(at)
}

/** Money in fen as people read it. */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2).replace(/\.00$/, '')}`
