import { record } from '../../../platform/auth/audit.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { append, lockShop } from '../../../platform/events/log.ts'
import { refuse } from '../../../shared/refusal.ts'
import type { Instant } from '../../../shared/time.ts'
import type { By, SettingsDeps } from '../../shop/index.ts'
import { type ClockRule, inForce } from '../domain/rule.ts'
import { ownerAt } from './chat-events.ts'
import type { BreachEntry, NewIncident } from './contract.ts'
import { shopRules } from './service.ts'
import * as store from './store.ts'

interface Change {
  gives: BreachEntry
  /** Null where nothing was changed. */
  audit: { what: string; detail: unknown } | null
}

/** Changes a shop's incidents in its turn, and tells of it: the audit, and open pages. */
const changing = async (
  deps: SettingsDeps,
  by: By,
  shopId: number,
  work: (tx: Tx, now: Instant) => Promise<Change>,
): Promise<BreachEntry> => {
  const { gives, logged } = await deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const now = deps.clock.now()
    const change = await work(tx, now)
    if (!change.audit) return { gives: change.gives, logged: [] }
    await record(tx, { shopId, ...by, ...change.audit }, now)
    const { id, rule, dueAt } = change.gives
    const news = { kind: 'breach', data: { shopId, id, rule, dueAt } }
    return { gives: change.gives, logged: await append(tx, shopId, [news], now) }
  })
  deps.hub.publish(logged)
  return gives
}

const malformed = (field: string, problem: string, where = 'body') =>
  refuse('malformed', { where, problems: [{ field, problem }] })

/** The version of a rule by which an incident of a moment is judged. Refuses `malformed`, saying what is wrong with it. */
const judging = (rules: readonly ClockRule[], id: string, at: Instant): ClockRule => {
  const rule = inForce(rules, at).find((one) => one.id === id)
  if (!rule) {
    const known = rules.some((one) => one.id === id)
    throw malformed('rule', known ? 'was not in force at that moment' : 'is no rule of this shop')
  }
  if (rule.counted !== 'incident')
    throw malformed('rule', 'runs a clock, which records by itself where it was not kept')
  return rule
}

const entry = async (tx: Tx, shopId: number, id: number): Promise<BreachEntry> => {
  const found = await store.breachById(tx, shopId, id)
  if (!found) throw refuse('not-found', { incidentId: id })
  return found
}

/** Writes down what no clock sees, at what it costs by the rule of its moment. The same id again changes nothing. Refuses
 * `malformed` for another kind of rule or a moment to come, `not-found` for a conversation of another shop. */
export const writeIncident = (
  deps: SettingsDeps,
  by: By & { personId: number },
  shopId: number,
  told: NewIncident,
): Promise<BreachEntry> =>
  changing(deps, by, shopId, async (tx, now) => {
    const { times, note, conversationId = null, at = now } = told
    const unit = `incident ${told.id}`
    const before = await store.breachOfUnit(tx, shopId, told.rule, unit)
    if (before) return { gives: before, audit: null }
    if (at > now) throw malformed('at', 'has not come yet')
    const { rules } = await shopRules(tx, shopId)
    const rule = judging(rules, told.rule, at)
    const talk = conversationId === null ? null : await store.talkOf(tx, shopId, conversationId)
    if (talk === undefined) throw refuse('not-found', { conversationId })
    const who = talk && ownerAt(talk.said, talk.stands, at)
    const id = await store.insertIncident(tx, shopId, {
      rule: rule.id,
      name: rule.name,
      unit,
      conversationId,
      personId: who?.assignee ?? null,
      team: who?.team ?? null,
      startedAt: at,
      dueAt: at,
      recordedAt: now,
      money: rule.money * times,
      points: rule.points * times,
      times,
      note,
      byPerson: by.personId,
    })
    return {
      gives: await entry(tx, shopId, id),
      audit: { what: 'incident.written', detail: { id, rule: rule.id, conversationId, at, times } },
    }
  })

/** Takes an incident out of all sums. One that is struck already stays as it is. Refuses `not-found`, and `malformed` for
 * what a clock recorded: that stays. */
export const strikeIncident = (
  deps: SettingsDeps,
  by: By & { personId: number },
  shopId: number,
  id: number,
  why: string,
): Promise<BreachEntry> =>
  changing(deps, by, shopId, async (tx, now) => {
    const before = await entry(tx, shopId, id)
    if (before.byPerson === null)
      throw malformed('incidentId', 'was recorded by a clock: what a clock records stays', 'address')
    if (before.struck) return { gives: before, audit: null }
    await store.strike(tx, shopId, id, { at: now, by: by.personId, why })
    return {
      gives: await entry(tx, shopId, id),
      audit: { what: 'incident.struck', detail: { id, rule: before.rule, why } },
    }
  })
