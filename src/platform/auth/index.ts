import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { parse } from 'hono/utils/cookie'
import type { Actor } from '../../shared/access.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Clock } from '../clock.ts'
import { connectionLost, openPool } from '../db/connection.ts'
import type { Db } from '../db/db.ts'
import type { Client } from '../http/security.ts'
import type { App, Env } from '../http/serve.ts'
import { accountsOf, type Hashed, type NewAccount } from './accounts.ts'
import { record } from './audit.ts'
import { doorOf, passCookies } from './door.ts'
import { COOKIE, createEngine } from './engine.ts'
import { type Known, sessionMemo } from './memo.ts'
import { asSignIn, dropExpiredSessions, installationSecret, personNamed, placeOf } from './store.ts'

export type { Hashed }

export interface Auth {
  /** Puts sign-in, sign-out and change-password under /api/auth. Everything else there is not found. */
  routes(app: App): void
  /** Sets `actor` and `address` for the handlers after it, and hands on the cookie when the session was prolonged. */
  identify: MiddlewareHandler<Env>
  /** Who a request is from, by its session cookie; null for nobody. Up to five seconds old. */
  authenticate(headers: Headers): Promise<Actor | null>
  createAccount(fresh: NewAccount): Promise<string>
  /** What is stored of a password. Refuses `malformed` for its length. */
  hashed(password: string): Promise<Hashed>
  /** Replaces a password and ends the account's sessions: quick, for use inside a transaction. `forget` the person
   * after it. */
  storePassword(accountId: string, password: Hashed): Promise<void>
  /** Replaces a password and ends the account's sessions. Refuses `malformed` for its length. */
  setPassword(accountId: string, password: string): Promise<void>
  endSessions(accountId: string): Promise<void>
  /** A person's memberships have changed: the next request looks them up again. */
  forget(personId: number): void
  /** Calls back when a person's sessions or memberships have changed, so that open streams are checked again. */
  watch(changed: (personId: number) => void): () => void
  close(): Promise<void>
}

export interface AuthOptions {
  db: Db
  clock: Clock
  client: Client
  log: (message: string) => void
}

/** Bodies of sign-in, in bytes: two short words. */
const BODY_LIMIT = 4096
const tooLarge = () => {
  throw refuse('too-large', { limit: BODY_LIMIT })
}

/** better-auth wraps what the database said. Nobody is signed out because it is away for a moment. */
const databaseAway = (error: Error): never => {
  throw connectionLost(error.cause ?? error) ? refuse('not-available') : error
}

/** Opens sign-in on a migrated database. */
export const createAuth = async ({ db, clock, client, log }: AuthOptions): Promise<Auth> => {
  const pool = openPool(asSignIn(db.connection), (error) =>
    log(`a sign-in connection broke: ${error.message}`),
  )
  const secret = await installationSecret(pool)
  await dropExpiredSessions(pool)

  const place = (accountId: string) => db.tx({ shops: [] }, (tx) => placeOf(tx, accountId))
  const active = async (accountId: string) => (await place(accountId)) !== null
  const engine = createEngine({ pool, secret, active, log })
  const accounts = accountsOf(engine)
  const memo = sessionMemo(clock.now)
  const watchers = new Set<(personId: number) => void>()

  const forget = (personId: number) => {
    memo.forgetPerson(personId)
    for (const changed of watchers) changed(personId)
  }
  const forgetAccount = async (accountId: string) => {
    memo.forgetAccount(accountId)
    const person = await place(accountId)
    if (person) forget(person.personId)
  }

  const tokenOf = (headers: Headers): string | undefined => parse(headers.get('cookie') ?? '', COOKIE)[COOKIE]

  const look = async (
    headers: Headers,
    prolong: boolean,
  ): Promise<{ known: Known | null; cookies?: Headers }> => {
    const token = tokenOf(headers)
    if (token === undefined) return { known: null }
    const remembered = memo.get(token)
    if (remembered) return { known: remembered }
    const keep = memo.keeper()
    const { response, headers: cookies } = await engine.api
      .getSession({ headers, query: { disableRefresh: !prolong }, returnHeaders: true })
      .catch(databaseAway)
    const accountId = response?.user.id
    const person = accountId === undefined ? null : await place(accountId)
    if (!person || accountId === undefined) return { known: null, cookies }
    const known: Known = { actor: person, accountId }
    keep(token, known)
    return { known, cookies }
  }

  const note = (personId: number | null, what: string, address: string, detail?: object) =>
    db.tx({ shops: [] }, (tx) => record(tx, { shopId: null, personId, what, detail, address }, clock.now()))
  const named = (username: string) => db.tx({ shops: [] }, (tx) => personNamed(tx, username))

  const door = doorOf(engine, client, {
    signedIn: async (c, username) => note(await named(username), 'sign-in', client.address(c)),
    async refused(c, username) {
      const personId = await named(username)
      // A name that is nobody's is often the password, typed into the wrong field.
      await note(personId, 'sign-in.failed', client.address(c), personId === null ? undefined : { username })
    },
    async signedOut(c) {
      const token = tokenOf(c.req.raw.headers)
      if (token !== undefined) memo.forgetToken(token)
      const actor = c.get('actor')
      if (!actor) return
      await note(actor.personId, 'sign-out', client.address(c))
      forget(actor.personId)
    },
    async passwordChanged(c) {
      const actor = c.get('actor')
      if (!actor) return
      await note(actor.personId, 'password.changed', client.address(c))
      forget(actor.personId)
    },
  })

  return {
    routes(app) {
      app.use('/api/auth/*', bodyLimit({ maxSize: BODY_LIMIT, onError: tooLarge }))
      app.post('/api/auth/sign-in/username', door.signIn)
      app.post('/api/auth/sign-out', door.signOut)
      app.post('/api/auth/change-password', door.changePassword)
      app.all('/api/auth/*', () => {
        throw refuse('not-found')
      })
    },
    async identify(c, next) {
      const { known, cookies } = await look(c.req.raw.headers, true)
      c.set('actor', known?.actor ?? null)
      c.set('address', client.address(c))
      await next()
      // Sign-in and sign-out set cookies of their own, which must have the last word.
      if (cookies && !c.res.headers.has('set-cookie')) passCookies(c, client, cookies)
    },
    authenticate: async (headers) => (await look(headers, false)).known?.actor ?? null,
    createAccount: accounts.create,
    hashed: accounts.hashed,
    async storePassword(accountId, password) {
      await accounts.storePassword(accountId, password)
      memo.forgetAccount(accountId)
    },
    async setPassword(accountId, password) {
      await accounts.storePassword(accountId, await accounts.hashed(password))
      await forgetAccount(accountId)
    },
    async endSessions(accountId) {
      await accounts.endSessions(accountId)
      await forgetAccount(accountId)
    },
    forget,
    watch(changed) {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
    close: () => pool.end(),
  }
}
