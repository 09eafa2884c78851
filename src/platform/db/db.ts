import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely'
import type pg from 'pg'
import { refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import { asApplication, connectionLost, openPool } from './connection.ts'

/** The shops a piece of work may touch. Row-level security enforces it. */
export interface Scope {
  shops: readonly number[]
}

/** A transaction in a scope. SQL is written as SQL, with kysely's `sql` tag; see docs/decisions/0002-sql.md. */
export type Tx = Transaction<unknown>

export interface Db {
  /** Runs `work` in one transaction that sees the shops of the scope and no others. Refuses 'not-available' where the
   * database went away: nobody knows then whether the transaction was committed. */
  tx<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Every shop's id, for background work. */
  everyShop(): Promise<Scope>
  connection: pg.ClientConfig
  close(): Promise<void>
}

export const openDb = (
  connection: pg.ClientConfig,
  options: { poolSize?: number; onError?: (e: Error) => void } = {},
): Db => {
  const config = { ...asApplication(connection, 'peakdesk'), max: options.poolSize ?? 8 }
  const pool = openPool(config, (error) => options.onError?.(error))
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  return {
    connection,
    tx: (scope, work) =>
      kysely
        .transaction()
        .execute(async (tx) => {
          await sql`select set_config('app.shop_ids', ${`{${scope.shops.join(',')}}`}, true)`.execute(tx)
          return work(tx)
        })
        .catch((error) => {
          throw connectionLost(error) ? refuse('not-available') : error
        }),
    everyShop: async () => {
      const { rows } = await sql<{ shops: number[] }>`select every_shop() as shops`.execute(kysely)
      return { shops: rows[0]?.shops ?? [] }
    },
    close: () => kysely.destroy(),
  }
}

export const all = async <Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row[]> =>
  (await query.execute(tx)).rows
export const one = async <Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row | undefined> =>
  (await query.execute(tx)).rows[0]

/** A moment as a parameter. */
export const moment = (at: Instant | null): RawBuilder<unknown> =>
  at === null ? sql`null::timestamptz` : sql`to_timestamp(${at}::float8 / 1000)`

export { type RawBuilder, sql }
