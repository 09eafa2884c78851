import { StartFault } from '../config.ts'
import { type Db, one, sql } from './db.ts'

/**
 * Makes sure that row-level security binds us: a connection pooler between us and PostgreSQL, or a setting of the
 * server, may lose the role we ask for, and every shop would see every other. Throws StartFault.
 */
export const assertBound = async (db: Db): Promise<void> => {
  const row = await db.tx({ shops: [] }, (tx) => one(tx, sql<{ name: string }>`select current_user as name`))
  if (row?.name === 'peakdesk_app') return
  throw new StartFault(
    `The database gives the role ${row?.name} where peakdesk_app was asked for, so shops would not be kept apart. ` +
      'Connect to PostgreSQL itself, or let the pooler pass on the start-up parameter "options".',
  )
}
