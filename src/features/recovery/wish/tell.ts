import type { Tx } from '../../../platform/db/db.ts'
import { append, lockShop } from '../../../platform/events/log.ts'
import { DAY, HOUR, type Instant } from '../../../shared/time.ts'
import { type SettingsDeps, shopFacts } from '../../shop/index.ts'
import type { Subject } from '../domain/begins.ts'
import { whoIsTold } from '../domain/wish.ts'
import { offeredFor } from '../domain/wordings.ts'
import { buyerOut, isOut, optedOut } from '../opt-outs/service.ts'
import { type Stocked, stockOf } from '../reason/store.ts'
import { loadWishSettings } from './settings.ts'
import * as store from './store.ts'

/** Begins cases of a plan, in the transaction whose shop's turn is taken. */
export type BeginCases = (
  tx: Tx,
  shopId: number,
  planId: number,
  who: readonly Subject[],
  now: Instant,
) => Promise<unknown>

export interface TellDeps extends SettingsDeps {
  begin: BeginCases
}

/** Wishes looked at together; of a shop that has more waiting for what is there, the rest follows the next time. */
const MOST = 5000

const piecesOf = ({ stock, skus }: Stocked): Map<string, number> =>
  new Map([['', stock], ...skus.map(({ id, stock: of }): [string, number] => [id, of])])

const subjectOf = (wish: store.WaitingRow, { priceFen }: Stocked, now: Instant): Subject => ({
  subject: `wish:${wish.id}`,
  buyerKey: wish.buyerKey,
  buyerId: wish.buyerId,
  buyerName: wish.buyerName,
  orderId: null,
  products: [wish.product],
  fen: priceFen * wish.quantity,
  beganAt: now,
  endsAt: null,
})

/**
 * Tells those whose turn it is of what is back: by the plan that runs for it, or by a list for people where none does
 * (RCV-132). In the shop's turn: two servers that see the same stock promise no piece twice. Gives how many.
 */
export const tellOf = (deps: TellDeps, shopId: number): Promise<number> =>
  deps.db
    .tx({ shops: [shopId] }, async (tx) => {
      await lockShop(tx, shopId)
      const now = deps.clock.now()
      const { holdHours, keepDays } = await loadWishSettings(tx, shopId)
      await store.endOldWishes(tx, shopId, now - keepDays * DAY)
      const waiting = await store.waitingForStocked(tx, shopId, now - keepDays * DAY, MOST)
      if (waiting.length === 0) return { told: 0, logged: [] }
      const products = [...new Set(waiting.map(({ product }) => product))]
      const stock = new Map((await stockOf(tx, shopId, products)).map((p) => [p.id, p]))
      const held = await store.heldPieces(tx, shopId, products, now - holdHours * HOUR)
      const plans = await store.runningPlans(tx, shopId)
      const keys = [...new Set(waiting.map(({ buyerKey }) => buyerOut(buyerKey)))]
      const outs = await optedOut(tx, shopId, keys)
      const shop = await shopFacts(tx, shopId)
      const [words] = offeredFor('back-in-stock', 'first', shop?.locale === 'en' ? 'en' : 'zh')
      const byPlan = new Map<number, Subject[]>()
      const byHand: Parameters<typeof store.addErrands>[2][number][] = []
      const told: number[] = []
      for (const [product, all] of Map.groupBy(waiting, (wish) => wish.product)) {
        const card = stock.get(product)
        if (!card) continue
        const kept = new Map(
          held.filter((h) => h.product === product).map((h): [string, number] => [h.sku ?? '', h.pieces]),
        )
        const plan = plans.find((one) => one.products.length === 0 || one.products.includes(product))
        // A plan looks at that itself, and keeps the reason. By hand nobody does, and no pieces are held for them.
        const open = plan ? all : all.filter(({ buyerKey }) => !isOut(outs, [buyerOut(buyerKey)], 'chat'))
        const chosen = new Set(whoIsTold(open, piecesOf(card), kept).map(({ id }) => id))
        for (const wish of all.filter(({ id }) => chosen.has(id))) {
          told.push(wish.id)
          const subject = subjectOf(wish, card, now)
          if (plan) byPlan.set(plan.id, [...(byPlan.get(plan.id) ?? []), subject])
          else
            byHand.push({
              ...{ subject: subject.subject, buyerKey: wish.buyerKey, buyerName: wish.buyerName },
              ...{ words: (words?.text ?? '').replaceAll('{product}', card.title), fen: subject.fen ?? 0 },
            })
        }
      }
      for (const [planId, who] of byPlan) await deps.begin(tx, shopId, planId, who, now)
      await store.addErrands(tx, shopId, byHand, now)
      await store.setState(tx, shopId, told, 'told', now)
      const news = { kind: 'settings', data: { shopId, area: 'recovery' } }
      return { told: told.length, logged: told.length > 0 ? await append(tx, shopId, [news], now) : [] }
    })
    .then(({ told, logged }) => {
      deps.hub.publish(logged)
      return told
    })
