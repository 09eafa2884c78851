import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Instant } from '../../shared/time.ts'
import { loadCampaigns } from '../campaign/index.ts'
import { productIdsOf } from '../catalog/index.ts'
import {
  type By,
  changeSettings,
  differences,
  type SettingsDeps,
  saveSettings,
  shopFacts,
} from '../shop/index.ts'
import type { ShopOffer, Wanted, WhatIf } from './contract.ts'
import { offerProblems, rulesUsed } from './domain/offer-problems.ts'
import { placed } from './domain/placed.ts'
import { preparePricing } from './domain/pricing.ts'
import { type PriceProblem, withNotes } from './domain/quote.ts'
import { readPriceFile } from './domain/read.ts'
import type { RuleSet } from './domain/rule-set.ts'
import { type RuleSets, ruleSetsOf } from './domain/settings.ts'
import type { Priced } from './domain/shelf.ts'
import { termsOf } from './domain/whatif/terms.ts'
import { whatIf } from './domain/whatif/what-if.ts'
import { candidatesFrom, turnsFrom } from './domain/worth.ts'
import type { Shelves } from './live.ts'
import { loadPricing } from './load.ts'
import * as store from './store.ts'

export interface PricingDeps extends SettingsDeps {
  shelves: Shelves
}

/** Offers of a shop at most. A quote looks at those of a basket's lines alone, but all are read and kept ready. */
const MOST_OFFERS = 5000

const needRuleSets = async (tx: Tx, shopId: number): Promise<RuleSets> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  return ruleSetsOf(await loadPricing(tx, shopId), shop.platform)
}

/** Ids of the rule sets by which a shop may reckon. */
export const knownRuleSets = async (tx: Tx, shopId: number): Promise<string[]> =>
  (await needRuleSets(tx, shopId)).all.map(({ id }) => id)

/** Refused with the place, in words of both languages: who edits an offer sees at once what to do. */
const malformed = (problems: readonly PriceProblem[]) =>
  refuse('malformed', {
    where: 'body',
    problems: problems
      .slice(0, 20)
      .map(({ where, sentence }) => ({ field: where, problem: sentence.en, said: sentence })),
  })

/** Products that offers name and the shop may not have: asked for by id, a catalog of 20,000 is not read for that. */
const goneOf = async (tx: Tx, shopId: number, offers: readonly ShopOffer[]): Promise<Set<string>> => {
  const named = new Set(
    offers.flatMap(({ offer: { scope } }) => [...(scope.items ?? []), ...(scope.except?.items ?? [])]),
  )
  const there = new Set(await productIdsOf(tx, shopId, [...named]))
  return new Set([...named].filter((id) => !there.has(id)))
}

const problemsOf = async (
  tx: Tx,
  shopId: number,
  offers: readonly ShopOffer[],
  now: Instant,
): Promise<PriceProblem[]> => {
  const campaigns = await loadCampaigns(tx, shopId)
  return offerProblems(offers, {
    campaigns,
    ruleSets: await needRuleSets(tx, shopId),
    gone: await goneOf(tx, shopId, offers),
    now,
  })
}

export const offers = (
  deps: Pick<PricingDeps, 'db' | 'clock'>,
  shopId: number,
  campaignId: number | undefined,
): Promise<{ offers: ShopOffer[]; problems: PriceProblem[] }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => {
    const all = await store.offersOf(tx, shopId)
    const wanted = all.filter((one) => campaignId === undefined || one.campaignId === campaignId)
    const problems = await problemsOf(tx, shopId, all, deps.clock.now())
    if (campaignId === undefined) return { offers: wanted, problems }
    const ids = new Set(wanted.map(({ offer }) => offer.id))
    // Of a campaign, what concerns its offers.
    return {
      offers: wanted,
      problems: problems.filter(
        ({ where }) =>
          where.startsWith(`campaigns[${campaignId}]`) ||
          [...ids].some((id) => where.startsWith(`offers[${id}]`)),
      ),
    }
  })

/** A new or changed offer that cannot be priced is refused: under every rule set by which the shop reckons, for while one holds
 * a single offer that it cannot price leaves the shop without prices. */
