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
  const quoted = new Map(
    s.lines.map((l, i) => [
      l.id,
      {
        id: l.id,
        item: l.item,
        sku: l.sku,
        title: l.title,
        quantity: l.quantity,
        listFen: s.list[i] ?? 0,
        itemFen: prices.item[i] ?? 0,
        paysFen: found.left[i] ?? 0,
        cuts: cuts[i] ?? [],
      },
    ]),
  )
  return s.basket.lines.flatMap((l) => quoted.get(l.id) ?? [])
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

/** The quote of what was reckoned, with every sentence. */
export const quoted = (r: Reckoned): Quote => {
  const { s, found } = r
  const { ruleSet } = s.prepared
  const given = gifts(r)
  const sent = r.freight.steps(found.left)
  const used = new Set<Ready>([
    ...r.prices.cuts.map((c) => c.ready),
    ...found.applied.map((a) => a.c.ready),
    ...given.map((g) => g.ready),
    ...sent.flatMap((f) => (f.free === null ? [f.ready] : [f.ready, f.free])),
    ...r.prices.depositBy.filter((ready) => ready != null),
  ])
  return {
    at: s.at,
    ruleSet: { id: ruleSet.id, name: ruleSet.name, source: ruleSet.source, trust: ruleSet.trust },
    ...summary(r),
    lines: lines(r),
    steps: steps(r),
    unused: unused(r, used),
    gifts: given.map((g) => g.gift),
    freight: freight(r),
    notes: notes(r),
  }
}
