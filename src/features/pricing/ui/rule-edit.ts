// Changing a rule set. Pure.
import { Level, type RuleLevel, type RuleSet } from '../domain/rule-set.ts'

type Levels = RuleSet['levels']

export const moved = (levels: Levels, level: Level, by: -1 | 1): Levels => {
  const at = levels.findIndex((one) => one.level === level)
  const to = at + by
  const one = levels[at]
  if (!one || to < 0 || to >= levels.length) return levels
  const rest = levels.filter((_, i) => i !== at)
  return [...rest.slice(0, to), one, ...rest.slice(to)]
}

export const changed = (levels: Levels, level: Level, change: Partial<RuleLevel>): Levels =>
  levels.map((one) => (one.level === level ? { ...one, ...change } : one))

export const without = (levels: Levels, level: Level): Levels => levels.filter((one) => one.level !== level)

/** The levels that a rule set does not have yet. */
export const missing = (levels: Levels): Level[] =>
  Level.options.filter((level) => !levels.some((one) => one.level === level))

/** A copy as the shop's own: another id that is still free, and said to be the shop's decision. */
export const ownCopy = (ruleSet: RuleSet, taken: readonly string[]): RuleSet => {
  const base = `own-${ruleSet.id.replace(/^own-/, '').replace(/-v\d+$/, '')}`.slice(0, 50)
  let id = base
  for (let n = 2; taken.includes(id); n++) id = `${base}-v${n}`
  return { ...ruleSet, id, trust: 'own' }
}
