import { yuan } from '../../../../shared/money.ts'
import type { Said } from '../../../../shared/said.ts'
import { DAY } from '../../../../shared/time.ts'
import { wallOf } from '../../../../shared/wall.ts'
import type { Quote, QuotedLine } from '../quote.ts'
import type { ProtectionRules } from './protection-rules.ts'

export interface Claim {
  line: string
  pieces: number
  /** What the pieces counted as then, and count as now. */
  wasFen: number
  isFen: number
  dueFen: number
  why: 'lower' | 'not-lower' | 'too-late' | 'claimed' | 'gone' | 'nothing-paid'
  sentence: Said
}

export interface ClaimAsk {
  /** The quote that was paid, and one of the same lines (by id) at the moment of the claim. */
  bought: Quote
  now: Quote
  rules: ProtectionRules
  /** ms. The end of the event is needed where the days count from it. */
  paidAt: number
  eventEnd: number | null
  /** In which days are written for people. */
  zone: string
  /** Lines for which a claim has succeeded. */
  claimed: readonly string[]
  /** Pieces that were refunded: there is no claim for them. */
  refunded: (line: string) => number
}

/** What one line counts as: its list price without the reductions that belong to the price. */
const countsAs = (quote: Quote, line: QuotedLine, rules: ProtectionRules): number => {
  const level = new Map(quote.steps.map((s) => [s.offer, s.level]))
  // A reduction whose step is not there is one of the item itself.
  const counted = line.cuts.filter(({ offer }) => rules.counts.includes(level.get(offer) ?? 'item'))
  return line.listFen - counted.reduce((sum, cut) => sum + cut.fen, 0)
}

const ofPieces = (fen: number, pieces: number, quantity: number): number =>
  Math.round((fen * pieces) / quantity)

const written = (at: number, zone: string): string => wallOf(at, zone).replace('T', ' ')

const sentences = (
  line: QuotedLine,
  was: number,
  is: number,
  due: number,
  until: string,
): Record<Claim['why'], Said> => {
  const name = line.title || line.item
  return {
    lower: {
      zh: `${name}：当时 ${yuan(was)}，现在 ${yuan(is)}，退差价 ${yuan(due)}。`,
      en: `${name}: was ${yuan(was)}, is ${yuan(is)}, ${yuan(due)} due.`,
    },
    'not-lower': {
      zh: `${name}：当时 ${yuan(was)}，现在 ${yuan(is)}，没有降价。`,
      en: `${name}: was ${yuan(was)}, is ${yuan(is)}, not lower.`,
    },
    'too-late': {
      zh: `${name}：价保到 ${until} 为止。`,
      en: `${name}: the price was protected until ${until}.`,
    },
    claimed: { zh: `${name}：已经补过一次差价。`, en: `${name}: one claim has succeeded already.` },
    gone: { zh: `${name}：现在没有可比的价格。`, en: `${name}: there is no price now to compare with.` },
    'nothing-paid': {
      zh: `${name}：没有剩下付过款的件数。`,
      en: `${name}: no piece of it that was paid is left.`,
    },
  }
}

/**
 * What is due for each line because its price has fallen (价保): was − is over the reductions that count, never more than
 * was paid for it. The claim is made at the moment of `now`.
 */
export const claims = (ask: ClaimAsk): Claim[] => {
  const { bought, now, rules } = ask
  const start = rules.since === 'payment' ? ask.paidAt : (ask.eventEnd ?? ask.paidAt)
  const until = start + rules.days * DAY
  return bought.lines.map((line) => {
    const same = now.lines.find(({ id }) => id === line.id)
    const pieces = Math.max(0, line.quantity - ask.refunded(line.id))
    const wasFen = ofPieces(countsAs(bought, line, rules), pieces, line.quantity)
    const isFen = same ? ofPieces(countsAs(now, same, rules), pieces, same.quantity) : 0
    const paidFen = ofPieces(line.paysFen, pieces, line.quantity)
    const due = Math.min(paidFen, wasFen - isFen)
    const why = (): Claim['why'] => {
      if (!same) return 'gone'
      if (pieces === 0 || paidFen === 0) return 'nothing-paid'
      if (rules.onePerLine && ask.claimed.includes(line.id)) return 'claimed'
      if (now.at > until) return 'too-late'
      return due > 0 ? 'lower' : 'not-lower'
    }
    const is = why()
    const dueFen = is === 'lower' ? due : 0
    return {
      line: line.id,
      pieces,
      wasFen,
      isFen,
      dueFen,
      why: is,
      sentence: sentences(line, wasFen, isFen, dueFen, written(until, ask.zone))[is],
    }
  })
}
