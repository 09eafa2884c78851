import type { Tx } from '../../platform/db/db.ts'
import { refuse } from '../../shared/refusal.ts'
import type { ShopFacts } from '../shop/domain.ts'
import {
  type By,
  changeSettings,
  differences,
  membersOf,
  type SettingsDeps,
  shopFacts,
} from '../shop/index.ts'
import { auditOfCampaign } from './audited.ts'
import type { Activity, ActivityBody } from './domain/activity.ts'
import { daysBetween } from './domain/calendar.ts'
import type { Campaign, CampaignBody, SignUp, Template } from './domain/campaign.ts'
import { copied, fromTemplate, greatDay } from './domain/moved.ts'
import { templateFor } from './domain/templates/index.ts'
import { type Catalog, checkActivity, checkCampaign, checkSignUps } from './domain/valid.ts'
import { type Problem, problemAt } from './domain/valid-problem.ts'
import * as store from './store.ts'

/** Campaigns of a shop (a broadcast each evening makes 365 a year), and activities of a campaign, at most. */
const MOST_CAMPAIGNS = 2000
const MOST_ACTIVITIES = 500

/** What was copied into a new campaign; whoever keeps more of a campaign (its offers) copies it in the same transaction. */
export interface Copying {
  shopId: number
  from: Campaign
  to: Campaign
  /** Whole days by which all dates were moved. */
  days: number
  zone: string
}

export interface CampaignDeps extends SettingsDeps {
  copied?: readonly ((tx: Tx, copying: Copying) => Promise<void>)[]
  /** Ids of the rule sets by which a shop may reckon, from whoever keeps them; without it any is taken. */
  ruleSets?: (tx: Tx, shopId: number) => Promise<readonly string[]>
}

export const needShop = async (tx: Tx, shopId: number): Promise<ShopFacts> => {
  const shop = await shopFacts(tx, shopId)
  if (!shop) throw refuse('not-found', { shopId })
  return shop
}

export const needCampaign = async (tx: Tx, shopId: number, id: number): Promise<Campaign> => {
  const campaign = await store.campaignById(tx, shopId, id)
  if (!campaign) throw refuse('not-found', { campaignId: id })
  return campaign
}

const needSound = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw refuse('malformed', { where: 'body', problems })
}

/** Whether prices can be reckoned by the rules that a campaign names. */
const needRuleSet = async (
  { ruleSets }: CampaignDeps,
  tx: Tx,
  shopId: number,
  { ruleSet }: CampaignBody,
): Promise<void> => {
  if (ruleSet === null || !ruleSets) return
  const known = await ruleSets(tx, shopId)
  if (!known.includes(ruleSet))
    needSound([problemAt('ruleSet', 'unknown-rule-set', { ruleSet, known: known.join(', ') })])
}

const staff = async (tx: Tx, shopId: number): Promise<Set<number>> =>
  new Set((await membersOf(tx, shopId)).map(({ personId }) => personId))

const catalogOf = async (tx: Tx, shopId: number, list: readonly { product: string }[]): Promise<Catalog> => {
  const ids = [...new Set(list.map(({ product }) => product))]
  const known = await store.productsKnown(tx, shopId, ids)
  return new Map(known.map(({ id, category, skus }) => [id, { category, skus }]))
}

const needRoom = async (tx: Tx, shopId: number): Promise<void> => {
  if ((await store.countCampaigns(tx, shopId)) >= MOST_CAMPAIGNS)
    needSound([problemAt('', 'full', { most: MOST_CAMPAIGNS })])
}

export const addCampaign = (
  deps: CampaignDeps,
  by: By,
  shopId: number,
  body: CampaignBody,
): Promise<Campaign> =>
  changeSettings(deps, by, shopId, 'campaign', async (tx) => {
    const { timeZone: zone } = await needShop(tx, shopId)
    needSound(checkCampaign(body, { zone, members: await staff(tx, shopId) }))
    await needRuleSet(deps, tx, shopId, body)
    await needRoom(tx, shopId)
    const campaign = await store.insertCampaign(tx, shopId, body)
    return {
      gives: campaign,
      audit: { what: 'campaign.added', detail: { id: campaign.id, name: body.name } },
    }
  })

export type From = { template: Template } | { campaignId: number }

/** Owners who have left are nobody: the copy is made all the same, and somebody takes it over. */
const ownedByMembers = <T extends { owner: number | null }>(one: T, members: ReadonlySet<number>): T =>
  one.owner !== null && !members.has(one.owner) ? { ...one, owner: null } : one

/**
 * Makes a campaign from a template, or from another of the shop with its waves, phases, activities and rules; every date
 * moves with the day. Sign-ups stay behind: prices are signed up anew each year. A moved campaign is held to the same
 * rules as one typed in.
 */
