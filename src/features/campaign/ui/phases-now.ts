import { useCallback } from 'react'
import type { PhasesOn } from '../domain/phase.ts'
import { phasesAt } from '../domain/phases.ts'
import { useCampaigns } from './api.ts'
import { useBoundary } from './clock-now.ts'

const nothing: PhasesOn = { on: [], next: null }

/**
 * The phases of a shop that are on, and what comes next. Reckoned here from the campaigns: at 20:00:00 every desk knows at
 * once, and none of them asks the server.
 */
export const usePhases = (shopId: number | undefined): PhasesOn => {
  const { data } = useCampaigns(shopId)
  const nextAfter = useCallback((at: number) => (data && phasesAt(data, at).next?.at) ?? null, [data])
  const now = useBoundary(nextAfter)
  return data ? phasesAt(data, now) : nothing
}
