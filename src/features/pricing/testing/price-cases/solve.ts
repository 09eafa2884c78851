import { Basket, type BasketInput } from '../../domain/basket.ts'
import { Offer } from '../../domain/offer.ts'
import { type Pricing, preparePricing } from '../../domain/pricing.ts'
import { ruleSetOf } from '../../domain/shipped/index.ts'
import { type Problem, type ProblemId, problems, type Sold } from './problem.ts'

interface Rules {
  ruleSet: string
  everyFen: number
  minusFen: number
}
const rules: Record<ProblemId, Rules> = {
  '23566': { ruleSet: 'tmall-2021-d11', everyFen: 20_000, minusFen: 3_000 },
  '25561': { ruleSet: 'tmall-2022-d11', everyFen: 30_000, minusFen: 5_000 },
}

const pricingOf = (problem: Problem, { ruleSet, everyFen, minusFen }: Rules): Pricing => {
  const offers = [
    { id: 'cross-shop', kind: 'cross-shop', params: { everyFen, minusFen } },
    ...problem.coupons.map(({ shop, reachFen, minusFen }, i) => ({
      id: `coupon-${i}`,
      kind: 'shop-coupon',
      params: { reachFen, minusFen },
      scope: { shops: [shop] },
    })),
  ]
  const set = ruleSetOf(ruleSet)
  if (!set) throw new Error(`No rule set ${ruleSet}`)
  const ready = preparePricing(
    offers.map((o) => Offer.parse(o)),
    set,
  )
  if (!ready.ok) throw new Error(ready.problems.map((p) => `${p.where}: ${p.sentence.en}`).join('\n'))
  return ready.pricing
}

const basketOf = (year: string, bought: readonly Sold[]): Basket => {
  const input: BasketInput = {
    at: `${year}-11-11T00:00:00+08:00`,
    lines: bought.map((b, i) => ({ id: `${i + 1}`, item: `item-${i + 1}`, ...b })),
  }
  return Basket.parse(input)
}

const sum = (fen: readonly number[]): number => fen.reduce((a, b) => a + b, 0)

/**
 * Where to buy each item so that the least is paid: the engine prices every way to buy that can still be the best. No way
 * to go on pays less than the cheapest remaining prices with the best cross-shop reduction from there on and, of each
 * shop, the best coupon that it can still reach.
 */
class Cheapest {
  private best = Number.POSITIVE_INFINITY
  private readonly bought: Sold[] = []
  /** The dearest items first: they decide the most. */
  private readonly items: readonly (readonly Sold[])[]
  /** What the items from the k-th on cost at least, and at most in each shop. */
  private readonly cheapest: number[]
  private readonly reach: Map<string, number>[]
  private readonly total = new Map<string, number>()
  private readonly coupons: Map<string, Problem['coupons'][number][]>
  private readonly rules: Rules
  private readonly price: (bought: readonly Sold[]) => number

  constructor(problem: Problem, rules: Rules, price: (bought: readonly Sold[]) => number) {
    this.rules = rules
    this.price = price
    this.items = problem.items
      .map((sold) => [...sold].sort((a, b) => a.priceFen - b.priceFen))
      .sort((a, b) => (b[0]?.priceFen ?? 0) - (a[0]?.priceFen ?? 0))
    this.coupons = Map.groupBy(problem.coupons, (c) => c.shop)
    for (const of of this.coupons.values()) of.sort((a, b) => b.minusFen - a.minusFen)
    this.cheapest = this.items.map((_, k) => sum(this.items.slice(k).map((sold) => sold[0]?.priceFen ?? 0)))
    this.reach = [...this.items, []].map((_, k) => {
      const reach = new Map<string, number>()
      for (const { shop, priceFen } of this.items.slice(k).flat())
        reach.set(shop, (reach.get(shop) ?? 0) + priceFen)
      return reach
    })
  }

  fen(): number {
    this.buy(0)
    return this.best
  }

  private buy(paid: number): void {
    if (this.least(paid) >= this.best) return
    const next = this.items[this.bought.length]
    if (!next) {
      this.best = Math.min(this.best, this.price(this.bought))
      return
    }
    for (const sold of next) {
      const before = this.total.get(sold.shop) ?? 0
      this.total.set(sold.shop, before + sold.priceFen)
      this.bought.push(sold)
      this.buy(paid + sold.priceFen)
      this.bought.pop()
      this.total.set(sold.shop, before)
    }
  }

  private least(paid: number): number {
    const k = this.bought.length
    const { everyFen, minusFen } = this.rules
    const least = paid + (this.cheapest[k] ?? 0)
    const times = Math.floor(least / everyFen)
    // Between two multiples dearer is dearer; at the next one it is the multiple less its own reduction.
    let fen = Math.min(least - times * minusFen, (times + 1) * (everyFen - minusFen))
    for (const [shop, coupons] of this.coupons) {
      const reach = (this.total.get(shop) ?? 0) + (this.reach[k]?.get(shop) ?? 0)
      fen -= coupons.find((c) => c.reachFen <= reach)?.minusFen ?? 0
    }
    return Math.max(0, fen)
  }
}

/** The least that is paid, fen. */
export const solve = (id: ProblemId, problem: Problem): number => {
  const pricing = pricingOf(problem, rules[id])
  return new Cheapest(
    problem,
    rules[id],
    (bought) => pricing.reckon(basketOf(problems[id], bought)).payableFen,
  ).fen()
}
