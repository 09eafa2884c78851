import { z } from 'zod'

/** What a message shows besides its words, where a channel can: the words say the same. */
export const Card = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('product'),
    product: z.string().max(80),
    sku: z.string().max(80).nullable(),
    title: z.string().max(200),
    priceFen: z.number().int(),
    picture: z.string().max(500).nullable(),
    url: z.string().max(1000).nullable(),
  }),
  z.object({
    kind: z.literal('quote'),
    lines: z
      .array(z.object({ title: z.string().max(200), quantity: z.number().int(), paysFen: z.number().int() }))
      .max(50),
    payableFen: z.number().int(),
    /** The steps, in the language of the shop. */
    steps: z.array(z.string().max(300)).max(30),
    /** Until when the price holds, ms; null: nothing known ends it. */
    until: z.number().nullable(),
  }),
  /** An order, for the buyer to look over; `ask`: whether it is right. Its person as masked as the platform has it. */
  z.object({
    kind: z.literal('order'),
    order: z.string().max(80),
    status: z.string().max(40),
    lines: z
      .array(z.object({ title: z.string().max(300), said: z.string().max(300), quantity: z.number().int() }))
      .max(50),
    payableFen: z.number().int().nullable(),
    to: z.string().max(400),
    ask: z.boolean(),
  }),
])
export type Card = z.infer<typeof Card>