export const campaignFrom = (
  deps: CampaignDeps,
  by: By,
  shopId: number,
  { from, name, day }: { from: From; name: string; day: string },
): Promise<Campaign> =>
  changeSettings(deps, by, shopId, 'campaign', async (tx) => {
    const { timeZone: zone, platform, locale } = await needShop(tx, shopId)
    await needRoom(tx, shopId)
    const members = await staff(tx, shopId)
    const make = async (body: CampaignBody) => {
      needSound(checkCampaign(body, { zone, members }))
      return store.insertCampaign(tx, shopId, body)
    }
    if ('template' in from) {
      const language = locale === 'en' ? 'en' : 'zh'
      const template = templateFor(from.template, platform)
      const to = await make(fromTemplate(template, { name, day, zone, language }))
      const detail = { id: to.id, name, day, template: from.template }
      return { gives: to, audit: { what: 'campaign.added', detail } }
    }
    const source = await needCampaign(tx, shopId, from.campaignId)
    const { id: _, ...body } = source
    const moved = copied(body, { name, day, zone })
    const to = await make({ ...moved, waves: moved.waves.map((wave) => ownedByMembers(wave, members)) })
    const list = await store.activities(tx, shopId, source.id)
    const bodies = list.map(({ id: _, campaignId: __, ...activity }) => ownedByMembers(activity, members))
    await store.insertActivities(tx, shopId, to.id, bodies)
    const great = greatDay(body, zone)
    const days = great === null ? 0 : daysBetween(great, day)
    for (const copy of deps.copied ?? []) await copy(tx, { shopId, from: source, to, days, zone })
    const detail = { id: to.id, name, day, copiedFrom: source.id, activities: list.length }
    return { gives: to, audit: { what: 'campaign.added', detail } }
  })

export const setCampaign = (
  deps: CampaignDeps,
  by: By,
  shopId: number,
  id: number,
  body: CampaignBody,
): Promise<Campaign> =>
  changeSettings(deps, by, shopId, 'campaign', async (tx) => {
    const before = await needCampaign(tx, shopId, id)
    const { timeZone: zone } = await needShop(tx, shopId)
    const [members, uses] = [await staff(tx, shopId), await store.usesOfWaves(tx, shopId, id)]
    needSound(checkCampaign(body, { zone, members, uses }))
    if (body.ruleSet !== before.ruleSet) await needRuleSet(deps, tx, shopId, body)
    const after = { ...body, id }
    const changed = auditOfCampaign(before, after, zone)
    if (Object.keys(changed).length === 0) return { gives: before, audit: null }
    await store.saveCampaign(tx, shopId, after)
    return {
      gives: after,
      audit: { what: 'campaign.changed', detail: { id, campaign: before.name, ...changed } },
    }
  })

export const removeCampaign = (
  deps: CampaignDeps,
  by: By,
  shopId: number,
  id: number,
): Promise<Record<string, never>> =>
  changeSettings(deps, by, shopId, 'campaign', async (tx) => {
    const { name } = await needCampaign(tx, shopId, id)
    const uses = await store.usesOfWaves(tx, shopId, id)
    await store.deleteCampaign(tx, shopId, id)
    const activities = uses.reduce((sum, use) => sum + use.activities, 0)
    const signUps = uses.reduce((sum, use) => sum + use.signUps, 0)
    return { gives: {}, audit: { what: 'campaign.removed', detail: { id, name, activities, signUps } } }
  })

const needActivity = async (
  tx: Tx,
  shopId: number,
  campaignId: number,
  id: number,
): Promise<{ activity: Activity; others: Activity[] }> => {
  const all = await store.activities(tx, shopId, campaignId)
  const activity = all.find((one) => one.id === id)
  if (!activity) throw refuse('not-found', { activityId: id })
  return { activity, others: all.filter((one) => one.id !== id) }
}

const needSoundActivity = async (
  tx: Tx,
  shopId: number,
  campaign: Campaign,
  body: ActivityBody,
  others: readonly Activity[],
): Promise<void> =>
  needSound(
    checkActivity(body, {
      waves: campaign.waves,
      others,
      catalog: await catalogOf(tx, shopId, body.products),
      members: await staff(tx, shopId),
    }),
  )

