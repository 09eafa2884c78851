import { yuan } from '../../../shared/money.ts'
import type { Said } from '../../../shared/said.ts'
import type { Instant } from '../../../shared/time.ts'
import type { PhasesOn } from '../../campaign/domain/phase.ts'
import { phaseNames } from '../../campaign/domain/phases.ts'
import { skusIn } from '../../catalog/domain/goods.ts'
import type { Wanted } from '../../pricing/contract.ts'
import { type AskedLine, linesAsked } from '../../pricing/domain/about.ts'
import { type Asked, askedOf } from '../../pricing/domain/asked.ts'
import { priced, skusByPrice } from '../../pricing/domain/promise/supports.ts'
import type { Quote } from '../../pricing/domain/quote.ts'
import { reckonedOf, type Shelf, skuName, wantedOf } from '../../pricing/domain/shelf.ts'
import { comparisonTold, namesOf, quoteTold, stepTold } from '../../pricing/domain/told.ts'
import type { Candidate, Question, Source } from '../domain/ask.ts'

/** It answers from numbers or not at all: nothing that the shop wrote down for the same words may stand before it. */
const SURE = 1
/** So far ahead prices are compared: a campaign is announced some weeks before. */
const AHEAD = 45 * 86_400_000
/** Later moments in an answer. */
const LATER = 3
/** Moments at which anything changes that are looked at for it: a shop with 5,000 offers has thousands within weeks. */
const EDGES = 60
/** SKUs listed where they cost differently. */
const SKUS = 6

const languageOf = (text: string): 'zh' | 'en' => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en')

const told = (
  id: string,
  about: { answer: string; goods: readonly string[]; wanted?: Wanted; title: string; why: string },
): Candidate => ({
  source: 'price',
  id,
  question: about.title,
  // Braces are variables in what the assistant says; a title has none of them.
  answer: about.answer.replaceAll('{', '｛').replaceAll('}', '｝'),
  pictures: [],
  score: SURE,
  why: [{ by: 'price', says: about.why }],
  goods: about.goods,
  ...(about.wanted && { basket: reckonedOf(about.wanted) }),
})

const keyOf = (lines: readonly AskedLine[]): string =>
  lines
    .map(
      ({ product, sku, quantity }) =>
        `${product.id}${sku ? `/${sku}` : ''}${quantity > 1 ? `*${quantity}` : ''}`,
    )
    .join('+')

/** What a wave begins at a moment, if anything; an offer's own beginning or end else. */
const saysAt = (starts: PhasesOn['on']): Said => {
  const [first] = starts
  return first ? phaseNames[first.kind] : { zh: '优惠变化', en: 'offers change' }
}

/** Moments at which the price changes to what it will be: of those with one price, the first. */
const laterThan = (
  shelf: Shelf,
  wanted: Wanted,
  now: Instant,
): { quote: Quote; at: Instant; says: Said }[] => {
  const found: { quote: Quote; at: Instant; says: Said }[] = []
  let before = priced(shelf, wanted, now).quote
  for (const at of shelf.edgesAfter(now).slice(0, EDGES)) {
    if (at > now + AHEAD || found.length === LATER) break
    const { quote } = priced(shelf, wanted, at)
    const { on } = shelf.phasesAt(at)
    const starts = on.filter(({ from, kind }) => from === at && (kind === 'spot' || kind === 'deposit'))
    const changes = quote !== null && before !== null && quote.payableFen !== before.payableFen
    // A sale that begins is told even where it changes nothing: that is what was asked.
    if (quote && (changes || starts.length > 0)) found.push({ quote, at, says: saysAt(starts) })
    before = quote
  }
  return found
}

/** The campaign whose sale is still to come: its buyers ask before it, and are told both prices. */
const aheadAt = (shelf: Shelf, now: Instant): { campaignId: number; wave: string } | null => {
  const { on } = shelf.phasesAt(now)
  const spot = new Set(
    on.filter(({ kind }) => kind === 'spot').map(({ campaignId, wave }) => `${campaignId} ${wave}`),
  )
  return (
    on.find(
      ({ kind, campaignId, wave }) =>
        (kind === 'preheat' || kind === 'deposit') && !spot.has(`${campaignId} ${wave}`),
    ) ?? null
  )
}

