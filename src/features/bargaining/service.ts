import { record } from '../../platform/auth/audit.ts'
import type { Tx } from '../../platform/db/db.ts'
import { lockShop } from '../../platform/events/log.ts'
import type { Caller } from '../../platform/http/serve.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Said } from '../../shared/said.ts'
import { type Instant, localTime, MINUTE } from '../../shared/time.ts'
import { atWall } from '../../shared/wall.ts'
import type { Bargain, Conceded } from '../conversation/domain.ts'
import type { ShopFacts } from '../shop/domain.ts'
import {
  type By,
  byOf,
  changeSettings,
  differences,
  type SettingsDeps,
  saveSettings,
  shopFacts,
} from '../shop/index.ts'
import type { Budget, Concession } from './contract.ts'
import { type Move, moveInWords, nextMove } from './domain/move.ts'
import { authorityOf, type BargainingPolicy, type PolicyPhase } from './domain/policy.ts'
import { loadPolicy } from './load.ts'
import * as store from './store.ts'

const PAGE = 100

const needShop = async (tx: Tx, shopId: number): Promise<ShopFacts> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  return shop
}

/** When the budget that holds now began: midnight, or that of the first of the month, in the shop's zone. */
export const budgetSince = (per: 'day' | 'month', now: Instant, zone: string): Instant => {
  const { date } = localTime(now, zone)
  return atWall(`${per === 'day' ? date : `${date.slice(0, 8)}01`}T00:00`, zone) ?? now
}

const budgetOf = async (
  tx: Tx,
  shop: ShopFacts,
  { budget }: BargainingPolicy,
  now: Instant,
): Promise<Budget> => {
  const used = await store.given(tx, shop.id, budgetSince(budget.per, now, shop.timeZone), now)
  return { fen: budget.fen, ...used, leftFen: Math.max(0, budget.fen - used.spentFen - used.heldFen) }
}

const told = async (tx: Tx, shopId: number, now: Instant) => {
  const shop = await needShop(tx, shopId)
  const policy = await loadPolicy(tx, shopId)
  return { policy, budget: await budgetOf(tx, shop, policy, now) }
}

export const shopBargaining = (deps: SettingsDeps, shopId: number) =>
  deps.db.tx({ shops: [shopId] }, (tx) => told(tx, shopId, deps.clock.now()))

export const setBargaining = (deps: SettingsDeps, by: By, shopId: number, policy: BargainingPolicy) =>
  changeSettings(deps, by, shopId, 'bargaining', async (tx) => {
    const before = await loadPolicy(tx, shopId)
    const detail = differences(before, policy)
    const changed = Object.keys(detail).length > 0
    if (changed) await saveSettings(tx, shopId, 'bargaining', policy)
    return {
      gives: await told(tx, shopId, deps.clock.now()),
      audit: changed ? { what: 'bargaining.changed', detail } : null,
    }
  })

/** What is known of a conversation in which somebody bargains. */
export interface Bargaining {
  conversationId: number
  bargain: Bargain
  phase: PolicyPhase
  /** What the basket talked about pays; null where none is known. */
  basketFen: number | null
}

const decide = async (
  tx: Tx,
  shopId: number,
  { actor }: Pick<Caller, 'actor'>,
  { bargain, phase, basketFen }: Bargaining,
  now: Instant,
) => {
  const shop = await needShop(tx, shopId)
  const policy = await loadPolicy(tx, shopId)
  const { leftFen } = await budgetOf(tx, shop, policy, now)
  const role = actor.roles.get(shopId) ?? 'viewer'
  const move = nextMove(policy, bargain, {
    ...{ phase, basketFen, now },
    budgetLeftFen: leftFen,
    authorityFen: authorityOf(policy, actor.personId, role),
  })
  return { shop, policy, move }
}

