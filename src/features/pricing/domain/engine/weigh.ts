import type { Against } from '../kinds/kind.ts'
import type { RuleSet } from '../rule-set.ts'
import type { Candidate } from './candidates.ts'
import type { ItemPrices } from './item.ts'
import { lay } from './lay.ts'

/** Why an offer that could count takes nothing off. */
export type Nothing = 'below-threshold' | 'balance-too-small' | 'over-discount' | 'nothing-left'

export interface Weighed {
  against: Against
  /** What it asks for, before it is seen how much is left. */
  fen: number
  nothing: Nothing | null
}

/** Sums over the lines of a candidate. */
const over = (lines: readonly number[], fen: readonly number[]): number => {
  let sum = 0
  for (const i of lines) sum += fen[i] ?? 0
  return sum
}

/** Reckons single offers against what the levels before have left. */
export class Scales {
  readonly presale: boolean
  readonly ruleSet: RuleSet
  readonly prices: ItemPrices
  readonly list: readonly number[]
  readonly coins: number
  constructor(ruleSet: RuleSet, prices: ItemPrices, list: readonly number[], coins: number) {
    this.ruleSet = ruleSet
    this.prices = prices
    this.list = list
    this.coins = coins
    this.presale = prices.deposits.length > 0
  }

  against(c: Candidate, left: readonly number[]): Against {
    const { lines, pieces } = c.taking
    const now = over(lines, left)
    const deposit = this.presale && !this.ruleSet.depositCounts ? over(lines, this.prices.deposit) : 0
    return {
      fen: c.ready.base === 'itemPrice' ? c.itemFen : now - deposit,
      left: now,
      pieces,
      coins: this.coins,
    }
  }

  weigh(c: Candidate, left: readonly number[]): Weighed {
    const against = this.against(c, left)
    const { effect } = c.ready
    const fen = effect.does === 'reduce' ? effect.cut(against) : 0
    if (fen === 0) return { against, fen, nothing: against.left === 0 ? 'nothing-left' : 'below-threshold' }
    if (this.presale && this.ruleSet.balanceAbove && !this.balanceAbove(c, fen, left))
      return { against, fen: 0, nothing: 'balance-too-small' }
    return { against, fen, nothing: null }
  }

  /** X05 B: of a pre-sale the balance has to be greater than the reduction. */
  private balanceAbove(c: Candidate, fen: number, left: readonly number[]): boolean {
    const { lines } = c.taking
    const deposit = over(lines, this.prices.deposit)
    if (deposit === 0) return true
    return over(lines, c.ready.base === 'itemPrice' ? this.prices.item : left) - deposit > fen
  }

  /** The shares of an amount on the lines of a candidate; null where the rule set refuses it, because a line would be
   * left with nothing (P13). */
  shares(c: Candidate, fen: number, left: readonly number[]): number[] | null {
    const { share, overDiscount } = this.ruleSet
    const weights = { residual: left, itemPrice: this.prices.item, list: this.list }[share.by]
    const { lines } = c.taking
    const shares = lay(fen, lines, { left, floor: this.prices.deposit, weights }, share)
    if (overDiscount === 'cap') return shares
    let sum = 0
    for (let k = 0; k < shares.length; k++) {
      const part = shares[k] ?? 0
      if (part > 0 && part >= (left[lines[k] ?? 0] ?? 0)) return null
      sum += part
    }
    return sum < fen ? null : shares
  }
}
