import type { Classify } from './classify.ts'
import type { Intent, Learned } from './learned.ts'
import type { RoutingSettings } from './settings.ts'
import { stageTold } from './told.ts'

/** Below this likelihood nothing is guessed (RTG-67): one such guess in four is right, no more than the fallback team is
 * (bench/intents.md). */
export const SURE = 0.4

/**
 * The shop's words first; where they tell nothing, what was learned from examples (RTG-66 to RTG-69). The guess goes to the
 * team the shop gives that intent to, by its first rule of that name; an intent it has removed is not used. `stage` is where
 * the order stands, else what the buyer says of it.
 */
export const byWordsThenGuess = (
  words: Classify,
  learned: Learned,
  settings: Pick<RoutingSettings, 'intents' | 'fallback'>,
): Classify => {
  const takes = (intent: Intent) => {
    const rule = settings.intents.find((one) => one.intent === intent)
    if (rule) return { team: rule.team, skill: rule.skill }
    // No rule is needed for what the fallback team takes anyway.
    return settings.fallback === intent ? { team: settings.fallback, skill: null } : null
  }
  const takers = {
    'pre-sales': takes('pre-sales'),
    'order-change': takes('order-change'),
    'after-sales': takes('after-sales'),
    bargaining: takes('bargaining'),
    other: null,
  }
  const byStage = settings.intents.some(({ stages }) => stages.length > 0)
  return ({ text, stage }) => {
    const known = stage ?? (byStage && text !== null ? stageTold(text) : null)
    const found = words({ text, stage: known })
    if (found.matched !== null || text === null) return found
    const { intent, confidence } = learned(text)
    const taker = takers[intent]
    if (taker === null || confidence < SURE) return found
    return { intent, ...taker, matched: null, confidence }
  }
}
