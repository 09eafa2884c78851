import type { Instant } from '../../../shared/time.ts'
import { dateOf, datePlus, dayStart, daysBetween, daysLater, momentAt } from './calendar.ts'
import type { CampaignBody } from './campaign.ts'
import type { CampaignTemplate } from './templates/index.ts'

const withDays = (body: CampaignBody, days: number, zone: string): CampaignBody => ({
  ...body,
  waves: body.waves.map((wave) => ({
    ...wave,
    phases: wave.phases.map(({ kind, from, to }) => ({
      kind,
      from: daysLater(from, days, zone),
      to: daysLater(to, days, zone),
    })),
  })),
  rules: {
    ...body.rules,
    lowest: body.rules.lowest && {
      ...body.rules.lowest,
      from: datePlus(body.rules.lowest.from, days),
      to: datePlus(body.rules.lowest.to, days),
    },
  },
})

const GREAT_DAYS = ['11-11', '06-18']

/**
 * The day that matters most in a campaign, from which its dates are counted when it is copied: the 11 November or 18 June
 * in its spot sale, else the day its last spot sale begins, else that of its last phase. A broadcast is its own great day.
 * Null: it has no phases yet.
 */
export const greatDay = (
  { template, waves }: Pick<CampaignBody, 'template' | 'waves'>,
  zone: string,
): string | null => {
  const phases = waves.flatMap((wave) => wave.phases)
  const spots = phases.filter(({ kind }) => kind === 'spot')
  const list = spots.length > 0 ? spots : phases
  if (list.length === 0) return null
  const [from, to] = [Math.min(...list.map((p) => p.from)), Math.max(...list.map((p) => p.to))]
  const inSpot = (day: string): boolean => {
    const start = dayStart(day, zone)
    return start < to && dayStart(datePlus(day, 1), zone) > from
  }
  if (template !== 'broadcast' && spots.length > 0)
    for (const day of GREAT_DAYS)
      for (const year of new Set([from, to].map((at) => dateOf(at, zone).slice(0, 4))))
        if (inSpot(`${year}-${day}`)) return `${year}-${day}`
  return dateOf(Math.max(...list.map((p) => p.from)), zone)
}

/** Another campaign's waves, phases and rules, moved so that its great day becomes `day`: calendar days and the times on
 * the clock stay (CMP-7). */
export const copied = (
  body: CampaignBody,
  { name, day, zone }: { name: string; day: string; zone: string },
) => {
  const great = greatDay(body, zone)
  return { ...(great === null ? body : withDays(body, daysBetween(great, day), zone)), name }
}

/** A campaign made from a template, for a day. Names of its waves are in the shop's language. */
export const fromTemplate = (
  from: CampaignTemplate,
  { name, day, zone, language }: { name: string; day: string; zone: string; language: 'zh' | 'en' },
): CampaignBody => {
  const days = daysBetween(from.day, day)
  const at = (wall: string): Instant => {
    const [date = '', time = ''] = wall.split('T')
    return momentAt(`${datePlus(date, days)}T${time}`, zone)
  }
  const { lowest } = from.rules
  return {
    name,
    template: from.template,
    ruleSet: null,
    waves: from.waves.map((wave) => ({
      code: wave.code,
      name: wave.name[language],
      owner: null,
      phases: wave.phases.map((phase) => ({ kind: phase.kind, from: at(phase.from), to: at(phase.to) })),
    })),
    rules: {
      ...from.rules,
      lowest: lowest && { ...lowest, from: datePlus(lowest.from, days), to: datePlus(lowest.to, days) },
    },
  }
}