/** What this person does next about a buyer who bargains; null where the shop leaves that to people. */
export const moveFor = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  about: Bargaining,
): Promise<Move | null> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const { policy, move, shop } = await decide(tx, shopId, caller, about, deps.clock.now())
    if (!policy.enabled) return null
    return move.do === 'stands' ? { ...move, says: moveInWords(move.says, move.given, shop.timeZone) } : move
  })

/** Of what was asked for, what it is and costs. Refuses `concession-refused` where it is more than may be given. */
const wanted = (
  move: Move,
  what: { fen: number } | { gift: string },
): { fen: number | null; gift: Said | null; worthFen: number } => {
  if (move.do !== 'give')
    throw refuse('concession-refused', { why: move.do === 'refuse' ? move.why : move.do })
  if ('fen' in what) {
    if (what.fen > move.mostFen)
      throw refuse('concession-refused', { why: 'too-much', mostFen: move.mostFen })
    return { fen: what.fen, gift: null, worthFen: what.fen }
  }
  const gift = move.gifts.find(({ id }) => id === what.gift)
  if (!gift) throw refuse('concession-refused', { why: 'gift' })
  return { fen: null, gift: gift.name, worthFen: gift.worthFen }
}

/**
 * Holds a concession for a buyer against the budget and the authority of who gives it: at most one a conversation. In
 * the shop's turn, so that two people cannot give away the last of a budget. Refuses `concession-refused` with why.
 */
export const concede = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  about: Bargaining,
  what: { fen: number } | { gift: string },
): Promise<{ concession: Concession; given: Conceded; says: Said }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const now = deps.clock.now()
    if (await store.givenIn(tx, shopId, about.conversationId))
      throw refuse('concession-refused', { why: 'given-before' })
    const { shop, policy, move } = await decide(tx, shopId, caller, about, now)
    if (!policy.enabled) throw refuse('concession-refused', { why: 'nothing' })
    const { fen, gift, worthFen } = wanted(move, what)
    const until = now + policy.minutes * MINUTE
    const { conversationId, phase, basketFen } = about
    const { personId } = caller.actor
    const row = { conversationId, phase, basketFen, personId, fen, gift, worthFen, until, givenAt: now }
    const id = await store.addConcession(tx, shopId, row)
    await record(
      tx,
      { shopId, ...byOf(caller), what: 'concession.given', detail: { conversationId, worthFen, until } },
      now,
    )
    const concession = await store.concessionById(tx, shopId, id, now)
    if (!concession) throw new Error('a concession is not found again')
    const given = { id, fen, gift, until }
    return { concession, given, says: moveInWords(policy.offer, given, shop.timeZone) }
  })

export const concessions = (deps: SettingsDeps, shopId: number, before: Instant | null) =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const found = await store.concessionsBefore(tx, shopId, before, PAGE + 1, deps.clock.now())
    return { concessions: found.slice(0, PAGE), more: found.length > PAGE }
  })

/** Paid in time, or taken back. Whoever gave it may say so, and who leads the shop. Refuses `already-settled`. */
export const settleConcession = (
  deps: SettingsDeps,
  caller: Caller,
  shopId: number,
  id: number,
  state: 'paid' | 'withdrawn',
): Promise<Concession> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    await lockShop(tx, shopId)
    const now = deps.clock.now()
    const concession = await store.concessionById(tx, shopId, id, now)
    if (!concession) throw refuse('not-found', { concessionId: id })
    if (caller.actor.roles.get(shopId) === 'agent' && concession.personId !== caller.actor.personId)
      throw refuse('not-allowed')
    // What lapsed may have been paid in time and be written down later; what is settled stays so.
    if (concession.state === 'paid' || concession.state === 'withdrawn') throw refuse('already-settled')
    await store.settle(tx, shopId, id, state, now)
    await record(
      tx,
      {
        shopId,
        ...byOf(caller),
        what: `concession.${state}`,
        detail: { concessionId: id, worthFen: concession.worthFen },
      },
      now,
    )
    return { ...concession, state }
  })
