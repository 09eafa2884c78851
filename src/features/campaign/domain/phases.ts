import type { Said } from '../../../shared/said.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Activity } from './activity.ts'
import type { Campaign } from './campaign.ts'
import { PhaseKind, type PhasesOn, type Wave } from './phase.ts'
import { spokenPhases } from './phase-on.ts'

/** All that a shop's desk and assistant need of its campaigns. */
export interface ShopCampaigns {
  campaigns: readonly Campaign[]
  activities: readonly Activity[]
  /** The shop's, in which times are judged and told. */
  zone: string
}

export const phaseNames: Record<PhaseKind, Said> = {
  'sign-up': { zh: '报名', en: 'sign-up' },
  preheat: { zh: '预热', en: 'pre-heat' },
  deposit: { zh: '付定金', en: 'deposit' },
  balance: { zh: '付尾款', en: 'balance' },
  spot: { zh: '现货开售', en: 'spot sale' },
  'after-sale': { zh: '售后', en: 'after-sale' },
}

type On = PhasesOn['on'][number]

/** In the order of their beginnings; of those that begin together, in the order of a campaign's day. */
const inOrder = (a: On, b: On): number =>
  a.from - b.from ||
  PhaseKind.options.indexOf(a.kind) - PhaseKind.options.indexOf(b.kind) ||
  a.campaignId - b.campaignId ||
  (a.wave < b.wave ? -1 : 1)

const isOn = ({ from, to }: { from: Instant; to: Instant }, at: Instant): boolean => from <= at && at < to

/**
 * The phases that are on at a moment (from included, to excluded), and the next moment at which any starts or ends, with
 * all that happens at it (specs/campaign.md CMP-1). `wave` is the wave's code. Read once through: a shop that broadcasts
 * every evening has a thousand phases a year, and it is asked for every message.
 */
export const phasesAt = (campaigns: readonly Campaign[], at: Instant): PhasesOn => {
  let next = Number.POSITIVE_INFINITY
  const [on, starts, ends]: [On[], On[], On[]] = [[], [], []]
  for (const { id, name, waves } of campaigns)
    for (const { code, phases } of waves)
      for (const phase of phases) {
        const { from, to } = phase
        if (to <= at) continue
        const edge = from > at ? from : to
        if (from > at && edge > next) continue
        const told = { campaignId: id, campaign: name, wave: code, ...phase }
        if (from <= at) on.push(told)
        if (edge < next) {
          next = edge
          starts.length = 0
          ends.length = 0
        }
        if (edge === next) (from > at ? starts : ends).push(told)
      }
  return {
    on: on.sort(inOrder),
    next: Number.isFinite(next) ? { at: next, starts: starts.sort(inOrder), ends: ends.sort(inOrder) } : null,
  }
}

/**
 * The kinds of phases that are on, the one that matters most to buyers first. Words written for a phase (of phrases, of
 * entries) are those of the first kind that has some. Sign-up concerns no buyer and is left out.
 */
export const kindsOn = (campaigns: readonly Campaign[], at: Instant): PhaseKind[] => {
  const on = new Set(phasesAt(campaigns, at).on.map(({ kind }) => kind))
  return spokenPhases.filter((kind) => on.has(kind))
}

const span = (wave: Wave, without: readonly PhaseKind[]): { from: Instant; to: Instant } | null => {
  const phases = wave.phases.filter(({ kind }) => !without.includes(kind))
  if (phases.length === 0) return null
  return {
    from: Math.min(...phases.map(({ from }) => from)),
    to: Math.max(...phases.map(({ to }) => to)),
  }
}

/** When buyers hear of a wave: from its first phase that concerns them to the end of its last, gaps between included. */
export const heardOf = (wave: Wave): { from: Instant; to: Instant } | null => span(wave, ['sign-up'])

/** When buyers can pay in a wave: deposits, balances or at once. */
export const saleOf = (wave: Wave): { from: Instant; to: Instant } | null =>
  span(wave, ['sign-up', 'preheat', 'after-sale'])

/** The end of a wave: of what is sold in it, for signed-up prices are bound to it. Null without any such phase. */
export const endOfWave = (wave: Wave): Instant | null =>
  (saleOf(wave) ?? span(wave, ['sign-up', 'after-sale']))?.to ?? null

export const waveOf = (campaign: Campaign, code: string): Wave | undefined =>
  campaign.waves.find((wave) => wave.code === code)

/** Activities of the waves that buyers hear of at a moment, each with its campaign and wave. Made ready once, asked often. */
export const heardAt = ({ campaigns, activities }: Pick<ShopCampaigns, 'campaigns' | 'activities'>) => {
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]))
  const heard = activities.flatMap((activity) => {
    const campaign = byId.get(activity.campaignId)
    const wave = campaign && waveOf(campaign, activity.wave)
    const when = wave && heardOf(wave)
    return campaign && wave && when ? [{ activity, campaign, wave, when }] : []
  })
  return (at: Instant): { activity: Activity; campaign: Campaign; wave: Wave }[] =>
    heard.filter(({ when }) => isOn(when, at))
}

/** The same for one moment. */
export const activitiesAt = (known: Pick<ShopCampaigns, 'campaigns' | 'activities'>, at: Instant) =>
  heardAt(known)(at)
