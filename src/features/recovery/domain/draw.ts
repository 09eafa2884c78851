import type { PlanBody } from './plan.ts'

/** A number in [0, 1) that depends on the text alone, evenly spread: 53 bits of two mixed 32-bit hashes (cyrb53). No
 * secret: whoever knows the salt may know the draw. Runs in the browser too, which node:crypto does not. */
export const spread = (text: string): number => {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (b & 2097151) + (a >>> 0)) / 9007199254740992
}

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
