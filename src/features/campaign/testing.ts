import type { PriceChange } from '../catalog/domain/product.ts'
import type { Activity, ActivityBody } from './domain/activity.ts'
import { momentAt } from './domain/calendar.ts'
import type { Campaign, CampaignBody, SignUp } from './domain/campaign.ts'
import type { PhaseKind, Wave } from './domain/phase.ts'
import { defaultRules } from './domain/rules.ts'

export const ZONE = 'Asia/Shanghai'

/** `2020-10-31 22:10:00` on the clocks of Shanghai; seconds may be left out. */
export const at = (text: string, zone = ZONE): number => {
  const [, wall = '', seconds = '0'] = /^(.{16})(?::(\d\d))?$/.exec(text.replace(' ', 'T')) ?? []
  return momentAt(wall, zone) + Number(seconds) * 1000
}

export const wave = (
  code: string,
  phases: readonly (readonly [kind: PhaseKind, from: string, to: string])[],
): Wave => ({
  code,
  name: `第${code}波`,
  owner: null,
  phases: phases.map(([kind, from, to]) => ({ kind, from: at(from), to: at(to) })),
})

export const campaignBody = (waves: Wave[], rules: Partial<CampaignBody['rules']> = {}): CampaignBody => ({
  name: '双十一',
  template: null,
  ruleSet: null,
  waves,
  rules: { ...defaultRules(), ...rules },
})

export const campaign = (waves: Wave[], rules: Partial<CampaignBody['rules']> = {}, id = 1): Campaign => ({
  ...campaignBody(waves, rules),
  id,
})

export const activityBody = (known: Partial<ActivityBody> = {}): ActivityBody => ({
  name: '主会场',
  wave: '1',
  facts: {},
  products: [],
  owner: null,
  ...known,
})

export const activity = (known: Partial<Activity> = {}): Activity => ({
  ...activityBody(known),
  id: 3,
  campaignId: 1,
  ...known,
})

export const onProduct = (product: string, sku: string | null = null) => ({
  ...{ product, sku },
  ...{ spotStock: null, presaleStock: null },
})

export const signUp = (priceFen: number, signed: string, known: Partial<SignUp> = {}): SignUp => ({
  ...{ campaignId: 1, wave: '1', product: 'P', sku: null },
  ...{ priceFen, signedAt: at(signed) },
  ...known,
})

let serial = 0
export const priceChange = (
  isFen: number,
  when: string | number,
  known: Partial<PriceChange> = {},
): PriceChange => ({
  id: ++serial,
  ...{ product: 'P', sku: null, wasFen: null, isFen, source: 'edit', by: null },
  at: typeof when === 'number' ? when : at(when),
  ...known,
})
