import type { Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import { numberKeys } from '../../channel/sms/index.ts'
import type { Order } from '../../order/domain/order.ts'
import { keysBeside } from '../../order/index.ts'
import type { Shelf } from '../../pricing/domain/shelf.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import type { Why } from '../domain/case.ts'
import { after, type Due, decide, type Facts, isKept, type Rules } from '../domain/decide.ts'
import { dayStart } from '../domain/hours.ts'
import type { RecoverySettings } from '../domain/settings.ts'
import { errandsOpen, errandTimes } from '../errands/index.ts'
import { buyerOut, channelsOut, optedOutUnder } from '../opt-outs/service.ts'
import * as planStore from '../plan-store.ts'
import * as caseStore from './case-store.ts'
import * as facts from './facts-store.ts'
import { mobileOf } from './phone.ts'
import type { ReasonsOf } from './ports.ts'
import * as sendings from './sending-store.ts'

/** What decisions in a shop depend on besides its orders and buyers. */
export interface Ground {
  shop: ShopFacts
  settings: RecoverySettings
  shelf: Shelf | null
  passes: Rules['passes']
  /** Whether text messages can leave. */
  texts: boolean
  reasons?: ReasonsOf | undefined
}

/** Cases decided on in one transaction: some tenths of a second, in which their orders cannot change. */
export const CASES = 500

/** Whether all that was asked for is gone; what the shop's shelf does not know is not said to be. An order that stands holds
 * its pieces: what is sold out on a big day is what most unpaid orders are for. */
const gone = (shelf: Shelf | null, order: Order | null, products: readonly string[]): boolean => {
  if (!shelf || order || products.length === 0) return false
  return products.every((product) => shelf.products.get(product)?.stock === 0)
}

const numberIn = (subject: string, kind: string): number[] =>
  subject.startsWith(`${kind}:`) ? [Number(subject.slice(kind.length + 1))] : []

/** Why a case about no order is over. */
const settledWhy = (state: string | undefined): Why | null => {
  switch (state) {
    case 'paid':
      return 'paid'
    case 'bought':
      return 'ordered'
    case 'withdrawn':
      return 'cancelled'
    default:
      return null
  }
}

/** What is known of each due case, read for all of them together, after their orders are held still. */
const gather = async (
  tx: Tx,
  ground: Ground,
  plans: ReadonlyMap<number, planStore.PlanRow>,
  due: readonly caseStore.CaseRow[],
  now: Instant,
) => {
  const { shop, settings, shelf } = ground
  const { id: shopId, timeZone: zone } = shop
  const orders = await facts.holdOrders(
    tx,
    shopId,
    due.flatMap(({ orderId }) => orderId ?? []),
  )
  const keys = [...new Set(due.map(({ buyerKey }) => buyerKey))]
  const talks = await facts.talksOf(
    tx,
    shopId,
    due.map(({ buyerKey: key, buyerId, orderId }) => ({ key, buyerId, orderId })),
  )
  const talksBy = new Map<string, facts.Talk[]>()
  for (const talk of talks) talksBy.set(talk.key, [...(talksBy.get(talk.key) ?? []), talk])
  const bridge = await facts.soleBridge(tx, shopId)
  const since = dayStart(now, zone, 1 - Math.max(1, settings.caps.days.within))
  // An order may stand under another name than its buyer has in the chat, where they say that they want no more.
  const beside = await keysBeside(tx, shopId, keys)
  const namesOf = (key: string) => [
    ...new Set([
      ...(beside.get(key) ?? [key]),
      ...(talksBy.get(key) ?? []).flatMap((talk) => [...talk.keys, talk.externalId]),
    ]),
  ]
  const names = [...new Set(keys.flatMap(namesOf))]
  const reminded = await facts.remindersOf(tx, shopId, names, since)
  for (const { buyerKey, at } of await errandTimes(tx, shopId, names, since))
    reminded.set(buyerKey, [...(reminded.get(buyerKey) ?? []), at])
  const phones = new Map(
    [...orders].flatMap(([id, order]) => {
      const mobile = mobileOf(order)
      return mobile === null ? [] : [[id, mobile] as const]
    }),
  )
  const phoneKey = await numberKeys(tx, shopId)
  const outs = await optedOutUnder(tx, shopId, [
    ...names.map(buyerOut),
    ...[...phones.values()].map(phoneKey),
  ])
  const ordered = await facts.orderedSince(
    tx,
    shopId,
    due.map((one) => ({ ...one, keys: namesOf(one.buyerKey) })),
  )
  const complaints = await facts.complaintsOf(
    tx,
    shopId,
    [...orders.keys()],
    [...new Set(talks.map(({ buyerId }) => buyerId))],
  )
  const errands = await errandsOpen(tx, shopId, names)
  const concessions = await facts.concessionStates(
    tx,
    shopId,
    due.flatMap(({ subject }) => numberIn(subject, 'concession')),
  )
  const wishes = await facts.wishStates(
    tx,
    shopId,
    due.flatMap(({ subject }) => numberIn(subject, 'wish')),
  )
  const limited = settings.limits.some(
    ({ platform, channel, unanswered }) =>
      platform === shop.platform && channel === 'chat' && unanswered !== null,
  )
  const unanswered = limited
    ? await facts.unansweredIn(
        tx,
        shopId,
        talks.flatMap(({ conversationId }) => conversationId ?? []),
      )
    : new Map<number, number>()
  const reasons = ground.reasons ? await ground.reasons(tx, shopId, due) : new Map()

  return due.map((one, n) => {
    const order = one.orderId === null ? null : (orders.get(one.orderId) ?? null)
    const known = (talksBy.get(one.buyerKey) ?? []).toSorted(
      (a, b) => Number(b.open) - Number(a.open) || (b.lastAt ?? 0) - (a.lastAt ?? 0) || a.buyerId - b.buyerId,
    )
    const [talk] = known
    const own = namesOf(one.buyerKey)
    const to = talk
      ? { channelId: talk.channelId, reach: talk.externalId }
      : bridge === null
        ? null
        : { channelId: bridge, reach: one.buyerKey }
    const mobile = one.orderId === null ? undefined : phones.get(one.orderId)
    const channel = plans.get(one.planId)?.plan.steps[one.step]?.channel ?? 'chat'
    const reachable =
      channel === 'chat' ? to !== null : mobile !== undefined && (channel === 'phone' || ground.texts)
    const said = reasons.get(one.subject)
    const [concession, wish] = [numberIn(one.subject, 'concession')[0], numberIn(one.subject, 'wish')[0]]
    const over =
      concession !== undefined
        ? settledWhy(concessions.get(concession) ?? 'withdrawn')
        : wish !== undefined
          ? settledWhy(wishes.get(wish) ?? 'withdrawn')
          : null
    const about: Facts = {
      order,
      settled: over ?? (ordered.has(n) ? 'ordered' : null),
      complaint:
        (one.orderId !== null && complaints.orders.has(one.orderId)) ||
        known.some((k) => complaints.buyers.has(k.buyerId) || (k.open && k.intent === 'complaint')),
      talking:
        known.some((k) => k.open && (k.assigned || k.waiting)) || own.some((name) => errands.has(name)),
      optedOut: channelsOut(outs, [...own.map(buyerOut), ...(mobile ? [phoneKey(mobile)] : [])]),
      reminded: own.flatMap((name) => reminded.get(name) ?? []),
      unanswered: talk?.conversationId == null ? 0 : (unanswered.get(talk.conversationId) ?? 0),
      reachable,
      outOfStock: gone(shelf, order, one.products),
      reason: one.confidence < 1 && said ? said.reason : one.reason,
      phase: shelf?.kindsAt(now)[0] ?? null,
      titles: one.products.flatMap((product) => shelf?.products.get(product)?.title ?? []),
      spentLi: 0,
    }
    return { one, about, to, own }
  })
}

/** What a round of decisions came to. */
export interface Round {
  decided: number
  /** On their way now: to be handed over after the commit. */
  queued: sendings.SendingRow[]
}

/**
 * Decides on the cases whose moment has come, in their order, each on all that was decided before it, and writes down what
 * follows. One transaction, in the shop's recovery turn.
 */
export const decideDue = async (tx: Tx, ground: Ground, now: Instant): Promise<Round> => {
  const { shop, settings } = ground
  const { id: shopId, timeZone: zone, platform, locale } = shop
  const due = await caseStore.dueCases(tx, shopId, now, CASES)
  if (due.length === 0) return { decided: 0, queued: [] }
  const plans = new Map((await planStore.begunPlans(tx, shopId)).map((row) => [row.plan.id, row]))
  const rules: Rules = { settings, platform, zone, locale, passes: ground.passes }
  const gathered = await gather(tx, ground, plans, due, now)

  const reminded = new Map<string, { at: Instant }[]>()
  const spent = new Map<number, number>()
  const stand: caseStore.CaseRow[] = []
  const fresh: sendings.NewSending[] = []
  for (const { one, about, to, own } of gathered) {
    const row = plans.get(one.planId)
    if (!row) {
      stand.push({ ...one, state: 'stopped', why: 'expired', nextAt: null })
      continue
    }
    const { plan } = row
    const order = about.order
    // The platform may have given more time, or less, since.
    const endsAt = order ? order.payBy : one.endsAt
    const at: Due = { ...one, endsAt }
    // Under any of a person's keys, each once.
    const sent = [...new Set(own.flatMap((name) => reminded.get(name) ?? []))].map(({ at }) => at)
    const spentLi = row.spentLi + (spent.get(plan.id) ?? 0)
    const decided = decide(
      plan,
      at,
      { ...about, reminded: [...about.reminded, ...sent], spentLi },
      rules,
      now,
    )
    stand.push({ ...one, endsAt, ...after(plan, at, decided, rules, now) })
    const step = plan.steps[one.step]
    if (!isKept(decided) || !step) continue
    const left = decided.do === 'send'
    if (left) {
      const reminder = { at: now }
      for (const name of own) reminded.set(name, [...(reminded.get(name) ?? []), reminder])
      spent.set(plan.id, (spent.get(plan.id) ?? 0) + decided.costLi)
    }
    const chat = left && step.channel === 'chat'
    fresh.push({
      planId: plan.id,
      subject: one.subject,
      step: step.code,
      channel: step.channel,
      buyerKey: one.buyerKey,
      buyerName: one.buyerName,
      orderId: one.orderId,
      arm: one.arm,
      reason: about.reason,
      dueAt: one.dueAt ?? now,
      decidedAt: now,
      // A call has left the desk once it is on somebody's list.
      state: left ? (step.channel === 'phone' ? 'sent' : 'queued') : 'suppressed',
      why: decided.do === 'suppress' ? decided.why : null,
      text: left ? decided.text : '',
      judged: left ? decided.judged : '',
      template: left ? decided.template : null,
      costLi: left ? decided.costLi : 0,
      error: null,
      untilAt: left ? decided.until : null,
      channelId: chat ? (to?.channelId ?? null) : null,
      reach: chat ? (to?.reach ?? null) : null,
    })
  }
  const stored = await sendings.addSendings(tx, shopId, fresh)
  const byCase = new Map(due.map((one) => [`${one.planId}/${one.subject}`, one]))
  await sendings.addErrands(
    tx,
    shopId,
    stored
      .filter(({ channel, state }) => channel === 'phone' && state === 'sent')
      .map(({ id: sendingId, text: words, untilAt: dueAt, ...rest }) => ({
        ...{ sendingId, words, dueAt, planId: rest.planId, subject: rest.subject, channel: rest.channel },
        ...{ buyerKey: rest.buyerKey, buyerName: rest.buyerName, orderId: rest.orderId, reason: rest.reason },
        fen: byCase.get(`${rest.planId}/${rest.subject}`)?.fen ?? null,
      })),
    now,
  )
  await planStore.addSpent(
    tx,
    shopId,
    [...spent].map(([id, li]) => ({ id, li })),
  )
  await caseStore.saveCases(tx, shopId, stand)
  const ended = stand.flatMap(({ subject, state, why }) =>
    state === 'stopped' ? [{ subject, paid: why === 'paid' }] : [],
  )
  await caseStore.endErrands(tx, shopId, ended, now)
  return { decided: due.length, queued: stored.filter(({ state }) => state === 'queued') }
}
