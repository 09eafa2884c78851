import type { Instant } from '../../../shared/time.ts'
import type { WatchFinding } from '../contract.ts'
import { datePlus, dayStart, daysLater } from '../domain/calendar.ts'
import type { Campaign } from '../domain/campaign.ts'
import { endOfWave, waveOf } from '../domain/phases.ts'

export const findingRules = ['raise', 'above-lowest', 'below-after', 'protection'] as const
export type FindingRule = WatchFinding['rule']

const endOfCampaign = ({ waves }: Campaign): Instant | null => {
  const ends = waves.flatMap((wave) => endOfWave(wave) ?? [])
  return ends.length === 0 ? null : Math.max(...ends)
}

/** Until when what a finding is about had to hold (excluded), as the campaign now says; null where it says nothing. */
export const heldUntil = (
  { rule, wave: code }: Pick<WatchFinding, 'rule' | 'wave'>,
  campaign: Campaign,
  zone: string,
): Instant | null => {
  const wave = waveOf(campaign, code)
  if (rule === 'raise') return wave ? endOfWave(wave) : null
  if (rule === 'above-lowest')
    return campaign.rules.lowest && dayStart(datePlus(campaign.rules.lowest.to, 1), zone)
  const end = endOfCampaign(campaign)
  if (end === null) return null
  return daysLater(end, rule === 'below-after' ? campaign.rules.holdDays : campaign.rules.protectDays, zone)
}

export interface Group {
  rule: FindingRule
  findings: WatchFinding[]
  /** Those of excepted categories: shown, but no violations. */
  excepted: number
}

/** By rule, in the order in which they hurt; violations before what is excepted, the latest first. */
export const grouped = (findings: readonly WatchFinding[]): Group[] =>
  findingRules.flatMap((rule) => {
    const own = findings
      .filter((one) => one.rule === rule)
      .toSorted((a, b) => Number(a.excepted !== null) - Number(b.excepted !== null) || b.at - a.at)
    const excepted = own.filter((one) => one.excepted !== null).length
    return own.length === 0 ? [] : [{ rule, findings: own, excepted }]
  })

/** A spreadsheet would reckon with what begins like this. */
const FORMULA = /^[=+\-@\t\r]/

const cell = (value: string): string => {
  const plain = FORMULA.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Rows as CSV that Excel reads as UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
