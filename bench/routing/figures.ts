import { quantile } from '../support/figures.ts'
import type { Outcome } from './simulate.ts'

/** The figures of one hour, by name. Shares are 0–1, times s. */
export const figuresOf = (o: Outcome): Record<Figure, number> => {
  const sum = o.busy.reduce((a, b) => a + b, 0)
  const squares = o.busy.reduce((a, b) => a + b * b, 0)
  return {
    had6: o.had6 / o.waits.length,
    answered180: o.answered180 / o.waits.length,
    p95: (quantile(o.waits, 0.95) ?? 0) / 1000,
    breaches: o.breaches,
    breachShare: o.breaches / o.rounds,
    abandoned: o.abandoned,
    jain: sum ** 2 / (o.busy.length * squares),
    spread: Math.max(...o.busy) / Math.max(1e-9, Math.min(...o.busy)),
    moved: o.moved,
    over: o.over,
  }
}

export const figures = [
  'had6',
  'answered180',
  'p95',
  'breaches',
  'breachShare',
  'abandoned',
  'jain',
  'spread',
  'moved',
  'over',
] as const
export type Figure = (typeof figures)[number]

/** Two-sided 95 % quantile of Student's t (Cornish–Fisher's expansion; within 0.2 % from 9 degrees on). */
const student = (freedom: number): number => {
  const z = 1.959964
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
}

export const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length

/** The mean of the differences and the half width of its 95 % interval. */
export const paired = (differences: readonly number[]): { mean: number; half: number } => {
  const n = differences.length
  const m = mean(differences)
  const variance = differences.reduce((a, d) => a + (d - m) ** 2, 0) / (n - 1)
  return { mean: m, half: student(n - 1) * Math.sqrt(variance / n) }
}
