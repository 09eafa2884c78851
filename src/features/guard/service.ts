import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Platform, ShopFacts } from '../shop/domain.ts'
import {
  type By,
  changeSettings,
  differences,
  type SettingsDeps,
  saveSettings,
  shopFacts,
} from '../shop/index.ts'
import type { GuardRule, ShopGuard } from './contract.ts'
import { prepareGuard } from './domain/guard.ts'
import { withoutWords, withWords, wordKey } from './domain/own-words.ts'
import type { GuardSettings, GuardWord } from './domain/settings.ts'
import { rulesOf, shippedRules } from './domain/shipped/index.ts'
import { guardProblemsOf } from './domain/valid.ts'
import type { Verdict } from './domain/verdict.ts'
import { loadGuardSettings } from './load.ts'

const ruleIds: ReadonlySet<string> = new Set(shippedRules.map(({ id }) => id))

const needShop = async (tx: Tx, shopId: number): Promise<ShopFacts> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  return shop
}

/** Severities of rules that are shipped no more decide nothing and would keep every later change from being saved. */
const withoutGone = (settings: GuardSettings): GuardSettings => ({
  ...settings,
  severities: Object.fromEntries(Object.entries(settings.severities).filter(([id]) => ruleIds.has(id))),
})

const load = async (tx: Tx, shopId: number): Promise<ShopGuard> => {
  const { platform } = await needShop(tx, shopId)
  return { platform, settings: withoutGone(await loadGuardSettings(tx, shopId)) }
}

export const shopGuard = (deps: SettingsDeps, shopId: number): Promise<ShopGuard> =>
  deps.db.tx({ shops: [shopId] }, (tx) => load(tx, shopId))

/** Thousands of words have no place in an audit entry: how many there are now, and of a few changed ones which. */
const told = (before: GuardSettings, after: GuardSettings): Record<string, unknown> => {
  const { words, ...changed } = differences(before, after)
  if (!words) return changed
  const [was, is] = [before, after].map(({ words: all }) => new Map(all.map((w) => [wordKey(w.word), w])))
  const fresh = after.words.filter((w) => JSON.stringify(was?.get(wordKey(w.word))) !== JSON.stringify(w))
  const gone = before.words.filter((w) => !is?.has(wordKey(w.word)))
  const some = (list: readonly GuardWord[]) => list.slice(0, 20).map(({ word }) => word)
  return {
    ...changed,
    words: { from: before.words.length, to: after.words.length },
    ...(fresh.length > 0 && { put: some(fresh) }),
    ...(gone.length > 0 && { removed: some(gone) }),
  }
}

/** Changes the settings by what `next` makes of them. Refuses `malformed` with the places that are wrong. */
const change = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  next: (settings: GuardSettings) => GuardSettings,
): Promise<{ before: ShopGuard; after: ShopGuard }> =>
  changeSettings(deps, by, shopId, 'guard', async (tx) => {
    const before = await load(tx, shopId)
    const settings = next(before.settings)
    const problems = guardProblemsOf(settings, ruleIds)
    if (problems.length > 0) throw refuse('malformed', { where: 'body', problems: problems.slice(0, 20) })
    const gives = { before, after: { ...before, settings } }
    const detail = told(before.settings, settings)
    if (Object.keys(detail).length === 0) return { gives, audit: null }
    await saveSettings(tx, shopId, 'guard', settings)
    return { gives, audit: { what: 'guard.changed', detail } }
  })

export const setGuard = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  given: Omit<GuardSettings, 'words'> & { words?: GuardWord[] | undefined },
): Promise<ShopGuard> => {
  const { after } = await change(deps, by, shopId, ({ words }) => ({ ...given, words: given.words ?? words }))
  return after
}

const WORDS = 20_000

export const changeWords = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  { put, remove }: { put: readonly GuardWord[]; remove: readonly string[] },
): Promise<{ words: number; added: number; changed: number; removed: number }> => {
  let count = { words: 0, added: 0, changed: 0, removed: 0 }
  await change(deps, by, shopId, (settings) => {
    const left = withoutWords(settings.words, remove)
    const { words, added, changed } = withWords(left, put)
    if (words.length > WORDS) throw refuse('too-large', { words: words.length, limit: WORDS })
    count = { words: words.length, added, changed, removed: settings.words.length - left.length }
    return { ...settings, words }
  })
  return count
}

/** Allows a phrase from now on. A word of the shop's own that is the same is removed: it could never be found. */
export const allowPhrase = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  phrase: string,
): Promise<{ allowed: string[] }> => {
  const { after } = await change(deps, by, shopId, (settings) => {
    const key = wordKey(phrase)
    if (settings.allowed.some((known) => wordKey(known) === key)) return settings
    return {
      ...settings,
      allowed: [...settings.allowed, phrase],
      words: withoutWords(settings.words, [phrase]),
    }
  })
  return { allowed: after.settings.allowed }
}

/** The rules of a shop's platform. */
export const guardRules = (deps: SettingsDeps, shopId: number): Promise<GuardRule[]> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { platform, settings } = await load(tx, shopId)
    return rulesOf(platform).map(({ id, name, severity, why, cost, source, date, confidence }) => ({
      ...{ id, name, why, cost, source, date, confidence },
      shipped: severity,
      inForce: settings.severities[id] ?? severity,
    }))
  })

export const tryGuard = async (
  deps: SettingsDeps,
  shopId: number,
  ask: { text: string; platform?: Platform | undefined; settings?: GuardSettings | undefined },
): Promise<Verdict> => {
  const saved = await shopGuard(deps, shopId)
  const guard = prepareGuard(ask.platform ?? saved.platform, ask.settings ?? saved.settings)
  return guard.check(ask.text, {
    ...{ author: 'agent', attachments: [], consent: false, stock: null, offerEndsAt: null },
    now: deps.clock.now(),
  })
}
