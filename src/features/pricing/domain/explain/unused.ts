import type { Candidate } from '../engine/candidates.ts'
import { clash, excluded } from '../engine/clash.ts'
import type { Ready } from '../engine/ready.ts'
import type { Reckoned } from '../engine/reckon.ts'
import { barred } from '../engine/situation.ts'
import type { NextStep, Unused } from '../quote.ts'
import { titled, unusedBecause } from './sentences.ts'

interface Why {
  why: Unused['why']
  instead: Ready | null
  next: NextStep | null
}
const because = (why: Unused['why'], instead: Ready | null = null, next: NextStep | null = null): Why => ({
  why,
  instead,
  next,
})

/** An item price gave way to a better one of one of its lines, or is no better than the list price. */
const ofItem = (r: Reckoned, ready: Ready): Why => {
  const lines = r.s.takings[ready.scope]?.lines ?? []
  const by = ready.effect.does === 'deposit' ? r.prices.depositBy : r.prices.by
  const better = lines.map((i) => by[i]).find((other) => other != null && other !== ready)
  if (better) return because('better-one', better)
  return because(ready.effect.does === 'price' ? 'nothing-left' : 'below-threshold')
}

const ofReduction = (r: Reckoned, ready: Ready): Why => {
  const { found, scales } = r
  const c = r.levels[ready.rank]?.find((one) => one.ready === ready)
  if (!c) {
    const lines = r.s.takings[ready.scope]?.lines ?? []
    const by = lines.map((i) => r.prices.by[i] ?? r.prices.depositBy[i])
    return because('excluded', by.find((other) => other != null && ready.against?.has(other.index)) ?? null)
  }
  const start = found.starts[ready.rank] ?? []
  const barring = found.applied.find((a) => excluded(c, a.c))
  if (barring) return because('excluded', barring.c.ready)
  const { nothing, fen, against } = scales.weigh(c, start)
  if (nothing !== null)
    return because(nothing, null, c.ready.effect.does === 'reduce' ? c.ready.effect.next(against) : null)
  const better = found.applied.find((a) => a.c.ready.rank === ready.rank && clash(c, a.c))
  if (better) return because('better-one', better.c.ready)
  if (scales.shares(c, fen, start) === null) return because('over-discount')
  return because(...lost(r, c, fen))
}

/** A card that could be used and was not: it would have saved nothing, or cost a later threshold. */
const lost = (r: Reckoned, c: Candidate, fen: number): [Unused['why'], Ready | null] => {
  const shares = r.scales.shares(c, fen, r.found.left)
  if (!shares?.some((share) => share > 0)) return ['nothing-left', null]
  const later = r.found.applied.find((a) => a.c.ready.rank > c.ready.rank && a.c.ready.base === 'residual')
  return ['better-one', later?.c.ready ?? null]
}

const whyNot = (r: Reckoned, ready: Ready): Why => {
  const taking = r.s.takings[ready.scope]
  if (!taking) return because('no-line')
  const bar = barred(ready, r.s)
  if (bar !== null) return because(bar)
  const { effect } = ready
  if (effect.does === 'give') {
    const fen = r.freight.against(taking, r.prices.item)
    const next = effect.next(fen)
    return because('below-threshold', null, next === null ? null : { ...next, cutFen: 0 })
  }
  if (effect.does === 'freight') {
    const dearer = r.freight.steps(r.found.left).find((f) => f.ready !== ready)
    return because('better-one', dearer?.ready ?? null)
  }
  if (effect.does === 'free-freight') {
    const of = effect.base === 'itemPrice' ? r.prices.item : r.found.left
    const next = effect.next(r.freight.against(taking, of))
    if (next !== null) return because('below-threshold', null, { ...next, cutFen: 0 })
    const other = r.freight.steps(r.found.left).find((f) => f.free !== null)
    return other?.free ? because('better-one', other.free) : because('nothing-left')
  }
  return ready.level?.level === 'item' ? ofItem(r, ready) : ofReduction(r, ready)
}

/** Every offer that was not used, and why: none is left out silently. */
export const unused = (r: Reckoned, used: ReadonlySet<Ready>): Unused[] =>
  r.s.prepared.offers
    .filter((ready) => !used.has(ready))
    .map((ready) => {
      const { why, instead, next } = whyNot(r, ready)
      return {
        offer: ready.id,
        says: ready.shown,
        why,
        instead: instead?.id ?? null,
        next,
        sentence: unusedBecause(
          titled(ready.offer.name, ready.says),
          why,
          instead === null ? null : titled(instead.offer.name, instead.says),
          next,
        ),
      }
    })
