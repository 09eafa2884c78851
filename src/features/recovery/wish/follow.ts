import { type TellDeps, tellOf } from './tell.ts'

/**
 * When a shop's products change (by hand, by a file, by a connector), those who wait for them are told at once; the server
 * on which the change was made does it. What it misses the job that runs every five minutes finds.
 */
export const followStock = (
  deps: TellDeps & { log(message: string, error: unknown): void },
): { close(): Promise<void> } => {
  let closed = false
  const running = new Map<number, Promise<unknown>>()
  const look = (shopId: number) => {
    // A change during a look is looked at after it.
    const next = (running.get(shopId) ?? Promise.resolve())
      .then(() => (closed ? 0 : tellOf(deps, shopId)))
      .catch((error) => {
        if (!closed) deps.log('telling who waits for products failed', error)
      })
      .finally(() => {
        if (running.get(shopId) === next) running.delete(shopId)
      })
    running.set(shopId, next)
  }
  const unwatch = deps.hub.watch({
    logged(entries) {
      for (const entry of entries) {
        if (entry.kind !== 'settings' || !deps.hub.isOwn(entry)) continue
        const { shopId, area } = entry.data as { shopId: number; area: string }
        if (area === 'catalog' && !closed) look(shopId)
      }
    },
  })
  return {
    async close() {
      closed = true
      unwatch()
      await Promise.all(running.values())
    },
  }
}
