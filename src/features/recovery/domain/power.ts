/** Of the normal distribution: 95 % two-sided, and 80 % power. */
const Z_ALPHA = 1.959963984540054
const Z_POWER = 0.8416212335729143

/**
 * The smallest difference of two shares that would be seen four times in five, with groups of these sizes where one in
 * `share` pays by itself; null without two groups. A rule of thumb for planning (normal approximation, both groups at the
 * same share).
 */
export const detectable = (treated: number, control: number, share: number): number | null => {
  if (treated <= 0 || control <= 0) return null
  // A share nobody has seen yet is not taken for 0, at which every difference could be seen.
  const n = treated + control
  const p = Math.min(0.95, Math.max(share, 1 / n))
  return Math.min(1, (Z_ALPHA + Z_POWER) * Math.sqrt(p * (1 - p) * (1 / treated + 1 / control)))
}
