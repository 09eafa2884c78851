import { record } from '../../platform/auth/audit.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/serve.ts'
import type { Actor } from '../../shared/access.ts'
import { refuse } from '../../shared/refusal.ts'
import { DAY, type Instant, localTime } from '../../shared/time.ts'
import type { ShopFacts } from '../shop/domain.ts'
import { byOf, type SettingsDeps, shopFacts } from '../shop/index.ts'
import type { GuardCount, GuardEvent, GuardOutcome } from './contract.ts'
import { reportFile } from './report-file.ts'
import * as store from './store.ts'

interface Asked {
  from?: string | undefined
  to?: string | undefined
  rule?: string | undefined
  person?: number | undefined
  outcome?: GuardOutcome | undefined
  before?: number | undefined
}

const PAGE = 50
const EXPORTED = 50_000
const WEEK = 6 // days before the last one
const LONGEST = 366

const dateBefore = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10)

/** An agent is told of their own messages only: what colleagues had to explain is between them and who leads them. */
const ownOnly = (actor: Actor, shopId: number): boolean => actor.roles.get(shopId) === 'agent'

const wantedOf = (
  actor: Actor,
  { id, timeZone }: ShopFacts,
  { from, to, ...asked }: Asked,
  now: Instant,
): store.Wanted => {
  const last = to ?? localTime(now, timeZone).date
  const first = from ?? dateBefore(last, WEEK)
  return {
    ...asked,
    zone: timeZone,
    from: [dateBefore(last, LONGEST), first, last].toSorted()[1] ?? last, // first, within bounds
    to: last,
    ...(ownOnly(actor, id) && { person: actor.personId }),
  }
}

const reading = <T>(
  deps: SettingsDeps,
  actor: Actor,
  shopId: number,
  asked: Asked,
  read: (tx: Tx, wanted: store.Wanted, shop: ShopFacts) => Promise<T>,
): Promise<T> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const shop = await shopFacts(tx, shopId)
    if (!shop) throw refuse('not-found', { shopId })
    return read(tx, wantedOf(actor, shop, asked, deps.clock.now()), shop)
  })

/** How often which rule led to what, by day of the shop; the last seven days unless others are asked for, a year at
 * most. */
export const guardReport = (
  deps: SettingsDeps,
  { actor }: Caller,
  shopId: number,
  asked: Asked,
): Promise<{ from: string; to: string; counts: GuardCount[] }> =>
  reading(deps, actor, shopId, asked, async (tx, wanted) => ({
    from: wanted.from,
    to: wanted.to,
    counts: await store.countsOf(tx, shopId, wanted),
  }))

const shown = ({ personName: _, ...event }: store.NamedEvent): GuardEvent => event

export const guardEvents = (
  deps: SettingsDeps,
  { actor }: Caller,
  shopId: number,
  asked: Asked,
): Promise<{ events: GuardEvent[]; more: boolean }> =>
  reading(deps, actor, shopId, asked, async (tx, wanted) => {
    const events = await store.eventsOf(tx, shopId, wanted, PAGE + 1)
    return { events: events.slice(0, PAGE).map(shown), more: events.length > PAGE }
  })

/** The events as a CSV file. Whoever takes them out of the desk is written down. */
export const exportReport = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  asked: Asked,
): Promise<{ csv: string; rows: number }> =>
  reading(deps, caller.actor, shopId, asked, async (tx, wanted, shop) => {
    const events = await store.eventsOf(tx, shopId, wanted, EXPORTED)
    const { from, to } = wanted
    const detail = { what: 'guard', from, to, rows: events.length }
    await record(tx, { shopId, ...byOf(caller), what: 'export', detail }, deps.clock.now())
    return { csv: reportFile(events, shop), rows: events.length }
  })

/** Says that the guard was wrong, or takes that back. Refuses `not-found`, of a colleague's message too where the person
 * may not know of it. */
export const markFalseAlarm = (
  deps: SettingsDeps,
  { actor }: Caller,
  shopId: number,
  eventId: number,
  falseAlarm: boolean,
): Promise<GuardEvent> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const before = await store.eventById(tx, shopId, eventId)
    if (!before || (ownOnly(actor, shopId) && before.personId !== actor.personId))
      throw refuse('not-found', { eventId })
    const by = { personId: actor.personId, at: deps.clock.now() }
    await store.markFalseAlarm(tx, shopId, eventId, falseAlarm ? by : null)
    const after = await store.eventById(tx, shopId, eventId)
    if (!after) throw new Error('an event went while it was marked')
    return shown(after)
  })
