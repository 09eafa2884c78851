import { record } from '../../../platform/auth/audit.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { append, lockShop } from '../../../platform/events/log.ts'
import { type App, type Caller, serve } from '../../../platform/http/serve.ts'
import { refuse } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import { numberOf } from '../../channel/sms/index.ts'
import { byOf, type SettingsDeps } from '../../shop/index.ts'
import { type OptOut, type OptOutChannel, optOutContract } from './contract.ts'
import * as store from './store.ts'

const PAGE = 100

/** Under what a buyer stands in the list. */
export const buyerOut = (buyerKey: string): string => `${store.BUYER}${buyerKey}`

/** By people (`buyer:<key>`, `phone:<hash>`), by which channels they want nothing. */
export type OptedOut = ReadonlyMap<string, ReadonlySet<OptOutChannel>>

const byPerson = (outs: readonly { who: string; channel: OptOutChannel }[]): OptedOut => {
  const found = new Map<string, Set<OptOutChannel>>()
  for (const { who, channel } of outs) found.set(who, (found.get(who) ?? new Set()).add(channel))
  return found
}

/** What stands under just these names, where all names of everybody are at hand: spares looking for them again. */
export const optedOutUnder = async (tx: Tx, shopId: number, names: readonly string[]): Promise<OptedOut> =>
  byPerson(names.length === 0 ? [] : await store.outsUnder(tx, shopId, names))

/** Of some people, who wants nothing by which channels (RCV-82), under whatever key they said so (ORD-12). */
export const optedOut = async (tx: Tx, shopId: number, keys: readonly string[]): Promise<OptedOut> =>
  byPerson(keys.length === 0 ? [] : await store.outsOf(tx, shopId, keys))

/** Of all buyers; 10,000 at most, for looking at the past. */
export const buyersOptedOut = async (tx: Tx, shopId: number): Promise<OptedOut> =>
  byPerson(await store.buyersOut(tx, shopId))

/** By which channels a person wants nothing, by any of their keys. */
export const channelsOut = (outs: OptedOut, keys: readonly string[]): ReadonlySet<OptOutChannel> =>
  new Set(keys.flatMap((key) => [...(outs.get(key) ?? [])]))

/** Whether any of a person's keys is out for a channel. */
export const isOut = (
  outs: OptedOut,
  keys: readonly string[],
  channel: Exclude<OptOutChannel, 'all'>,
): boolean => keys.some((key) => outs.get(key)?.has(channel) || outs.get(key)?.has('all'))

/** Writes somebody down, for ever; true where they were not on the list yet. */
export const optOut = async (
  tx: Tx,
  shopId: number,
  out: Pick<OptOut, 'who' | 'channel' | 'label' | 'how'> & { personId?: number | null },
  now: Instant,
): Promise<boolean> => (await store.addOut(tx, shopId, { personId: null, ...out }, now)) !== undefined

const optOuts = (deps: SettingsDeps, shopId: number, q: string | null, before: number | null) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const number = q === null ? null : await numberOf(tx, shopId, q)
    const found = await store.outsBefore(tx, shopId, { q, who: number ? [number.who] : [], before }, PAGE + 1)
    return { optOuts: found.slice(0, PAGE), more: found.length > PAGE }
  })

interface ByHand {
  of: { phone: string } | { buyerKey: string; name: string }
  channel: OptOutChannel
  how: string
}

const whoOf = async (tx: Tx, shopId: number, of: ByHand['of']): Promise<Pick<OptOut, 'who' | 'label'>> => {
  if ('buyerKey' in of) return { who: buyerOut(of.buyerKey), label: of.name }
  const number = await numberOf(tx, shopId, of.phone)
  if (!number)
    throw refuse('malformed', {
      where: 'body',
      problems: [{ field: 'of.phone', problem: 'is no mobile number with eleven digits' }],
    })
  return { who: number.who, label: number.masked }
}

/** What the audit tells: that and why, never who: the number of the entry leads there. */
const changed = async <T>(
  deps: SettingsDeps,
  shopId: number,
  work: (tx: Tx, now: Instant) => Promise<{ gives: T; fresh: boolean }>,
): Promise<T> => {
  const { gives, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const now = deps.clock.now()
    const { gives, fresh } = await work(tx, now)
    const news = [{ kind: 'opt-out', data: { shopId } }]
    return { gives, logged: fresh ? await append(tx, shopId, news, now) : [] }
  })
  deps.hub.publish(logged)
  return gives
}

const addOptOut = (deps: SettingsDeps, caller: Caller, shopId: number, { of, channel, how }: ByHand) =>
  changed(deps, shopId, async (tx, now) => {
    const who = await whoOf(tx, shopId, of)
    const { personId } = caller.actor
    const id = await store.addOut(tx, shopId, { ...who, channel, how, personId }, now)
    if (id === undefined) {
      const before = await store.outOf(tx, shopId, who.who, channel)
      if (!before) throw new Error('an opt-out is neither new nor known')
      return { gives: before, fresh: false }
    }
    const detail = { optOutId: id, channel, of: 'phone' in of ? 'phone' : 'buyer' }
    await record(tx, { shopId, ...byOf(caller), what: 'opt-out.added', detail }, now)
    return { gives: { id, ...who, channel, how, personId, at: now }, fresh: true }
  })

const removeOptOut = (deps: SettingsDeps, caller: Caller, shopId: number, id: number, reason: string) =>
  changed(deps, shopId, async (tx, now) => {
    const out = await store.outById(tx, shopId, id)
    if (!out) throw refuse('not-found', { optOutId: id })
    await store.removeOut(tx, shopId, id)
    const detail = { optOutId: id, channel: out.channel, since: new Date(out.at).toISOString(), reason }
    await record(tx, { shopId, ...byOf(caller), what: 'opt-out.removed', detail }, now)
    return { gives: {}, fresh: true }
  })

export const optOutRoutes = (app: App, deps: SettingsDeps): void =>
  serve(app, 'Recovery', optOutContract, {
    optOuts: ({ params, query }) => optOuts(deps, params.shopId, query.q || null, query.before ?? null),
    addOptOut: ({ params, body }, caller) => addOptOut(deps, caller, params.shopId, body),
    removeOptOut: ({ params, body }, caller) =>
      removeOptOut(deps, caller, params.shopId, params.optOutId, body.reason),
  })
