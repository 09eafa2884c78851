import { z } from 'zod'
import { Wave } from './phase.ts'

export const Template = z.enum(['double-eleven', '618', 'broadcast'])
export type Template = z.infer<typeof Template>

export const CampaignBody = z.object({
  name: z.string().trim().min(1).max(60),
  /** What it was made from; null: by hand. */
  template: Template.nullable(),
  /** Id of the rule set by which prices are reckoned (see pricing). */
  ruleSet: z.string().max(60).nullable(),
  waves: z.array(Wave).max(12),
  /** Rules of the sign-up that hold in it. */
  rules: z.object({
    /** Prices of signed-up products may not rise until their wave ends. */
    noRaise: z.boolean(),
    /** Categories excepted from it (K金, 定制家具 …). */
    exceptCategories: z.array(z.string().trim().min(1).max(40)).max(200),
    /** Sign-up price at most this share of the lowest real price between the two days (local dates, both included). */
    lowest: z.object({ share: z.number().gt(0).max(1), from: z.iso.date(), to: z.iso.date() }).nullable(),
    /** After the last wave prices may not go below the campaign's for so many days. */
    holdDays: z.number().int().min(0).max(90),
    /** Days of price protection promised to buyers after the campaign; 0: none. */
    protectDays: z.number().int().min(0).max(90),
  }),
})
export type CampaignBody = z.infer<typeof CampaignBody>

export const Campaign = CampaignBody.extend({ id: z.number() }).meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof Campaign>

/** A product signed up for a wave, at a price. */
export const SignUp = z
  .object({
    campaignId: z.number(),
    wave: z.string(),
    product: z.string(),
    sku: z.string().nullable(),
    priceFen: z.number().int().min(1),
    signedAt: z.number(),
  })
  .meta({ id: 'SignUp' })
export type SignUp = z.infer<typeof SignUp>
