import { all, type Db, sql, type Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Ask } from '../assistant/domain/ask.ts'
import { type Knowledge, loadAssistant } from '../assistant/index.ts'
import { loadClocks } from '../clock/load.ts'
import { priceSource } from '../guard/domain/prices.ts'
import { loadGuard } from '../guard/load.ts'
import type { Shelves } from '../pricing/live.ts'
import { loadRouting } from '../routing/load.ts'
import { shopFacts } from '../shop/index.ts'
import type { AboutShop } from './batch.ts'

/** What decisions in a shop depend on and people set. */
export type ShopConfig = Pick<AboutShop, 'assistant' | 'clocks' | 'guard' | 'routing' | 'version'>

/** A shop's settings ready for deciding. Refuses `not-found`. */
export const readConfig = async (
  tx: Tx,
  shopId: number,
  { ask, shelves }: { ask?: Ask | undefined; shelves?: Pick<Shelves, 'now'> | undefined } = {},
): Promise<Omit<ShopConfig, 'version'>> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  const clocks = await loadClocks(tx, shop)
  return {
    clocks,
    guard: await loadGuard(tx, shop, shelves ? [priceSource(() => shelves.now(shopId))] : []),
    assistant: await loadAssistant(tx, shopId, clocks.settings.holding, ask),
    routing: await loadRouting(tx, shop),
  }
}

/** The settings of some shops, each at least of the version named for it. */
export type Config = (
  shops: readonly number[],
  atLeast: ReadonlyMap<number, number>,
) => Promise<ReadonlyMap<number, ShopConfig>>

/** Shops' settings, read again when a newer version is asked for. One for a process: thousands of shops' rules ready for
 * deciding take memory. */
export const rememberConfig = (
  db: Db,
  knowledge?: Pick<Knowledge, 'of'>,
  shelves?: Pick<Shelves, 'now'>,
): Config => {
  const known = new Map<number, ShopConfig>()
  return async (shops, atLeast) => {
    const old = shops.filter((id) => (known.get(id)?.version ?? -1) < (atLeast.get(id) ?? 0))
    if (old.length > 0)
      await db.tx({ shops: old }, async (tx) => {
        // The versions first: settings that change meanwhile are then newer than they say, and are read once more.
        const logs = await all(
          tx,
          sql<{ shop_id: number; version: number }>`select shop_id, config_version as version from shop_log
            where shop_id = any(${`{${old}}`}::int[])`,
        )
        for (const { shop_id, version } of logs)
          known.set(shop_id, {
            ...(await readConfig(tx, shop_id, { ask: await knowledge?.of(shop_id), shelves })),
            version,
          })
      })
    return known
  }
}
