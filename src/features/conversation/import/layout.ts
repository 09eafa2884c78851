import { z } from 'zod'

export const Field = z.enum(['session', 'buyer', 'role', 'time', 'text', 'item', 'agent'])
export type Field = z.infer<typeof Field>
export const FIELDS = Field.options

const RoleName = z.enum(['buyer', 'agent', 'assistant', 'system'])

/** How a table of turns is laid out: a row is a turn. */
export const TableLayout = z.object({
  kind: z.literal('table'),
  header: z.boolean(),
  delimiter: z.string().length(1).optional(),
  /** Whether `"` can enclose a cell. */
  quotes: z.boolean().optional(),
  /** JSON: the list within each session that holds its turns. */
  nested: z.string().optional(),
  /** By name, or by number: `#1`. */
  columns: z.partialRecord(Field, z.string()),
  /** What the values of the role column mean, beyond what is known anyway. */
  roles: z.record(z.string(), RoleName),
  timeFormat: z.string().optional(),
  zone: z.string(),
})
export type TableLayout = z.infer<typeof TableLayout>

/** A line is a session and holds its turns one after the other; who said which is not written. */
export const LinesLayout = z.object({
  kind: z.literal('turns-in-a-line'),
  separator: z.string().length(1),
  /** Name of a session; {n} is the line's number. */
  session: z.string(),
  /** How the name of the second file, with what the agent said next, is made from the first's. */
  answers: z.tuple([z.string(), z.string()]),
})
export type LinesLayout = z.infer<typeof LinesLayout>

export const Layout = z.discriminatedUnion('kind', [TableLayout, LinesLayout])
export type Layout = z.infer<typeof Layout>

/** A layout that is known by name: one file in presets/. */
export const Preset = z.object({ says: z.string(), example: z.string(), layout: Layout })
export type Preset = z.infer<typeof Preset>
