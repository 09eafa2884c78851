import { randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import { DAY, type Instant } from '../../shared/time.ts'
import { type By, changeSettings, differences, type SettingsDeps, saveSettings } from '../shop/index.ts'
import { takesFrom } from './domain/begins.ts'
import type { Case, Sending } from './domain/case.ts'
import type { Plan, PlanBody, Reason } from './domain/plan.ts'
import { planErrors } from './domain/problems.ts'
import type { RecoverySettings } from './domain/settings.ts'
import * as cases from './engine/case-store.ts'
import * as sendings from './engine/sending-store.ts'
import { loadRecoverySettings } from './load.ts'
import * as planStore from './plan-store.ts'
import { keepReason } from './reason/store.ts'

const PAGE = 100
const WEEK = 7 * DAY
/** Calendar: two months of hours. */
const LONGEST = 62 * DAY

export const recoverySettings = (deps: SettingsDeps, shopId: number): Promise<RecoverySettings> =>
  deps.db.tx({ shops: [shopId] }, (tx) => loadRecoverySettings(tx, shopId))

const malformed = (problems: readonly { field: string; problem: string }[]) =>
  refuse('malformed', { where: 'body', problems: problems.slice(0, 20) })

export const setRecoverySettings = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  settings: RecoverySettings,
) => {
  const twice = settings.limits.filter(
    (a, i) => settings.limits.findIndex((b) => b.platform === a.platform && b.channel === a.channel) < i,
  )
  const problems = twice.map(({ platform, channel }) => ({
    field: 'limits',
    problem: `two limits for ${channel} on ${platform}: keep one`,
  }))
  if (problems.length > 0) throw malformed(problems)
  return changeSettings(deps, by, shopId, 'recovery', async (tx) => {
    const detail = differences(await loadRecoverySettings(tx, shopId), settings)
    const changed = Object.keys(detail).length > 0
    if (changed) await saveSettings(tx, shopId, 'recovery', settings)
    return { gives: settings, audit: changed ? { what: 'recovery.changed', detail } : null }
  })
}

export const allPlans = (deps: SettingsDeps, shopId: number) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => ({
    plans: (await planStore.plans(tx, shopId)).map(({ plan }) => plan),
    counters: await planStore.counters(tx, shopId),
  }))

const needPlan = async (tx: Tx, shopId: number, id: number): Promise<Plan> => {
  const row = await planStore.planById(tx, shopId, id)
  if (!row) throw refuse('not-found', { planId: id })
  return row.plan
}

/** Refuses `malformed` with what is wrong and where. */
export const addPlan = (deps: SettingsDeps, by: By, shopId: number, body: PlanBody): Promise<Plan> => {
  const problems = planErrors(body)
  if (problems.length > 0) throw malformed(problems)
  return changeSettings(deps, by, shopId, 'recovery', async (tx) => {
    const plan = await planStore.insertPlan(tx, shopId, body, randomUUID(), deps.clock.now())
    return { gives: plan, audit: { what: 'plan.added', detail: { planId: plan.id, name: body.name } } }
  })
}

/** What may be changed of a plan that has run: the rest is what its results are measured by. */
const LOOSE = ['name', 'until', 'budgetFen'] as const
const bodyOf = (plan: Plan): PlanBody => {
  const { id: _i, state: _s, salt: _t, createdAt: _c, startedAt: _a, endedAt: _e, ...body } = plan
  return body
}

export const setPlan = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  id: number,
  body: PlanBody,
): Promise<Plan> =>
  changeSettings(deps, by, shopId, 'recovery', async (tx) => {
    const plan = await needPlan(tx, shopId, id)
    const problems = planErrors(body)
    if (problems.length > 0) throw malformed(problems)
    const detail = differences(bodyOf(plan), body)
    if (plan.state !== 'draft') {
      const fixed = Object.keys(detail).filter((field) => !(LOOSE as readonly string[]).includes(field))
      if (fixed.length > 0)
        throw malformed(
          fixed.map((field) => ({
            field,
            problem:
              'stays as it was when the plan began, or its results could not be measured: make a new plan',
          })),
        )
    }
    const names = Object.keys(detail)
    if (names.length > 0) {
      await planStore.takeTurn(tx, shopId)
      await planStore.saveBody(tx, shopId, id, body)
    }
    return {
      gives: { ...plan, ...body },
      audit:
        names.length > 0
          ? { what: 'plan.changed', detail: { planId: id, name: body.name, fields: names } }
          : null,
    }
  })

