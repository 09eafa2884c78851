import type { Tx } from '../../../platform/db/db.ts'
import { DAY, type Instant } from '../../../shared/time.ts'
import { asksForRestock, piecesWished, skuNamed, withdrawsWish } from '../domain/wish.ts'
import { keepReadTo, readOn, readTo } from '../reading/store.ts'
import { stockOf } from '../reason/store.ts'
import { loadWishSettings } from './settings.ts'
import { addWishes, type NewWish, setState, wishes } from './store.ts'

/** What reads, for how far it has. */
export const WISHES = 'wishes'

/**
 * Reads the next piece of what buyers wrote: who asks for something that is out is noted down, who no longer wants to be
 * told is taken off (RCV-131). Gives whether there may be more. A piece that was read is not read again, whoever reads.
 */
export const hearWishes = async (
  tx: Tx,
  shopId: number,
  now: Instant,
): Promise<{ added: number; more: boolean }> => {
  const { keepDays } = await loadWishSettings(tx, shopId)
  const after = (await readTo(tx, shopId, WISHES)) ?? 0
  const { to, asked, full } = await readOn(tx, shopId, { after, until: now, since: now - keepDays * DAY })
  if (to === null) return { added: 0, more: false }
  for (const { buyerId } of asked.filter(({ text }) => withdrawsWish(text))) {
    const waiting = await wishes(tx, shopId, { buyer: buyerId, state: 'waiting' }, 50)
    await setState(
      tx,
      shopId,
      waiting.map(({ id }) => id),
      'withdrawn',
      null,
    )
  }
  const wanting = asked.filter(({ text, goods }) => goods.length > 0 && asksForRestock(text))
  const stock = await stockOf(tx, shopId, [...new Set(wanting.flatMap(({ goods }) => goods.slice(0, 1)))])
  const found = wanting.flatMap(({ goods: [named], text, ...who }): NewWish[] => {
    const product = stock.find(({ id, title }) => id === named || title === named)
    if (!product) return []
    const sku = skuNamed(text, product.skus)
    const left = sku === null ? product.stock : (product.skus.find(({ id }) => id === sku)?.stock ?? 0)
    if (left > 0) return []
    const { buyerKey, buyerId, conversationId, at } = who
    return [
      {
        ...{ product: product.id, sku, buyerKey, buyerId, conversationId, askedAt: at },
        quantity: piecesWished(text),
      },
    ]
  })
  const added = await addWishes(tx, shopId, found)
  await keepReadTo(tx, shopId, WISHES, to)
  return { added, more: full }
}
