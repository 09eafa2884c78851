import { refuse } from '../../../shared/refusal.ts'
import type { Said } from '../../../shared/said.ts'
import { DAY } from '../../../shared/time.ts'
import { shopFacts } from '../../shop/index.ts'
import type { Advice, AdviceAsked, Measured, ShopKnown } from '../domain/adviser/advice.ts'
import { advise } from '../domain/adviser/advise.ts'
import type { SendingChannel } from '../domain/plan.ts'
import type { PlanResults } from '../domain/results.ts'
import { loadRecoverySettings } from '../load.ts'
import type { ResultsDeps } from '../results/service.ts'
import * as store from './store.ts'

/** Orders of so many days are looked at, and sendings of three times as many. */
const LOOKED = 30 * DAY
/** An order this old will hardly be paid any more. */
const SETTLED = 3 * DAY
/** Fewer sendings say little about whom a channel reaches. */
const FEWEST_SENT = 50
/** So many earlier plans are looked at: each is counted through. */
const PLANS = 6

type Channels = ShopKnown['channels']

/** What the shop's own tables say about unpaid orders, whom a channel reaches, and what earlier plans brought. */
const shopKnown = async (
  { db, clock }: ResultsDeps,
  shopId: number,
  results: (shopId: number, planId: number) => Promise<PlanResults>,
): Promise<ShopKnown> => {
  const now = clock.now()
  const { plans, ...rest } = await db.tx({ shops: [shopId] }, async (tx) => {
    const shop = await shopFacts(tx, shopId)
    if (!shop) throw refuse('not-found', { shopId })
    const settings = await loadRecoverySettings(tx, shopId)
    const orders = await store.unpaidOrders(tx, shopId, { since: now - LOOKED, settledBefore: now - SETTLED })
    const sent = await store.reached(tx, shopId, now - 3 * LOOKED)
    const forbidden = (channel: SendingChannel): Said | null =>
      settings.limits.find(
        (limit) => limit.platform === shop.platform && limit.channel === channel && !limit.allowed,
      )?.says ?? null
    const fromOrders: Record<SendingChannel, number> = {
      chat: (await store.writesFirst(tx, shopId)) ? orders.orders : orders.known,
      sms: orders.withPhone,
      phone: orders.withPhone,
    }
    const channel = (name: SendingChannel): Channels[SendingChannel] => {
      const { costLi } = settings
      const before = sent.find((one) => one.channel === name)
      const tried = before ? before.reached + before.not : 0
      const reach =
        before && tried >= FEWEST_SENT
          ? { reach: before.reached / tried, reachFrom: 'sent' as const }
          : orders.orders > 0
            ? { reach: fromOrders[name] / orders.orders, reachFrom: 'orders' as const }
            : { reach: null, reachFrom: null }
      return { ...reach, costLi: costLi[name], forbidden: forbidden(name) }
    }
    return {
      bands: await store.bands(tx, shopId, now - LOOKED, orders.days),
      base: orders.settled > 0 ? orders.paid / orders.settled : null,
      lifeMinutes: orders.lifeMinutes === null ? null : Math.round(orders.lifeMinutes),
      channels: { chat: channel('chat'), sms: channel('sms'), phone: channel('phone') },
      goodHours: settings.goodHours,
      smsHours: settings.smsHours,
      valuableFen: settings.valuableFen,
      language: shop.locale.startsWith('zh') ? ('zh' as const) : ('en' as const),
      plans: await store.comparedPlans(tx, shopId, PLANS),
    }
  })
  const measured: Measured[] = []
  for (const { id, body } of plans) {
    const { all } = await results(shopId, id)
    if (!all.uplift) continue
    const channels = [...new Set(body.steps.map((step) => step.channel))]
    const people = all.treated.people + all.control.people
    measured.push({ planId: id, name: body.name, channels, people, uplift: all.uplift, verdict: all.verdict })
  }
  return { ...rest, measured }
}

/** What to do with so much money and time. Refuses `not-found`. */
export const advice = async (
  deps: ResultsDeps,
  shopId: number,
  asked: AdviceAsked,
  results: (shopId: number, planId: number) => Promise<PlanResults>,
): Promise<Advice> => advise(await shopKnown(deps, shopId, results), asked)
