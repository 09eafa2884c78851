import { DAY, MINUTE } from '../../../shared/time.ts'
import type { PlanBody, PlanStep, StepWhen, Trigger, Wording } from './plan.ts'
import type { RecoverySettings } from './settings.ts'
import { variableNames } from './wording.ts'

/** Everything that can be wrong or odd about a plan. Screens say the same by the code. */
export const planProblemSentences = {
  'step-twice': 'Two steps have the same code',
  'arm-twice': 'Two arms have the same code',
  'arm-alone': 'One arm is compared with nothing: none, or at least two',
  'arm-step': 'There is no step “{{step}}”',
  'arm-same': 'Does not differ from the arm before',
  'arm-order': '“{{step}}” would not come after the step before it',
  'word-arm': 'There is no arm “{{arm}}”',
  'words-for-all': 'One wording must be for any reason, phase and arm, or somebody gets nothing',
  'words-same': 'For the same people as one above: it would never be said',
  variable: '{{name}} is no variable: there are {{known}}',
  'variable-trigger': 'This trigger knows no {{name}}: another wording would be said',
  'no-template': 'A text message needs the code of the template that the provider approved',
  'no-end': 'This trigger has no end: use a delay or good hours',
  'past-window': 'Later than payments count',
  'past-life': 'The shop’s orders are closed after {{minutes}} minutes: this step would come too late',
  'seldom-in-time':
    'The shop’s orders are closed after {{minutes}} minutes: only those made shortly before these hours get this step',
  'order-of-steps': 'Must come after the step before',
  'sms-hours': '{{time}} is outside the hours for text messages ({{from}}–{{to}}): it waits for the next',
  'quiet-hours': '{{time}} is in the quiet hours ({{from}}–{{to}}): it waits until they are over',
  'no-control': 'Without a control group nobody can tell whether the reminders help',
  amounts: 'The least amount is more than the most',
  'from-until': 'It ends before it begins',
  over: 'The end has passed',
  'no-budget': 'Text messages and calls without a budget have no limit',
  limit: 'The platform forbids reminders by this channel: this step would not leave',
} as const
export type PlanProblemCode = keyof typeof planProblemSentences

/** What is wrong with a plan, and where: `steps.1.words.0.text`. A plan with an `error` cannot be saved or start; a `warning`
 * says what will happen that its maker may not have meant. */
export interface PlanProblem {
  at: string
  level: 'error' | 'warning'
  code: PlanProblemCode
  /** What the sentence names. */
  with?: Record<string, string | number>
}

const withOrder: ReadonlySet<Trigger> = new Set(['unpaid', 'balance'])
const withEnd: ReadonlySet<Trigger> = new Set(['unpaid', 'balance', 'coupon-expiring'])

/** Whether the cases of a trigger know a variable. */
export const knows = (trigger: Trigger, variable: string): boolean =>
  variable === 'order' || variable === 'amount'
    ? withOrder.has(trigger)
    : variable === 'left'
      ? withEnd.has(trigger)
      : true

/** The earliest minute after a case began at which a step can be due; null where it counts from its end. */
const earliest = (when: StepWhen, minutes?: number): number | null =>
  when.kind === 'before-end' ? null : (minutes ?? (when.kind === 'delay' ? when.minutes : when.after))

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whether a time of the day lies in a stretch that may go over midnight. */
export const within = (time: string, { from, to }: { from: string; to: string }): boolean => {
  const [at, a, b] = [minuteOf(time), minuteOf(from), minuteOf(to)]
  return a <= b ? at >= a && at < b : at >= a || at < b
}

/** Two wordings for the same people are alike unless they need different facts: one that needs less is said where the
 * other cannot be. */
const keyOf = ({ reason, phase, arm, text }: Wording): string =>
  `${reason} ${phase} ${arm} ${variableNames.filter((name) => text.includes(`{${name}}`))}`

const known = variableNames.map((name) => `{${name}}`).join(' ')

const twice = (all: readonly string[]): number[] => all.flatMap((one, i) => (all.indexOf(one) < i ? [i] : []))

