import { dateAfter } from '../exposure/day.ts'

export const periods = ['today', 'yesterday', 'week', 'month', 'own'] as const
export type PeriodName = (typeof periods)[number]

export interface Span {
  from: string
  to: string
}

/** The days of a period, given the shop's date today. Seven and thirty days end with today. */
export const spanOf = (name: Exclude<PeriodName, 'own'>, today: string): Span => {
  switch (name) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: dateAfter(today, -1), to: dateAfter(today, -1) }
    case 'week':
      return { from: dateAfter(today, -6), to: today }
    case 'month':
      return { from: dateAfter(today, -29), to: today }
  }
}

/** A span as it can be asked for: in order, not in the future, at most a quarter long. */
export const fitting = ({ from, to }: Span, today: string): Span => {
  const last = to === '' || to > today ? today : to
  const first = from === '' || from > last ? last : from
  const earliest = dateAfter(last, -91)
  if (first < earliest) return { from: earliest, to: last }
  return { from: first, to: last }
}
