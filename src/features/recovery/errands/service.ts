import { record } from '../../../platform/auth/audit.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { append, lockShop } from '../../../platform/events/log.ts'
import type { Caller } from '../../../platform/http/serve.ts'
import { may } from '../../../shared/access.ts'
import { refuse } from '../../../shared/refusal.ts'
import { DAY, type Instant, localTime } from '../../../shared/time.ts'
import { atWall } from '../../../shared/wall.ts'
import { numberOf } from '../../channel/sms/index.ts'
import type { Order } from '../../order/domain/order.ts'
import type { OrderHook } from '../../order/index.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { byOf, type SettingsDeps, shopFacts } from '../../shop/index.ts'
import {
  type ErrandOutcome,
  errandWords,
  outcomesOf,
  type SkipReason,
  shareOut,
  skipped,
} from '../domain/errands.ts'
import { loadRecoverySettings } from '../load.ts'
import { buyerOut, isOut, optedOut, optOut } from '../opt-outs/service.ts'
import type { Errand, ErrandFilter } from './contract.ts'
import * as store from './store.ts'

const PAGE = 100
/** Orders looked at for one assignment: those that are skipped are among them. */
const LOOKED_AT = 3000

const needShop = async (tx: Tx, shopId: number): Promise<ShopFacts> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  return shop
}

/** When the day began that it is in the shop. */
const midnight = (now: Instant, zone: string): Instant =>
  atWall(`${localTime(now, zone).date}T00:00`, zone) ?? now

const leads = ({ actor }: Caller, shopId: number): boolean =>
  may(actor.roles.get(shopId) ?? 'viewer', 'recovery.edit')

const goodsOf = (order: Order | null): string =>
  (order?.lines ?? [])
    .map(({ title, said }) => [title, said].filter(Boolean).join(' '))
    .join('、')
    .slice(0, 200)

const shown = async (
  tx: Tx,
  shop: ShopFacts,
  caller: Caller,
  row: store.ErrandRow,
  now: Instant,
): Promise<Errand> => {
  const { order, ...errand } = row
  const goods = goodsOf(order)
  const number = await numberOf(tx, shop.id, order?.address?.phone ?? '')
  const about = { buyer: row.buyerName, product: order?.lines[0]?.title ?? goods, order: row.orderId ?? '' }
  const payBy = order?.payBy ?? null
  return {
    ...errand,
    ...{ goods, payBy, phone: number?.masked ?? null },
    words: errandWords(row.words, { ...about, fen: row.fen, payBy }, now, shop.locale),
    mine: row.owner === caller.actor.personId || leads(caller, shop.id),
  }
}

export interface Asked {
  owner?: 'me' | 'nobody' | number | undefined
  channel?: 'chat' | 'phone' | undefined
  state: 'open' | 'done'
  skip?: number | undefined
}

export const errands = (deps: SettingsDeps, caller: Caller, shopId: number, asked: Asked) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const shop = await needShop(tx, shopId)
    const now = deps.clock.now()
    const owner = asked.owner === 'me' ? caller.actor.personId : (asked.owner ?? null)
    const which = { owner, channel: asked.channel ?? null, skip: asked.skip ?? 0 }
    const found = await (asked.state === 'open' ? store.openErrands : store.doneErrands)(
      tx,
      shopId,
      which,
      PAGE + 1,
    )
    const page: Errand[] = []
    for (const row of found.slice(0, PAGE)) page.push(await shown(tx, shop, caller, row, now))
    return { errands: page, more: found.length > PAGE }
  })

export const errandLoads = (deps: SettingsDeps, shopId: number) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { timeZone } = await needShop(tx, shopId)
    const people = await store.hands(tx, shopId, midnight(deps.clock.now(), timeZone))
    return {
      people: people.map(({ lastGiven: _, ...person }) => person),
      nobody: await store.unownedCount(tx, shopId),
    }
  })

/** A change of errands, in the shop's turn, with the news of it. */
const changing = async <T>(
  deps: SettingsDeps,
  shopId: number,
  work: (tx: Tx, now: Instant) => Promise<T>,
): Promise<T> => {
  const { gives, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const now = deps.clock.now()
    const gives = await work(tx, now)
    return { gives, logged: await append(tx, shopId, [{ kind: 'errands', data: { shopId } }], now) }
  })
  deps.hub.publish(logged)
  return gives
}

