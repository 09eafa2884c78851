// From the list price to what is paid, as a picture. Pure.
import type { Quote, Step } from '../domain/quote.ts'

export interface Bar {
  is: 'list' | 'step' | 'freight' | 'payable'
  /** Negative for what is taken off. */
  fen: number
  /** Where it lies between nothing (0) and the highest amount of the picture (1). */
  from: number
  to: number
  /** Of a step, by which its sentence is found. */
  step: Step | null
}

/** The bars from top to bottom: list price, every reduction, freight, payable. Steps that take nothing off have none. */
export const waterfall = (quote: Pick<Quote, 'listFen' | 'freightFen' | 'payableFen' | 'steps'>): Bar[] => {
  const { listFen, freightFen, payableFen, steps } = quote
  const top = Math.max(listFen, payableFen, 1)
  let left = listFen
  const change = (is: Bar['is'], fen: number, step: Step | null): Bar => {
    const before = left
    left += fen
    return { is, fen, step, from: Math.min(before, left) / top, to: Math.max(before, left) / top }
  }
  return [
    { is: 'list', fen: listFen, from: 0, to: listFen / top, step: null },
    ...steps.filter(({ cutFen }) => cutFen !== 0).map((step) => change('step', -step.cutFen, step)),
    ...(freightFen === 0 ? [] : [change('freight', freightFen, null)]),
    { is: 'payable', fen: payableFen, from: 0, to: payableFen / top, step: null },
  ]
}
