import { yuan } from '../../../../shared/money.ts'
import type { Candidate } from '../engine/candidates.ts'
import { type Reckoned, reckon, seek } from '../engine/reckon.ts'
import { problem } from '../problem.ts'
import type { Quote } from '../quote.ts'

type Note = Quote['notes'][number]

/** Item prices of one basket that are tried away: a shop has few on the lines of one basket. */
const MOST_TRIED = 10

/** Under rules that deduct every card: with some left out, less would be paid. */
export const leftOut = (r: Reckoned): Note[] => {
  if (r.s.prepared.ruleSet.mayLeaveOut || r.found.applied.every((a) => !a.c.ready.optional)) return []
  const better = seek(r, null, true)
  if (better.payableFen >= r.found.payableFen) return []
  const kept = new Set(better.applied.map((a) => a.c))
  const out = r.found.applied.map((a) => a.c).filter((c) => c.ready.optional && !kept.has(c))
  const names = (language: 'zh' | 'en') =>
    out.map((c) => c.ready.shown[language]).join(language === 'zh' ? '、' : ', ')
  return [
    problem(
      'cards',
      `不用“${names('zh')}”反而更低：${yuan(better.payableFen)} 元，因为后面的优惠够得着门槛。`,
      `Without "${names('en')}" less would be paid, ${yuan(better.payableFen)} yuan: a later offer then reaches its threshold.`,
    ),
  ]
}

/** What a reduction above the item level would take off if the item prices of its lines were not there. */
const wouldTake = (r: Reckoned, c: Candidate): number => {
  const { effect } = c.ready
  if (effect.does !== 'reduce') return 0
  const off = c.taking.lines.reduce((sum, i) => sum + (r.s.list[i] ?? 0) - (r.prices.item[i] ?? 0), 0)
  const against = r.scales.against(c, r.found.starts[c.ready.rank] ?? [])
  return effect.cut({ ...against, fen: against.fen + off, left: against.left + off })
}

/** PRC-21: an item price by which the basket misses a threshold, so that more is paid than without it. It is tried only
 * where some reduction would take off more by list prices. */
export const dearer = (r: Reckoned): Note[] => {
  const missed = r.levels.flat().filter((c) => {
    const { fen } = r.scales.weigh(c, r.found.starts[c.ready.rank] ?? [])
    return wouldTake(r, c) > fen
  })
  const lines = new Set(missed.flatMap((c) => c.taking.lines))
  const touched = r.prices.cuts.filter((cut) => cut.lines.some((i) => lines.has(i)))
  return touched.slice(0, MOST_TRIED).flatMap(({ ready }): Note[] => {
    const { payableFen } = reckon(r.s.prepared, r.s.basket, ready).found
    if (payableFen >= r.found.payableFen) return []
    const [now, without] = [yuan(r.found.payableFen), yuan(payableFen)]
    return [
      problem(
        `offers.${ready.id}`,
        `因为“${ready.shown.zh}”，商品够不着后面优惠的门槛：现在 ${now} 元，没有它只要 ${without} 元。`,
        `By "${ready.shown.en}" the basket misses a later threshold: it costs ${now} yuan, and without it ${without}.`,
      ),
    ]
  })
}
