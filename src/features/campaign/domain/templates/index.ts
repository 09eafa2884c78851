import type { Template } from '../campaign.ts'
import { broadcast } from './broadcast.ts'
import { doubleEleven } from './double-eleven.ts'
import type { CampaignTemplate } from './made.ts'
import { midYear } from './mid-year.ts'

export type { CampaignTemplate }

/** Of one kind, those for single platforms stand before that for all others. */
export const templates: readonly CampaignTemplate[] = [...doubleEleven, ...midYear, ...broadcast]

/** The template of a kind for a platform. Every kind ends with one for all platforms, so there is one. */
export const templateFor = (kind: Template, platform: string): CampaignTemplate => {
  const found = templates.find(
    ({ template, platforms }) => template === kind && (platforms === null || platforms.includes(platform)),
  )
  if (!found) throw new Error(`no template ${kind} for every platform`)
  return found
}
