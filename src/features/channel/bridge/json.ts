import { isUtf8 } from 'node:buffer'
import type { z } from 'zod'
import { refuse } from '../../../shared/refusal.ts'

/** The JSON of a body. Throws 'malformed'. A body in another encoding would be stored as rubbish, so it is refused. */
export const jsonOf = (body: Buffer): unknown => {
  if (!isUtf8(body)) throw refuse('malformed', { field: '', problem: 'the body must be UTF-8' })
  try {
    return JSON.parse(body.toString())
  } catch {
    throw refuse('malformed', { field: '', problem: 'the body must be JSON' })
  }
}

/** A value as its schema has it. Throws 'malformed' with the first field that is wrong. */
export const shaped = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw refuse('malformed', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' })
}
