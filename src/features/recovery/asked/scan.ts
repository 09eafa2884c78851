import type { Tx } from '../../../platform/db/db.ts'
import { lockShop } from '../../../platform/events/log.ts'
import { DAY, type Instant, MINUTE } from '../../../shared/time.ts'
import type { SettingsDeps } from '../../shop/index.ts'
import type { Subject } from '../domain/begins.ts'
import { type Asked, keepReadTo, lastMessageBefore, readOn, readTo } from '../reading/store.ts'
import { stockOf } from '../reason/store.ts'
import type { BeginCases } from '../wish/tell.ts'
import { type AskedPlan, askedPlans, lastWordIn, whoOrdered } from './store.ts'

/** Who bought a product so lately asks about what they bought. */
const BOUGHT = 15 * DAY
/** Who complains is not asked to order. */
const NOT: ReadonlySet<string> = new Set(['complaint', 'after-sales', 'order-change'])

/** Of each conversation the last thing the buyer wrote about a product. */
const lastOfEach = (asked: readonly Asked[]): Asked[] => [
  ...new Map(
    asked
      .filter(({ goods, intent }) => goods.length > 0 && (intent === null || !NOT.has(intent)))
      .map((one) => [one.conversationId, one]),
  ).values(),
]

/** Who asked about a product in a piece of messages, wrote nothing since, and has not ordered (RCV-120). */
const notOrdered = async (tx: Tx, shopId: number, asked: readonly Asked[]): Promise<Subject[]> => {
  const each = lastOfEach(asked)
  if (each.length === 0) return []
  const still = await lastWordIn(tx, shopId, each)
  const silent = each.filter(({ conversationId }) => still.has(conversationId))
  const stock = await stockOf(tx, shopId, [...new Set(silent.flatMap(({ goods }) => goods.slice(0, 1)))])
  const about = silent.flatMap((one) => {
    const product = stock.find(({ id, title }) => id === one.goods[0] || title === one.goods[0])
    return product ? [{ ...one, product }] : []
  })
  const ordered = await whoOrdered(
    tx,
    shopId,
    about.map(({ product, at, conversationId, keys, buyerId }) => ({
      ...{ conversationId, keys, buyerId },
      ...{ product: product.id, since: at },
    })),
    BOUGHT,
  )
  return about
    .filter(({ conversationId }) => !ordered.has(conversationId))
    .map(({ conversationId, buyerKey, buyerId, buyerName, product, at }) => ({
      ...{ subject: `asked:${conversationId}`, buyerKey, buyerId, buyerName, orderId: null },
      ...{ products: [product.id], fen: product.priceFen, beganAt: at, endsAt: null },
    }))
}

const piece = async (
  tx: Tx,
  shopId: number,
  plan: AskedPlan,
  begin: BeginCases,
  now: Instant,
): Promise<{ begun: number; more: boolean }> => {
  const what = `asked:${plan.id}`
  const after = (await readTo(tx, shopId, what)) ?? (await lastMessageBefore(tx, shopId, plan.startedAt))
  const until = now - plan.waits * MINUTE
  const { to, asked, full } = await readOn(tx, shopId, { after, until, since: plan.startedAt })
  // Also of an empty piece: looking for where the plan began takes longer each time.
  await keepReadTo(tx, shopId, what, to ?? after)
  if (to === null) return { begun: 0, more: false }
  const who = await notOrdered(tx, shopId, asked)
  if (who.length > 0) await begin(tx, shopId, plan.id, who, now)
  return { begun: who.length, more: full }
}

/**
 * Looks, for each plan about who asked and did not order, through what buyers wrote until its first step could be due:
 * 5,000 messages in a transaction, in the shop's turn. What was read is not read again, on whatever server.
 */
export const scanAsked = async (
  { db, clock }: Pick<SettingsDeps, 'db' | 'clock'>,
  shopId: number,
  begin: BeginCases,
): Promise<number> => {
  const plans = await db.tx({ shops: [shopId] }, (tx) => askedPlans(tx, shopId))
  let begun = 0
  for (const plan of plans)
    for (let more = true; more; ) {
      const done = await db.tx({ shops: [shopId] }, async (tx) => {
        await lockShop(tx, shopId)
        return piece(tx, shopId, plan, begin, clock.now())
      })
      begun += done.begun
      more = done.more
    }
  return begun
}
