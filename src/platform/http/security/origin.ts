import type { MiddlewareHandler } from 'hono'
import { refuse } from '../../../shared/refusal.ts'
import type { Client } from './client.ts'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Requests that change something must come from a page of ours. Browsers say where a request comes from in `Origin`
 * and `Sec-Fetch-Site` and no page can forge them; a request with neither is refused too, or an old browser would be
 * the way in. Programs send `Origin` with the desk's own address. For doors that go by a session cookie only.
 */
export const sameOrigin =
  (client: Pick<Client, 'origin'>): MiddlewareHandler =>
  async (c, next) => {
    if (READING.has(c.req.method)) return next()
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const ours = origin === undefined ? site === 'same-origin' : origin.toLowerCase() === client.origin(c)
    if (!ours || (site !== undefined && site !== 'same-origin')) throw refuse('wrong-origin')
    return next()
  }
