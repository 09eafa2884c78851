import { yuan } from '../../../shared/money.ts'
import { inLanguage, type Said } from '../../../shared/said.ts'
import { excerpt } from '../../../shared/text.ts'
import { type Instant, localTime } from '../../../shared/time.ts'
import type { NextStep, Quote } from './quote.ts'

/** Steps that are told at most: the buyer asked what it costs, not for a ledger. */
const STEPS = 5

const two = (n: number): string => String(n).padStart(2, '0')

/** “11月1日 00:30”, “1 Nov, 00:30”: a moment as the shop's clocks show it. */
export const momentSaid = (at: Instant, zone: string): Said => {
  const { date, minute } = localTime(at, zone)
  const [, month = '', day = ''] = date.split('-')
  const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  return {
    zh: `${Number(month)}月${Number(day)}日 ${time}`,
    en: `${Number(day)} ${months[Number(month) - 1] ?? month}, ${time}`,
  }
}

/** “四件套×2 + 枕芯”. */
export const namesOf = ({ lines }: Pick<Quote, 'lines'>): string => {
  const most = lines.length > 2 ? 12 : 22
  return lines
    .slice(0, 6)
    .map(({ title, quantity }) => `${excerpt(title, most)}${quantity > 1 ? `×${quantity}` : ''}`)
    .join(' + ')
}

const sum = (quote: Quote): Said => {
  const { payableFen, freightFen, deposit } = quote
  const freight =
    freightFen > 0
      ? { zh: `（含运费 ¥${yuan(freightFen)}）`, en: ` (freight of ¥${yuan(freightFen)} included)` }
      : { zh: '', en: '' }
  const names = namesOf(quote)
  const words = deposit ? { zh: '付定金到手', en: 'with a deposit: ' } : { zh: '到手', en: '' }
  return {
    zh: `${names} ${words.zh} ¥${yuan(payableFen)}${freight.zh}。`,
    en: `${names}: ${words.en}¥${yuan(payableFen)}${freight.en}.`,
  }
}

const depositSaid = ({ deposit }: Quote, zone: string): Said[] => {
  if (!deposit) return []
  const { fen, balanceFen, from, to } = deposit
  const zhWhen = [
    from === null ? '' : `${momentSaid(from, zone).zh} 起`,
    to === null ? '' : `${momentSaid(to, zone).zh} 前`,
  ].filter((part) => part !== '')
  const enWhen = [
    from === null ? '' : `from ${momentSaid(from, zone).en}`,
    to === null ? '' : `before ${momentSaid(to, zone).en}`,
  ].filter((part) => part !== '')
  return [
    {
      zh: `现在付定金 ¥${yuan(fen)}，尾款 ¥${yuan(balanceFen)}${zhWhen.length === 0 ? '' : `（${zhWhen.join('、')}付）`}。`,
      en: `Pay a deposit of ¥${yuan(fen)} now and the balance of ¥${yuan(balanceFen)}${enWhen.length === 0 ? '' : ` ${enWhen.join(' and ')}`}.`,
    },
  ]
}

const itemCuts = ({ listFen, itemFen, steps }: Quote): Said => {
  const told = steps.some(({ level }) => level === 'item')
  return listFen === itemFen || told
    ? { zh: `原价 ¥${yuan(listFen)}`, en: `list price ¥${yuan(listFen)}` }
    : {
        zh: `原价 ¥${yuan(listFen)}，活动价 ¥${yuan(itemFen)}`,
        en: `list price ¥${yuan(listFen)}, offer price ¥${yuan(itemFen)}`,
      }
}

const stepsSaid = (quote: Quote): Said[] => {
  const steps = quote.steps.filter(({ cutFen }) => cutFen > 0)
  if (steps.length === 0) return []
  const shown = steps.slice(0, STEPS)
  const rest = steps.slice(STEPS).reduce((fen, { cutFen }) => fen + cutFen, 0)
  const lines = [
    itemCuts(quote),
    ...shown.map(({ says, cutFen }) => ({
      zh: `${says.zh} −¥${yuan(cutFen)}`,
      en: `${says.en} −¥${yuan(cutFen)}`,
    })),
    ...(rest > 0 ? [{ zh: `其他优惠 −¥${yuan(rest)}`, en: `other reductions −¥${yuan(rest)}` }] : []),
  ]
  return [
    {
      zh: `算法：${lines.map(({ zh }) => zh).join('，')}。`,
      en: `Reckoned: ${lines.map(({ en }) => en).join(', ')}.`,
    },
  ]
}

