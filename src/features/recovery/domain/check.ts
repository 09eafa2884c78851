import type { PlanBody, PlanStep } from './plan.ts'
import { unknownIn, variableNames } from './wording.ts'

/** Something wrong with a plan: where it stands in it, and what. */
export interface Problem {
  field: string
  problem: string
}

/** Triggers whose cases have an end, where it is known. */
const ending: ReadonlySet<PlanBody['trigger']> = new Set(['unpaid', 'balance', 'coupon-expiring'])

/** How late a step is at the earliest, minutes after the case began; null where it counts from the end. */
const least = ({ when }: PlanStep): number | null =>
  when.kind === 'delay' ? when.minutes : when.kind === 'hours' ? when.after : null

const stepProblems = (plan: PlanBody, step: PlanStep, at: number): Problem[] => {
  const field = `steps.${at}`
  const found: Problem[] = []
  const before = plan.steps[at - 1]
  if (plan.steps.findIndex(({ code }) => code === step.code) < at)
    found.push({ field: `${field}.code`, problem: `another step is called “${step.code}” already` })
  if (step.when.kind === 'before-end' && !ending.has(plan.trigger))
    found.push({
      field: `${field}.when`,
      problem: `cases of “${plan.trigger}” have no end that it could come before: choose a delay or hours`,
    })
  if (before) {
    const [a, b] = [before.when, step.when]
    if (a.kind === 'delay' && b.kind === 'delay' && b.minutes <= a.minutes)
      found.push({
        field: `${field}.when.minutes`,
        problem: `${b.minutes} minutes are not after step “${before.code}” (${a.minutes}): put the steps in order`,
      })
    if (a.kind === 'before-end' && b.kind === 'before-end' && b.minutes >= a.minutes)
      found.push({
        field: `${field}.when.minutes`,
        problem: `${b.minutes} minutes before the end come before step “${before.code}” (${a.minutes}): put the steps in order`,
      })
    if (a.kind === 'before-end' && b.kind !== 'before-end')
      found.push({
        field: `${field}.when`,
        problem: `after step “${before.code}”, which counts from the end, no step can count from the beginning`,
      })
  }
  step.words.forEach(({ arm, text, template }, i) => {
    const place = `${field}.words.${i}`
    if (arm !== null && !plan.arms.some(({ code }) => code === arm))
      found.push({ field: `${place}.arm`, problem: `the plan has no arm “${arm}”` })
    for (const unknown of unknownIn(text))
      found.push({
        field: `${place}.text`,
        problem: `${unknown} is no variable: there are ${variableNames.map((name) => `{${name}}`).join(' ')}`,
      })
    if (step.channel === 'sms' && !template)
      found.push({
        field: `${place}.template`,
        problem: 'a text message needs the code of the template that the provider has approved',
      })
  })
  if (!step.words.some(({ reason, phase, arm }) => reason === null && phase === null && arm === null))
    found.push({
      field: `${field}.words`,
      problem: 'one wording has to be for all: without it, those whom no other fits get nothing',
    })
  return found
}

/** What keeps a plan from being saved (RCV-40), each with its place. */
export const problemsOf = (plan: PlanBody): Problem[] => {
  const found = plan.steps.flatMap((step, at) => stepProblems(plan, step, at))
  plan.arms.forEach((arm, at) => {
    if (plan.arms.findIndex(({ code }) => code === arm.code) < at)
      found.push({ field: `arms.${at}.code`, problem: `another arm is called “${arm.code}” already` })
    for (const [code, minutes] of Object.entries(arm.minutes)) {
      const step = plan.steps.find((one) => one.code === code)
      if (!step)
        found.push({ field: `arms.${at}.minutes.${code}`, problem: `the plan has no step “${code}”` })
      else if (step.when.kind === 'before-end' && minutes < 1)
        found.push({ field: `arms.${at}.minutes.${code}`, problem: 'at least one minute before the end' })
    }
    // An arm's own delays must not turn the order of the steps around.
    const own = plan.steps.map((step) => ({ ...step, minutes: arm.minutes[step.code] ?? least(step) }))
    own.forEach((step, i) => {
      const before = own[i - 1]
      if (before?.when.kind !== 'delay' || step.when.kind !== 'delay') return
      if ((step.minutes ?? 0) <= (before.minutes ?? 0) && arm.minutes[step.code] !== undefined)
        found.push({
          field: `arms.${at}.minutes.${step.code}`,
          problem: `in arm “${arm.code}” step “${step.code}” is not after “${before.code}”`,
        })
    })
  })
  if (plan.arms.length === 1)
    found.push({ field: 'arms', problem: 'one arm is compared with nothing: none, or at least two' })
  const { leastFen, mostFen } = plan.audience
  if (leastFen !== null && mostFen !== null && leastFen > mostFen)
    found.push({ field: 'audience.mostFen', problem: 'less than the least: nobody would fit' })
  if (plan.from !== null && plan.until !== null && plan.until <= plan.from)
    found.push({ field: 'until', problem: 'it would end before it begins' })
  return found
}
