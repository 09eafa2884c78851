import { normalBelow, normalQuantile } from './normal.ts'
import { boundary } from './sequential.ts'

/** How sure one wants to be: of not seeing what is not there (`alpha`, two-sided), and of seeing what is (`power`). */
export interface Care {
  alpha: number
  power: number
}
export const usual: Care = { alpha: 0.05, power: 0.8 }

/** Standard errors of a difference with one person in all, of whom `control` are in the control group: as the test takes it
 * (one common share), and as it is. Divide by the root of the number of people. */
const errors = (treated: number, base: number, control: number): { pooled: number; own: number } => {
  const all = treated * (1 - control) + base * control
  return {
    pooled: Math.sqrt((all * (1 - all)) / (control * (1 - control))),
    own: Math.sqrt((treated * (1 - treated)) / (1 - control) + (base * (1 - base)) / control),
  }
}

/** People in all, of whom a share `control` is not reminded, that it takes to tell a share of `treated` from `base`
 * (Fleiss, without correction for continuity). Infinity where there is no difference. */
export const requiredSize = (
  { treated, base, control }: { treated: number; base: number; control: number },
  { alpha, power }: Care = usual,
): number => {
  if (treated === base || control <= 0 || control >= 1) return Number.POSITIVE_INFINITY
  const { pooled, own } = errors(treated, base, control)
  const need = normalQuantile(1 - alpha / 2) * pooled + normalQuantile(power) * own
  return Math.ceil((need / (treated - base)) ** 2)
}

/** The same where one looks whenever one likes (`alwaysValid`): what looking early costs. */
export const requiredLooking = (
  { treated, base, control, scale }: { treated: number; base: number; control: number; scale: number },
  { alpha, power }: Care = usual,
): number => {
  const fixed = requiredSize({ treated, base, control }, { alpha, power })
  if (!Number.isFinite(fixed)) return fixed
  const { pooled, own } = errors(treated, base, control)
  const seen = (people: number) => {
    const root = Math.sqrt(people)
    return (
      Math.abs(treated - base) >= boundary(pooled / root, scale, alpha) + (normalQuantile(power) * own) / root
    )
  }
  let high = fixed
  while (!seen(high)) high *= 2
  let low = high / 2
  while (high - low > Math.max(1, low / 1000)) {
    const mid = (low + high) / 2
    if (seen(mid)) high = mid
    else low = mid
  }
  return Math.ceil(high)
}

/** How likely a difference is seen with so many people in all. */
export const powerOf = (
  { treated, base, control, people }: { treated: number; base: number; control: number; people: number },
  alpha = usual.alpha,
): number => {
  const { pooled, own } = errors(treated, base, control)
  const root = Math.sqrt(people)
  if (own === 0) return treated === base ? alpha : 1
  return normalBelow((Math.abs(treated - base) * root - normalQuantile(1 - alpha / 2) * pooled) / own)
}

/** The smallest rise above `base` that so many people would show; null where even a rise to everybody would not. */
export const detectable = (
  { base, control, people }: { base: number; control: number; people: number },
  care: Care = usual,
): number | null => {
  if (people <= 0 || control <= 0 || control >= 1 || base >= 1) return null
  const enough = (treated: number) => requiredSize({ treated, base, control }, care) <= people
  let [low, high] = [base, 1]
  if (!enough(high)) return null
  for (let i = 0; i < 50; i++) {
    const mid = (low + high) / 2
    if (enough(mid)) high = mid
    else low = mid
  }
  return high - base
}
