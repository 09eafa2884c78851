import type { MiddlewareHandler } from 'hono'
import type { Env } from '../../platform/http/serve.ts'
import type { Presence } from './presence.ts'

/** Hears of whoever asks anything, and of who signs out. Stands after the one that says who it is. */
export const hearing =
  (presence: Presence): MiddlewareHandler<Env> =>
  async (c, next) => {
    const actor = c.get('actor')
    const leaves = c.req.path === '/api/auth/sign-out'
    if (actor && !leaves) presence.heard(actor.personId)
    await next()
    if (actor && leaves && c.res.ok) presence.signedOut(actor.personId)
  }
