import type { CurvePoint } from '../domain/curve.ts'

/** What a threshold means, between the points of a curve as straight lines go; null without a curve. Shares, 0–1. */
export const meaningOf = (
  curve: readonly CurvePoint[],
  threshold: number,
): { answered: number; wrong: number } | null => {
  const after = curve.findIndex((point) => point.threshold >= threshold)
  const next = curve[after < 0 ? curve.length - 1 : after]
  if (!next) return null
  const before = curve[after - 1]
  if (!before || after < 0) return { answered: next.answered, wrong: next.wrong }
  const part = (threshold - before.threshold) / (next.threshold - before.threshold)
  const between = (a: number, b: number) => a + (b - a) * part
  return { answered: between(before.answered, next.answered), wrong: between(before.wrong, next.wrong) }
}

/** Of 100 questions: how many it answers by itself, and how many of these wrongly. Whole numbers, but for fewer than one. */
export const ofHundred = ({ answered, wrong }: { answered: number; wrong: number }) => {
  const count = (n: number) => (n < 1 ? Math.round(n * 100) / 100 : Math.round(n))
  return { answered: count(answered * 100), wrong: count(answered * wrong * 100) }
}

/** A series as the `points` of an SVG polyline: threshold to the right, share upwards. */
export const lineOf = (
  curve: readonly CurvePoint[],
  series: 'answered' | 'wrong',
  { width, height }: { width: number; height: number },
): string =>
  curve
    .map((point) => {
      const x = point.threshold * width
      const y = height - point[series] * height
      return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`
    })
    .join(' ')
