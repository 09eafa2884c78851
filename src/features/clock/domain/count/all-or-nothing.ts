import type { Instant } from '../../../../shared/time.ts'
import type { ClockRule } from '../rule.ts'
import type { Judged, Kind, Unit } from './unit.ts'
import type { Wait } from './wait.ts'

/** A wait, or a message in it, with its judgement. */
export interface Part {
  wait: Wait
  start: Instant
  refs: number[]
  judged: Judged
}

const longest = (a: Part, b: Part): Part => ((b.judged.waited ?? 0) > (a.judged.waited ?? 0) ? b : a)

/**
 * What is spoilt by one late part, once (CLK-15, CLK-18). The part that decides is the first missed one, else the
 * first still open, else the one that took longest: its times, messages and agent are the unit's. `over`: nothing can
 * be added to it any more. Null without parts.
 */
export const allOrNothing = (
  kind: Kind,
  key: string,
  rule: ClockRule,
  parts: readonly Part[],
  over: boolean,
): Unit | null => {
  const [one] = parts
  if (!one) return null
  const counted = parts.filter(({ judged }) => judged.verdict !== 'excluded')
  const [begins] = counted
  const deciding =
    counted.find(({ judged }) => judged.verdict === 'missed') ??
    counted.find(({ judged }) => judged.verdict === 'open') ??
    (begins ? counted.reduce(longest) : (parts.find(({ judged }) => judged.why === 'auto') ?? one))
  const { verdict, why, dueAt, answeredAt, took, final } = deciding.judged
  const spoilt = verdict === 'missed'
  return {
    rule: rule.id,
    kind,
    key,
    session: deciding.wait.session,
    buyer: deciding.wait.buyer,
    start: (begins ?? one).start,
    dueAt,
    answeredAt,
    took,
    first: begins && verdict !== 'open' ? begins.judged.waited : null,
    verdict,
    why,
    final: spoilt ? final : over && parts.every(({ judged }) => judged.final),
    agent: deciding.wait.agent,
    team: deciding.wait.team,
    refs: [...new Set((spoilt ? [deciding] : parts).flatMap(({ refs }) => refs))],
  }
}
