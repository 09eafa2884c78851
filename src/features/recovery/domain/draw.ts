import { hash53 } from '../../../shared/hash.ts'
import type { PlanBody } from './plan.ts'

/** A number in [0, 1) that depends on the text alone. Whoever knows the salt may know the draw. */
export const spread = (text: string): number => hash53(text) / 2 ** 53

export interface Drawn {
  control: boolean
  /** Null where there is one way for all. Those of the control group have an arm too: it is the one they would have had. */
  arm: string | null
}

/**
 * In which group of a plan a buyer is (RCV-1, RCV-2): by buyer, not by order, so that one buyer is in one group; the same on
 * every server, for every channel and at any time. Which arm is drawn apart from whether to remind at all.
 */
export const drawn = (
  { salt, control, arms }: Pick<PlanBody, 'control' | 'arms'> & { salt: string },
  buyerKey: string,
): Drawn => {
  const weights = arms.reduce((sum, { weight }) => sum + weight, 0)
  let at = spread(`${salt}/arm/${buyerKey}`) * weights
  let arm: string | null = null
  for (const { code, weight } of arms) {
    arm = code
    at -= weight
    if (at < 0) break
  }
  return { control: spread(`${salt}/control/${buyerKey}`) < control, arm }
}
