import type { Instant } from '../../../shared/time.ts'
import type { Platform } from '../../shop/domain.ts'
import { ClockSettings } from './settings.ts'
import { type Problem, problemAt } from './valid-problem.ts'
import { ruleProblems } from './valid-rules.ts'
import { problemOfIssue } from './valid-shape.ts'

/** As the start or the end of a version: the moment of saving. */
export const AT_SAVING = 0

const settled = (settings: ClockSettings, now: Instant): ClockSettings => ({
  ...settings,
  rules: settings.rules.map((rule) => ({
    ...rule,
    from: rule.from === AT_SAVING ? now : rule.from,
    to: rule.to === AT_SAVING ? now : rule.to,
  })),
})

const stepProblems = ({ steps }: ClockSettings): Problem[] =>
  steps.flatMap((step, i) =>
    step.at < (steps[i - 1]?.at ?? 0) ? [problemAt(`steps.${i}.at`, 'steps-order')] : [],
  )

const holdingProblems = ({ holding }: ClockSettings): Problem[] =>
  holding.flatMap((text, i) => (holding.indexOf(text) < i ? [problemAt(`holding.${i}`, 'said-twice')] : []))

export type Checked = { settings: ClockSettings; problems: null } | { settings: null; problems: Problem[] }

/**
 * A shop's clocks as they would be saved at `now`, or all that keeps them from it. Nothing but problems comes of a
 * proposal with one: it is saved whole or not at all.
 */
export const checkSettings = (
  proposed: unknown,
  { saved, platform, now }: { saved: ClockSettings; platform: Platform; now: Instant },
): Checked => {
  const read = ClockSettings.safeParse(proposed, { reportInput: true })
  if (!read.success) return { settings: null, problems: read.error.issues.map(problemOfIssue) }
  const settings = settled(read.data, now)
  const problems = [
    ...ruleProblems(settings.rules, saved.rules, { platform, now }),
    ...stepProblems(settings),
    ...holdingProblems(settings),
  ]
  return problems.length > 0 ? { settings: null, problems } : { settings, problems: null }
}
