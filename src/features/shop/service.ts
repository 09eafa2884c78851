import type { Auth, Hashed } from '../../platform/auth/index.ts'
import type { Tx } from '../../platform/db/db.ts'
import { append } from '../../platform/events/log.ts'
import type { Actor, PersonState, Role } from '../../shared/access.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import type { AuditEntry, Me, Preferences } from './contract.ts'
import type { Member, ShopFacts, Team } from './domain.ts'
import { type By, changeSettings, differences, type SettingsDeps } from './settings.ts'
import * as store from './store.ts'

export interface ShopDeps extends SettingsDeps {
  auth: Pick<Auth, 'createAccount' | 'hashed' | 'storePassword' | 'forget'>
}

/** The groups a store of this trade works in. */
const standardTeams: Record<ShopFacts['locale'], Team[]> = {
  'zh-CN': [
    { code: 'pre-sales', name: '售前' },
    { code: 'order-change', name: '改单' },
    { code: 'after-sales', name: '售后' },
    { code: 'bargaining', name: '议价' },
  ],
  en: [
    { code: 'pre-sales', name: 'Pre-sales' },
    { code: 'order-change', name: 'Order changes' },
    { code: 'after-sales', name: 'After-sales' },
    { code: 'bargaining', name: 'Bargaining' },
  ],
}

/** A new shop with its counters and the standard teams. From here on the transaction may write it. */
export const createShop = async (tx: Tx, facts: Omit<ShopFacts, 'id'>, at: Instant): Promise<ShopFacts> => {
  const shop = { id: await store.beginShop(tx), ...facts }
  await store.insertShop(tx, shop, at)
  for (const team of standardTeams[shop.locale]) await store.insertTeam(tx, shop.id, team)
  return shop
}

export interface NewMember {
  username: string
  name: string
  role: Role
  teams: string[]
  skills?: string[] | undefined
  /** Left out for somebody who already has an account. */
  password?: string | Hashed | undefined
}

const needTeams = async (tx: Tx, shopId: number, teams: readonly string[]): Promise<void> => {
  if (teams.length === 0) return
  const known = new Set((await store.teams(tx, shopId)).map(({ code }) => code))
  const team = teams.find((code) => !known.has(code))
  if (team !== undefined) throw refuse('not-found', { team })
}

const personFor = async (
  tx: Tx,
  auth: Pick<Auth, 'createAccount'>,
  fresh: NewMember,
  at: Instant,
): Promise<number> => {
  const { username, name, password } = fresh
  await store.lockUsername(tx, username)
  const known = await store.personByUsername(tx, username)
  // A password for somebody who has one would let any owner in as anybody.
  if (known && (known.disabled || password !== undefined)) throw refuse('name-taken', { username })
  if (known) return known.personId
  if (password === undefined)
    throw refuse('malformed', {
      where: 'body',
      problems: [{ field: 'password', problem: 'nobody has this name yet: a new person needs a password' }],
    })
  const accountId = await auth.createAccount({ username, name, password })
  return store.insertPerson(tx, { accountId, username, name }, at)
}

/** Makes a person, new or known by the user name, a member. Refuses `name-taken`, `malformed`, `not-found`. */
export const joinShop = async (
  tx: Tx,
  auth: Pick<Auth, 'createAccount'>,
  shopId: number,
  fresh: NewMember,
  at: Instant,
): Promise<Member> => {
  await needTeams(tx, shopId, fresh.teams)
  const personId = await personFor(tx, auth, fresh, at)
  if (await store.memberOf(tx, shopId, personId)) throw refuse('name-taken', { username: fresh.username })
  await store.insertMembership(tx, shopId, personId, { ...fresh, skills: fresh.skills ?? [] }, at)
  return needMember(tx, shopId, personId)
}

const needMember = async (tx: Tx, shopId: number, personId: number): Promise<Member> => {
  const member = await store.memberOf(tx, shopId, personId)
  if (!member) throw refuse('not-found', { personId })
  return member
}

/** What screens are told of a member. */
export const memberNews = (shopId: number, member: Member) => ({
  kind: 'member',
  data: { shopId, ...member },
})

export const me = (deps: ShopDeps, actor: Actor): Promise<Me> =>
  deps.db.tx({ shops: [...actor.roles.keys()] }, async (tx) => {
    const person = await store.personById(tx, actor.personId)
    if (!person) throw refuse('not-signed-in')
    const shops = (await store.shopsInScope(tx)).flatMap((shop) => {
      const role = actor.roles.get(shop.id)
      return role ? [{ shop, role }] : []
    })
    const { personId, username, name, preferences } = person
    return { personId, username, name, preferences, shops }
  })

export const setPreferences = (
  deps: ShopDeps,
  actor: Actor,
  preferences: Preferences,
): Promise<Preferences> =>
  deps.db.tx({ shops: [] }, async (tx) => {
    await store.savePreferences(tx, actor.personId, preferences)
    return preferences
  })

/**
 * Sets where a person is in all their shops at once. Who goes offline with conversations open finishes them first
 * (Feige refuses going offline; here it happens by itself when the last one ends). Not a setting, and not audited: it
 * changes all day.
 */
