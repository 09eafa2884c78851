import type { Ready } from './ready.ts'
import { barred, type Situation, type Taking } from './situation.ts'

interface Fee {
  ready: Ready
  taking: Taking
  fen: number
  known: boolean
}
interface Free {
  ready: Ready
  taking: Taking
}

export interface FreightStep {
  ready: Ready
  feeFen: number
  /** The offer by which this shop sends free; null: the fee is paid. */
  free: Ready | null
}

/** What sending costs: of each shop the greatest fee among its lines, for a parcel is sent once. Held apart from goods:
 * it counts for no threshold and takes no share. */
export class Freight {
  /** False where the fee depends on a region that is not known. */
  readonly known: boolean
  /** The least it can be, whatever cards are taken. */
  readonly leastFen: number
  private readonly item: readonly number[]
  private readonly fees: Fee[] = []
  private readonly free: Free[] = []
  private readonly fixedFen: number | null

  constructor(s: Situation, item: readonly number[]) {
    this.item = item
    for (const scope of s.touched) {
      const taking = s.takings[scope]
      if (!taking) continue
      for (const ready of s.prepared.ofScope[scope]?.freight ?? []) {
        if (barred(ready, s) !== null) continue
        const { effect } = ready
        if (effect.does === 'freight') this.fees.push({ ready, taking, ...effect.fee(s.basket.region) })
        else if (effect.does === 'free-freight') this.free.push({ ready, taking })
      }
    }
    this.fees.sort((a, b) => b.fen - a.fen || a.ready.index - b.ready.index)
    this.free.sort((a, b) => a.ready.index - b.ready.index)
    this.known = this.fees.every((f) => f.known)
    // Thresholds are easiest to reach with the item prices, before cards take anything off.
    this.leastFen = this.fen(item)
    const depends = this.free.some(
      (f) => f.ready.effect.does === 'free-freight' && f.ready.effect.base === 'residual',
    )
    this.fixedFen = depends ? null : this.leastFen
  }

  /** With so much left of each line. */
  of(left: readonly number[]): number {
    return this.fixedFen ?? this.fen(left)
  }

  steps(left: readonly number[]): FreightStep[] {
    const paid = new Map<number, FreightStep>()
    for (const { ready, taking, fen } of this.fees)
      for (const shop of taking.shops) {
        if (paid.has(shop)) continue
        paid.set(shop, { ready, feeFen: fen, free: this.freeFor(shop, left) })
      }
    return [...paid.values()]
  }

  private fen(left: readonly number[]): number {
    if (this.fees.length === 0) return 0
    return this.steps(left).reduce((sum, f) => sum + (f.free === null ? f.feeFen : 0), 0)
  }

  private freeFor(shop: number, left: readonly number[]): Ready | null {
    for (const { ready, taking } of this.free) {
      const { effect } = ready
      if (effect.does !== 'free-freight' || !taking.shops.includes(shop)) continue
      if (effect.reached(this.against(taking, effect.base === 'itemPrice' ? this.item : left))) return ready
    }
    return null
  }

  /** What a threshold of free freight is held against. */
  against(taking: Taking, fen: readonly number[]) {
    const total = taking.lines.reduce((sum, i) => sum + (fen[i] ?? 0), 0)
    return { fen: total, left: total, pieces: taking.pieces, coins: 0 }
  }
}