/** A product whose SKUs cost differently, each with what is paid for it. */
const bySku = (question: Question, shelf: Shelf, line: AskedLine, how: Partial<Wanted>): Candidate[] => {
  const { product, quantity } = line
  const found = skusIn(question.text, product.skus)
  const skus = found.length === 0 ? product.skus : found
  const rows = new Map<number, { names: string[]; quote: Quote }>()
  for (const id of skusByPrice({ skus })) {
    const { quote } = priced(shelf, wantedOf([{ product: product.id, sku: id, quantity }], how), question.at)
    const sku = skus.find((one) => one.id === id)
    if (!quote || !sku) return []
    // Of each price the SKUs that have it.
    const names = skus.filter((one) => one.priceFen === sku.priceFen).map(skuName)
    rows.set(sku.priceFen, { names, quote })
  }
  const sorted = [...rows.values()].sort((a, b) => a.quote.payableFen - b.quote.payableFen)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return []
  const language = languageOf(question.text)
  const list = sorted.slice(0, SKUS).map(({ names, quote }) => {
    const name = names.length > 3 ? `${names.slice(0, 3).join('、')}…` : names.join('、')
    return `${name}：¥${yuan(quote.payableFen)}`
  })
  const title = `${product.title.slice(0, 40)}${quantity > 1 ? `×${quantity}` : ''}`
  const from = `¥${yuan(first.quote.payableFen)}–${yuan(last.quote.payableFen)}`
  const answer =
    language === 'zh'
      ? [
          `${title} 按规格到手 ${from}：`,
          ...list,
          ...(sorted.length > SKUS ? ['…'] : []),
          '您要哪个规格？我帮您算好。',
        ]
      : [
          `${title}: ${from}, by option:`,
          ...list,
          ...(sorted.length > SKUS ? ['…'] : []),
          'Which one would you like?',
        ]
  return [
    told(`skus:${keyOf([line])}`, {
      answer: answer.join('\n'),
      goods: [product.id],
      title,
      why: `${product.id}: ${sorted.length} prices`,
    }),
  ]
}

/** Several products, of some of which it is open which SKU: nothing is reckoned until that is known. */
const whichOf = (question: Question, open: readonly AskedLine[], lines: readonly AskedLine[]): Candidate => {
  const language = languageOf(question.text)
  const rows = open.map(({ product }) => {
    const names = product.skus.slice(0, SKUS).map((sku) => `${skuName(sku)} ¥${yuan(sku.priceFen)}`)
    return `${product.title.slice(0, 30)}：${names.join('，')}${product.skus.length > SKUS ? '…' : ''}`
  })
  const lead =
    language === 'zh'
      ? '规格不同价格不同，请告诉我要哪个规格，我帮您一起算：'
      : 'Options differ in price. Which would you like?'
  return told(`which:${keyOf(lines)}`, {
    answer: [lead, ...rows].join('\n'),
    goods: lines.map(({ product }) => product.id),
    title: lines.map(({ product }) => product.title.slice(0, 20)).join(' + '),
    why: 'sku',
  })
}

const conditions = (asked: Asked, { basket }: Question): Partial<Wanted> => ({
  ...(basket && {
    cards: basket.cards,
    channel: basket.channel,
    member: basket.member,
    region: basket.region,
    coins: basket.coins,
  }),
  ...(asked.member && { member: true }),
  ...(asked.live && { channel: 'live' as const }),
  ...(asked.region !== undefined && { region: asked.region }),
})

const answerFor = (
  question: Question,
  asked: Asked,
  lines: readonly AskedLine[],
  shelf: Shelf,
): Candidate[] => {
  const how = conditions(asked, question)
  const open = lines.filter(({ sku }) => sku === undefined)
  const [single] = lines
  if (open.length > 0 && single)
    return lines.length === 1 ? bySku(question, shelf, single, how) : [whichOf(question, open, lines)]
  const wanted = wantedOf(
    lines.map(({ product, sku = null, quantity }) => ({ product: product.id, sku, quantity })),
    how,
  )
  const { quote } = priced(shelf, wanted, question.at)
  if (!quote) return []
  const language = languageOf(question.text)
  const about = {
    goods: lines.map(({ product }) => product.id),
    wanted,
    title: namesOf(quote),
    why: `${quote.ruleSet.id}: ¥${yuan(quote.payableFen)}`,
  }
  const key = keyOf(lines)
  const ahead = aheadAt(shelf, question.at)
  if (asked.matter === 'when' || (ahead && asked.matter === 'price')) {
    const later = laterThan(shelf, wanted, question.at)
    if (later.length > 0) {
      const of = ahead ? `${ahead.campaignId}:${ahead.wave}` : '0:0'
      const answer = comparisonTold(quote, later, language, shelf.zone)
      return [told(`compare:${of}:${key}`, { ...about, answer })]
    }
  }
  const step = asked.matter === 'more' ? stepTold(quote, language, shelf.zone) : null
  const answer = step ?? quoteTold(quote, language, shelf.zone)
  return [told(`${step === null ? 'quote' : 'step'}:${key}`, { ...about, answer })]
}

/**
 * Prices, reckoned: answers what products cost now and in each coming phase, with the steps. Silent where products are not
 * known for sure or nothing can be reckoned (specs/pricing.md). `shelf`: what the shop sells with at this moment.
 */
export const priceSource = (shelf: () => Shelf | null): Source => ({
  name: 'price',
  find(question) {
    const asked = askedOf(question.text, question.before)
    if (!asked) return []
    const now = shelf()
    if (!now || now.products.size === 0) return []
    const about = { ...question, goods: question.goods ?? [], basket: question.basket ?? null }
    const lines = linesAsked(asked, about, now)
    return lines && lines.length > 0 ? answerFor(question, asked, lines, now) : []
  },
})
