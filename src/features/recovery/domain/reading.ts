import { type Count, wilson } from '../../../shared/statistics/proportion.ts'
import { compared, comparedAll, explainedBy, type Pair, returned } from './compared.ts'
import type { PlanBody } from './plan.ts'
import type { PlanResults } from './results.ts'
import { type Tally, together } from './tally.ts'

/** Some of the people of a plan who have much in common. */
export interface Part extends Tally {
  final: boolean
  planned: boolean
  control: boolean
  arm: string
  reason: string
  /** The step of the curve in which they paid, from 1; null: they did not. */
  step: number | null
  noAmount: number
}

/** Some sendings (`why` null: sent) that have much in common. */
export interface SentPart {
  step: string
  channel: string
  why: string | null
  minutes: number
  final: boolean
  count: number
  paidAfter: number
  costLi: number
}

/** Points of the curve: enough to see it, few enough to draw. */
const POINTS = 36
/** Hours between two points of the curve: whole hours. */
export const curveStep = (window: number): number => Math.max(1, Math.ceil(window / POINTS))

const pairOf = (parts: readonly Part[], treated: (part: Part) => boolean, reached: boolean): Pair => {
  const groups = (some: readonly Part[]) => ({
    treated: together(some.filter((part) => !part.control && treated(part))),
    control: together(some.filter((part) => part.control)),
  })
  return { ...groups(parts), planned: reached ? groups(parts.filter(({ planned }) => planned)) : null }
}

const curve = (parts: readonly Part[], window: number): PlanResults['curve'] => {
  const every = curveStep(window)
  const steps = Math.ceil(window / every)
  const lines = [false, true].map((control) => {
    const group = parts.filter((part) => part.control === control)
    const people = together(group).people
    const paidBy = new Array<number>(steps + 1).fill(0)
    for (const { step, people: n } of group)
      if (step !== null) paidBy[Math.min(step, steps)] = (paidBy[Math.min(step, steps)] ?? 0) + n
    let paid = 0
    return paidBy.map((more) => {
      paid += more
      const count: Count = { are: paid, of: people }
      return people > 0 ? wilson(count) : null
    })
  })
  return Array.from({ length: steps + 1 }, (_, i) => ({
    hours: Math.min(window, i * every),
    treated: lines[0]?.[i] ?? null,
    control: lines[1]?.[i] ?? null,
  }))
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((n, one) => n + of(one), 0)
const fenOf = (li: number): number => Math.round(li / 10)

const grouped = <T, K extends string | number>(all: readonly T[], by: (one: T) => K): [K, T[]][] => {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const group = groups.get(by(one))
    if (group) group.push(one)
    else groups.set(by(one), [one])
  }
  return [...groups]
}

const bySteps = (sent: readonly SentPart[], body: PlanBody): PlanResults['steps'] => {
  const place = (code: string) => body.steps.findIndex((step) => step.code === code)
  return grouped(sent, ({ step, channel }) => `${step} ${channel}`)
    .map(([, parts]) => {
      const left = parts.filter(({ why }) => why === null)
      return {
        step: parts[0]?.step ?? '',
        channel: parts[0]?.channel ?? '',
        sent: sum(left, ({ count }) => count),
        suppressed: sum(parts, ({ count }) => count) - sum(left, ({ count }) => count),
        paidAfter: sum(left, ({ paidAfter }) => paidAfter),
        costFen: fenOf(sum(parts, ({ costLi }) => costLi)),
      }
    })
    .toSorted((a, b) => place(a.step) - place(b.step))
}

/** What a plan brought, from what was counted of it. Only those whose window is over are compared, in both groups alike. */
export const read = (
  body: PlanBody,
  parts: readonly Part[],
  sent: readonly SentPart[],
  { cases, finalAt }: { cases: number; finalAt: number | null },
): PlanResults => {
  const final = parts.filter((part) => part.final)
  const people = together(parts).people
  const counted = together(final).people
  const plan = body.planned ?? null
  const reached = plan !== null && together(final.filter(({ planned }) => planned)).people >= plan
  const how = { plan, amounts: sum(final, ({ noAmount }) => noAmount) === 0 }
  const pair = pairOf(final, () => true, reached)
  const all = compared(pair, how)
  const costFen = fenOf(
    sum(
      sent.filter((part) => part.final),
      ({ costLi }) => costLi,
    ),
  )
  const byArm = comparedAll(
    body.arms.map(({ code }) => pairOf(final, ({ arm }) => arm === code, reached)),
    how,
  )
  const reasons = grouped(final, ({ reason }) => reason)
  const byReason = comparedAll(
    reasons.map(([, some]) => pairOf(some, () => true, reached)),
    how,
  )
  const left = sent.filter(({ why }) => why === null)
  const stopped = sent.filter(({ why }) => why !== null)
  return {
    ...{ share: body.control, window: body.window },
    final: counted,
    moving: people - counted,
    repeats: cases - people,
    finalAt: people > counted ? finalAt : null,
    planned: plan,
    all,
    explained: explainedBy(pair, how.amounts),
    costFen,
    ...returned(all.fen, { margin: body.margin, costFen }),
    arms: body.arms.flatMap(({ code, name }, i) => {
      const found = byArm[i]
      return found ? [{ arm: code, name, compared: found }] : []
    }),
    reasons: reasons
      .flatMap(([reason], i) => {
        const found = byReason[i]
        return found ? [{ reason, compared: found }] : []
      })
      .toSorted((a, b) => b.compared.treated.people - a.compared.treated.people),
    steps: bySteps(sent, body),
    delays: grouped(left, ({ minutes }) => minutes)
      .map(([minutes, some]) => ({
        minutes,
        sent: sum(some, ({ count }) => count),
        paidAfter: sum(some, ({ paidAfter }) => paidAfter),
      }))
      .toSorted((a, b) => a.minutes - b.minutes),
    curve: counted > 0 ? curve(final, body.window) : [],
    suppressed: grouped(stopped, ({ why }) => why ?? '')
      .map(([why, some]) => ({ why, count: sum(some, ({ count }) => count) }))
      .toSorted((a, b) => b.count - a.count),
  }
}
