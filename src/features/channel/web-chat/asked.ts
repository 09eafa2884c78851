import type { Context } from 'hono'
import type { z } from 'zod'
import { bodyBytes } from '../../../platform/http/body.ts'
import { refuse } from '../../../shared/refusal.ts'

/** Bytes; the longest message in the widest characters takes a quarter. */
const BODY_LIMIT = 64 * 1024

export const asked = <S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw refuse('malformed', {
    where,
    problems: result.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })),
  })
}

export const body = async <S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> => {
  const text = Buffer.from(await bodyBytes(c.req.raw, BODY_LIMIT)).toString()
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refuse('malformed', { where: 'body', problems: [{ field: '', problem: 'not JSON' }] })
  }
  return asked(schema, value, 'body')
}

/** Where a stream goes on: the id of the last message seen; 0 from the beginning. */
export const resumeFrom = (c: Context): number => {
  const text = c.req.header('last-event-id') ?? c.req.query('after') ?? ''
  if (!/^\d{1,15}$/.test(text))
    throw refuse('malformed', {
      where: 'Last-Event-ID',
      problems: [{ field: '', problem: 'not a message id' }],
    })
  return Number(text)
}