/** Unpaid orders of a filter: those that may be given out, and why the others may not (RCV-87). */
const offered = async (tx: Tx, shop: ShopFacts, filter: ErrandFilter, now: Instant) => {
  const { caps, limits } = await loadRecoverySettings(tx, shop.id)
  const when = { now, today: midnight(now, shop.timeZone), capFrom: now - caps.days.within * DAY }
  const found = await store.unpaidOrders(tx, shop.id, filter, when, LOOKED_AT)
  const allowed = !limits.some(
    ({ platform, channel, allowed }) => platform === shop.platform && channel === filter.channel && !allowed,
  )
  const numbers = new Map<string, string>()
  for (const { order } of found) {
    const number = await numberOf(tx, shop.id, order.address?.phone ?? '')
    if (number) numbers.set(order.id, number.who)
  }
  const outs = await optedOut(tx, shop.id, [
    ...found.map(({ order }) => buyerOut(order.buyer?.id ?? '')),
    ...numbers.values(),
  ])
  const may: store.Unpaid[] = []
  const not = new Map<SkipReason, number>()
  const taken = new Set<string>()
  for (const one of found) {
    const { order, conversationId } = one
    const buyerKey = order.buyer?.id ?? ''
    const number = numbers.get(order.id)
    const why = skipped(
      {
        ...one,
        // Two orders of one buyer are one word to them.
        open: one.open || one.keys.some((key) => taken.has(key)),
        optedOut: isOut(outs, [buyerOut(buyerKey), ...(number ? [number] : [])], filter.channel),
        reachable: filter.channel === 'chat' ? conversationId !== null : number !== undefined,
        allowed,
      },
      caps.days.count,
    )
    if (why !== null) not.set(why, (not.get(why) ?? 0) + 1)
    else if (may.length < filter.most) {
      may.push(one)
      for (const key of one.keys) taken.add(key)
    }
  }
  return { found: found.length, may, skipped: [...not].map(([why, count]) => ({ why, count })) }
}

export interface Assignment {
  filter: ErrandFilter
  people: readonly number[]
  words: string
  dueAt: Instant | null
  dry: boolean
}

/** Gives unpaid orders to people: fairly among those named, or whoever is on duty; where nobody is, they wait for somebody. */
export const assignErrands = async (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  asked: Assignment,
) => {
  const assign = async (tx: Tx, now: Instant) => {
    const shop = await needShop(tx, shopId)
    const { found, may, skipped } = await offered(tx, shop, asked.filter, now)
    const all = await store.hands(tx, shopId, now)
    const stranger = asked.people.find((id) => !all.some(({ personId }) => personId === id))
    if (stranger !== undefined) throw refuse('not-a-member', { personId: stranger })
    const hands = all.filter(({ personId, onDuty }) =>
      asked.people.length > 0 ? asked.people.includes(personId) : onDuty,
    )
    const owners = shareOut(hands, may.length)
    const given = new Map<number | null, number>()
    for (const i of may.keys()) given.set(owners[i] ?? null, (given.get(owners[i] ?? null) ?? 0) + 1)
    const gives = {
      ...{ found, skipped },
      given: [...given].map(([personId, count]) => ({ personId, count })),
    }
    if (asked.dry || may.length === 0) return gives
    const { channel } = asked.filter
    const fresh = may.map(
      ({ order, reason }, i): store.NewErrand => ({
        ...{ planId: null, sendingId: null, subject: `order:${order.id}`, channel, orderId: order.id },
        ...{ buyerKey: order.buyer?.id ?? '', buyerName: order.buyer?.name ?? '', fen: order.payableFen },
        ...{ reason: reason ?? 'other', owner: owners[i] ?? null, words: asked.words, dueAt: asked.dueAt },
      }),
    )
    await store.addErrands(tx, shopId, fresh, now)
    const detail = { channel, count: fresh.length, people: hands.map(({ personId }) => personId) }
    await record(tx, { shopId, ...byOf(caller), what: 'errand.assigned', detail }, now)
    return gives
  }
  return asked.dry
    ? deps.db.tx({ shops: [shopId] }, (tx) => assign(tx, deps.clock.now()))
    : changing(deps, shopId, assign)
}

const needErrand = async (tx: Tx, shopId: number, id: number): Promise<store.ErrandRow> => {
  const errand = await store.errandById(tx, shopId, id)
  if (!errand) throw refuse('not-found', { errandId: id })
  return errand
}

const again = async (tx: Tx, caller: Caller, shopId: number, id: number, now: Instant): Promise<Errand> =>
  shown(tx, await needShop(tx, shopId), caller, await needErrand(tx, shopId, id), now)

export const setErrandOwner = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  id: number,
  owner: number | null,
): Promise<Errand> =>
  changing(deps, shopId, async (tx, now) => {
    const errand = await needErrand(tx, shopId, id)
    if (errand.outcome !== null) throw refuse('already-settled', { errandId: id })
    const me = caller.actor.personId
    if (!leads(caller, shopId)) {
      if (errand.owner !== null && errand.owner !== me) throw refuse('already-claimed')
      if (owner !== null && owner !== me) throw refuse('not-allowed')
    }
    if (owner !== null && !(await store.hands(tx, shopId, now)).some(({ personId }) => personId === owner))
      throw refuse('not-a-member', { personId: owner })
    await store.saveOwner(tx, shopId, id, owner)
    return again(tx, caller, shopId, id, now)
  })

