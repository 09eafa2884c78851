import type { Deposit } from '../kinds/kind.ts'
import { lay } from './lay.ts'
import type { Ready } from './ready.ts'
import { barred, type Situation, type Taking } from './situation.ts'

/** What one offer takes off lines: `cuts` stand beside `lines`. */
export interface ItemCut {
  ready: Ready
  lines: readonly number[]
  cuts: readonly number[]
}

/** The lines after the item level. */
export interface ItemPrices {
  item: readonly number[]
  /** What is paid for each line as its deposit. */
  deposit: readonly number[]
  deposits: readonly Deposit[]
  cuts: readonly ItemCut[]
  /** The price offer on each line, and the deposit offer. */
  by: readonly (Ready | null)[]
  depositBy: readonly (Ready | null)[]
}

interface Offered {
  ready: Ready
  taking: Taking
}
interface Together extends Offered {
  off: readonly number[]
}
/** The best price of each line so far. */
interface Prices {
  cut: number[]
  by: (Ready | null)[]
}

const open = (n: number): Prices => ({ cut: new Array(n).fill(0), by: new Array(n).fill(null) })

/** What an offer for lines together takes off each of them. */
const together = ({ ready, taking }: Offered, s: Situation): number[] => {
  const { effect } = ready
  if (effect.does === 'prices') return effect.cuts(taking.lines.flatMap((i) => s.lines[i] ?? []))
  if (effect.does !== 'reduce') return []
  const fen = taking.lines.reduce((sum, i) => sum + (s.list[i] ?? 0), 0)
  const cut = effect.cut({ fen, left: fen, pieces: taking.pieces, coins: 0 })
  const ground = { left: s.list, floor: [], weights: s.list }
  return lay(cut, taking.lines, ground, s.prepared.ruleSet.share)
}

const gain = (g: Together, cut: readonly number[]): number =>
  g.taking.lines.reduce((sum, line, k) => {
    const off = g.off[k] ?? 0
    return off === 0 ? sum : sum + off - (cut[line] ?? 0)
  }, 0)

/** Takes offers for lines together where they take off more than single prices, the one that gains the most first. */
const takeTogether = (groups: readonly Offered[], s: Situation, prices: Prices): ItemCut[] => {
  const taken: ItemCut[] = []
  let waiting: Together[] = groups.map((g) => ({ ...g, off: together(g, s) }))
  for (;;) {
    const best = waiting.reduce<{ g: Together; gain: number } | null>((most, g) => {
      const more = gain(g, prices.cut)
      return more > (most?.gain ?? 0) ? { g, gain: more } : most
    }, null)
    if (best === null) return taken
    const { ready, taking, off } = best.g
    const lines = taking.lines.filter((_, k) => (off[k] ?? 0) > 0)
    taken.push({ ready, lines, cuts: off.filter((fen) => fen > 0) })
    taking.lines.forEach((line, k) => {
      const fen = off[k] ?? 0
      if (fen === 0) return
      prices.cut[line] = fen
      prices.by[line] = ready
    })
    const used = new Set(lines)
    waiting = waiting.filter(
      (g) => g !== best.g && !g.taking.lines.some((line, k) => used.has(line) && (g.off[k] ?? 0) > 0),
    )
  }
}

/** Cuts of single lines, gathered by offer. */
const gathered = (prices: Prices, but: readonly ItemCut[]): ItemCut[] => {
  const together = new Set(but.map((c) => c.ready))
  const of = new Map<Ready, { lines: number[]; cuts: number[] }>()
  prices.by.forEach((ready, line) => {
    if (ready === null || together.has(ready)) return
    let own = of.get(ready)
    if (!own) {
      own = { lines: [], cuts: [] }
      of.set(ready, own)
    }
    own.lines.push(line)
    own.cuts.push(prices.cut[line] ?? 0)
  })
  const single: ItemCut[] = [...of].map(([ready, own]) => ({ ready, ...own }))
  return single.concat(but).sort((a, b) => a.ready.index - b.ready.index)
}

/**
 * The page's prices: the best one offer for each line (X02), then the saving of a deposit off it. They always apply: no
 * buyer can leave them out.
 */
export const itemPrices = (s: Situation): ItemPrices => {
  const n = s.lines.length
  const prices = open(n)
  const groups: Offered[] = []
  const presale: Offered[] = []
  for (const scope of s.touched) {
    const taking = s.takings[scope]
    if (!taking) continue
    for (const ready of s.prepared.ofScope[scope]?.item ?? []) {
      if (barred(ready, s) !== null) continue
      const { effect } = ready
      if (effect.does === 'price') single(s, prices, ready, taking, effect.cut)
      else if (effect.does === 'deposit') presale.push({ ready, taking })
      else groups.push({ ready, taking })
    }
  }
  groups.sort((a, b) => a.ready.index - b.ready.index)
  const groupCuts = takeTogether(groups, s, prices)
  const item = s.list.map((fen, i) => fen - (prices.cut[i] ?? 0))
  const cuts = gathered(prices, groupCuts)
  if (presale.length === 0)
    return { item, deposit: item.map(() => 0), deposits: [], cuts, by: prices.by, depositBy: [] }
  return { by: prices.by, ...deposits(s, presale, item, cuts) }
}

const single = (
  s: Situation,
  prices: Prices,
  ready: Ready,
  taking: Taking,
  cut: (priceFen: number, quantity: number) => number,
): void => {
  for (const i of taking.lines) {
    const line = s.lines[i]
    if (!line) continue
    const off = cut(line.priceFen, line.quantity)
    const best = prices.cut[i] ?? 0
    if (off > best || (off > 0 && off === best && ready.index < (prices.by[i]?.index ?? 0))) {
      prices.cut[i] = off
      prices.by[i] = ready
    }
  }
}

/** The deposit that saves the most on each line. It saves no more than the line costs beside the deposit itself. */
const deposits = (s: Situation, presale: readonly Offered[], item: readonly number[], before: ItemCut[]) => {
  const best = open(item.length)
  const deposit = item.map(() => 0)
  const used = new Set<Deposit>()
  for (const { ready, taking } of [...presale].sort((a, b) => a.ready.index - b.ready.index)) {
    const { effect } = ready
    if (effect.does !== 'deposit') continue
    for (const i of taking.lines) {
      const quantity = s.lines[i]?.quantity ?? 0
      const pay = Math.min(effect.depositFen * quantity, item[i] ?? 0)
      const off = Math.min(effect.savesFen * quantity, (item[i] ?? 0) - pay)
      if (best.by[i] && off <= (best.cut[i] ?? 0)) continue
      best.cut[i] = off
      best.by[i] = ready
      deposit[i] = pay
    }
  }
  for (const r of best.by) if (r?.effect.does === 'deposit') used.add(r.effect)
  return {
    item: item.map((fen, i) => fen - (best.cut[i] ?? 0)),
    deposit,
    deposits: [...used],
    cuts: before.concat(gathered(best, [])),
    depositBy: best.by,
  }
}
