import { freshDatabase } from '../../../tests/support/database.ts'
import { createAuth } from '../../platform/auth/index.ts'
import { all, type Db, openDb, sql, type Tx } from '../../platform/db/db.ts'
import { createHub, type Logged } from '../../platform/events/hub.ts'
import { readLog } from '../../platform/events/log.ts'
import { answerErrors, clientOf, sameOrigin } from '../../platform/http/security.ts'
import { type App, createApp } from '../../platform/http/serve.ts'
import type { Role } from '../../shared/access.ts'
import type { ShopFacts } from './domain.ts'
import { createShop, joinShop, type ShopDeps } from './service.ts'

export const ORIGIN = 'http://desk.test'
export const PASSWORD = 'correct horse 42'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  body: any
  headers: Headers
}
export interface Ask {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  address?: string
}

/** The administration of a desk on a database of its own, with a clock that stands still. */
export const openAdministration = async (
  mount: (app: App, deps: ShopDeps) => void,
  options: { trustedProxies?: string[] } = {},
) => {
  const database = await freshDatabase()
  const db = openDb(database.connection, { poolSize: 4 })
  const time = { now: Date.parse('2026-11-11T02:00:00Z') }
  const clock = { now: () => time.now }
  const faults: unknown[] = []
  const client = clientOf({ trustedProxies: options.trustedProxies ?? [] })
  const readOn = (shopId: number, after: number, limit: number) =>
    db.tx({ shops: [shopId] }, (tx) => readLog(tx, shopId, after, limit))
  const hub = createHub(readOn, (error) => faults.push(error))
  const published: Logged[] = []
  hub.watch({ logged: (entries) => published.push(...entries) })
  const open = () => createAuth({ db, clock, client, log: (line) => faults.push(line) })
  const auth = await open()
  const deps: ShopDeps = { db, hub, clock, auth }

  const app = createApp()
  app.onError(answerErrors({ error: (facts) => faults.push(facts) }))
  app.use('/api/*', sameOrigin(client))
  app.use('/api/*', auth.identify)
  auth.routes(app)
  mount(app, deps)

  const ask = async (path: string, { method, body, headers, address = '203.0.113.7' }: Ask = {}) => {
    const response = await app.request(
      `${ORIGIN}${path}`,
      {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      { incoming: { socket: { remoteAddress: address } } },
    )
    const text = await response.text()
    const answer: Answer = {
      status: response.status,
      body: text === '' ? null : JSON.parse(text),
      headers: response.headers,
    }
    return answer
  }

  /** Signs in and gives a way to ask as that person. */
  const as = async (username: string, password = PASSWORD) => {
    const { status, headers } = await ask('/api/auth/sign-in/username', { body: { username, password } })
    if (status !== 200) throw new Error(`${username} could not sign in: ${status}`)
    const cookie = cookieOf(headers)
    return Object.assign(
      (path: string, how: Ask = {}) => ask(path, { ...how, headers: { cookie, ...how.headers } }),
      { cookie, headers: new Headers({ cookie }) },
    )
  }

  const shop = (name: string, facts: Partial<ShopFacts> = {}): Promise<ShopFacts> =>
    db.tx({ shops: [] }, (tx) =>
      createShop(
        tx,
        { platform: 'taobao', name, timeZone: 'Asia/Shanghai', locale: 'zh-CN', ...facts },
        clock.now(),
      ),
    )
  const person = (shopId: number, username: string, role: Role, teams: string[] = []) =>
    db.tx({ shops: [shopId] }, (tx) =>
      joinShop(
        tx,
        auth,
        shopId,
        { username, name: username.toUpperCase(), role, teams, password: PASSWORD },
        clock.now(),
      ),
    )
  return {
    connection: database.connection,
    db,
    auth,
    open,
    app,
    deps,
    time,
    faults,
    published,
    ask,
    as,
    shop,
    person,
    async close() {
      await auth.close()
      await db.close()
      await database.drop()
    },
  }
}

export const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

/** Everything the audit holds, oldest first. */
export const audited = (db: Db, shops: number[]) =>
  db.tx({ shops }, (tx: Tx) =>
    all(
      tx,
      sql<{
        shopId: number | null
        personId: number | null
        what: string
        detail: unknown
        address: string | null
      }>`
        select shop_id as "shopId", person_id as "personId", what, detail, address from audit order by audit_id`,
    ),
  )
