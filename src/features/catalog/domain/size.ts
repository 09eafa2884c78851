import { z } from 'zod'

export const Measure = z.enum(['height', 'weight', 'age', 'foot', 'chest', 'waist'])
export type Measure = z.infer<typeof Measure>

/** cm, kg, months, mm, cm, cm. */
const Range = z.tuple([z.number(), z.number()]).refine(([from, to]) => from < to, 'from must be below to')

/** Sizes in their order, smallest first, each with the ranges it is made for (both ends included). */
export const SizeChart = z
  .object({
    code: z.string().trim().min(1).max(40),
    name: z.string().trim().min(1).max(60),
    sizes: z
      .array(z.object({ size: z.string().trim().min(1).max(20), fits: z.partialRecord(Measure, Range) }))
      .min(1)
      .max(60),
    /** Said with every answer: “偏小一码”. */
    note: z.string().max(200),
  })
  .meta({ id: 'SizeChart' })
export type SizeChart = z.infer<typeof SizeChart>
