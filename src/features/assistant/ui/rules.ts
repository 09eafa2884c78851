import type { AssistantSettings, KeywordRule } from '../domain/settings.ts'

/** A rule nobody has filled in yet. */
export const emptyRule = (): KeywordRule => ({
  id: crypto.randomUUID().slice(0, 8),
  enabled: true,
  keywords: [],
  match: 'any',
  answer: '',
})

/** Rules with one moved up (-1) or down (+1): the first that fits answers, so their order matters. */
export const moved = <T>(rules: readonly T[], at: number, by: 1 | -1): T[] => {
  const to = at + by
  const one = rules[at]
  if (one === undefined || to < 0 || to >= rules.length) return [...rules]
  const others = rules.filter((_, i) => i !== at)
  others.splice(to, 0, one)
  return others
}

/** Settings without what was left blank: a rule begun and not filled in should not keep the rest from being saved. */
export const withoutBlanks = (settings: AssistantSettings): AssistantSettings => ({
  ...settings,
  rules: settings.rules.filter((rule) => rule.keywords.length > 0 || rule.answer.trim() !== ''),
})
