import type { MiddlewareHandler } from 'hono'
import type { Client } from './client.ts'

/** A page's rules for the browser. */
interface Policy {
  csp: Record<string, string>
  framed: boolean
  resources: 'same-origin' | 'cross-origin'
}

const own: Record<string, string> = {
  'default-src': "'none'",
  'script-src': "'self'",
  // Ant Design writes its styles into <style> elements at run time. A nonce would have to be in the built page, which
  // is served as a file; styles cannot run code, so they are let through and scripts are not.
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'media-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
}

const policies = {
  /** The workbench and its API: nobody may frame it or load parts of it. */
  workbench: { csp: { ...own, 'frame-ancestors': "'none'" }, framed: false, resources: 'same-origin' },
  /** What shops put on their own pages (the chat bubble, its pictures) and the demo shop. */
  embedded: { csp: { ...own, 'frame-ancestors': '*' }, framed: true, resources: 'cross-origin' },
} satisfies Record<string, Policy>

/** Whether an address is one of those that shops put on their own pages. Whole names: `/chatroom` is none. */
export const embeddable = (path: string): boolean => /^\/(chat\/v1\/|demo\/|files\/|widget\.js$)/.test(path)

const HALF_A_YEAR = 182 * 24 * 3600 // seconds

/** Adds the headers that tell browsers what a page of ours may do. A handler's own header of the same name stays. */
export const securityHeaders = (
  client: Pick<Client, 'https'>,
  page: keyof typeof policies = 'workbench',
): MiddlewareHandler => {
  const { csp, framed, resources }: Policy = policies[page]
  const headers: [string, string][] = [
    [
      'content-security-policy',
      Object.entries(csp)
        .map(([name, value]) => `${name} ${value}`)
        .join('; '),
    ],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', framed ? 'strict-origin-when-cross-origin' : 'same-origin'],
    ['cross-origin-resource-policy', resources],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()'],
    ...(framed
      ? []
      : ([
          ['x-frame-options', 'DENY'],
          ['cross-origin-opener-policy', 'same-origin'],
        ] satisfies [string, string][])),
  ]
  return async (c, next) => {
    await next()
    const set = (name: string, value: string) => {
      if (!c.res.headers.has(name)) c.header(name, value)
    }
    for (const [name, value] of headers) set(name, value)
    if (client.https(c)) set('strict-transport-security', `max-age=${HALF_A_YEAR}`)
    if (c.req.path.startsWith('/api/')) set('cache-control', 'no-store')
  }
}
