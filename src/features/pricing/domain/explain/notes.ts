import { yuan } from '../../../../shared/money.ts'
import type { Candidate } from '../engine/candidates.ts'
import { type Reckoned, reckon, seek } from '../engine/reckon.ts'
import { problem } from '../problem.ts'
import type { Quote } from '../quote.ts'

type Note = Quote['notes'][number]

/** Item prices of one basket that are tried away: a shop has few on the lines of one basket. */
const MOST_TRIED = 10

/** Cards in the buyer's hands that no offer knows, or whose items are in no line. */
const cards = ({ s }: Reckoned): Note[] => {
  const held = s.basket.cards
  if (held === 'all') return []
  return held.flatMap((id, i): Note[] => {
    const ready = s.prepared.byId.get(id)
    if (!ready)
      return [
        problem(
          `cards[${i}]`,
          `没有编号为“${id}”的优惠，这张卡券没有计入。`,
          `There is no offer with the id "${id}": this card does not count.`,
        ),
      ]
    if (s.takings[ready.scope]) return []
    return [
      problem(
        `cards[${i}]`,
        `“${ready.shown.zh}”适用的商品都不在购物车里。`,
        `No item of "${ready.shown.en}" is in the basket.`,
      ),
    ]
  })
}

const presale = ({ prices, s }: Reckoned): Note[] => {
  const with_ = prices.deposit.filter((fen) => fen > 0).length
  if (with_ === 0 || with_ === s.lines.length) return []
  return [
    problem(
      'lines',
      '预售和现货在一起：现在付定金和现货的钱，尾款到时再付；平台可能拆成两笔订单。',
      'Pre-sale and stock together: the deposits and what is in stock are paid now, the balance later. The platform may make two orders of it.',
    ),
  ]
}

const freight = (r: Reckoned): Note[] =>
  r.freight.known
    ? []
    : [
        problem(
          'region',
          '不知道收货地区，运费按一般地区计算，偏远地区可能不同。',
          'The region is not known: freight is that of most regions, and may differ for some.',
        ),
      ]

/** A shop's offer without a shop, before lines of several shops: it counts them together. */
const pooled = ({ found, s }: Reckoned): Note[] =>
  found.applied
    .filter(({ c }) => {
      const level = c.ready.level?.level
      return (level === 'shop' || level === 'card') && c.taking.shops.length > 1
    })
    .map(({ c }) =>
      problem(
        `offers.${c.ready.id}.scope`,
        `“${c.ready.shown.zh}”没有写明店铺，合计了${c.taking.shops.map((i) => s.shops[i]).join('、')}的商品；如只限一店，请在 scope.shops 写明。`,
        `"${c.ready.shown.en}" names no shop and counts the lines of ${c.taking.shops.map((i) => s.shops[i]).join(', ')} together: if it is of one shop, name it in scope.shops.`,
      ),
    )

/** Under rules that deduct every card: with some left out, less would be paid. */
const leftOut = (r: Reckoned): Note[] => {
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
const dearer = (r: Reckoned): Note[] => {
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

export const notes = (r: Reckoned): Note[] => [
  ...cards(r),
  ...presale(r),
  ...freight(r),
  ...pooled(r),
  ...leftOut(r),
  ...dearer(r),
]
