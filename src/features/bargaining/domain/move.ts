import { yuan } from '../../../shared/money.ts'
import type { Said } from '../../../shared/said.ts'
import type { Bargain, Conceded } from '../../conversation/domain.ts'
import type { BargainingGift, BargainingPolicy, PolicyPhase } from './policy.ts'

/** Value answers that come before anything is given. */
export const VALUES_FIRST = 2

/** What bargaining depends on besides. Null: not known. */
export interface BargainFacts {
  phase: PolicyPhase
  /** What the basket pays, fen. */
  basketFen: number | null
  budgetLeftFen: number
  authorityFen: number
  now: number
}

export type RefusedFor = 'phase' | 'given-before' | 'basket' | 'budget' | 'authority' | 'nothing'

export type Move =
  /** The next answer of value, counted from 0. */
  | { do: 'value'; n: number; says: Said }
  /** Something may be given: money up to so much, or one of these gifts. */
  | { do: 'give'; mostFen: number; gifts: readonly BargainingGift[] }
  | { do: 'refuse'; why: RefusedFor; says: Said }
  /** What was given holds; there is no more. */
  | { do: 'stands'; given: Conceded; says: Said }

/** A concession in words, for `{what}`. */
export const whatInWords = ({ fen, gift }: Pick<Conceded, 'fen' | 'gift'>): Said =>
  gift
    ? { zh: `赠品“${gift.zh || gift.en}”`, en: `the gift “${gift.en || gift.zh}”` }
    : { zh: `立减${yuan(fen ?? 0)}元`, en: `¥${yuan(fen ?? 0)} off` }

/** What money may come off the basket, fen: whole yuan, which is what people say. 0: none. */
export const mostCoupon = ({ coupon }: BargainingPolicy, facts: BargainFacts): number => {
  if (!coupon || facts.basketFen === null || facts.basketFen < coupon.leastBasketFen) return 0
  const most = Math.min(
    coupon.mostFen,
    facts.basketFen * coupon.mostShare,
    facts.budgetLeftFen,
    facts.authorityFen,
  )
  return Math.floor(most / 100) * 100
}

const refusal = (policy: BargainingPolicy, why: RefusedFor): Move => ({
  do: 'refuse',
  why,
  says: policy.refusal,
})

/**
 * The next move towards a buyer who bargains: two answers of value, then what policy, budget and authority allow for this
 * basket, once; else a tactful no. It knows nothing of the buyer but how often they asked.
 */
export const nextMove = (policy: BargainingPolicy, bargain: Bargain, facts: BargainFacts): Move => {
  const { given } = bargain
  if (given && facts.now < given.until) return { do: 'stands', given, says: policy.stands }
  const value = policy.values[bargain.values]
  if (bargain.values < VALUES_FIRST && value) return { do: 'value', n: bargain.values, says: value }
  if (given) return refusal(policy, 'given-before')
  if ((policy.phases[facts.phase] ?? 'gives') === 'refuses') return refusal(policy, 'phase')
  const bigEnough = policy.gifts.filter(
    ({ leastBasketFen }) => facts.basketFen !== null && facts.basketFen >= leastBasketFen,
  )
  const gifts = bigEnough.filter(
    ({ worthFen }) => worthFen <= facts.budgetLeftFen && worthFen <= facts.authorityFen,
  )
  const mostFen = mostCoupon(policy, facts)
  if (mostFen > 0 || gifts.length > 0) return { do: 'give', mostFen, gifts }
  if (!policy.coupon && policy.gifts.length === 0) return refusal(policy, 'nothing')
  const couponFits =
    policy.coupon !== null && facts.basketFen !== null && facts.basketFen >= policy.coupon.leastBasketFen
  if (!couponFits && bigEnough.length === 0) return refusal(policy, 'basket')
  return refusal(policy, facts.authorityFen <= facts.budgetLeftFen ? 'authority' : 'budget')
}

/**
 * What the assistant may do about it by itself: answers of value, and the no. To give something takes a person's
 * authority: null, a person comes. `basketFen` is not known to it, nor what the budget has left.
 */
export const movesAlone = (
  policy: BargainingPolicy,
  bargain: Bargain,
  phase: PolicyPhase,
  now: number,
): Exclude<Move, { do: 'give' }> | null => {
  const most = Number.MAX_SAFE_INTEGER
  const move = nextMove(policy, bargain, {
    ...{ phase, now, basketFen: most },
    budgetLeftFen: policy.budget.fen,
    authorityFen: Math.max(policy.authority.agentFen, policy.authority.supervisorFen),
  })
  return move.do === 'give' ? null : move
}

/** The words of a move, with what was given and until when. */
export const moveInWords = (says: Said, given: Conceded | undefined, zone: string): Said => {
  if (!given) return says
  const what = whatInWords(given)
  const until = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(given.until)
  return {
    zh: says.zh.replaceAll('{what}', what.zh).replaceAll('{until}', until),
    en: says.en.replaceAll('{what}', what.en).replaceAll('{until}', until),
  }
}