export type Move = 'start' | 'pause' | 'resume' | 'end' | 'remove'

const moves: Record<Move, { from: readonly Plan['state'][]; to: Plan['state'] | null }> = {
  start: { from: ['draft'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  end: { from: ['running', 'paused'], to: 'ended' },
  remove: { from: ['draft'], to: null },
}

/** Starts a plan, holds it, goes on, ends it, removes a draft. Refuses `changed-meanwhile` where its state does not allow
 * that (any more), `in-the-past` where it would start after its end. In the recovery turn: no decision is under way. */
export const movePlan = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  id: number,
  what: Move,
): Promise<{ plan: Plan | null }> =>
  changeSettings<{ plan: Plan | null }>(deps, by, shopId, 'recovery', async (tx) => {
    await planStore.takeTurn(tx, shopId)
    const plan = await needPlan(tx, shopId, id)
    const { from, to } = moves[what]
    if (!from.includes(plan.state)) throw refuse('changed-meanwhile', { state: plan.state })
    const now = deps.clock.now()
    const audit = {
      what: `plan.${{ start: 'started', pause: 'paused', resume: 'resumed', end: 'ended', remove: 'removed' }[what]}`,
      detail: { planId: id, name: plan.name },
    }
    if (to === null) {
      await planStore.deletePlan(tx, shopId, id)
      return { gives: { plan: null }, audit }
    }
    if (what === 'start' && plan.until !== null && plan.until <= now) throw refuse('in-the-past')
    const next: Plan = {
      ...plan,
      state: to,
      startedAt: what === 'start' ? now : plan.startedAt,
      endedAt: what === 'end' ? now : plan.endedAt,
    }
    await planStore.saveState(tx, shopId, next)
    if (what === 'start') {
      const readTo = await planStore.readFrom(tx, shopId, { trigger: plan.trigger, from: takesFrom(next) })
      await planStore.saveReadTo(tx, shopId, [id], readTo)
    }
    if (what === 'end') await cases.stopCases(tx, shopId, id, 'expired')
    return { gives: { plan: next }, audit }
  })

export const sendingsPage = (
  deps: SettingsDeps,
  shopId: number,
  of: {
    planId?: number | undefined
    state?: Sending['state'] | undefined
    from?: Instant | undefined
    to?: Instant | undefined
    before?: number | undefined
  },
) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const found = await sendings.sendingsPage(tx, shopId, {
      ...{ planId: of.planId ?? null, state: of.state ?? null, from: of.from ?? null, to: of.to ?? null },
      ...{ before: of.before ?? null, limit: PAGE + 1 },
    })
    return { sendings: found.slice(0, PAGE), more: found.length > PAGE }
  })

export const sendingDays = (
  deps: SettingsDeps,
  shopId: number,
  of: { from?: Instant | undefined; to?: Instant | undefined },
) => {
  const now = deps.clock.now()
  const { from = now - WEEK, to = now + WEEK } = of
  if (to <= from || to - from > LONGEST)
    throw refuse('malformed', {
      where: 'query',
      problems: [{ field: 'to', problem: 'after from, by 62 days at most' }],
    })
  return deps.db.tx({ shops: [shopId] }, async (tx) => ({
    hours: await sendings.sendingHours(tx, shopId, { from, to }),
  }))
}

export const casesPage = (
  deps: SettingsDeps,
  shopId: number,
  planId: number,
  of: { reason?: Reason | undefined; state?: Case['state'] | undefined; after?: string | undefined },
) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    await needPlan(tx, shopId, planId)
    const found = await cases.casesPage(tx, shopId, planId, {
      ...{ reason: of.reason ?? null, state: of.state ?? null, after: of.after ?? null, limit: PAGE + 1 },
    })
    const shown = found.slice(0, PAGE).map(({ dueAt: _, ...one }): Case => one)
    return { cases: shown, more: found.length > PAGE }
  })

/** A person says why somebody has not ordered or paid: it holds in every plan about them, now and later. */
export const correctReason = (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  { subject, reason }: { subject: string; reason: Reason },
): Promise<{ cases: number }> =>
  changeSettings(deps, by, shopId, 'recovery', async (tx) => {
    await planStore.takeTurn(tx, shopId)
    const count = await cases.setReason(tx, shopId, subject, reason)
    await keepReason(tx, shopId, { subject, reason, personId: by.personId ?? 0, at: deps.clock.now() })
    return { gives: { cases: count }, audit: { what: 'reason.corrected', detail: { subject, reason } } }
  })
