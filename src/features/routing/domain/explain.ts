import { type Instant, SECOND } from '../../../shared/time.ts'
import type { Why } from '../../conversation/domain.ts'
import type { Wait, WaitReason } from './reason.ts'

/** Keys below `why` in the locale files. */
export type WhyKey = Why['rule'] | `${Extract<Why['rule'], 'load' | 'idle' | 'id'>}${'Ring' | 'Early'}`
export type WaitKey = WaitReason | 'opens' | 'all-full-next'

const seconds = (ms: number): number => Math.max(0, Math.round(ms / SECOND))

/**
 * The sentence for a decision, as a key below `why` and its numbers: the interface adds `person` and the name of `team`
 * and writes `servedAt`, `idleSince` (moments; null for never today) its way. Waits are in whole seconds.
 */
export const whySentence = (
  why: Why,
): {
  key: WhyKey
  values: { team: string; load: number; limit: number; waited: number; ring: number }
  early: Why['early'] | null
  servedAt: Instant | null
  idleSince: Instant | null
} => {
  const { rule, team, load, limit, waited, ring, early = null, servedAt = null, idleSince = null } = why
  const plain = rule === 'kept' || rule === 'recent' || rule === 'named' || ring === 0
  return {
    key: plain ? rule : `${rule}${early === null ? 'Ring' : 'Early'}`,
    values: { team, load, limit, waited: seconds(waited), ring },
    early,
    servedAt,
    idleSince,
  }
}

/** The sentence for a wait, as a key below `wait` in the locale files, and the seconds until time alone may change it. */
export const waitSentence = (wait: Wait, now: Instant): { key: WaitKey; seconds: number | null } => {
  const left = wait.until === null ? null : Math.ceil(Math.max(0, wait.until - now) / SECOND)
  if (wait.reason === 'all-full' && left !== null) return { key: 'all-full-next', seconds: left }
  if (wait.reason === 'team-closed' && left !== null) return { key: 'opens', seconds: left }
  return { key: wait.reason, seconds: left }
}
