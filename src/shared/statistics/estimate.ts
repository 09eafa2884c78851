import { z } from 'zod'

/** A number with the bounds that hold it, with 95 % confidence unless said otherwise. */
export const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type Estimate = z.infer<typeof Estimate>

/** a + b·x of something estimated: bounds stay bounds, and change places where b is negative. */
export const linear = (of: Estimate, by: number, plus = 0): Estimate => {
  const ends = [of.low * by + plus, of.high * by + plus] as const
  return { value: of.value * by + plus, low: Math.min(...ends), high: Math.max(...ends) }
}
