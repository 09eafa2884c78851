/**
 * How long to wait before the next attempt, ms: 1 s, 2 s, 4 s … 30 s, of which half is chance. When a desk comes
 * back on a peak day, thousands of widgets must not all come back in the same second.
 */
export const backoff = (attempt: number, random: () => number = Math.random): number => {
  const full = Math.min(30_000, 1000 * 2 ** Math.min(attempt, 10))
  return full / 2 + (full / 2) * random()
}
