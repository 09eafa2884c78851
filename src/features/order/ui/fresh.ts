import type { ShownOrder } from '../contract.ts'

/** Whether an answer of the desk shows one of some orders. */
export const concerns = (answer: unknown, ids: readonly string[] | null): boolean => {
  if (ids === null || typeof answer !== 'object' || answer === null) return false
  const { orders, order } = answer as { orders?: ShownOrder[]; order?: ShownOrder['order'] }
  return (orders?.some((one) => ids.includes(one.order.id)) ?? false) || (!!order && ids.includes(order.id))
}

interface Means {
  ask(shopId: number): void
  /** Does something after so long; the answer calls it off. */
  later(go: () => void, ms: number): () => void
}

/**
 * Asks for a shop's orders anew once, `ms` after the first news of them: what comes meanwhile is answered with it. News
 * that is more urgent than what is waited for brings that forward.
 */
export const freshOrders = ({ ask, later }: Means) => {
  const waiting = new Map<number, { ms: number; off: () => void }>()
  return (shopId: number, ms: number): void => {
    const before = waiting.get(shopId)
    if (before && before.ms <= ms) return
    before?.off()
    const go = () => {
      waiting.delete(shopId)
      ask(shopId)
    }
    waiting.set(shopId, { ms, off: later(go, ms) })
  }
}
