/** What happened in a few minutes: rounds that buyers began, those answered, and how many waited at the end. */
export interface Piece {
  /** When it began, ms. */
  at: number
  asked: number
  answered: number
  waiting: number
}
export type Curve = readonly Piece[]

export type Series = 'asked' | 'answered' | 'waiting'

/** The curves of several shops in one: the same pieces, added up. */
export const together = (curves: readonly Curve[]): Curve => {
  const byBegin = new Map<number, Piece>()
  for (const { at, asked, answered, waiting } of curves.flat()) {
    const known = byBegin.get(at) ?? { at, asked: 0, answered: 0, waiting: 0 }
    byBegin.set(at, {
      at,
      asked: known.asked + asked,
      answered: known.answered + answered,
      waiting: known.waiting + waiting,
    })
  }
  return [...byBegin.values()].sort((a, b) => a.at - b.at)
}

/** The next number of the kind 1, 2, 5, 10, 20 … at or above: where an axis may end. */
export const roundUp = (n: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)))
  return [1, 2, 5, 10].map((k) => k * power).find((k) => k >= n) ?? power * 10
}

export interface Box {
  width: number
  height: number
}

/** A series as the `points` of an SVG polyline, the oldest piece at the left edge, 0 at the bottom. */
export const pointsOf = (curve: Curve, series: Series, top: number, { width, height }: Box): string =>
  curve
    .map((piece, i) => {
      const x = curve.length === 1 ? width : (i / (curve.length - 1)) * width
      const y = height - (Math.min(piece[series], top) / top) * height
      return `${round(x)},${round(y)}`
    })
    .join(' ')

const round = (n: number) => Math.round(n * 10) / 10
