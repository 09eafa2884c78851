import type { PlanResults } from '../../domain/results.ts'
import { about, number, points } from './figures.ts'

const none = { orders: '', low: '', high: '', planned: '', more: '', points: '', hours: '' }

export interface Told {
  key: 'better' | 'worse' | 'unclear' | 'planned' | 'more' | 'tooFew' | 'nothing' | 'noControl' | 'waiting'
  /** What the sentences name; empty where this one does not. */
  with: typeof none
}

/** What a plan brought, in a sentence: which one, and its numbers. */
export const headline = (
  {
    all,
    final,
    moving,
    planned,
    share,
    window,
  }: Pick<PlanResults, 'all' | 'final' | 'moving' | 'planned' | 'share' | 'window'>,
  language: string,
): Told => {
  const n = (value: number) => number(value, language)
  const told = (key: Told['key'], numbers: Partial<Told['with']> = {}): Told => ({
    key,
    with: { ...none, ...numbers },
  })
  const { orders, verdict, more, uplift, judged } = all
  if (share === 0) return told('noControl')
  if (final === 0 && moving > 0) return told('waiting', { hours: n(window) })
  if (!orders || !uplift) return told('tooFew')
  const range = { orders: n(orders.value), low: n(orders.low), high: n(orders.high) }
  switch (verdict) {
    case 'better':
      return told('better', range)
    case 'worse':
      return told('worse', { orders: n(-orders.value), low: n(-orders.high), high: n(-orders.low) })
    case 'unclear':
      return told('unclear', { ...range, planned: n(planned ?? final) })
    case 'not-enough':
      if (planned !== null && more !== null)
        return told('planned', { planned: n(planned), more: n(about(more)) })
      if (judged === null) return told('tooFew')
      if (more === null) return told('nothing')
      return told('more', {
        more: n(about(more)),
        points: points(Math.abs(uplift.value), language).replace('+', ''),
      })
  }
}
