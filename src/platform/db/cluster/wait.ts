import { setTimeout } from 'node:timers/promises'

/** Asks every `every` ms until it holds; false when it still does not after `limit` ms. */
export const within = async (
  limit: number,
  holds: () => boolean | Promise<boolean>,
  every = 10,
): Promise<boolean> => {
  const end = performance.now() + limit
  while (!(await holds())) {
    if (performance.now() > end) return false
    await setTimeout(every)
  }
  return true
}
