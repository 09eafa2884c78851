import { apportion, yuan } from '../../../../shared/money.ts'
import type { Said } from '../../../../shared/said.ts'
import type { Basket } from '../basket.ts'
import type { PriceProblem, Quote, QuotedLine } from '../quote.ts'
import { type Pieces, type Reckon, withPieces } from '../reckon.ts'
import { sharesOf } from './piece-shares.ts'
import type { RefundRules } from './refund-rules.ts'

export interface RefundAsk {
  /** The basket as it was ordered, its quote, and the engine with the offers and rules of that moment. */
  basket: Basket
  quote: Quote
  reckon: Reckon
  wanted: readonly Pieces[]
  /** Pieces that were given back before, one refund after the other. */
  before: readonly Pieces[]
  /** Nothing has been sent yet: the freight of an order that is refunded whole comes back too. */
  unsent: boolean
  rules: RefundRules
  /** When it is refunded, ms: cards that are over then do not come back. */
  at: number
  /** When a card is over, ms; null: never. */
  cardEnds: (offer: string) => number | null
}

export interface Refund {
  lines: { line: string; pieces: number; refundFen: number; cuts: QuotedLine['cuts'] }[]
  goodsFen: number
  freightFen: number
  /** goods + freight. */
  refundFen: number
  /** Cards that were used: whether each comes back, and why. */
  cards: { offer: string; back: boolean; sentence: Said }[]
  /** Coins that come back, in fen. */
  coinsFen: number
  /** Reductions that what is left would no longer get: what of them stays on it, and what it would get by itself. */
  unmet: { offer: string; keptFen: number; wouldFen: number; sentence: Said }[]
}

const says = (quote: Quote, offer: string): Said =>
  quote.steps.find((s) => s.offer === offer)?.says ?? { zh: offer, en: offer }

const count = (all: readonly Pieces[], line: string): number =>
  all.reduce((sum, p) => sum + (p.line === line ? p.pieces : 0), 0)

const problemsOf = ({ quote, wanted, before }: RefundAsk): PriceProblem[] => {
  const problems: PriceProblem[] = []
  const known = (between: string) => quote.lines.map(({ id }) => id).join(between)
  const wrong = (where: string, zh: string, en: string) => void problems.push({ where, sentence: { zh, en } })
  if (wanted.length === 0) wrong('refund', '没有要退的商品行。', 'There is no line to refund.')
  for (const [i, { line, pieces }] of wanted.entries()) {
    const where = `refund[${i}]`
    const has = quote.lines.find(({ id }) => id === line)
    if (!has)
      wrong(
        where,
        `没有商品行“${line}”，有：${known('、')}。`,
        `There is no line “${line}”; there are ${known(', ')}.`,
      )
    else if (!Number.isInteger(pieces) || pieces < 1)
      wrong(
        where,
        `“${line}”的件数要是 1 以上的整数。`,
        `The pieces of “${line}” must be a whole number from 1.`,
      )
  }
  for (const { id, quantity } of quote.lines) {
    const left = quantity - count(before, id)
    const asked = count(wanted, id)
    if (asked > left && left >= 0)
      wrong(
        `refund: ${id}`,
        `“${id}”只剩 ${left} 件可退，要退 ${asked} 件。`,
        `Of “${id}” ${left} can be refunded, not ${asked}.`,
      )
    if (left < 0)
      wrong(
        `refunded: ${id}`,
        `“${id}”已退件数多于 ${quantity} 件。`,
        `More of “${id}” were refunded before than its ${quantity}.`,
      )
  }
  return problems
}

const cardBack = (
  ask: RefundAsk,
  offer: string,
  gone: (line: QuotedLine) => boolean,
): { back: boolean; sentence: Said } => {
  const { quote, rules, at } = ask
  const name = says(quote, offer)
  const end = ask.cardEnds(offer)
  const no = (zh: string, en: string) => ({
    back: false,
    sentence: { zh: `${name.zh}：不退回，${zh}。`, en: `${name.en}: not given back, ${en}.` },
  })
  if (rules.cardsBack === 'never') return no('用过的不退回', 'used ones never are')
  const its = quote.lines.filter(({ cuts }) => cuts.some((cut) => cut.offer === offer && cut.fen > 0))
  const needed = rules.cardsBack === 'all-refunded' ? quote.lines : its
  if (!needed.every(gone))
    return rules.cardsBack === 'all-refunded'
      ? no('订单只退了一部分', 'only a part of the order is refunded')
      : no('它的商品只退了一部分', 'only a part of its goods is refunded')
  if (end !== null && at >= end) return no('已过期', 'it is over')
  return { back: true, sentence: { zh: `${name.zh}：退回。`, en: `${name.en}: given back.` } }
}

