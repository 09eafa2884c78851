import { record } from '../../../platform/auth/audit.ts'
import { append, lockShop } from '../../../platform/events/log.ts'
import type { Caller } from '../../../platform/http/serve.ts'
import { refuse } from '../../../shared/refusal.ts'
import type { OrderHook } from '../../order/index.ts'
import { byOf, changeSettings, differences, type SettingsDeps, saveSettings } from '../../shop/index.ts'
import { stockOf, talkFacts } from '../reason/store.ts'
import type { Wish, WishSettings, WishState } from './contract.ts'
import { loadWishSettings } from './settings.ts'
import * as store from './store.ts'

const MOST = 500

export const wished = (deps: SettingsDeps, shopId: number) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => ({
    products: await store.wished(tx, shopId, MOST),
    settings: await loadWishSettings(tx, shopId),
    planned: (await store.runningPlans(tx, shopId)).length > 0,
  }))

export const wishes = (
  deps: SettingsDeps,
  shopId: number,
  wanted: { product?: string | undefined; buyer?: number | undefined; state?: WishState | undefined },
) => deps.db.tx({ shops: [shopId] }, async (tx) => ({ wishes: await store.wishes(tx, shopId, wanted, MOST) }))

/** Takes the shop's turn, works and tells the screens. */
const changing = async <T>(
  deps: SettingsDeps,
  shopId: number,
  work: Parameters<SettingsDeps['db']['tx']>[1] extends (tx: infer Tx) => unknown
    ? (tx: Tx) => Promise<T>
    : never,
): Promise<T> => {
  const { gives, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const given = await work(tx)
    const news = { kind: 'settings', data: { shopId, area: 'recovery' } }
    return { gives: given, logged: await append(tx, shopId, [news], deps.clock.now()) }
  })
  deps.hub.publish(logged)
  return gives
}

/** Refuses `not-found` where there is no such conversation or product, or the product has no such SKU. */
export const addWish = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  conversationId: number,
  { product, sku, quantity }: { product: string; sku: string | null; quantity: number },
): Promise<Wish> =>
  changing(deps, shopId, async (tx) => {
    const now = deps.clock.now()
    const talk = await talkFacts(tx, shopId, conversationId)
    if (!talk) throw refuse('not-found', { conversationId })
    const card = (await stockOf(tx, shopId, [product])).find(({ id }) => id === product)
    if (!card) throw refuse('not-found', { product })
    if (sku !== null && !card.skus.some(({ id }) => id === sku)) throw refuse('not-found', { sku })
    const { buyerId, buyerKey } = talk
    const wish = { product, sku, buyerKey, buyerId, conversationId, askedAt: now, quantity }
    const added = await store.addWishes(tx, shopId, [wish])
    const known = await store.waitingOf(tx, shopId, wish)
    if (!known) throw new Error('a wish is not found again')
    if (added === 0 && known.quantity !== quantity) await store.setQuantity(tx, shopId, known.id, quantity)
    if (added > 0)
      await record(
        tx,
        { shopId, ...byOf(caller), what: 'wish.added', detail: { wishId: known.id, product, quantity } },
        now,
      )
    return { ...known, quantity }
  })

/** Refuses `already-settled` where the buyer waits for the same by another wish. */
export const setWish = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  id: number,
  state: WishState,
): Promise<Wish> =>
  changing(deps, shopId, async (tx) => {
    const now = deps.clock.now()
    const before = await store.wishById(tx, shopId, id)
    if (!before) throw refuse('not-found', { wishId: id })
    if (before.state === state) return before
    if (!(await store.setState(tx, shopId, [id], state, state === 'told' ? now : null)))
      throw refuse('already-settled', { wishId: id })
    await record(tx, { shopId, ...byOf(caller), what: 'wish.changed', detail: { wishId: id, state } }, now)
    return (await store.wishById(tx, shopId, id)) ?? before
  })

export const setWishSettings = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  settings: WishSettings,
): Promise<WishSettings> =>
  changeSettings(deps, byOf(caller), shopId, 'recovery', async (tx) => {
    const detail = differences(await loadWishSettings(tx, shopId), settings)
    const changed = Object.keys(detail).length > 0
    if (changed) await saveSettings(tx, shopId, 'recovery-wish', settings)
    return { gives: settings, audit: changed ? { what: 'wish.settings', detail } : null }
  })

/** Whoever orders what they asked for has it: their place is free. An order made before the wish, or closed, is none. */
export const wishesBought: OrderHook = (tx, shopId, moved) =>
  store.boughtBy(
    tx,
    shopId,
    moved.flatMap(({ after }) =>
      after.buyer === null || after.status === 'closed' || after.status === 'unknown'
        ? []
        : after.lines.flatMap(({ product }) =>
            product === null || after.buyer === null
              ? []
              : [{ buyerKey: after.buyer.id, product, at: after.createdAt }],
          ),
    ),
  )
