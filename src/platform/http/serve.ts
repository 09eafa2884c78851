import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { z } from 'zod'
import { type Actor, may, type Permission } from '../../shared/access.ts'
import type { Asked, Endpoint } from '../../shared/contract.ts'
import { refuse } from '../../shared/refusal.ts'
import { storable } from '../../shared/text.ts'
import { bodyBytes } from './body.ts'

/** What a handler knows besides what it was asked: who asks, and from where. */
export interface Caller {
  actor: Actor
  address: string
  raw: Request
}

export type Handlers<C extends Record<string, Endpoint>> = {
  /** A `Response` of its own is sent as it is: lines that come while the work goes on. */
  [K in keyof C]: (ask: Asked<C[K]>, caller: Caller) => Promise<z.input<C[K]['gives']> | Response>
}

export interface Env {
  Variables: { actor: Actor | null; address: string }
}
export type App = OpenAPIHono<Env>
export const createApp = (): App => new OpenAPIHono<Env>()

const parse = (schema: z.ZodType, value: unknown, where: string): unknown => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.slice(0, 20)
  throw refuse('malformed', {
    where,
    problems: issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message })),
  })
}

/** Bodies of ordinary requests, in bytes. Pictures and the bridge have their own doors and limits. */
const BODY_LIMIT = 1024 * 1024

/** Every text that comes in, in a form that can be stored. */
const storing = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? storable(value) : value
const storingAll = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, storable(value)]))

const bodyOf = async (c: Context<Env>): Promise<unknown> => {
  const text = Buffer.from(await bodyBytes(c.req.raw, BODY_LIMIT)).toString('utf8')
  try {
    return JSON.parse(text, storing)
  } catch {
    throw refuse('malformed', { where: 'body', problems: [{ field: '', problem: 'not JSON' }] })
  }
}

const admitted = (actor: Actor | null, endpoint: Endpoint, shopId: unknown): Actor => {
  if (!actor) throw refuse('not-signed-in')
  if (endpoint.needs === 'sign-in') return actor
  const role = actor.roles.get(Number(shopId))
  // A shop one may not enter is not told apart from one that does not exist.
  if (!role) throw refuse('not-found')
  if (!may(role, endpoint.needs as Permission)) throw refuse('not-allowed', { needs: endpoint.needs })
  return actor
}

/** Puts a contract's endpoints on the app: route, permission, validation and OpenAPI entry, in one place. */
export const serve = <C extends Record<string, Endpoint>>(
  app: App,
  tag: string,
  contract: C,
  handlers: Handlers<C>,
) => {
  for (const [name, endpoint] of Object.entries(contract)) {
    const { method, path, params, query, body, gives, says, needs } = endpoint
    app.openAPIRegistry.registerPath(
      createRoute({
        method,
        path,
        tags: [tag],
        operationId: name,
        summary: says,
        description: `Needs: ${needs}.`,
        request: {
          ...(params && { params: params as z.ZodObject }),
          ...(query && { query: query as z.ZodObject }),
          ...(body && { body: { content: { 'application/json': { schema: body } } } }),
        },
        responses: { 200: { description: 'Done', content: { 'application/json': { schema: gives } } } },
      }),
    )
    const handler = handlers[name as keyof C] as (ask: unknown, caller: Caller) => Promise<unknown>
    app.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
      const given = c.req.param()
      const actor = admitted(c.get('actor'), endpoint, (given as Record<string, string>).shopId)
      const ask = {
        ...(params && { params: parse(params, given, 'address') }),
        ...(query && { query: parse(query, storingAll(c.req.query()), 'query') }),
        ...(body && { body: parse(body, await bodyOf(c), 'body') }),
      }
      const answer = await handler(ask, { actor, address: c.get('address'), raw: c.req.raw })
      return answer instanceof Response ? answer : c.json(answer as object)
    })
  }
}
