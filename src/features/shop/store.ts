import { texts } from '../../platform/db/arrays.ts'
import { all, moment, one, sql, type Tx } from '../../platform/db/db.ts'
import type { PersonState, Role } from '../../shared/access.ts'
import type { Instant } from '../../shared/time.ts'
import type { AuditEntry, Preferences } from './contract.ts'
import type { Member, ShopFacts, Team } from './domain.ts'

/** Gives the new shop its id and the transaction the right to write it. */
export const beginShop = async (tx: Tx): Promise<number> => {
  const row = await one(
    tx,
    sql<{ id: number }>`with fresh as (select nextval(pg_get_serial_sequence('shop', 'shop_id'))::int as id),
      scoped as (select set_config('app.shop_ids',
        (coalesce(nullif(current_setting('app.shop_ids', true), ''), '{}')::int[] || fresh.id)::text, true) from fresh)
      select id from fresh, scoped`,
  )
  if (!row) throw new Error('the sequence of shops gave nothing')
  return row.id
}

export const insertShop = async (tx: Tx, shop: ShopFacts, at: Instant): Promise<void> => {
  await sql`insert into shop (shop_id, platform, name, time_zone, locale, created_at)
    values (${shop.id}, ${shop.platform}, ${shop.name}, ${shop.timeZone}, ${shop.locale}, ${moment(at)})`.execute(
    tx,
  )
  await sql`insert into shop_log (shop_id) values (${shop.id})`.execute(tx)
  await sql`insert into index_cursor (shop_id) values (${shop.id})`.execute(tx)
}

export const insertTeam = async (tx: Tx, shopId: number, team: Team): Promise<void> => {
  await sql`insert into team (shop_id, code, name) values (${shopId}, ${team.code}, ${team.name})`.execute(tx)
}

export const teams = (tx: Tx, shopId: number): Promise<Team[]> =>
  all(tx, sql<Team>`select code, name from team where shop_id = ${shopId} order by code`)

const facts = sql`shop_id as id, platform, name, time_zone as "timeZone", locale`

export const shopFacts = (tx: Tx, shopId: number): Promise<ShopFacts | undefined> =>
  one(tx, sql<ShopFacts>`select ${facts} from shop where shop_id = ${shopId}`)

/** The shops of the scope, by id. */
export const shopsInScope = (tx: Tx): Promise<ShopFacts[]> =>
  all(tx, sql<ShopFacts>`select ${facts} from shop order by shop_id`)

export const saveShop = async (
  tx: Tx,
  shopId: number,
  shop: Pick<ShopFacts, 'name' | 'timeZone' | 'locale'>,
): Promise<void> => {
  await sql`update shop set name = ${shop.name}, time_zone = ${shop.timeZone}, locale = ${shop.locale}
    where shop_id = ${shopId}`.execute(tx)
}

/** One feature's part of a shop's settings; undefined where the shop has none. */
export const settingsOf = async (tx: Tx, shopId: number, feature: string): Promise<unknown> => {
  const row = await one(
    tx,
    sql<{ value: unknown }>`select settings -> ${feature}::text as value from shop where shop_id = ${shopId}`,
  )
  return row?.value ?? undefined
}

export const saveSettings = async (
  tx: Tx,
  shopId: number,
  feature: string,
  value: unknown,
): Promise<void> => {
  await sql`update shop set settings = jsonb_set(settings, array[${feature}::text], ${JSON.stringify(value)}::jsonb)
    where shop_id = ${shopId}`.execute(tx)
}

/** A change of one area of a shop's settings: the shop's version rises, and the area has changed in it. */
export const raiseConfigVersion = async (tx: Tx, shopId: number, area: string): Promise<void> => {
  await sql`with raised as (
      update shop_log set config_version = config_version + 1 where shop_id = ${shopId}
      returning shop_id, config_version)
    insert into settings_area (shop_id, area, version) select shop_id, ${area}, config_version from raised
    on conflict (shop_id, area) do update set version = excluded.version`.execute(tx)
}

/** The version of a shop's settings, and in which each of some areas last changed; 0: never since it began. */
export const areaVersions = async <Area extends string>(
  tx: Tx,
  shopId: number,
  areas: readonly Area[],
): Promise<{ version: number; of: ReadonlyMap<Area, number> }> => {
  const log = await one(
    tx,
    sql<{ version: number }>`select config_version as version from shop_log where shop_id = ${shopId}`,
  )
  const rows = await all(
    tx,
    sql<{ area: Area; version: number }>`select area, version from settings_area
      where shop_id = ${shopId} and area = any(${texts(areas)}::text[])`,
  )
  return { version: log?.version ?? 0, of: new Map(rows.map(({ area, version }) => [area, version])) }
}

/** Takes the turn in every shop of the scope, in shop order, as every writer of several shops does. */
export const lockShops = async (tx: Tx): Promise<void> => {
  await sql`select 1 from shop_log order by shop_id for update`.execute(tx)
}

export interface Person {
  personId: number
  accountId: string
  username: string
  name: string
  preferences: Preferences
  disabled: boolean
}

const person = sql`person_id as "personId", account_id as "accountId", username, name, preferences,
  disabled_at is not null as disabled`

export const personById = (tx: Tx, personId: number): Promise<Person | undefined> =>
  one(tx, sql<Person>`select ${person} from person where person_id = ${personId}`)

export const personByUsername = (tx: Tx, username: string): Promise<Person | undefined> =>
  one(tx, sql<Person>`select ${person} from person where username = ${username}`)