/** The nearest next step of any offer, used or not: by fen first, for pieces cannot be compared with them. */
export const nearestStep = (quote: Quote): { says: Said; next: NextStep } | null => {
  const all = [...quote.steps, ...quote.unused.filter(({ why }) => why === 'below-threshold')]
    .flatMap(({ says, next }) => (next && next.cutFen > 0 && next.more > 0 ? [{ says, next }] : []))
    .sort((a, b) =>
      a.next.unit === b.next.unit ? a.next.more - b.next.more : a.next.unit === 'fen' ? -1 : 1,
    )
  return all[0] ?? null
}

const nextSaid = (quote: Quote): Said[] => {
  const nearest = nearestStep(quote)
  if (!nearest) return []
  const { says, next } = nearest
  const used = quote.steps.find((step) => step.next === next)
  const cut = next.cutFen - (used?.cutFen ?? 0)
  if (cut <= 0) return []
  const more =
    next.unit === 'fen'
      ? { zh: `再买 ¥${yuan(next.more)}`, en: `¥${yuan(next.more)} more` }
      : { zh: `再买 ${next.more} 件`, en: `${next.more} more ${next.more === 1 ? 'piece' : 'pieces'}` }
  return [
    {
      zh: `${more.zh}可${used ? '再' : ''}减 ¥${yuan(cut)}（${says.zh}）。`,
      en: `${more.en} would take off ${used ? 'another ' : ''}¥${yuan(cut)} (${says.en}).`,
    },
  ]
}

const giftsSaid = ({ gifts }: Quote): Said[] => {
  if (gifts.length === 0) return []
  const list = gifts
    .slice(0, 4)
    .map(({ title, item, quantity }) => `${title || item}${quantity > 1 ? `×${quantity}` : ''}`)
  return [{ zh: `赠：${list.join('、')}。`, en: `Gifts: ${list.join(', ')}.` }]
}

const joined = (parts: readonly Said[], language: string): string =>
  parts.map((part) => inLanguage(part, language)).join('\n')

/** A quote in few words: the total, when what is paid, how it comes about, the next step. */
export const quoteTold = (quote: Quote, language: string, zone: string): string =>
  joined(
    [sum(quote), ...depositSaid(quote, zone), ...stepsSaid(quote), ...giftsSaid(quote), ...nextSaid(quote)],
    language,
  )

/** What is missing to the next step, first. */
export const stepTold = (quote: Quote, language: string, zone: string): string | null => {
  const next = nextSaid(quote)
  return next.length === 0
    ? null
    : joined([...next, sum(quote), ...depositSaid(quote, zone), ...stepsSaid(quote)], language)
}

/** Prices of the phases side by side: what is paid now, what later, which is less. `later`: each with what begins then. */
export const comparisonTold = (
  now: Quote,
  later: readonly { quote: Quote; at: Instant; says: Said }[],
  language: string,
  zone: string,
): string => {
  const rows = later.map(({ quote, at, says }): Said => {
    const when = momentSaid(at, zone)
    const difference = quote.payableFen - now.payableFen
    const than =
      difference === 0
        ? { zh: '，一样', en: ', the same' }
        : difference > 0
          ? { zh: `，贵 ¥${yuan(difference)}`, en: `, ¥${yuan(difference)} more` }
          : { zh: `，便宜 ¥${yuan(-difference)}`, en: `, ¥${yuan(-difference)} less` }
    return {
      zh: `${when.zh} ${says.zh}：到手 ¥${yuan(quote.payableFen)}${than.zh}。`,
      en: `${when.en} (${says.en}): ¥${yuan(quote.payableFen)}${than.en}.`,
    }
  })
  const least = Math.min(...later.map(({ quote }) => quote.payableFen))
  const advice: Said =
    now.payableFen < least
      ? { zh: '现在买最便宜。', en: 'Buying now is cheapest.' }
      : now.payableFen === least
        ? { zh: '价格一样，现在就可以买。', en: 'The price is the same: you can buy now.' }
        : { zh: '不急的话，到时候买更便宜。', en: 'If it can wait, it is cheaper then.' }
  return joined([sum(now), ...depositSaid(now, zone), ...rows, advice, ...stepsSaid(now)], language)
}