export const addActivity = (
  deps: CampaignDeps,
  by: By,
  shopId: number,
  campaignId: number,
  body: ActivityBody,
): Promise<Activity> =>
  changeSettings(deps, by, shopId, 'campaign', async (tx) => {
    const campaign = await needCampaign(tx, shopId, campaignId)
    const others = await store.activities(tx, shopId, campaignId)
    if (others.length >= MOST_ACTIVITIES) needSound([problemAt('', 'full', { most: MOST_ACTIVITIES })])
    await needSoundActivity(tx, shopId, campaign, body, others)
    const [activity] = await store.insertActivities(tx, shopId, campaignId, [body])
    if (!activity) throw new Error('an activity was not stored')
    const detail = { id: activity.id, name: body.name, campaign: campaign.name }
    return { gives: activity, audit: { what: 'activity.added', detail } }
  })

/** Of an activity, the audit tells each fact by itself, and products by how many there are. */
const changedOf = (before: ActivityBody, after: ActivityBody) => {
  const flat = ({ facts, products, ...rest }: ActivityBody) => ({ ...rest, ...facts })
  const [was, is] = [flat(before), flat(after)]
  const gone = Object.fromEntries(Object.keys(was).flatMap((key) => (key in is ? [] : [[key, null]])))
  const listed = JSON.stringify(before.products) !== JSON.stringify(after.products)
  return {
    ...differences<Record<string, unknown>>(was, { ...gone, ...is }),
    ...(listed && { products: { from: before.products.length, to: after.products.length } }),
  }
}

export const setActivity = (
  deps: CampaignDeps,
  by: By,
  shopId: number,
  campaignId: number,
  id: number,
  body: ActivityBody,
): Promise<Activity> =>
  changeSettings(deps, by, shopId, 'campaign', async (tx) => {
    const campaign = await needCampaign(tx, shopId, campaignId)
    const { activity: before, others } = await needActivity(tx, shopId, campaignId, id)
    await needSoundActivity(tx, shopId, campaign, body, others)
    const changed = changedOf(before, body)
    if (Object.keys(changed).length === 0) return { gives: before, audit: null }
    const after = { ...body, id, campaignId }
    await store.saveActivity(tx, shopId, after)
    const detail = { id, activity: before.name, campaign: campaign.name, ...changed }
    return { gives: after, audit: { what: 'activity.changed', detail } }
  })

export const removeActivity = (
  deps: CampaignDeps,
  by: By,
  shopId: number,
  campaignId: number,
  id: number,
): Promise<Record<string, never>> =>
  changeSettings(deps, by, shopId, 'campaign', async (tx) => {
    const campaign = await needCampaign(tx, shopId, campaignId)
    const { activity } = await needActivity(tx, shopId, campaignId, id)
    await store.deleteActivity(tx, shopId, id)
    const detail = { id, name: activity.name, campaign: campaign.name }
    return { gives: {}, audit: { what: 'activity.removed', detail } }
  })

type SigningUp = Omit<SignUp, 'campaignId' | 'signedAt'>
const keyOf = ({ wave, product, sku }: SigningUp): string => JSON.stringify([wave, product, sku])

/** Prices of an audit entry, at most: of a list of thousands the numbers say enough. */
const TOLD = 20

/** Replaces a campaign's sign-ups. Who is signed up already keeps the time of it: from then on the price is bound. */
export const setSignUps = (
  deps: CampaignDeps,
  by: By,
  shopId: number,
  campaignId: number,
  list: readonly SigningUp[],
): Promise<SignUp[]> =>
  changeSettings(deps, by, shopId, 'campaign', async (tx) => {
    const { name, waves } = await needCampaign(tx, shopId, campaignId)
    needSound(checkSignUps(list, { waves, catalog: await catalogOf(tx, shopId, list) }))
    const before = await store.signUps(tx, shopId, campaignId)
    const had = new Map(before.map((one) => [keyOf(one), one]))
    const now = deps.clock.now()
    const after = list.map((one) => ({ ...one, campaignId, signedAt: had.get(keyOf(one))?.signedAt ?? now }))
    const kept = new Set(after.map(keyOf))
    const added = after.filter((one) => !had.has(keyOf(one)))
    const removed = before.filter((one) => !kept.has(keyOf(one)))
    const repriced = after.flatMap((one) => {
      const was = had.get(keyOf(one))?.priceFen
      return was === undefined || was === one.priceFen ? [] : [{ ...one, was }]
    })
    if (added.length + removed.length + repriced.length === 0) return { gives: before, audit: null }
    await store.replaceSignUps(tx, shopId, campaignId, after)
    const told = repriced.slice(0, TOLD).map(({ product, sku, was, priceFen }) => ({
      ...{ product, ...(sku !== null && { sku }) },
      ...{ from: was, to: priceFen },
    }))
    const detail = {
      ...{ id: campaignId, campaign: name, added: added.length, removed: removed.length },
      ...(told.length > 0 && { prices: told }),
    }
    const gives = await store.signUps(tx, shopId, campaignId)
    return { gives, audit: { what: 'campaign.signed-up', detail } }
  })
