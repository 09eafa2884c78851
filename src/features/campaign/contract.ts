import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { inAddress } from '../../shared/ids.ts'
import { ShopPath } from '../shop/contract.ts'
import { Activity, ActivityBody } from './domain/activity.ts'
import { Campaign, CampaignBody, SignUp, Template } from './domain/campaign.ts'
import { PhaseKind } from './domain/phase.ts'

const CampaignPath = ShopPath.extend({ campaignId: inAddress.id })
const ActivityPath = CampaignPath.extend({ activityId: inAddress.id })

const On = z.object({
  campaignId: z.number(),
  campaign: z.string(),
  wave: z.string(),
  kind: PhaseKind,
  from: z.number(),
  to: z.number(),
})

/** A price that broke a rule, or that buyers may claim for, with what shows it. */
export const WatchFinding = z
  .object({
    /** `raise`: dearer before its wave ended. `above-lowest`: signed up above what was allowed. `below-after`: cheaper in
     * the days in which it may not be. `protection`: who paid more may claim. */
    rule: z.enum(['raise', 'above-lowest', 'below-after', 'protection']),
    campaignId: z.number(),
    wave: z.string(),
    product: z.string(),
    sku: z.string().nullable(),
    /** What it should have been at most (at least, for `below-after`), and what it was, fen. */
    wasFen: z.number(),
    isFen: z.number(),
    at: z.number(),
    /** The price changes that show it, by their ids. */
    evidence: z.array(z.number()),
    /** A category that is excepted: shown, but no violation. */
    excepted: z.string().nullable(),
  })
  .meta({ id: 'WatchFinding' })
export type WatchFinding = z.infer<typeof WatchFinding>

export const campaignContract = endpoints({
  campaigns: {
    method: 'get',
    path: '/api/shops/{shopId}/campaigns',
    params: ShopPath,
    gives: z.object({ campaigns: z.array(Campaign) }),
    needs: 'conversation.read',
    says: 'The campaigns of a shop with their waves and phases, the latest first.',
  },
  phasesNow: {
    method: 'get',
    path: '/api/shops/{shopId}/phases',
    params: ShopPath,
    gives: z.object({
      at: z.number(),
      on: z.array(On),
      next: z.object({ at: z.number(), starts: z.array(On), ends: z.array(On) }).nullable(),
    }),
    needs: 'conversation.read',
    says: 'The phases that are on now in a shop, and what comes next.',
  },
  addCampaign: {
    method: 'post',
    path: '/api/shops/{shopId}/campaigns',
    params: ShopPath,
    body: CampaignBody,
    gives: Campaign,
    needs: 'settings.edit',
    says: 'Adds a campaign. Refuses phases of one kind that overlap, with their places.',
  },
  campaignFrom: {
    method: 'post',
    path: '/api/shops/{shopId}/campaigns/from',
    params: ShopPath,
    body: z.object({
      /** A template, or a campaign of the shop (last year’s), of which everything is copied. */
      from: z.union([z.object({ template: Template }), z.object({ campaignId: z.number().int() })]),
      name: z.string().trim().min(1).max(60),
      /** The day that matters most: 11 November, 18 June, the day of the broadcast. */
      day: z.iso.date(),
    }),
    gives: Campaign,
    needs: 'settings.edit',
    says: 'Makes a campaign from a template or from another, with its dates moved to the day.',
  },
  setCampaign: {
    method: 'put',
    path: '/api/shops/{shopId}/campaigns/{campaignId}',
    params: CampaignPath,
    body: CampaignBody,
    gives: Campaign,
    needs: 'settings.edit',
    says: 'Changes a campaign.',
  },
  removeCampaign: {
    method: 'delete',
    path: '/api/shops/{shopId}/campaigns/{campaignId}',
    params: CampaignPath,
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Removes a campaign with its activities and sign-ups.',
  },
  activities: {
    method: 'get',
    path: '/api/shops/{shopId}/campaigns/{campaignId}/activities',
    params: CampaignPath,
    gives: z.object({ activities: z.array(Activity) }),
    needs: 'conversation.read',
    says: 'The activities of a campaign.',
  },
  addActivity: {
    method: 'post',
    path: '/api/shops/{shopId}/campaigns/{campaignId}/activities',
    params: CampaignPath,
    body: ActivityBody,
    gives: Activity,
    needs: 'settings.edit',
    says: 'Adds an activity to a campaign.',
  },
  setActivity: {
    method: 'put',
    path: '/api/shops/{shopId}/campaigns/{campaignId}/activities/{activityId}',
    params: ActivityPath,
    body: ActivityBody,
    gives: Activity,
    needs: 'settings.edit',
    says: 'Changes an activity.',
  },
  removeActivity: {
    method: 'delete',
    path: '/api/shops/{shopId}/campaigns/{campaignId}/activities/{activityId}',
    params: ActivityPath,
    gives: z.object({}),
    needs: 'settings.edit',
    says: 'Removes an activity.',
  },
  signUps: {
    method: 'get',
    path: '/api/shops/{shopId}/campaigns/{campaignId}/sign-ups',
    params: CampaignPath,
    gives: z.object({ signUps: z.array(SignUp) }),
    needs: 'conversation.read',
    says: 'The products signed up for a campaign, with their prices.',
  },
  setSignUps: {
    method: 'put',
    path: '/api/shops/{shopId}/campaigns/{campaignId}/sign-ups',
    params: CampaignPath,
    body: z.object({ signUps: z.array(SignUp.omit({ campaignId: true, signedAt: true })).max(5000) }),
    gives: z.object({ signUps: z.array(SignUp) }),
    needs: 'settings.edit',
    says: 'Signs products up for the waves of a campaign; who is signed up already keeps the time of it.',
  },
  watch: {
    method: 'get',
    path: '/api/shops/{shopId}/price-watch',
    params: ShopPath,
    gives: z.object({ findings: z.array(WatchFinding) }),
    needs: 'conversation.read',
    says: 'Prices that broke a rule of a campaign, and price protection that buyers may claim, with the evidence.',
  },
  flags: {
    method: 'get',
    path: '/api/shops/{shopId}/campaigns/{campaignId}/flags',
    params: CampaignPath,
    gives: z.object({
      flags: z.array(
        z.object({
          activityId: z.number(),
          fact: z.string(),
          product: z.string(),
          /** What the activity says, and what stands on the product's page or at the checkout. */
          here: z.string(),
          where: z.enum(['page', 'checkout']),
          there: z.string(),
        }),
      ),
    }),
    needs: 'conversation.read',
    says: 'Where an activity says something else than the product’s page or the checkout.',
  },
})
