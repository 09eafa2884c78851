import type { Reckoned } from '../engine/reckon.ts'
import { problem } from '../problem.ts'
import type { Quote } from '../quote.ts'
import { dearer, leftOut } from './cheaper.ts'

type Note = Quote['notes'][number]

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

export const notes = (r: Reckoned): Note[] => [
  ...cards(r),
  ...presale(r),
  ...freight(r),
  ...pooled(r),
  ...leftOut(r),
  ...dearer(r),
]
