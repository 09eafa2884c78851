import type { Tx } from '../../../platform/db/db.ts'
import type { Instant } from '../../../shared/time.ts'
import { phaseOn } from '../../campaign/domain/phase-on.ts'
import { kindsOn } from '../../campaign/domain/phases.ts'
import { loadCampaigns } from '../../campaign/index.ts'
import { settingsOf } from '../../shop/index.ts'
import { type Guess, type ReasonFacts, readyRules, reasonOf } from '../domain/reason.ts'
import { defaultReasonRules, ReasonRules } from '../domain/reason-words.ts'
import * as store from './store.ts'

export const loadReasonRules = async (tx: Tx, shopId: number): Promise<ReasonRules> => {
  const saved = (await settingsOf(tx, shopId, 'recovery-reason')) as Partial<ReasonRules> | undefined
  return ReasonRules.parse({ ...defaultReasonRules(), ...saved })
}

/** Somebody who has not ordered or paid. */
export interface About {
  subject: string
  buyerKey: string
  buyerId: number | null
  orderId: string | null
  products: readonly string[]
}

export interface Told extends Guess {
  by: { personId: number; at: Instant } | null
  /** The buyer of the desk, where one is known. */
  buyerId: number | null
}

type Around = Pick<ReasonFacts, 'ahead' | 'phase'>

/** A sale that begins within so many days may be waited for. */
const AHEAD = 10 * 86_400_000

/** The phase that is on, and the next sale. */
export const aroundNow = async (tx: Tx, shopId: number, now: Instant): Promise<Around> => {
  const { campaigns } = await loadCampaigns(tx, shopId)
  let ahead: ReasonFacts['ahead'] = null
  for (const { name, waves } of campaigns)
    for (const { kind, from } of waves.flatMap(({ phases }) => phases))
      if (
        (kind === 'spot' || kind === 'deposit') &&
        from > now &&
        from - now <= AHEAD &&
        (ahead === null || from < ahead.at)
      )
        ahead = { at: from, name }
  return { ahead, phase: phaseOn(kindsOn(campaigns, now)) }
}

const saidBy = (reason: Guess['reason']): Guess => ({
  ...{ reason, confidence: 1, messageId: null },
  because: { zh: '客服改过的原因', en: 'A person of the shop said so' },
})

/**
 * Why each of some has not ordered or paid, from what was said with them of late, in six statements for any number of them;
 * 500 at a time are plenty (RCV-107). What a person said goes before what the desk would guess.
 */
export const loadReason = async (
  tx: Tx,
  shopId: number,
  subjects: readonly About[],
  now: Instant,
): Promise<Map<string, Told>> => {
  if (subjects.length === 0) return new Map()
  const some = <T>(values: readonly (T | null)[]): T[] => [
    ...new Set(values.filter((value): value is T => value !== null)),
  ]
  const orderIds = some(subjects.map(({ orderId }) => orderId))
  const keys = some(subjects.map(({ buyerKey, buyerId }) => (buyerId === null ? buyerKey : null)))
  const named = some(subjects.flatMap(({ orderId, products }) => (orderId === null ? products : [])))
  const rules = readyRules(await loadReasonRules(tx, shopId))
  const around = await aroundNow(tx, shopId, now)
  const byKey = new Map((await store.buyersOfKeys(tx, shopId, keys)).map((b) => [b.key, b.buyerId]))
  const byOrder = new Map(
    (await store.buyersOfOrders(tx, shopId, orderIds)).map((b) => [b.orderId, b.buyerId]),
  )
  const orders = new Map((await store.orderMoments(tx, shopId, orderIds)).map((o) => [o.id, o]))
  const stock = await store.stockOf(tx, shopId, named)
  const corrected = new Map(
    (
      await store.correctedOf(
        tx,
        shopId,
        subjects.map(({ subject }) => subject),
      )
    ).map((c) => [c.subject, c]),
  )
  const buyerOf = ({ orderId, buyerId, buyerKey }: About): number | null =>
    (orderId === null ? undefined : byOrder.get(orderId)) ?? buyerId ?? byKey.get(buyerKey) ?? null
  const oldest = Math.min(now, ...[...orders.values()].map(({ createdAt }) => createdAt)) - rules.span
  const said = await store.lastSaid(tx, shopId, some(subjects.map(buyerOf)), oldest)
  const byBuyer = Map.groupBy(said, ({ buyerId }) => buyerId)
  return new Map(
    subjects.map((about) => {
      const buyerId = buyerOf(about)
      const by = corrected.get(about.subject)
      const order = about.orderId === null ? null : orders.get(about.orderId)
      const guess = by
        ? saidBy(by.reason)
        : reasonOf(
            {
              messages: (buyerId !== null && byBuyer.get(buyerId)) || [],
              order: about.orderId === null ? null : { createdAt: order?.createdAt ?? now },
              products: stock.filter(
                ({ id, title }) => about.products.includes(id) || about.products.includes(title),
              ),
              ...around,
              now,
            },
            rules,
          )
      return [about.subject, { ...guess, buyerId, by: by ? { personId: by.personId, at: by.at } : null }]
    }),
  )
}