const unmetOf = (quote: Quote, kept: QuotedLine['cuts'], rest: Quote | null): Refund['unmet'] => {
  if (!rest) return []
  return quote.steps.flatMap(({ offer, says: name }) => {
    const keptFen = kept.reduce((sum, cut) => sum + (cut.offer === offer ? cut.fen : 0), 0)
    const wouldFen = rest.steps.reduce((sum, s) => sum + (s.offer === offer ? s.cutFen : 0), 0)
    // A fen a line is what rounding may move.
    if (keptFen - wouldFen <= rest.lines.length) return []
    const sentence = {
      zh: `${name.zh}：退后剩余商品不再够这么多优惠，分摊在剩余商品上的是 ${yuan(keptFen)}，重新计算是 ${yuan(wouldFen)}。`,
      en: `${name.en}: what is left no longer earns it; ${yuan(keptFen)} of it stays on what is left, reckoned anew it would be ${yuan(wouldFen)}.`,
    }
    return [{ offer, keptFen, wouldFen, sentence }]
  })
}

/** What the shop keeps of an order once these pieces are back: what the rest costs anew; its share at least, for no refund is
 * more than the share of what it is for. */
const keeps = ({ quote }: RefundAsk, back: readonly Pieces[], rest: Quote | null): number => {
  const shares = quote.lines.map((line) => sharesOf(line, count(back, line.id), line.quantity).paysFen)
  const shareFen = shares.reduce((sum, fen) => sum + fen, 0)
  return Math.max(shareFen, rest?.goodsFen ?? 0)
}

/** By reckoning anew: what the shop kept after the refunds before less what it keeps now. So what one of them held back
 * comes back with the last piece, and all of them together are what was paid. */
const anew = (ask: RefundAsk, without: (back: readonly Pieces[]) => Quote | null): number => {
  const { quote, before, wanted } = ask
  let kept = quote.goodsFen
  for (let n = 1; n <= before.length; n++) {
    const back = before.slice(0, n)
    kept = Math.min(kept, keeps(ask, back, without(back)))
  }
  const back = [...before, ...wanted]
  return Math.max(0, kept - keeps(ask, back, without(back)))
}

/**
 * What is given back for pieces of an order: by the shares of its quote (pieces of a line add up to the line, all lines to
 * what was paid), or by reckoning anew what is left. A problem says which line and why; then there is no refund.
 */
export const refund = (ask: RefundAsk): { refund: Refund | null; problems: PriceProblem[] } => {
  const { basket, quote, wanted, before, rules } = ask
  const problems = problemsOf(ask)
  if (problems.length > 0) return { refund: null, problems }
  const parts = quote.lines.map((line) => {
    const from = count(before, line.id)
    const to = from + count(wanted, line.id)
    return {
      line,
      pieces: to - from,
      left: line.quantity - to,
      now: sharesOf(line, from, to),
      kept: sharesOf(line, to, line.quantity),
    }
  })
  const gone = (line: QuotedLine) => parts.some((p) => p.line === line && p.left === 0)
  const whole = parts.every(({ left }) => left === 0)
  const without = (back: readonly Pieces[]): Quote | null => {
    // A card that was not used cannot come to hold for what is left.
    const left = withPieces({ ...basket, cards: quote.choice.cards }, (id, has) => has - count(back, id))
    return left ? ask.reckon(left) : null
  }
  const rest = without([...before, ...wanted])
  const shares = parts.map(({ now }) => now.paysFen)
  const byShare = shares.reduce((sum, fen) => sum + fen, 0)
  const goodsFen = rules.thresholds === 'reckon' ? anew(ask, without) : byShare
  const given = goodsFen === byShare ? shares : apportion(goodsFen, shares)
  const freightFen = whole && ask.unsent ? quote.freightFen : 0
  const coins = new Set(quote.steps.filter(({ level }) => level === 'coins').map(({ offer }) => offer))
  const coinsFen = rules.coinsBack
    ? parts.flatMap(({ now }) => now.cuts).reduce((sum, cut) => sum + (coins.has(cut.offer) ? cut.fen : 0), 0)
    : 0
  return {
    refund: {
      lines: parts.flatMap(({ line, pieces, now }, i) =>
        pieces === 0 ? [] : [{ line: line.id, pieces, refundFen: given[i] ?? 0, cuts: now.cuts }],
      ),
      goodsFen,
      freightFen,
      refundFen: goodsFen + freightFen,
      cards: quote.choice.cards.map((offer) => ({ offer, ...cardBack(ask, offer, gone) })),
      coinsFen,
      unmet: unmetOf(
        quote,
        parts.flatMap(({ kept }) => kept.cuts),
        rest,
      ),
    },
    problems,
  }
}
