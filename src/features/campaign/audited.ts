import { differences } from '../shop/index.ts'
import { spanText } from './domain/calendar.ts'
import type { Campaign } from './domain/campaign.ts'

/** Times are what is disputed afterwards: each phase stands in the audit by itself, as the shop's clocks show it. */
const flat = ({ id: _, waves, rules, ...rest }: Campaign, zone: string): Record<string, unknown> => {
  const told: Record<string, unknown> = { ...rest, ...rules }
  for (const { code, name, owner, phases } of waves) {
    told[`${code}.name`] = name
    told[`${code}.owner`] = owner
    for (const kind of new Set(phases.map((phase) => phase.kind)))
      told[`${code}.${kind}`] = phases
        .filter((phase) => phase.kind === kind)
        .map((phase) => spanText(phase, zone))
        .join(', ')
  }
  return told
}

/** What differs between a campaign as it was and as it is. */
export const auditOfCampaign = (before: Campaign, after: Campaign, zone: string) => {
  const [was, is] = [flat(before, zone), flat(after, zone)]
  const gone = Object.fromEntries(Object.keys(was).flatMap((key) => (key in is ? [] : [[key, null]])))
  const order = ({ waves }: Campaign) => ({ waves: waves.map(({ code }) => code) })
  return { ...differences(was, { ...gone, ...is }), ...differences(order(before), order(after)) }
}