/** Keeps two transactions from giving the same new name away; held to the end of this one. */
export const lockUsername = async (tx: Tx, username: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`username ${username}`}, 0))`.execute(tx)
}

export const insertPerson = async (
  tx: Tx,
  fresh: { accountId: string; username: string; name: string },
  at: Instant,
): Promise<number> => {
  const row = await one(
    tx,
    sql<{ id: number }>`insert into person (account_id, username, name, created_at)
      values (${fresh.accountId}, ${fresh.username}, ${fresh.name}, ${moment(at)}) returning person_id as id`,
  )
  if (!row) throw new Error('a person was not stored')
  await sql`insert into seat (person_id) values (${row.id})`.execute(tx)
  return row.id
}

export const savePreferences = async (tx: Tx, personId: number, preferences: Preferences): Promise<void> => {
  await sql`update person set preferences = ${JSON.stringify(preferences)}::jsonb
    where person_id = ${personId}`.execute(tx)
}

const member = sql`m.person_id as "personId", p.username, p.name, m.role, m.teams, m.skills, m.state,
  coalesce((select here from presence h where h.person_id = m.person_id), false) as here,
  coalesce((select s.slots from seat s where s.person_id = m.person_id), 0) as slots, m.slots as "shopSlots"`

/** By name, as Chinese telephone books sort. */
export const members = (tx: Tx, shopId: number): Promise<Member[]> =>
  all(
    tx,
    sql<Member>`select ${member} from membership m join person p using (person_id)
      where m.shop_id = ${shopId} order by p.name collate "zh-x-icu", m.person_id`,
  )

export const memberOf = (tx: Tx, shopId: number, personId: number): Promise<Member | undefined> =>
  one(
    tx,
    sql<Member>`select ${member} from membership m join person p using (person_id)
      where m.shop_id = ${shopId} and m.person_id = ${personId}`,
  )

/** Who was here before may still have conversations open: they count from the beginning. To count them right, the caller
 * holds the shop's turn. */
export const insertMembership = async (
  tx: Tx,
  shopId: number,
  personId: number,
  as: { role: Role; teams: readonly string[]; skills: readonly string[] },
  at: Instant,
): Promise<void> => {
  await sql`insert into membership (shop_id, person_id, role, teams, skills, state_at, load)
    select ${shopId}, ${personId}, ${as.role}, ${texts(as.teams)}::text[], ${texts(as.skills)}::text[],
      ${moment(at)}, coalesce(sum(coalesce((route ->> 'slots')::int, 1)), 0)
    from conversation where shop_id = ${shopId} and assignee = ${personId} and status = 'open'`.execute(tx)
}

export const saveMembership = async (
  tx: Tx,
  shopId: number,
  personId: number,
  as: { role: Role; teams: readonly string[]; skills: readonly string[] },
): Promise<void> => {
  await sql`update membership set role = ${as.role}, teams = ${texts(as.teams)}::text[],
      skills = ${texts(as.skills)}::text[]
    where shop_id = ${shopId} and person_id = ${personId}`.execute(tx)
}

export const deleteMembership = async (tx: Tx, shopId: number, personId: number): Promise<void> => {
  await sql`delete from membership where shop_id = ${shopId} and person_id = ${personId}`.execute(tx)
}

/** Owners of a shop who can sign in. */
export const ownersLeft = async (tx: Tx, shopId: number): Promise<number> => {
  const row = await one(
    tx,
    sql<{ owners: number }>`select count(*)::int as owners from membership m join person p using (person_id)
      where m.shop_id = ${shopId} and m.role = 'owner' and p.disabled_at is null`,
  )
  return row?.owners ?? 0
}

/** The shops a person belongs to, in or out of the scope. */
export const shopsOf = async (tx: Tx, personId: number): Promise<{ shopId: number; role: Role }[]> =>
  all(tx, sql<{ shopId: number; role: Role }>`select shop_id as "shopId", role from shops_of(${personId})`)

/** Whether a person has conversations open in any shop, in or out of the scope. */
export const hasWork = async (tx: Tx, personId: number): Promise<boolean> =>
  ((await one(tx, sql<{ load: number }>`select load from seat where person_id = ${personId}`))?.load ?? 0) > 0

/** Sets a person's state in every shop of the scope where it is another; returns who they now are, shop by shop. */
export const saveState = (
  tx: Tx,
  personId: number,
  state: PersonState,
  at: Instant,
): Promise<(Member & { shopId: number })[]> =>
  all(
    tx,
    sql<Member & { shopId: number }>`update membership m set state = ${state}, state_at = ${moment(at)}
      from person p where p.person_id = m.person_id and m.person_id = ${personId} and m.state <> ${state}
      returning ${member}, m.shop_id as "shopId"`,
  )

const entry = sql`a.audit_id as id, a.at, a.shop_id as "shopId", p.name as person, a.what, a.detail, a.address`

/** A shop's audit entries and its people's sign-ins, newest first, at most `limit`. */
export const auditBefore = (
  tx: Tx,
  shopId: number,
  page: { before: number | undefined; what: string | undefined; limit: number },
): Promise<AuditEntry[]> => {
  const further = sql`${page.before === undefined ? sql`` : sql`and a.audit_id < ${page.before}`}
    ${page.what === undefined ? sql`` : sql`and a.what = ${page.what}`}
    order by a.audit_id desc limit ${page.limit}`
  return all(
    tx,
    sql<AuditEntry>`select * from (
      (select ${entry} from audit a left join person p using (person_id) where a.shop_id = ${shopId} ${further})
      union all
      (select ${entry} from audit a join person p using (person_id) where a.shop_id is null
        and a.person_id in (select person_id from membership where shop_id = ${shopId}) ${further})
    ) newest order by id desc limit ${page.limit}`,
  )
}
