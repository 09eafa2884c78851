import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import type { ShopFacts } from '../shop/domain.ts'
import {
  type By,
  changeSettings,
  differences,
  type SettingsDeps,
  saveSettings,
  shopFacts,
} from '../shop/index.ts'
import type { ShopClock } from './contract.ts'
import { type ClockRule, inForce } from './domain/rule.ts'
import type { ClockSettings } from './domain/settings.ts'
import { originOf, rulesFor, stageOf } from './domain/settings-rules.ts'
import { checkSettings } from './domain/valid.ts'
import { loadClockSettings } from './load.ts'

const load = async (tx: Tx, shopId: number): Promise<{ shop: ShopFacts; settings: ClockSettings }> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  return { shop, settings: await loadClockSettings(tx, shop) }
}

const told = (shop: ShopFacts, settings: ClockSettings, now: Instant): ShopClock => ({
  settings,
  rules: rulesFor(shop.platform, settings).map((rule) => ({
    rule,
    origin: originOf(rule, settings),
    stage: stageOf(rule, now),
  })),
  now,
})

export const clockSettings = (deps: SettingsDeps, shopId: number): Promise<ShopClock> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { shop, settings } = await load(tx, shopId)
    return told(shop, settings, deps.clock.now())
  })

const keyOf = ({ id, from }: ClockRule): string => `${id} ${from}`

/** For the audit: a version by name, with the values that differ from what it stands in for. */
interface RuleChange {
  rule: string
  name: string
  begins: string
  what: 'added' | 'changed' | 'withdrawn'
  changes?: Record<string, { from: unknown; to: unknown }>
}

const ruleChanges = (shop: ShopFacts, before: ClockSettings, after: ClockSettings): RuleChange[] => {
  const old = new Map(before.rules.map((rule) => [keyOf(rule), rule]))
  const now = new Set(after.rules.map(keyOf))
  const held = rulesFor(shop.platform, before)
  const changed = ({ id, name, from }: ClockRule, what: RuleChange['what']): RuleChange => ({
    rule: id,
    name: name.zh,
    begins: new Date(from).toISOString(),
    what,
  })
  const added = after.rules.flatMap((rule): RuleChange[] => {
    const same = old.get(keyOf(rule))
    const { id, from, ...values } = rule
    const stoodFor = same ?? inForce(held, from).find((other) => other.id === id)
    const changes = differences<Partial<ClockRule>>(stoodFor ?? {}, values)
    if (same && Object.keys(changes).length === 0) return []
    return [{ ...changed(rule, same ? 'changed' : 'added'), changes }]
  })
  const gone = before.rules.filter((rule) => !now.has(keyOf(rule)))
  return [...added, ...gone.map((rule) => changed(rule, 'withdrawn'))]
}

/**
 * Replaces a shop's settings of the clocks, whole or not at all. Refuses `malformed` with `problems` that name field,
 * code and the way to mend it. Only what comes is changed: recorded breaches and versions that have begun stay.
 */
export const setClockSettings = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  proposed: unknown,
): Promise<ShopClock> =>
  changeSettings(deps, by, shopId, 'clock', async (tx) => {
    const now = deps.clock.now()
    const { shop, settings: before } = await load(tx, shopId)
    const { settings, problems } = checkSettings(proposed, { saved: before, platform: shop.platform, now })
    if (problems) throw refuse('malformed', { where: 'body', problems })
    const gives = told(shop, settings, now)
    const { rules, ...changed } = differences(before, settings)
    if (!rules && Object.keys(changed).length === 0) return { gives, audit: null }
    await saveSettings(tx, shopId, 'clock', settings)
    const detail = rules ? { ...changed, rules: ruleChanges(shop, before, settings) } : changed
    return { gives, audit: { what: 'clock.changed', detail } }
  })
