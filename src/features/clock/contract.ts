import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { ShopPath } from '../shop/contract.ts'
import { ClockRule } from './domain/rule.ts'
import { ClockSettings } from './domain/settings.ts'

/** A version of a rule as it holds in a shop: its end is where it really ended or ends. */
export const EffectiveRule = z
  .object({
    rule: ClockRule,
    /** With the desk; the shop's edition of such a rule; a rule the shop made. */
    origin: z.enum(['shipped', 'edited', 'own']),
    stage: z.enum(['past', 'current', 'future']),
  })
  .meta({ id: 'EffectiveRule' })
export type EffectiveRule = z.infer<typeof EffectiveRule>

const ShopClock = z
  .object({ settings: ClockSettings, rules: z.array(EffectiveRule), now: z.number() })
  .meta({ id: 'ShopClock' })
export type ShopClock = z.infer<typeof ShopClock>

/** What does not fit is let through here and refused by `checkSettings`, whose findings have codes to translate. */
const Proposed = ClockSettings.or(z.unknown()) as unknown as z.ZodType<unknown, ClockSettings>

export const clockContract = endpoints({
  clockSettings: {
    method: 'get',
    path: '/api/shops/{shopId}/clock',
    params: ShopPath,
    gives: ShopClock,
    needs: 'settings.read',
    says: 'Service clocks: the shop’s settings, and every version of every rule that held, holds or will hold in it.',
  },
  setClockSettings: {
    method: 'put',
    path: '/api/shops/{shopId}/clock',
    params: ShopPath,
    body: Proposed,
    gives: ShopClock,
    needs: 'settings.edit',
    says: 'Replaces the settings. Versions of rules that have begun stay as they are; new ones begin now (`from` 0: at saving) or later.',
  },
})
