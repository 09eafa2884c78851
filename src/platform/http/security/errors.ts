import { randomBytes } from 'node:crypto'
import type { ErrorHandler, NotFoundHandler } from 'hono'
import { routePath } from 'hono/route'
import { Refusal, refusals } from '../../../shared/refusal.ts'

/** Where faults are told; pino's `error` fits. */
export interface FaultLog {
  error(facts: object, message: string): void
}

/**
 * What may be written down about a fault. PostgreSQL's messages and the JSON parser's quote the values they stumble
 * over, which can be a buyer's words, so of those only code and place are kept.
 */
export const faultFacts = (error: unknown): object => {
  if (!(error instanceof Error)) return { name: typeof error }
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
  const { code, table, constraint, routine } = error as unknown as Record<string, unknown>
  const quotesValues = error instanceof SyntaxError || routine !== undefined
  return {
    name: error.name,
    ...(!quotesValues && { message: error.message }),
    ...(code !== undefined && { code }),
    ...(table !== undefined && { table }),
    ...(constraint !== undefined && { constraint }),
    stack,
    ...(error.cause !== undefined && { cause: faultFacts(error.cause) }),
  }
}

/**
 * Answers what a handler threw: a refusal as `{ error: { code, detail } }` with its status; anything else as a fault,
 * told only by an id under which the log has the rest. Neither bodies nor addresses with their query are logged.
 */
export const answerErrors =
  (log: FaultLog): ErrorHandler =>
  (error, c) => {
    if (error instanceof Refusal) {
      const { code, detail } = error
      if (typeof detail.retryAfter === 'number') c.header('retry-after', String(detail.retryAfter))
      return c.json({ error: { code, detail } }, refusals[code])
    }
    const id = randomBytes(6).toString('hex')
    log.error(
      { id, method: c.req.method, route: routePath(c, -1), fault: faultFacts(error) },
      'a request failed',
    )
    return c.json({ error: { code: 'fault', id } }, 500)
  }

/** For addresses that lead nowhere. */
export const nothingHere: NotFoundHandler = (c) => c.json({ error: { code: 'not-found', detail: {} } }, 404)