const wordProblems = (step: PlanStep, at: string, plan: PlanBody): PlanProblem[] => {
  const arms = new Set(plan.arms.map(({ code }) => code))
  const found: PlanProblem[] = []
  if (!step.words.some(({ reason, phase, arm }) => reason === null && phase === null && arm === null))
    found.push({ at: `${at}.words`, level: 'error', code: 'words-for-all' })
  for (const i of twice(step.words.map(keyOf)))
    found.push({ at: `${at}.words.${i}`, level: 'error', code: 'words-same' })
  step.words.forEach(({ text, arm, template }, i) => {
    const place = `${at}.words.${i}`
    if (arm !== null && !arms.has(arm))
      found.push({ at: `${place}.arm`, level: 'error', code: 'word-arm', with: { arm } })
    for (const [, name = ''] of text.matchAll(/\{([^{}]*)\}/g))
      if (!(variableNames as readonly string[]).includes(name))
        found.push({ at: `${place}.text`, level: 'error', code: 'variable', with: { name, known } })
      else if (!knows(plan.trigger, name))
        found.push({ at: `${place}.text`, level: 'error', code: 'variable-trigger', with: { name } })
    if (step.channel === 'sms' && !template)
      found.push({ at: `${place}.template`, level: 'error', code: 'no-template' })
  })
  return found
}

/** Whether a step comes in its place after another, as far as that can be told before. */
const inOrder = (before: StepWhen, when: StepWhen): boolean => {
  if (before.kind === 'before-end') return when.kind === 'before-end' && when.minutes < before.minutes
  const [a, b] = [earliest(before), earliest(when)]
  if (a === null || b === null) return true
  return before.kind === 'delay' && when.kind === 'delay' ? b > a : b >= a
}

/** Steps that come when the shop's unpaid orders are mostly closed: as the plan has them (but for those that every arm has at
 * another time), as an arm has, and at hours of the day that less than half of the orders live to see. */
const lateSteps = ({ trigger, steps, arms }: PlanBody, lifeMinutes: number | null): PlanProblem[] => {
  if (trigger !== 'unpaid' || lifeMinutes === null) return []
  const late = (when: StepWhen) => (earliest(when) ?? 0) >= lifeMinutes
  const problem = (at: string, code: 'past-life' | 'seldom-in-time' = 'past-life'): PlanProblem => ({
    ...{ at, level: 'warning', code, with: { minutes: lifeMinutes } },
  })
  const seldom = (when: StepWhen) =>
    when.kind === 'hours' && when.hours.length * (lifeMinutes - when.after) < DAY / MINUTE / 2
  return [
    ...steps.flatMap(({ code, when }, i) =>
      late(when) && !(arms.length > 0 && arms.every(({ minutes }) => minutes[code] !== undefined))
        ? [problem(`steps.${i}.when`)]
        : seldom(when)
          ? [problem(`steps.${i}.when`, 'seldom-in-time')]
          : [],
    ),
    ...arms.flatMap(({ minutes }, i) =>
      steps.some(({ code, when }) => minutes[code] !== undefined && late(whenIn(when, minutes[code])))
        ? [problem(`arms.${i}.minutes`)]
        : [],
    ),
  ]
}

const timeProblems = (plan: PlanBody, settings: RecoverySettings | null): PlanProblem[] => {
  const found: PlanProblem[] = []
  plan.steps.forEach(({ when, channel }, i) => {
    const at = `steps.${i}.when`
    const before = plan.steps[i - 1]?.when
    if (when.kind === 'before-end' && !withEnd.has(plan.trigger))
      found.push({ at, level: 'error', code: 'no-end' })
    if ((earliest(when) ?? 0) >= plan.window * 60) found.push({ at, level: 'error', code: 'past-window' })
    if (before && !inOrder(before, when)) found.push({ at, level: 'error', code: 'order-of-steps' })
    if (when.kind !== 'hours' || settings === null) return
    for (const time of when.hours)
      if (channel === 'sms' && !within(time, settings.smsHours))
        found.push({ at, level: 'warning', code: 'sms-hours', with: { time, ...settings.smsHours } })
      else if (channel !== 'sms' && within(time, settings.quiet))
        found.push({ at, level: 'warning', code: 'quiet-hours', with: { time, ...settings.quiet } })
  })
  return found
}

