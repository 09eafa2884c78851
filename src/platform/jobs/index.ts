import { Logger, parseCronItems, type Runner, run } from 'graphile-worker'
import type pg from 'pg'
import { openPool } from '../db/connection.ts'

export { inEveryShop, inShops } from './every-shop.ts'

/** A named background task. It may run twice, or again after a crash: it must not mind. */
export interface Job {
  /** When, in crontab's notation, UTC. */
  cron: string
  run(): Promise<void>
}

/**
 * Runs background jobs, one process of all that share the database at a time each. The queue has its own schema and
 * connections, so that nothing in it can hold up messages.
 */
export const startJobs = async (
  connection: pg.ClientConfig,
  jobs: Record<string, Job>,
  log: (message: string, error: unknown) => void,
): Promise<{ close(): Promise<void> }> => {
  // Where a connection breaks, the worker tries again by itself.
  const pool = openPool({ ...connection, max: 3, application_name: 'peakdesk jobs' }, () => {})
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 1,
    noHandleSignals: true,
    pollInterval: 5000,
    // Its own notes are of no use to who runs a desk; what goes wrong is.
    logger: new Logger(() => (level, message, meta) => {
      if (level === 'error') log(message, meta?.error)
    }),
    parsedCronItems: parseCronItems(
      Object.entries(jobs).map(([task, { cron }]) => ({ task, match: cron, identifier: task })),
    ),
    taskList: Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, () => job.run()])),
  })
  return {
    async close() {
      await runner.stop().catch(() => {}) // already stopped where the database went first
      await pool.end()
    },
  }
}
