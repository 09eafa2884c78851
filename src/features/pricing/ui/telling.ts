// A quote as the buyer reads it: in words, and as a card. Pure.
import { yuan } from '../../../shared/money.ts'
import { inLanguage, type Said } from '../../../shared/said.ts'
import { MESSAGE_LIMIT } from '../../../shared/text.ts'
import type { Card } from '../../conversation/domain.ts'
import type { Quote } from '../domain/quote.ts'

type Language = 'zh-CN' | 'en'
type QuoteCard = Extract<Card, { kind: 'quote' }>

/** Goods that are named one by one; of more, the rest is counted. */
const NAMED = 6
/** As cards take them (see `Card`). */
const CARD_LINES = 50
const CARD_STEPS = 30
const STEP_LENGTH = 300
const TITLE_LENGTH = 200

/** A moment as a buyer reads it, in the shop's time zone: `11月1日 00:30`, `1 Nov, 00:30`. */
export const momentIn = (at: number, language: Language, zone: string): string => {
  const parts = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    ...{ timeZone: zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' },
    ...{ month: language === 'en' ? 'short' : 'numeric', day: 'numeric' },
    ...(at % 60_000 !== 0 && { second: '2-digit' }),
  }).formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  const time = [of('hour'), of('minute'), of('second')].filter((part) => part !== '').join(':')
  return language === 'en' ? `${of('day')} ${of('month')}, ${time}` : `${of('month')}月${of('day')}日 ${time}`
}

/** The sentences of the steps that take something off. */
const sentences = (quote: Quote, language: Language): string[] =>
  quote.steps.filter(({ cutFen }) => cutFen > 0).map(({ sentence }) => inLanguage(sentence, language))

interface Told {
  language: Language
  zone: string
  /** Ids of lines (`product sku`) and what a SKU is called; titles alone do not tell a size. */
  titleOf?: (line: Quote['lines'][number]) => string
  /** It is the price of a later moment, not of now. */
  later?: boolean
  /** Beside a card: what that shows is said in the same words or not at all, so that nobody reads it twice. */
  card?: boolean
  /** Until when it holds, ms, where something is known to end it. */
  until?: number | null
}

const goods = (quote: Quote, { language, titleOf = (line) => line.title }: Told): string => {
  const named = quote.lines.slice(0, NAMED).map((line) => `${titleOf(line)} ×${line.quantity}`)
  const more = quote.lines.length - named.length
  if (language === 'en') return named.join(', ') + (more > 0 ? ` and ${more} more` : '')
  return named.join('、') + (more > 0 ? `等 ${quote.lines.length} 样` : '')
}

const paying = (quote: Quote, { language, zone, card = false }: Told): string => {
  const { deposit, nowFen, payableFen, freightFen } = quote
  const amount = (fen: number) => (language === 'en' ? `¥${yuan(fen)}` : `${yuan(fen)} 元`)
  const freight: Said =
    freightFen > 0
      ? { zh: `（含运费 ${amount(freightFen)}）`, en: ` (delivery ${amount(freightFen)} included)` }
      : { zh: '', en: '' }
  const at = (moment: number) => momentIn(moment, language, zone)
  if (deposit === null)
    return inLanguage(
      {
        zh: `到手价 ${amount(payableFen)}${freight.zh}`,
        en: `${card ? 'Total' : 'You pay'} ${amount(payableFen)}${freight.en}`,
      },
      language,
    )
  const window: Said = {
    zh: `${deposit.from === null ? '' : `${at(deposit.from)} 起`}${deposit.to === null ? '' : `、${at(deposit.to)} 前`}`,
    en: `${deposit.from === null ? '' : ` from ${at(deposit.from)}`}${deposit.to === null ? '' : ` until ${at(deposit.to)}`}`,
  }
  // Goods that are not in the pre-sale are paid at once.
  const now: Said =
    nowFen === deposit.fen
      ? { zh: `先付定金 ${amount(deposit.fen)}`, en: `Deposit ${amount(deposit.fen)} now` }
      : {
          zh: `先付 ${amount(nowFen)}（含定金 ${amount(deposit.fen)}）`,
          en: `${amount(nowFen)} now (with a deposit of ${amount(deposit.fen)})`,
        }
  return inLanguage(
    {
      zh: `${now.zh}，${window.zh === '' ? '' : `${window.zh}`}付尾款 ${amount(deposit.balanceFen)}，合计 ${amount(payableFen)}${freight.zh}`,
      en: `${now.en}, balance ${amount(deposit.balanceFen)}${window.en}: ${amount(payableFen)} in all${freight.en}`,
    },
    language,
  )
}

/** The quote in a message: goods, list price, every step, what is paid and when, gifts, how long it holds. */
export const inWords = (quote: Quote, told: Told): string => {
  const { language, zone, later = false, card = false, until = null } = told
  const zh = language !== 'en'
  const amount = (fen: number) => (zh ? `${yuan(fen)} 元` : `¥${yuan(fen)}`)
  const steps = sentences(quote, language)
  const gifts = quote.gifts.map(({ title, quantity }) => `${title} ×${quantity}`)
  const head = later ? `${momentIn(quote.at, language, zone)}${zh ? ' 的价格：' : ': '}` : ''
  const lines = (shown: readonly string[], left: number) => [
    `${head}${goods(quote, told)}`,
    ...(steps.length > 0 && !card ? [`${zh ? '原价' : 'List price'} ${amount(quote.listFen)}`] : []),
    ...shown.map((sentence) => `· ${sentence}`),
    ...(left > 0 ? [zh ? `· 另有 ${left} 项优惠` : `· and ${left} more reductions`] : []),
    paying(quote, told),
    ...(gifts.length > 0 ? [`${zh ? '赠' : 'Free:'} ${gifts.join(zh ? '、' : ', ')}`] : []),
    ...(until === null || later || card
      ? []
      : [
          zh
            ? `以上价格 ${momentIn(until, language, zone)} 前有效`
            : `Valid until ${momentIn(until, language, zone)}`,
        ]),
  ]
  // A message has its limit; what is paid must be in it whatever else is left out.
  for (let shown = steps.length; shown >= 0; shown--) {
    const text = lines(steps.slice(0, shown), steps.length - shown).join('\n')
    if (text.length <= MESSAGE_LIMIT || shown === 0) return text.slice(0, MESSAGE_LIMIT)
  }
  return ''
}

/** The quote as a card beside the words. */
export const asCard = (quote: Quote, told: Told): QuoteCard => {
  const { language, titleOf = (line: Quote['lines'][number]) => line.title, until = null } = told
  return {
    kind: 'quote',
    lines: quote.lines.slice(0, CARD_LINES).map((line) => ({
      title: titleOf(line).slice(0, TITLE_LENGTH),
      ...{ quantity: line.quantity, paysFen: line.paysFen },
    })),
    payableFen: quote.payableFen,
    steps: sentences(quote, language)
      .slice(0, CARD_STEPS)
      .map((sentence) => sentence.slice(0, STEP_LENGTH)),
    until,
  }
}

/** In which language a buyer is answered: that of their last words; where those have no letters, the shop's. */
export const languageFor = (
  messages: readonly { author: string; text: string }[],
  shop: Language,
): Language => {
  for (const { author, text } of messages.toReversed()) {
    if (author !== 'buyer') continue
    if (/\p{Script=Han}/u.test(text)) return 'zh-CN'
    if (/[a-z]{2}/i.test(text)) return 'en'
  }
  return shop
}
