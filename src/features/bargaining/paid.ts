import { record } from '../../platform/auth/audit.ts'
import type { OrderHook } from '../order/index.ts'
import * as store from './store.ts'

/** What was given to a buyer who bargained is paid for when an order of theirs is paid while it holds (BGN-16). */
export const concessionsPaid: OrderHook = async (tx, shopId, moved, now) => {
  const paid = moved.flatMap(({ before, after }) => {
    const at = after.paidAt ?? (after.status === 'paid' ? now : null)
    const was = before !== null && (before.paidAt !== null || before.status === 'paid')
    return at === null || was || after.buyer === null ? [] : [{ key: after.buyer.id, at }]
  })
  if (paid.length === 0) return
  for (const { id, worthFen } of await store.settlePaid(tx, shopId, paid, now))
    await record(
      tx,
      {
        shopId,
        personId: null,
        address: null,
        what: 'concession.paid',
        detail: { concessionId: id, worthFen },
      },
      now,
    )
}