/** A step's time as an arm has it. */
export const whenIn = (when: StepWhen, minutes: number | undefined): StepWhen =>
  minutes === undefined ? when : when.kind === 'hours' ? { ...when, after: minutes } : { ...when, minutes }

const armProblems = ({ arms, steps }: PlanBody): PlanProblem[] => {
  const codes = new Map(steps.map(({ code, words }) => [code, words]))
  const found: PlanProblem[] = twice(arms.map(({ code }) => code)).map((i) => ({
    ...{ at: `arms.${i}.code`, level: 'error' as const, code: 'arm-twice' as const },
  }))
  if (arms.length === 1) found.push({ at: 'arms', level: 'error', code: 'arm-alone' })
  arms.forEach(({ code, minutes }, i) => {
    for (const step of Object.keys(minutes))
      if (!codes.has(step))
        found.push({ at: `arms.${i}.minutes`, level: 'error', code: 'arm-step', with: { step } })
    steps.forEach(({ code: own, when }, n) => {
      const later = whenIn(when, minutes[own])
      const before = steps[n - 1]
      if (when.kind === 'before-end' && minutes[own] === 0)
        found.push({ at: `arms.${i}.minutes`, level: 'error', code: 'arm-order', with: { step: own } })
      else if (
        before &&
        inOrder(before.when, when) &&
        !inOrder(whenIn(before.when, minutes[before.code]), later)
      )
        found.push({ at: `arms.${i}.minutes`, level: 'error', code: 'arm-order', with: { step: own } })
    })
    const worded = steps.some(({ words }) => words.some(({ arm }) => arm === code))
    // One arm may be as the plan is, the others differ from it.
    if (i > 0 && Object.keys(minutes).length === 0 && !worded)
      found.push({ at: `arms.${i}`, level: 'warning', code: 'arm-same' })
  })
  return found
}

/** Everything that is wrong or odd about a plan (RCV-40, RCV-106). Pure; the editor asks it at every key, the desk before it
 * saves. What needs the settings, the platform, the time or the life of orders is left out where they are not given. */
export const planProblems = (
  plan: PlanBody,
  {
    settings = null,
    platform = null,
    now = null,
    lifeMinutes = null,
  }: {
    settings?: RecoverySettings | null
    platform?: string | null
    now?: number | null
    /** How long the shop's buyers mostly have to pay. */
    lifeMinutes?: number | null
  } = {},
): PlanProblem[] => {
  const { steps, audience, control, from, until, budgetFen } = plan
  const found: PlanProblem[] = twice(steps.map(({ code }) => code)).map((i) => ({
    ...{ at: `steps.${i}.code`, level: 'error' as const, code: 'step-twice' as const },
  }))
  steps.forEach((step, i) => {
    found.push(...wordProblems(step, `steps.${i}`, plan))
    const limit = settings?.limits.find((l) => l.platform === platform && l.channel === step.channel)
    if (limit && !limit.allowed) found.push({ at: `steps.${i}.channel`, level: 'warning', code: 'limit' })
  })
  found.push(...timeProblems(plan, settings), ...lateSteps(plan, lifeMinutes), ...armProblems(plan))
  if (audience.leastFen !== null && audience.mostFen !== null && audience.leastFen > audience.mostFen)
    found.push({ at: 'audience', level: 'error', code: 'amounts' })
  if (from !== null && until !== null && from >= until)
    found.push({ at: 'until', level: 'error', code: 'from-until' })
  if (until !== null && now !== null && until <= now)
    found.push({ at: 'until', level: 'error', code: 'over' })
  if (control === 0 && plan.trigger !== 'back-in-stock')
    found.push({ at: 'control', level: 'warning', code: 'no-control' })
  if (budgetFen === null && steps.some(({ channel }) => channel !== 'chat'))
    found.push({ at: 'budgetFen', level: 'warning', code: 'no-budget' })
  return found
}

export const errorsOf = (problems: readonly PlanProblem[]): PlanProblem[] =>
  problems.filter(({ level }) => level === 'error')

/** What keeps a plan from being saved, in English, as the interface answers it: each with its place. */
export const planErrors = (plan: PlanBody): { field: string; problem: string }[] =>
  errorsOf(planProblems(plan)).map(({ at, code, with: values = {} }) => ({
    field: at,
    problem: planProblemSentences[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    ),
  }))
