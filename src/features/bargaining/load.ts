import type { Tx } from '../../platform/db/db.ts'
import { settingsOf } from '../shop/index.ts'
import { BargainingPolicy, defaultPolicy } from './domain/policy.ts'

/** How a shop meets buyers who bargain; what it has not set is as a shop begins with. */
export const loadPolicy = async (tx: Tx, shopId: number): Promise<BargainingPolicy> => {
  const saved = (await settingsOf(tx, shopId, 'bargaining')) as Partial<BargainingPolicy> | undefined
  return BargainingPolicy.parse({ ...defaultPolicy(), ...saved })
}
