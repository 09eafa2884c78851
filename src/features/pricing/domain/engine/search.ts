import { type Asking, Bounds, type Emptied, emptied, type Standing } from './bound.ts'
import type { Candidate } from './candidates.ts'
import { clash, excluded } from './clash.ts'
import type { Scales } from './weigh.ts'

/** Branches that are looked at before the search stops with what it has. A count and not a time, so that the same basket
 * always gets the same answer. */
export const MOST_BRANCHES = 2000

/** One deduction. `shares` stand beside the lines of the candidate. */
export interface Applied {
  c: Candidate
  /** What it was held against, and what it asked for. */
  baseFen: number
  askedFen: number
  cutFen: number
  shares: readonly number[]
}

export interface Found {
  applied: readonly Applied[]
  /** What is left of each line. */
  left: readonly number[]
  /** What was left when each level began. */
  starts: readonly (readonly number[])[]
  freightFen: number
  payableFen: number
  proven: boolean
  /** No allowed choice pays less. */
  boundFen: number
}

interface Task {
  levels: readonly (readonly Candidate[])[]
  scales: Scales
  /** Freight of what is left, and the least that it can be. */
  freight: (left: readonly number[]) => number
  leastFreightFen: number
  /** The optional offers that may be taken; null: all. */
  only: ReadonlySet<Candidate> | null
  /** Rule set, `mayLeaveOut`. */
  mayLeaveOut: boolean
  most?: number
}

const sum = (xs: readonly number[]): number => {
  let total = 0
  for (const x of xs) total += x
  return total
}

/** By what is taken off, the most first; then in the order of ids. */
const greatest = (a: Asking, b: Asking): number => b.fen - a.fen || a.c.ready.index - b.c.ready.index
/** Within a level the offer of fewest lines is deducted first: a cap then loses the least. */
const narrowest = (a: Asking, b: Asking): number =>
  a.c.taking.lines.length - b.c.taking.lines.length || a.c.ready.index - b.c.ready.index

const replaces = (taken: Candidate, left: Candidate): boolean =>
  taken.ready.rank === left.ready.rank ? clash(taken, left) : excluded(taken, left)

/**
 * The choice of cards with which the least is paid: branch and bound along the levels. A branch decides one card; what is
 * left when a level begins is known exactly. The greatest card is tried first, so that the first choice is usually the
 * best, and the bound (bound.ts) proves it at once.
 */
export class Search {
  private readonly task: Task
  private readonly most: number
  private readonly floor: number
  private readonly trail: Applied[] = []
  private readonly starts: (readonly number[])[] = []
  /** Offers that were left out, and may be only for another one that is still to be taken. */
  private readonly owed: Candidate[] = []
  private branches = 0
  private readonly bounds: Bounds
  /** The lines that the best choice so far empties. */
  private aside: Emptied | null = null
  private best: Omit<Found, 'proven' | 'boundFen'> | null = null
  private stopped = Number.POSITIVE_INFINITY

  constructor(task: Task) {
    this.task = task
    this.bounds = new Bounds(task.levels, task.scales)
    this.most = task.most ?? MOST_BRANCHES
    this.floor = sum(task.scales.prices.deposit) + task.leastFreightFen
  }

  run(): Found {
    this.level(0, this.task.scales.prices.item)
    const best = this.best
    // Without cards an owed offer is always paid back by none: the branch that leaves nothing out is always complete.
    if (best === null) throw new Error('The search ended without a choice')
    const boundFen = Math.min(best.payableFen, this.stopped)
    return { ...best, boundFen, proven: boundFen === best.payableFen }
  }

  private level(k: number, left: readonly number[]): void {
    const all = this.task.levels[k]
    if (!all) this.done(left)
    else this.decide(k, all, left)
  }

