import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '../../shared/access.ts'
import { withSettings } from '../db/connection.ts'
import { all, one, sql, type Tx } from '../db/db.ts'

/** How sign-in connects: under its own role, which sees accounts and sessions and nothing else. */
export const asSignIn = (connection: pg.ClientConfig): pg.PoolConfig => ({
  ...withSettings(connection, '-c role=peakdesk_auth -c search_path=auth -c timezone=UTC'),
  application_name: 'peakdesk sign-in',
  max: 4,
})

/** The key that signs session cookies: made by whichever process first asks. */
export const installationSecret = async (pool: pg.Pool): Promise<string> => {
  const fresh = randomBytes(32).toString('base64')
  await pool.query('insert into installation (secret) values ($1) on conflict do nothing', [fresh])
  const { rows } = await pool.query<{ secret: string }>('select secret from installation')
  const secret = rows[0]?.secret
  if (!secret) throw new Error('the installation has no secret')
  return secret
}

export const dropExpiredSessions = async (pool: pg.Pool): Promise<void> => {
  await pool.query('delete from session where "expiresAt" < now()')
}

export interface Place {
  personId: number
  name: string
  roles: Map<number, Role>
}

/** Who has an account and what they may do where; null for an account that is nobody's or disabled. */
export const placeOf = async (tx: Tx, accountId: string): Promise<Place | null> => {
  const rows = await all(
    tx,
    sql<{ personId: number; name: string; shopId: number | null; role: Role | null }>`
      select p.person_id as "personId", p.name, s.shop_id as "shopId", s.role
      from person p left join lateral shops_of(p.person_id) s on true
      where p.account_id = ${accountId} and p.disabled_at is null`,
  )
  const [first] = rows
  if (!first) return null
  const roles = new Map<number, Role>()
  for (const { shopId, role } of rows) if (shopId !== null && role !== null) roles.set(shopId, role)
  return { personId: first.personId, name: first.name, roles }
}

export const personNamed = async (tx: Tx, username: string): Promise<number | null> =>
  (await one(tx, sql<{ id: number }>`select person_id as id from person where username = ${username}`))?.id ??
  null