export const setState = async (
  deps: SettingsDeps,
  person: { personId: number; shops: readonly number[] },
  asked: PersonState,
): Promise<{ state: PersonState }> => {
  const { state, logged } = await deps.db.tx({ shops: person.shops }, async (tx) => {
    await store.lockShops(tx)
    const now = deps.clock.now()
    const wanted = asked === 'finishing' ? 'offline' : asked
    const leaves = wanted === 'offline' && (await store.hasWork(tx, person.personId))
    const state: PersonState = leaves ? 'finishing' : wanted
    const changed = await store.saveState(tx, person.personId, state, now)
    const events = []
    for (const { shopId, ...member } of changed.toSorted((a, b) => a.shopId - b.shopId))
      events.push(...(await append(tx, shopId, [memberNews(shopId, member)], now)))
    return { state, logged: events }
  })
  deps.hub.publish(logged)
  return { state }
}

export const membersAndTeams = (
  deps: ShopDeps,
  shopId: number,
): Promise<{ members: Member[]; teams: Team[] }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => ({
    members: await store.members(tx, shopId),
    teams: await store.teams(tx, shopId),
  }))

export const addMember = async (
  deps: ShopDeps,
  by: By,
  shopId: number,
  fresh: NewMember & { password?: string | undefined },
): Promise<Member> => {
  // Before the shop's turn is taken: its messages would wait for it.
  const password = fresh.password === undefined ? undefined : await deps.auth.hashed(fresh.password)
  const member = await changeSettings(deps, by, shopId, 'members', async (tx) => {
    const joined = await joinShop(tx, deps.auth, shopId, { ...fresh, password }, deps.clock.now())
    const { personId, username, role, teams } = joined
    return {
      gives: joined,
      audit: { what: 'member.added', detail: { personId, username, role, teams } },
      news: [memberNews(shopId, joined)],
    }
  })
  deps.auth.forget(member.personId)
  return member
}

const keepAnOwner = async (tx: Tx, shopId: number, before: Member): Promise<void> => {
  if (before.role === 'owner' && (await store.ownersLeft(tx, shopId)) === 1) throw refuse('last-owner')
}

/**
 * An owner may set the password of the people of their own shops only: a person who also works in somebody else's
 * shop would open that one too. One's own is changed at sign-in's door, which asks for the old one.
 */
const mayResetPassword = async (tx: Tx, by: By, personId: number): Promise<void> => {
  if (by.personId === null) return
  if (by.personId === personId) throw refuse('same-person')
  const mine = new Set(
    (await store.shopsOf(tx, by.personId)).filter((s) => s.role === 'owner').map((s) => s.shopId),
  )
  if ((await store.shopsOf(tx, personId)).some((s) => !mine.has(s.shopId)))
    throw refuse('not-allowed', { why: 'works-elsewhere' })
}

export const changeMember = async (
  deps: ShopDeps,
  by: By,
  shopId: number,
  personId: number,
  to: { role: Role; teams: string[]; skills?: string[] | undefined; password?: string | undefined },
): Promise<Member> => {
  const password = to.password === undefined ? undefined : await deps.auth.hashed(to.password)
  const member = await changeSettings(deps, by, shopId, 'members', async (tx) => {
    const before = await needMember(tx, shopId, personId)
    await needTeams(tx, shopId, to.teams)
    if (to.role !== 'owner') await keepAnOwner(tx, shopId, before)
    await store.saveMembership(tx, shopId, personId, { ...to, skills: to.skills ?? before.skills })
    const after = await needMember(tx, shopId, personId)
    const changed = differences(before, after)
    if (password !== undefined) {
      await mayResetPassword(tx, by, personId)
      const person = await store.personById(tx, personId)
      if (!person) throw refuse('not-found', { personId })
      // Last, by another connection: what could be refused or fail before it has not happened then.
      await deps.auth.storePassword(person.accountId, password)
    }
    const detail = { personId, ...changed, ...(password !== undefined && { password: 'replaced' }) }
    return {
      gives: after,
      audit: Object.keys(detail).length === 1 ? null : { what: 'member.changed', detail },
      news: [memberNews(shopId, after)],
    }
  })
  deps.auth.forget(personId)
  return member
}

/** Ends a person's access to a shop. What they wrote stays under their name. */
export const removeMember = async (
  deps: ShopDeps,
  by: By,
  shopId: number,
  personId: number,
): Promise<Record<string, never>> => {
  await changeSettings(deps, by, shopId, 'members', async (tx) => {
    const before = await needMember(tx, shopId, personId)
    await keepAnOwner(tx, shopId, before)
    await store.deleteMembership(tx, shopId, personId)
    return {
      gives: undefined,
      audit: { what: 'member.removed', detail: { personId, username: before.username, role: before.role } },
      news: [{ kind: 'member-left', data: { shopId, personId } }],
    }
  })
  deps.auth.forget(personId)
  return {}
}

export const setShop = (
  deps: ShopDeps,
  by: By,
  shopId: number,
  to: Pick<ShopFacts, 'name' | 'timeZone' | 'locale'>,
): Promise<ShopFacts> =>
  changeSettings(deps, by, shopId, 'shop', async (tx) => {
    const before = await store.shopFacts(tx, shopId)
    if (!before) throw refuse('not-found', { shopId })
    await store.saveShop(tx, shopId, to)
    const after = { ...before, ...to }
    const detail = differences(before, after)
    return {
      gives: after,
      audit: Object.keys(detail).length === 0 ? null : { what: 'shop.changed', detail },
    }
  })

const AUDIT_PAGE = 100

export const auditEntries = (
  deps: ShopDeps,
  shopId: number,
  page: { before?: number | undefined; what?: string | undefined },
): Promise<{ entries: AuditEntry[] }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => ({
    entries: await store.auditBefore(tx, shopId, {
      before: page.before,
      what: page.what,
      limit: AUDIT_PAGE,
    }),
  }))
