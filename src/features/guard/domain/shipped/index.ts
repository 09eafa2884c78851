import type { Platform } from '../../../shop/domain.ts'
import { advertising } from './advertising.ts'
import { away } from './away.ts'
import { contact } from './contact.ts'
import type { ShippedRule } from './made.ts'
import { pay } from './pay.ts'
import { promise } from './promise.ts'
import { scarcity } from './scarcity.ts'
import { service } from './service.ts'

export type { ShippedRule } from './made.ts'

/** The rules that come with the desk, with their sources: specs/guard.md. */
export const shippedRules: readonly ShippedRule[] = [
  contact,
  away,
  pay,
  advertising,
  service,
  scarcity,
  promise,
].flat()

/** Those of a platform: each id once. */
export const rulesOf = (platform: Platform): readonly ShippedRule[] =>
  shippedRules.filter(({ platforms }) => platforms.includes(platform))
