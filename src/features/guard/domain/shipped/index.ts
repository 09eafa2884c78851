import type { Platform } from '../../../shop/domain.ts'
import type { Said, Severity } from '../verdict.ts'

/** A rule as it is shipped, with where it comes from. */
export interface ShippedRule {
  id: string
  name: Said
  platforms: readonly Platform[]
  severity: Severity
  why: Said
  cost: Said | null
  source: string
  date: string
  confidence: 'high' | 'medium' | 'low'
}

export const shippedRules: readonly ShippedRule[] = []
