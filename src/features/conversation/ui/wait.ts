import { MINUTE } from '../../../shared/time.ts'

/** How pressing a wait is: `calm` below a minute, `soon` from one, `late` from three. */
export type Pressure = 'calm' | 'soon' | 'late'

export const pressure = (waitedMs: number): Pressure => {
  if (waitedMs >= 3 * MINUTE) return 'late'
  return waitedMs >= MINUTE ? 'soon' : 'calm'
}

const two = (n: number) => String(n).padStart(2, '0')

/** A running time as people read it: `0:07`, `12:40`, `3:05:09`, `2d 4h`. */
export const waitText = (waitedMs: number): string => {
  const s = Math.max(0, Math.floor(waitedMs / 1000))
  const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60]
  if (h >= 24) return `${Math.floor(h / 24)}d ${h % 24}h`
  if (h > 0) return `${h}:${two(m)}:${two(s % 60)}`
  return `${m}:${two(s % 60)}`
}
