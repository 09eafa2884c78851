import { record } from '../../../platform/auth/audit.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/serve.ts'
import { type Actor, may } from '../../../shared/access.ts'
import { refuse } from '../../../shared/refusal.ts'
import { DAY } from '../../../shared/time.ts'
import { byOf, type SettingsDeps } from '../../shop/index.ts'
import { contactsIn } from '../domain/contacts.ts'
import { masked, maskedValue } from '../domain/mask.ts'
import type { Lead, LeadPurpose } from './contract.ts'
import * as store from './store.ts'

const PAGE = 50
const LONGEST = 365 * DAY

/** Whether somebody may see a contact whole and change it: who leads the shop, and the agent who has the conversation. */
const mayReveal = (actor: Actor, shopId: number, { assignee }: store.Stored): boolean => {
  const role = actor.roles.get(shopId)
  if (!role || !may(role, 'lead.reveal')) return false
  return role !== 'agent' || assignee === actor.personId
}

const shown = (actor: Actor, shopId: number, lead: store.Stored): Lead => {
  const { value, doneAt, doneBy, ...rest } = lead
  return {
    ...rest,
    masked: maskedValue({ kind: lead.kind, value }),
    done: doneAt === null ? null : { at: doneAt, by: doneBy ?? 0 },
    mayReveal: mayReveal(actor, shopId, lead),
  }
}

const needLead = async (
  tx: Tx,
  deps: SettingsDeps,
  actor: Actor,
  shopId: number,
  leadId: number,
): Promise<store.Stored> => {
  const lead = await store.leadById(tx, shopId, leadId, deps.clock.now())
  if (!lead) throw refuse('not-found', { leadId })
  if (!mayReveal(actor, shopId, lead)) throw refuse('not-allowed', { needs: 'lead.reveal' })
  return lead
}

export const leads = (
  deps: SettingsDeps,
  { actor }: Caller,
  shopId: number,
  wanted: store.Wanted,
): Promise<{ leads: Lead[]; more: boolean }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const found = await store.leadsOf(tx, shopId, wanted, deps.clock.now(), PAGE + 1)
    return {
      leads: found.slice(0, PAGE).map((lead) => shown(actor, shopId, lead)),
      more: found.length > PAGE,
    }
  })

interface Change {
  purpose?: LeadPurpose | undefined
  expiresAt?: number | undefined
  note?: string | undefined
  done?: boolean | undefined
}

/** Changes what a contact is for and until when. A contact written into the note would outlive every rule of this: it is
 * masked. Refuses `in-the-past` for a day that is over. */
export const setLead = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  leadId: number,
  { purpose, expiresAt, note, done }: Change,
): Promise<Lead> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { actor } = caller
    const now = deps.clock.now()
    const before = await needLead(tx, deps, actor, shopId, leadId)
    if (expiresAt !== undefined && expiresAt <= now) throw refuse('in-the-past', { expiresAt })
    const kept = { doneAt: before.doneAt, doneBy: before.doneBy }
    const after: store.Stored = {
      ...before,
      ...(purpose !== undefined && { purpose }),
      ...(expiresAt !== undefined && { expiresAt: Math.min(expiresAt, now + LONGEST) }),
      ...(note !== undefined && { note: masked(note, contactsIn(note)).replaceAll(before.value, '****') }),
      ...(done === true && (kept.doneAt === null ? { doneAt: now, doneBy: actor.personId } : kept)),
      ...(done === false && { doneAt: null, doneBy: null }),
    }
    await store.saveLead(tx, shopId, after)
    if (before.purpose !== after.purpose || before.expiresAt !== after.expiresAt) {
      const detail = { leadId, purpose: after.purpose, expiresAt: new Date(after.expiresAt).toISOString() }
      await record(tx, { shopId, ...byOf(caller), what: 'lead.changed', detail }, now)
    }
    return shown(actor, shopId, after)
  })

/** One contact whole. The audit tells that somebody looked, never what they saw. */
export const revealLead = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  leadId: number,
): Promise<{ value: string }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { value, kind, conversationId, purpose } = await needLead(tx, deps, caller.actor, shopId, leadId)
    const detail = { leadId, kind, conversationId, purpose }
    await record(tx, { shopId, ...byOf(caller), what: 'lead.revealed', detail }, deps.clock.now())
    return { value }
  })

export const forgetLead = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  leadId: number,
): Promise<Record<string, never>> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { kind, conversationId } = await needLead(tx, deps, caller.actor, shopId, leadId)
    await store.deleteLead(tx, shopId, leadId)
    const detail = { leadId, kind, conversationId }
    await record(tx, { shopId, ...byOf(caller), what: 'lead.forgotten', detail }, deps.clock.now())
    return {}
  })
