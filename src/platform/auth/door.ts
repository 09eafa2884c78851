import type { Context, Handler } from 'hono'
import { z } from 'zod'
import { Refusal, refuse } from '../../shared/refusal.ts'
import { excerpt, storable } from '../../shared/text.ts'
import { type Client, type Counter, counter, party } from '../http/security.ts'
import type { Env } from '../http/serve.ts'
import { ADDRESS_HEADER, type Engine, PASSWORD } from './engine.ts'

/** What the door tells about those who pass it. */
export interface Passing {
  signedIn(c: Context<Env>, username: string): Promise<void>
  refused(c: Context<Env>, username: string): Promise<void>
  signedOut(c: Context<Env>): Promise<void>
  passwordChanged(c: Context<Env>): Promise<void>
}

const MINUTES = 60
/** Wrong passwords for one name from one address, and for all names from one address (an office has one). */
const PER_NAME = { points: 5, seconds: 5 * MINUTES }
const PER_ADDRESS = { points: 30, seconds: 5 * MINUTES }
/** Passwords tested at the same time. One takes 60 ms of a core and 32 MB: who floods this door shall not reach the
 * rest of the desk. */
const AT_ONCE = 64

const SignIn = z.object({
  username: z.string().transform(storable).pipe(z.string().trim().min(1).max(100)),
  password: z.string().min(1).max(PASSWORD.max),
  rememberMe: z.boolean().default(true),
})
const ChangePassword = z.object({
  currentPassword: z.string().min(1).max(PASSWORD.max),
  newPassword: z.string().min(PASSWORD.min).max(PASSWORD.max),
})

const read = async <T>(c: Context, schema: z.ZodType<T>): Promise<T> => {
  const body: unknown = await c.req.json().catch(() => undefined)
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const problems = result.error.issues.map((i) => ({ field: i.path.join('.'), problem: i.message }))
  throw refuse('malformed', { where: 'body', problems })
}

/** The three paths of /api/auth and what they may cost. */
export const doorOf = (engine: Engine, client: Client, passing: Passing) => {
  const perName = counter(PER_NAME)
  const perAddress = counter(PER_ADDRESS)
  let testing = 0

  /** Passes a request on to better-auth, with our word for address and origin instead of the client's. */
  const ask = (c: Context, path: string, body: object): Promise<Response> => {
    const headers = new Headers()
    for (const name of [
      'cookie',
      'origin',
      'user-agent',
      'sec-fetch-site',
      'sec-fetch-mode',
      'sec-fetch-dest',
    ]) {
      const value = c.req.header(name)
      if (value !== undefined) headers.set(name, value)
    }
    headers.set('content-type', 'application/json')
    headers.set(ADDRESS_HEADER, client.address(c))
    return engine.handler(
      new Request(`${client.origin(c)}/api/auth${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      }),
    )
  }

  /** Its cookies on our answer. Its body stays here: it holds the session token, which is no script's business. */
  const answered = (c: Context, from: Response): Response => {
    passCookies(c, client, from.headers)
    return c.json({})
  }

  /** Counts before the password is tested, or parallel tries would all pass; a right one is given back. */
  const counted = async (c: Context, name: string, test: () => Promise<Response>): Promise<Response> => {
    const from = party(client.address(c))
    const key = `${from} ${name}`
    if (testing >= AT_ONCE) throw refuse('too-many', { retryAfter: 1 })
    testing += 1
    try {
      await takeBoth(perAddress, from, perName, key)
      const response = await test()
      if (response.ok) {
        await perName.clear(key)
        await perAddress.giveBack(from)
      }
      return response
    } finally {
      testing -= 1
    }
  }

  const signIn: Handler<Env> = async (c) => {
    const body = await read(c, SignIn)
    const username = body.username.toLowerCase()
    const response = await counted(c, username, () => ask(c, '/sign-in/username', { ...body, username }))
    if (response.ok) {
      await passing.signedIn(c, username)
      return answered(c, response)
    }
    if (response.status >= 500) throw new Error(`better-auth answered ${response.status} to a sign-in`)
    if (response.status === 403) throw refuse('wrong-origin')
    await passing.refused(c, excerpt(username, 40))
    throw refuse('bad-credentials')
  }

  const signOut: Handler<Env> = async (c) => {
    const response = await ask(c, '/sign-out', {})
    if (response.status === 403) throw refuse('wrong-origin')
    if (!response.ok) throw new Error(`better-auth answered ${response.status} to a sign-out`)
    await passing.signedOut(c)
    return answered(c, response)
  }

  const changePassword: Handler<Env> = async (c) => {
    const actor = c.get('actor')
    if (!actor) throw refuse('not-signed-in')
    const body = await read(c, ChangePassword)
    const response = await counted(c, `#${actor.personId}`, () =>
      ask(c, '/change-password', { ...body, revokeOtherSessions: true }),
    )
    if (response.status === 401) throw refuse('not-signed-in')
    if (response.status === 403) throw refuse('wrong-origin')
    if (response.status >= 500) throw new Error(`better-auth answered ${response.status} to a new password`)
    if (!response.ok) throw refuse('bad-credentials')
    await passing.passwordChanged(c)
    return answered(c, response)
  }

  return { signIn, signOut, changePassword }
}

/** Both points or neither. */
const takeBoth = async (a: Counter, keyOfA: string, b: Counter, keyOfB: string): Promise<void> => {
  await a.take(keyOfA)
  try {
    await b.take(keyOfB)
  } catch (refused) {
    if (refused instanceof Refusal) await a.giveBack(keyOfA)
    throw refused
  }
}

/** Hands better-auth's cookies to the browser: over https, for https only. */
export const passCookies = (c: Context, client: Client, from: Headers): void => {
  const secure = client.https(c) ? '; Secure' : ''
  for (const cookie of from.getSetCookie()) c.header('set-cookie', `${cookie}${secure}`, { append: true })
}
