import { z } from 'zod'
import { Moment } from '../../../shared/ids.ts'

/** What a campaign goes through, in the order of a day of it. */
export const PhaseKind = z.enum(['sign-up', 'preheat', 'deposit', 'balance', 'spot', 'after-sale'])
export type PhaseKind = z.infer<typeof PhaseKind>

/** From (included) to (excluded), ms: what ends “at 21:59:59” ends before 22:00:00. */
export const Phase = z.object({ kind: PhaseKind, from: Moment, to: Moment })
export type Phase = z.infer<typeof Phase>

/** A part of a campaign with its own phases and products (第一波, 第二波). */
export const Wave = z.object({
  code: z.string().trim().min(1).max(20),
  name: z.string().trim().min(1).max(40),
  /** Person who sees to it; null: nobody yet. */
  owner: z.number().nullable(),
  phases: z.array(Phase).max(20),
})
export type Wave = z.infer<typeof Wave>

/** Phases that are on at a moment. */
export interface PhasesOn {
  on: { campaignId: number; campaign: string; wave: string; kind: PhaseKind; from: number; to: number }[]
  /** The next start or end of any phase, and all that happens at it; null when nothing comes any more. */
  next: { at: number; starts: PhasesOn['on']; ends: PhasesOn['on'] } | null
}
