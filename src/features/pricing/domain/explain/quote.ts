import { yuan } from '../../../../shared/money.ts'
import type { Said } from '../../../../shared/said.ts'
import type { Ready } from '../engine/ready.ts'
import type { Reckoned } from '../engine/reckon.ts'
import type { FreightStep, Quote, QuotedLine } from '../quote.ts'
import { gifts } from './gifts.ts'
import { notes } from './notes.ts'
import { titled } from './sentences.ts'
import { steps } from './steps.ts'
import { summary } from './summary.ts'
import { unused } from './unused.ts'

/** In the basket's own order. */
const lines = (r: Reckoned): QuotedLine[] => {
  const { s, prices, found } = r
  const cuts: QuotedLine['cuts'][] = s.lines.map(() => [])
  const put = (offer: string, of: readonly number[], fen: readonly number[]) =>
    of.forEach((line, k) => {
      const share = fen[k] ?? 0
      if (share > 0) cuts[line]?.push({ offer, fen: share })
    })
  for (const c of prices.cuts) put(c.ready.id, c.lines, c.cuts)
  for (const a of found.applied) put(a.c.ready.id, a.c.taking.lines, a.shares)
  const out: QuotedLine[] = []
  s.lines.forEach((l, i) => {
    out[s.place[i] ?? i] = {
      id: l.id,
      item: l.item,
      sku: l.sku,
      title: l.title,
      quantity: l.quantity,
      listFen: s.list[i] ?? 0,
      itemFen: prices.item[i] ?? 0,
      paysFen: found.left[i] ?? 0,
      cuts: cuts[i] ?? [],
    }
  })
  return out
}

const freight = (r: Reckoned): FreightStep[] =>
  r.freight.steps(r.found.left).map(({ ready, feeFen, free }) => ({
    offer: ready.id,
    feeFen,
    paysFen: free === null ? feeFen : 0,
    freeBy: free?.id ?? null,
    sentence: freightSaid(ready, feeFen, free),
  }))

const freightSaid = (ready: Ready, feeFen: number, free: Ready | null): Said => {
  const by = free === null ? null : titled(free.offer.name, free.says)
  const name = ready.offer.name
  return {
    zh: `${name ?? '运费'}：${yuan(feeFen)}${by === null ? '' : `，${by.zh}，免`}`,
    en: `${name ?? 'Freight'}: ${yuan(feeFen)}${by === null ? '' : `, free: ${by.en}`}`,
  }
}

/** Makes something when it is first asked for, and keeps it. */
const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The quote of what was reckoned. Steps, sentences and what was not used are made when they are first read: a list of a
 * thousand offers takes longer to tell than to reckon. */
export const quoted = (r: Reckoned): Quote => {
  const { ruleSet } = r.s.prepared
  const given = once(() => gifts(r))
  const parts = {
    steps: once(() => steps(r)),
    unused: once(() =>
      unused(
        r,
        used(
          r,
          given().map((g) => g.ready),
        ),
      ),
    ),
    gifts: once(() => given().map((g) => g.gift)),
    freight: once(() => freight(r)),
    notes: once(() => notes(r)),
  }
  return {
    at: r.s.at,
    ruleSet: { id: ruleSet.id, name: ruleSet.name, source: ruleSet.source, trust: ruleSet.trust },
    ...summary(r),
    lines: lines(r),
    get steps() {
      return parts.steps()
    },
    get unused() {
      return parts.unused()
    },
    get gifts() {
      return parts.gifts()
    },
    get freight() {
      return parts.freight()
    },
    get notes() {
      return parts.notes()
    },
  }
}

const used = (r: Reckoned, gifts: readonly Ready[]): Set<Ready> =>
  new Set<Ready>([
    ...r.prices.cuts.map((c) => c.ready),
    ...r.found.applied.map((a) => a.c.ready),
    ...gifts,
    ...r.freight.steps(r.found.left).flatMap((f) => (f.free === null ? [f.ready] : [f.ready, f.free])),
    ...r.prices.depositBy.filter((ready) => ready != null),
  ])
