import type { Said, Trust } from '../../../../shared/said.ts'
import type { Template } from '../campaign.ts'
import type { PhaseKind } from '../phase.ts'
import type { Rules } from '../rules.ts'

/** A phase as the clocks of the shop show it: from (included), to (excluded): “until 21:59:59” is `T22:00`. */
export interface TemplatePhase {
  kind: PhaseKind
  from: string
  to: string
}

/** A campaign as it once was, from which another is made by moving its days. Dated data: see `source` and `trust`. */
export interface CampaignTemplate {
  template: Template
  name: Said
  /** Null: of all platforms that have no template of their own. */
  platforms: readonly string[] | null
  /** The day that matters most, from which the others are counted. */
  day: string
  source: Said
  trust: Trust
  /** Which of its dates nobody has published, but follow from the others. */
  assumed: Said | null
  waves: readonly { code: string; name: Said; phases: readonly TemplatePhase[] }[]
  rules: Rules
}

export const phase = (kind: PhaseKind, from: string, to: string): TemplatePhase => ({ kind, from, to })