  private decide(k: number, all: readonly Candidate[], left: readonly number[]): void {
    this.starts[k] = left
    const fixed: Asking[] = []
    const options: Asking[] = []
    for (const c of all) {
      if (this.isBarred(c)) continue
      const { fen } = this.task.scales.weigh(c, left)
      if (fen === 0) continue
      if (!c.ready.optional && !c.givesWay) fixed.push({ c, fen })
      else if (c.givesWay || this.task.only === null || this.task.only.has(c)) options.push({ c, fen })
    }
    fixed.sort(greatest)
    options.sort(greatest)
    if (options.length === 0) this.settle(k, left, fixed, [])
    else this.choose({ k, left }, fixed, options, [])
  }

  private isBarred(c: Candidate): boolean {
    return c.ready.against !== null && this.trail.some((t) => excluded(c, t.c))
  }

  private choose(
    at: Standing,
    fixed: readonly Asking[],
    options: readonly Asking[],
    chosen: readonly Asking[],
  ): void {
    const [first, ...rest] = options
    if (!first) {
      this.settle(at.k, at.left, fixed, chosen)
      return
    }
    if (this.best && this.isPruned(this.best.payableFen, at, fixed, options, chosen)) return
    this.branches++
    const free = (a: Asking) => !clash(a.c, first.c)
    this.choose(at, fixed.filter(free), rest.filter(free), [...chosen, first])
    const owes = first.c.givesWay || !this.task.mayLeaveOut
    if (owes && first.c.ready.against === null && !rest.some((a) => clash(a.c, first.c))) return
    if (owes) this.owed.push(first.c)
    this.choose(at, fixed, rest, chosen)
    if (owes) this.owed.pop()
  }

  /** Whether nothing better can come of a branch, or it is left because enough were looked at. The first choice of all is
   * made without reckoning a bound. */
  private isPruned(
    payableFen: number,
    at: Standing,
    fixed: readonly Asking[],
    options: readonly Asking[],
    chosen: readonly Asking[],
  ): boolean {
    if (this.floor >= payableFen) return true
    const open = fixed.length === 0 ? options : [...fixed, ...options]
    const freight = this.task.leastFreightFen
    let bound = Math.max(this.floor, this.bounds.least(at, open, chosen, null) + freight)
    if (bound < payableFen && this.aside)
      bound = Math.max(bound, this.bounds.least(at, open, chosen, this.aside) + freight)
    if (bound >= payableFen) return true
    if (this.branches < this.most) return false
    this.stopped = Math.min(this.stopped, bound)
    return true
  }

  /** Deducts what was chosen at a level, with the greatest automatic offers that go with it. */
  private settle(
    k: number,
    start: readonly number[],
    fixed: readonly Asking[],
    chosen: readonly Asking[],
  ): void {
    const taken = [...chosen]
    for (const a of fixed) if (!taken.some((t) => clash(a.c, t.c))) taken.push(a)
    if (taken.length > 1) taken.sort(narrowest)
    const left = [...start]
    const before = this.trail.length
    for (const { c, fen } of taken) this.deduct(c, fen, left)
    this.level(k + 1, left)
    this.trail.length = before
  }

  private deduct(c: Candidate, askedFen: number, left: number[]): void {
    const shares = this.task.scales.shares(c, askedFen, left)
    if (shares === null) return
    const cutFen = sum(shares)
    if (cutFen === 0) return
    const baseFen = this.task.scales.against(c, this.starts[c.ready.rank] ?? left).fen
    c.taking.lines.forEach((line, i) => {
      left[line] = (left[line] ?? 0) - (shares[i] ?? 0)
    })
    this.trail.push({ c, baseFen, askedFen, cutFen, shares })
  }

  private done(left: readonly number[]): void {
    if (this.owed.some((c) => !this.trail.some((t) => replaces(t.c, c)))) return
    const freightFen = this.task.freight(left)
    const payableFen = sum(left) + freightFen
    if (this.best && payableFen >= this.best.payableFen) return
    this.best = { applied: [...this.trail], left, starts: [...this.starts], freightFen, payableFen }
    this.aside = emptied(this.task.levels, left, this.task.scales.prices.deposit)
  }
}