const needPriceable = async (tx: Tx, shopId: number, one: ShopOffer): Promise<void> => {
  const campaigns = await loadCampaigns(tx, shopId)
  const campaign = campaigns.campaigns.find(({ id }) => id === one.campaignId)
  if (one.campaignId !== null && !campaign) throw refuse('not-found', { campaignId: one.campaignId })
  if (
    one.activityId !== null &&
    !campaigns.activities.some(({ id, campaignId }) => id === one.activityId && campaignId === one.campaignId)
  )
    throw refuse('not-found', { activityId: one.activityId })
  const sets = await needRuleSets(tx, shopId)
  // One that is switched off counts nowhere, but is held to what holds outside of campaigns.
  for (const ruleSet of rulesUsed(sets, one.enabled ? campaigns : { campaigns: [] })) {
    // As it is written: times that come from its campaign are the campaign's matter.
    const ready = preparePricing([one.offer], ruleSet)
    if (!ready.ok)
      throw malformed(
        ready.problems.map(({ where, sentence }) => ({
          where: where.replace(/^offers\[0\]/, 'offer'),
          sentence,
        })),
      )
  }
  const unknown = [...(await goneOf(tx, shopId, [{ ...one, offer: placed(one, campaigns) }]))]
  if (unknown.length > 0)
    throw malformed([
      {
        where: 'offer.scope.items',
        sentence: {
          zh: `店里没有商品：${unknown.slice(0, 5).join('、')}；请先添加，或从范围里去掉。`,
          en: `The shop has no product ${unknown.slice(0, 5).join(', ')}: add it first, or take it out of the scope.`,
        },
      },
    ])
}

/** Names what changed, not the whole document: a scope may list 5,000 products. */
const told = (before: ShopOffer | null, after: ShopOffer): Record<string, unknown> | null => {
  const { id, kind, name } = after.offer
  if (!before) return { id, kind, ...(name !== null && { name }) }
  const { scope, ...changed } = {
    ...differences({ ...before, offer: null }, { ...after, offer: null }),
    ...differences(before.offer, after.offer),
  }
  if (!scope && Object.keys(changed).length === 0) return null
  return { id, ...changed, ...(scope && { scope: 'changed' }) }
}

export const setOffer = (
  deps: PricingDeps,
  by: By,
  shopId: number,
  offerId: string,
  body: ShopOffer,
): Promise<{ offer: ShopOffer; problems: PriceProblem[] }> => {
  // Another id than the address’s would be another offer: it is not the one that was asked for.
  if (body.offer.id !== offerId) throw refuse('not-found', { offerId, id: body.offer.id })
  return changeSettings(deps, by, shopId, 'pricing', async (tx) => {
    const before = await store.offerById(tx, shopId, offerId)
    await needPriceable(tx, shopId, body)
    const all = await store.offersOf(tx, shopId)
    if (!before && all.length >= MOST_OFFERS)
      throw refuse('too-large', { offers: all.length + 1, limit: MOST_OFFERS })
    await store.saveOffer(tx, shopId, body)
    const now = [...all.filter(({ offer }) => offer.id !== offerId), body]
    const problems = await problemsOf(tx, shopId, now, deps.clock.now())
    const detail = told(before, body)
    return {
      gives: {
        offer: body,
        problems: problems.filter(({ where }) => where.startsWith(`offers[${offerId}]`)),
      },
      audit: detail && { what: before ? 'offer.changed' : 'offer.added', detail },
    }
  })
}

export const removeOffer = (
  deps: PricingDeps,
  by: By,
  shopId: number,
  offerId: string,
): Promise<Record<string, never>> =>
  changeSettings(deps, by, shopId, 'pricing', async (tx) => {
    const before = await store.offerById(tx, shopId, offerId)
    if (!before) throw refuse('not-found', { offerId })
    await store.deleteOffer(tx, shopId, offerId)
    return { gives: {}, audit: { what: 'offer.removed', detail: { id: offerId, kind: before.offer.kind } } }
  })

const shown = ({ all, chosen }: RuleSets): { ruleSets: RuleSet[]; chosen: string } => ({
  ruleSets: [...all],
  chosen,
})

export const ruleSets = (
  deps: PricingDeps,
  shopId: number,
): Promise<{ ruleSets: RuleSet[]; chosen: string }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => shown(await needRuleSets(tx, shopId)))

