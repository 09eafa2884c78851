import { useEffect, useState } from 'react'
import type { ShopGuard } from '../contract.ts'
import type { Guard } from '../domain/verdict.ts'
import { useShopGuard } from './api.ts'

const known = new WeakMap<ShopGuard, Promise<Guard>>()

/** A guard made ready once for the same settings. The engine is fetched when it is first needed: it is no part of what
 * the workbench starts with. */
export const prepared = (shop: ShopGuard): Promise<Guard> => {
  const before = known.get(shop)
  if (before) return before
  const made = import('../domain/guard.ts').then(({ prepareGuard }) =>
    prepareGuard(shop.platform, shop.settings),
  )
  made.catch(() => known.delete(shop))
  known.set(shop, made)
  return made
}

/** The guard of these settings; while it is made ready the one before, or null. */
export const usePrepared = (shop: ShopGuard | undefined): Guard | null => {
  const [guard, setGuard] = useState<Guard | null>(null)
  useEffect(() => {
    if (!shop) return
    let gone = false
    // What cannot be fetched leaves the deciding to the server, which decides anyway.
    prepared(shop).then(
      (ready) => gone || setGuard(ready),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [shop])
  return guard
}

/** A shop's guard, to check while somebody types. Null until it is ready. */
export const useGuard = (shopId: number): Guard | null => usePrepared(useShopGuard(shopId).data)
