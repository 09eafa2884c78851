import type { MiddlewareHandler } from 'hono'
import type { Clock } from '../../../platform/clock.ts'
import type { Env } from '../../../platform/http/serve.ts'
import { refuse } from '../../../shared/refusal.ts'
import { admits, type ShopDoor } from './door.ts'
import { readToken, type Visitor } from './token.ts'

export type ChatEnv = { Variables: Env['Variables'] & { door: ShopDoor; visitor: Visitor } }

/**
 * Lets pages of other origins read the answers, refusals too: only a page that the shop has not named reads nothing.
 * No cookies are involved, so there is nothing a page could do in a buyer's name.
 */
export const answersAnyPage: MiddlewareHandler<ChatEnv> = async (c, next) => {
  await next()
  const origin = c.req.header('origin')
  if (!origin) return
  c.res.headers.append('Vary', 'Origin')
  const door: ShopDoor | undefined = c.get('door')
  if (door && !admits(door, origin, c.req.header('host'))) return
  c.res.headers.set('Access-Control-Allow-Origin', origin)
  c.res.headers.set('Access-Control-Expose-Headers', 'Retry-After')
  c.res.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
}

/** Finds the door and lets the shop's own sites in. */
export const atTheDoor =
  (doorOf: (key: string) => Promise<ShopDoor>): MiddlewareHandler<ChatEnv> =>
  async (c, next) => {
    const door = await doorOf(c.req.param('channelKey') ?? '')
    c.set('door', door)
    const origin = c.req.header('origin')
    if (origin && !admits(door, origin, c.req.header('host'))) throw refuse('wrong-origin', { origin })
    if (c.req.method !== 'OPTIONS') return next()
    return c.body(null, 204, {
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Last-Event-ID',
      // As long as any browser keeps it, s.
      'Access-Control-Max-Age': '7200',
    })
  }

/** Knows who writes by the token. Throws 'not-signed-in', 'bad-signature' or 'old-signature'. */
export const asVisitor =
  (clock: Clock): MiddlewareHandler<ChatEnv> =>
  async (c, next) => {
    const [, token] = /^Bearer (\S{1,1000})$/.exec(c.req.header('authorization') ?? '') ?? []
    if (!token) throw refuse('not-signed-in')
    c.set('visitor', readToken(c.get('door').keys, token, clock.now()))
    await next()
  }
