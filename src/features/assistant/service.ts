import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import { loadPolicy } from '../bargaining/index.ts'
import { type By, changeSettings, differences, type SettingsDeps, saveSettings } from '../shop/index.ts'
import { type Assistant, prepare } from './domain/answer.ts'
import { type Ask, asksNothing } from './domain/ask.ts'
import type { AssistantSettings } from './domain/settings.ts'
import { loadSettings } from './load.ts'

/** A shop's assistant ready for answering; with the defaults where the shop has set nothing. `ask`: from the knowledge
 * of this process. Refuses `not-found`. */
export const loadAssistant = async (
  tx: Tx,
  shopId: number,
  holding: readonly string[] = [],
  ask: Ask = asksNothing,
): Promise<Assistant> => {
  const { shop, settings } = await loadSettings(tx, shopId)
  return prepare(shop, settings, holding, ask, await loadPolicy(tx, shopId))
}

export const assistantSettings = (deps: SettingsDeps, shopId: number): Promise<AssistantSettings> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => (await loadSettings(tx, shopId)).settings)

/** Rules by name only: five hundred answers have no place in an audit entry. `order`: those that stayed stand
 * otherwise, which decides whose answer is given. */
const ruleChanges = (before: AssistantSettings['rules'], after: AssistantSettings['rules']) => {
  const old = new Map(before.map((rule) => [rule.id, JSON.stringify(rule)]))
  const now = new Map(after.map((rule) => [rule.id, JSON.stringify(rule)]))
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    changed: [...now].filter(([id, text]) => old.has(id) && old.get(id) !== text).map(([id]) => id),
    order:
      [...now.keys()].filter((id) => old.has(id)).join() !==
      [...old.keys()].filter((id) => now.has(id)).join(),
  }
}

const needDistinctRules = (settings: AssistantSettings): void => {
  const ids = settings.rules.map((rule) => rule.id)
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice !== undefined)
    throw refuse('malformed', {
      where: 'body',
      problems: [{ field: 'rules', problem: `two rules have the id ${twice}` }],
    })
}

/** Refuses `malformed` where two rules share an id: every answer names the rule it came from. */
export const setAssistantSettings = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  settings: AssistantSettings,
): Promise<AssistantSettings> => {
  needDistinctRules(settings)
  return changeSettings(deps, by, shopId, 'assistant', async (tx) => {
    const { settings: before } = await loadSettings(tx, shopId)
    const { rules, ...changed } = differences(before, settings)
    if (!rules && Object.keys(changed).length === 0) return { gives: settings, audit: null }
    await saveSettings(tx, shopId, 'assistant', settings)
    const detail = rules ? { ...changed, rules: ruleChanges(before.rules, settings.rules) } : changed
    return { gives: settings, audit: { what: 'assistant.changed', detail } }
  })
}
