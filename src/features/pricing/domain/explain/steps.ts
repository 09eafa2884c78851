import type { Reckoned } from '../engine/reckon.ts'
import type { Step } from '../quote.ts'
import { deducted, titled } from './sentences.ts'

/** Deductions of the item level: what pages show as the price. */
const itemSteps = ({ s, prices }: Reckoned): Step[] =>
  prices.cuts.map(({ ready, lines, cuts }) => {
    const baseFen = lines.reduce((sum, i) => sum + (s.list[i] ?? 0), 0)
    const cutFen = cuts.reduce((sum, fen) => sum + fen, 0)
    const title = titled(ready.offer.name, ready.says)
    return {
      offer: ready.id,
      says: ready.shown,
      kind: ready.kind.code,
      level: 'item',
      baseFen,
      base: ready.base,
      cutFen,
      capped: false,
      next: null,
      sentence: deducted({ title, baseFen, item: true, cutFen, askedFen: cutFen, next: null }),
    }
  })

const laterSteps = ({ found, scales }: Reckoned): Step[] =>
  found.applied.map(({ c, baseFen, askedFen, cutFen }) => {
    const { ready } = c
    const { effect, level } = ready
    const against = scales.against(c, found.starts[ready.rank] ?? [])
    const next = effect.does === 'reduce' ? effect.next(against) : null
    return {
      offer: ready.id,
      says: ready.shown,
      kind: ready.kind.code,
      level: level?.level ?? 'shop',
      baseFen,
      base: ready.base,
      cutFen,
      capped: cutFen < askedFen,
      next,
      sentence: deducted({
        title: titled(ready.offer.name, ready.says),
        baseFen,
        item: false,
        cutFen,
        askedFen,
        next,
      }),
    }
  })

export const steps = (r: Reckoned): Step[] => [...itemSteps(r), ...laterSteps(r)]
