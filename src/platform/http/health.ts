import { type Db, sql } from '../db/db.ts'
import type { Client } from './security.ts'
import type { App } from './serve.ts'

const LOOPBACK = /^(127\.|::1$)/

/**
 * `/healthz`: the process answers. `/readyz`: the database does too. `/metrics`, for Prometheus, is answered on the
 * machine itself only: it tells how a shop's day is going.
 */
export const healthRoutes = (
  app: App,
  {
    db,
    client,
    metrics,
  }: { db: Db; client: Client; metrics: { text(): Promise<string>; contentType: string } },
) => {
  app.get('/healthz', (c) => c.text('ok\n'))
  app.get('/readyz', async (c) => {
    try {
      await db.tx({ shops: [] }, (tx) => sql`select 1`.execute(tx))
      return c.text('ready\n')
    } catch {
      return c.text('the database does not answer\n', 503)
    }
  })
  app.get('/metrics', async (c) => {
    if (!LOOPBACK.test(client.address(c))) return c.notFound()
    return c.body(await metrics.text(), 200, { 'content-type': metrics.contentType })
  })
}