/** Refuses a rule set by which an offer that counts could not be priced any more. */
export const setRuleSet = (
  deps: PricingDeps,
  by: By,
  shopId: number,
  ruleSetId: string,
  { ruleSet, choose }: { ruleSet: RuleSet | null; choose: boolean },
): Promise<{ ruleSets: RuleSet[]; chosen: string }> => {
  if (ruleSet && ruleSet.id !== ruleSetId) throw refuse('not-found', { ruleSetId, id: ruleSet.id })
  return changeSettings(deps, by, shopId, 'pricing', async (tx) => {
    const shop = await shopFacts(tx, shopId)
    if (!shop) throw refuse('not-found', { shopId })
    const before = await loadPricing(tx, shopId)
    const others = before.ruleSets.filter(({ id }) => id !== ruleSetId)
    const after = {
      ruleSets: ruleSet ? [...others, ruleSet] : others,
      chosen: choose ? ruleSetId : before.chosen,
    }
    const sets = ruleSetsOf(after, shop.platform)
    const wanted = sets.all.find(({ id }) => id === ruleSetId)
    if (!wanted && (choose || before.ruleSets.length === others.length))
      throw refuse('not-found', { ruleSetId })
    await needReckonable(tx, shopId, ruleSetId, sets)
    const changed = differences(before, after)
    if (Object.keys(changed).length === 0) return { gives: shown(sets), audit: null }
    await saveSettings(tx, shopId, 'pricing', after)
    const detail = {
      id: ruleSetId,
      ...(changed.ruleSets && { ruleSet: ruleSet ? 'own' : 'shipped' }),
      ...(changed.chosen && { chosen: changed.chosen }),
    }
    return { gives: shown(sets), audit: { what: 'rule-set.changed', detail } }
  })
}

/** All offers that count can be priced by a rule set that holds at some time; and a campaign's is there. */
const needReckonable = async (tx: Tx, shopId: number, ruleSetId: string, sets: RuleSets): Promise<void> => {
  const campaigns = await loadCampaigns(tx, shopId)
  const named = campaigns.campaigns.find((one) => one.ruleSet === ruleSetId)
  if (named && !sets.all.some(({ id }) => id === ruleSetId))
    throw malformed([
      {
        where: 'ruleSet',
        sentence: {
          zh: `活动“${named.name}”按这个规则计价；请先给活动换一个规则。`,
          en: `The campaign "${named.name}" is reckoned by it: give that another rule set first.`,
        },
      },
    ])
  const ruleSet = rulesUsed(sets, campaigns).find(({ id }) => id === ruleSetId)
  if (!ruleSet) return
  const counting = (await store.offersOf(tx, shopId)).filter(({ enabled }) => enabled)
  const ready = preparePricing(
    counting.map((one) => placed(one, campaigns)),
    ruleSet,
  )
  if (ready.ok) return
  const told = ready.problems.map(({ where, sentence }) => ({
    where: where.replace(
      /^offers\[(\d+)\]/,
      (_, i: string) => `offers[${counting[Number(i)]?.offer.id ?? i}]`,
    ),
    sentence,
  }))
  throw malformed(told)
}

/** What a buyer pays for products of the shop, as its settings stand now. */
export const quoteWanted = async (deps: PricingDeps, shopId: number, wanted: Wanted): Promise<Priced> => {
  const shelf = await fresh(deps, shopId)
  return shelf.quote(wanted, wanted.at ?? deps.clock.now())
}

/** A change is in force for who asks next, whichever process made it. */
const fresh = async ({ db, shelves }: PricingDeps, shopId: number) => {
  const version = await db.tx({ shops: [shopId] }, (tx) => store.settingsVersion(tx, shopId))
  if (version === null) throw refuse('not-found', { shopId })
  return shelves.of(shopId, version)
}

/** What would be otherwise: later, with something added, with another card, as two orders. */
export const whatIfWanted = async (deps: PricingDeps, shopId: number, wanted: Wanted): Promise<WhatIf> => {
  const shelf = await fresh(deps, shopId)
  const at = wanted.at ?? deps.clock.now()
  const { basket, problems } = shelf.basketOf(wanted, at)
  const ready = shelf.pricingAt(at)
  const ruleSet = shelf.ruleSetAt(at)
  if (!ready.ok || !ruleSet || problems.length > 0)
    throw malformed([...problems, ...(ready.ok ? [] : ready.problems)])
  return whatIf(basket, termsOf(ready.pricing, shelf.counting, ruleSet), {
    candidates: candidatesFrom(shelf, wanted),
    turns: turnsFrom(shelf, at),
  })
}

/** A basket that brings its own offers and rules. Nothing of any shop is read. */
export const quoteFile = (file: unknown): Priced => {
  const read = readPriceFile(file)
  if (!read.ok) return { quote: null, problems: read.problems }
  const { basket, offers: brought, ruleSet, notes } = read
  const ready = preparePricing(brought, ruleSet)
  return ready.ok
    ? { quote: withNotes(ready.pricing.quote(basket), notes), problems: [] }
    : { quote: null, problems: ready.problems }
}

export const shifted = (
  deps: PricingDeps,
  shopId: number,
  since: Instant,
): Promise<{ counts: store.Shifted[] }> =>
  deps.db.tx({ shops: [shopId] }, async (tx) => ({ counts: await store.shiftedSince(tx, shopId, since) }))