/** Only who has it, and who leads the shop. One that nobody has is taken first. */
const mineOr = (caller: Caller, shopId: number, { owner }: store.ErrandRow): void => {
  if (owner !== caller.actor.personId && !leads(caller, shopId)) throw refuse('not-allowed')
}

interface Ended {
  outcome: ErrandOutcome
  note: string
  noMore: boolean
}

/** Who wants no more is on the list for ever: the buyer, by this way of reaching them, and the number that was called. Where it
 * was somebody else's, it is they who want none, neither calls nor text messages, and the buyer has said nothing. */
const wantsNone = async (
  tx: Tx,
  shopId: number,
  { buyerKey, buyerName, channel, order }: store.ErrandRow,
  { outcome, personId }: { outcome: ErrandOutcome; personId: number | null },
  now: Instant,
): Promise<void> => {
  const wrong = outcome === 'wrong-number'
  const said = { how: outcome, personId }
  if (!wrong) await optOut(tx, shopId, { who: buyerOut(buyerKey), channel, label: buyerName, ...said }, now)
  const number = channel === 'phone' ? await numberOf(tx, shopId, order?.address?.phone ?? '') : null
  if (!number) return
  const { who, masked: label } = number
  await optOut(tx, shopId, { who, channel: wrong ? 'all' : channel, label, ...said }, now)
}

/** Writes down how it ended. */
export const settleErrand = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  id: number,
  { outcome, note, noMore }: Ended,
): Promise<Errand> =>
  changing(deps, shopId, async (tx, now) => {
    const errand = await needErrand(tx, shopId, id)
    mineOr(caller, shopId, errand)
    if (errand.outcome !== null) throw refuse('already-settled', { errandId: id })
    if (!outcomesOf[errand.channel].includes(outcome))
      throw refuse('malformed', {
        where: 'body',
        problems: [{ field: 'outcome', problem: `is none of ${outcomesOf[errand.channel].join(', ')}` }],
      })
    await store.settle(tx, shopId, id, { outcome, note }, now)
    if (noMore) await wantsNone(tx, shopId, errand, { outcome, personId: caller.actor.personId }, now)
    const detail = { errandId: id, outcome, noMore }
    await record(tx, { shopId, ...byOf(caller), what: 'errand.settled', detail }, now)
    return again(tx, caller, shopId, id, now)
  })

/** The number to call. The audit tells that somebody looked, never what they saw. */
export const revealErrand = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  id: number,
): Promise<{ number: string }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const errand = await needErrand(tx, shopId, id)
    mineOr(caller, shopId, errand)
    const number = await numberOf(tx, shopId, errand.order?.address?.phone ?? '')
    if (errand.channel !== 'phone' || !number) throw refuse('not-found', { number: null })
    const detail = { errandId: id, orderId: errand.orderId }
    await record(tx, { shopId, ...byOf(caller), what: 'errand.revealed', detail }, deps.clock.now())
    return { number: number.mobile }
  })

/** Gives what nobody has to whoever is on duty, fairly. Gives how many. */
export const shareErrands = async (deps: SettingsDeps, shopId: number): Promise<number> => {
  const onDuty = (tx: Tx, now: Instant) =>
    store.hands(tx, shopId, now).then((hands) => hands.filter((hand) => hand.onDuty))
  const worth = await deps.db.tx(
    { shops: [shopId] },
    async (tx) =>
      (await store.unownedCount(tx, shopId)) > 0 && (await onDuty(tx, deps.clock.now())).length > 0,
  )
  if (!worth) return 0
  return changing(deps, shopId, async (tx, now) => {
    const hands = await onDuty(tx, now)
    const ids = await store.unownedErrands(tx, shopId)
    const owners = shareOut(hands, ids.length)
    await store.giveErrands(
      tx,
      shopId,
      ids.flatMap((id, i) => {
        const owner = owners[i]
        return owner === undefined ? [] : [{ id, owner }]
      }),
    )
    return owners.length
  })
}

/** Orders that were paid or are gone need nobody any more: told with every change of orders. */
export const errandsOfOrders: OrderHook = async (tx, shopId, moved, now) => {
  const over = moved.filter(({ before, after: { status } }) => {
    // Whose balance is still open is called about that, whatever else changes.
    if (status === 'deposit-paid') return before?.status !== status
    return status !== 'unpaid' && status !== 'unknown'
  })
  const gone = over.filter(({ after }) => after.status === 'closed').map(({ after }) => after.id)
  const paid = over.filter(({ after }) => after.status !== 'closed').map(({ after }) => after.id)
  if (paid.length > 0) await store.settleOfOrders(tx, shopId, paid, 'paid', now)
  if (gone.length > 0) await store.settleOfOrders(tx, shopId, gone, 'dropped', now)
}
