import type { Said } from '../../../shared/said.ts'
import { HOUR, type Instant } from '../../../shared/time.ts'
import { bargains } from '../../bargaining/domain/asks.ts'
import type { SpokenPhase } from '../../campaign/domain/phase-on.ts'
import type { Reason } from './plan.ts'
import type { ReasonRules } from './reason-words.ts'

/** What is known of somebody who has not ordered or paid. */
export interface ReasonFacts {
  /** Of the conversation, by time; more than the last hundred tell nothing of today. */
  messages: readonly { id: number; buyer: boolean; text: string; at: Instant }[]
  /** The unpaid order; null where nothing was ordered. */
  order: { createdAt: Instant } | null
  /** What it is about: pieces left of the product, or of the SKU where one was chosen. */
  products: readonly { title: string; stock: number; restockAt: Instant | null }[]
  /** Money off, a coupon or a sale that begins later and that the buyer may wait for. */
  ahead: { at: Instant; name: string } | null
  phase: SpokenPhase | null
  now: Instant
}

export interface Guess {
  reason: Reason
  /** 0–1; 1 only where a person said so. */
  confidence: number
  /** Which fact or message tells it, in a sentence. */
  because: Said
  /** The message, where it was one. */
  messageId: number | null
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
const LATIN = /^[\p{Script=Latin}\d]/u

/** One pattern of many words. Latin words stand for themselves only: `fit` is not in `benefit`. */
const patternOf = (words: readonly string[]): RegExp | null => {
  if (words.length === 0) return null
  const parts = words.map((word) => {
    const latin = LATIN.test(word)
    const body = word
      .toLowerCase()
      .split('…')
      .map((part) => escaped(part.trim()).replaceAll(/\s+/g, '\\s+'))
      .join(latin ? '\\b(?:\\W+\\w+){0,4}?\\W+' : '.{0,8}?')
    return latin ? `\\b${body}` : body
  })
  return new RegExp(parts.join('|'), 'u')
}

export interface ReadyRules {
  rules: readonly { reason: Reason; says: boolean; is: RegExp; unless: RegExp | null }[]
  willPay: RegExp | null
  span: number
}

/** Makes a shop's words ready to read with: a millisecond, once for many buyers. */
export const readyRules = ({ words, willPay, hours }: ReasonRules): ReadyRules => ({
  rules: words.flatMap(({ reason, weight, words: list, unless }) => {
    const is = patternOf(list)
    return is ? [{ reason, says: weight === 'says', is, unless: patternOf(unless) }] : []
  }),
  willPay: patternOf(willPay),
  span: hours * HOUR,
})

const QUOTE = 40
const quoted = (text: string): string => {
  const plain = text.trim().replaceAll(/\s+/g, ' ')
  return plain.length > QUOTE ? `${plain.slice(0, QUOTE)}…` : plain
}
const because = (text: string): Said => ({
  zh: `买家说“${quoted(text)}”`,
  en: `The buyer wrote “${quoted(text)}”`,
})

interface Heard {
  reason: Reason
  score: number
  says: boolean
  message: { id: number; text: string }
}

/** A message later by one counts this much more than the one before. */
const FADES = 0.85
/** Once the buyer said that they will pay, a doubt from before is answered; what it was may still be why. */
const ANSWERED = 0.3
/** Of reasons told by one and the same message, the one that asks for something to be done first goes first. */
const FIRST: readonly Reason[] = [
  'wrong-item',
  'out-of-stock',
  'other',
  'waiting-coupon',
  'doubt-price',
  'doubt-delivery',
  'doubt-product',
  'forgot',
]

/** Whatever the buyer's messages tell, the strongest first. */
const heardIn = (facts: ReasonFacts, { rules, willPay, span }: ReadyRules): Heard[] => {
  const since = (facts.order?.createdAt ?? facts.now) - span
  const own = facts.messages.filter(({ buyer, at, text }) => buyer && at >= since && text !== '').slice(-100)
  const found = new Map<Reason, Heard>()
  let weight = 1
  for (const { id, text } of own.toReversed()) {
    const plain = text.normalize('NFKC').toLowerCase()
    const hear = (reason: Reason, says: boolean) => {
      const score = (says ? 1 : 0.5) * weight
      const known = found.get(reason)
      if (!known || known.score < score) found.set(reason, { reason, score, says, message: { id, text } })
    }
    for (const { reason, says, is, unless } of rules)
      if (is.test(plain) && !unless?.test(plain)) hear(reason, says)
    // There are more ways to bargain than words for it: the desk reads them in one place.
    if (bargains(text)) hear('doubt-price', true)
    if (willPay?.test(plain)) weight *= ANSWERED
    weight *= FADES
  }
  return [...found.values()].sort(
    (a, b) => b.score - a.score || FIRST.indexOf(a.reason) - FIRST.indexOf(b.reason),
  )
}

const round = (n: number): number => Math.round(n * 100) / 100

/** How sure a message makes it: what another reason has to say for itself takes away from it. */
const sureOf = ([best, second]: readonly Heard[]): number =>
  best === undefined ? 0 : round((best.says ? 0.85 : 0.6) - 0.25 * ((second?.score ?? 0) / best.score))

const stockOut = ({ products, order }: ReasonFacts): { title: string } | null =>
  order === null && products.length > 0 && products.every(({ stock }) => stock <= 0)
    ? (products[0] ?? null)
    : null

const ASKS =
  /[?？]|吗|呢|哪个|哪款|多少|什么|怎么|会不会|能不能|可以不|\b(?:would|will|is|are|does|do|can|which|what|how)\b/iu

/** What an order alone tells, with whatever was said since that tells no reason (RCV-100): a question left is a doubt about
 * the product; else they forgot, the surer the less was said. */
const afterOrdering = (messages: ReasonFacts['messages'], ordered: Instant): Guess => {
  const since = messages.filter(({ buyer, at }) => buyer && at >= ordered)
  const asked = since.findLast(({ text }) => ASKS.test(text))
  if (asked)
    return {
      reason: 'doubt-product',
      confidence: 0.35,
      because: because(asked.text),
      messageId: asked.id,
    }
  return since.length > 0
    ? {
        reason: 'forgot',
        confidence: 0.35,
        because: {
          zh: '下单以后说过话，但看不出为什么没付，多半是忘了',
          en: 'They wrote since ordering, but not why they have not paid: most likely forgotten',
        },
        messageId: null,
      }
    : {
        reason: 'forgot',
        confidence: 0.5,
        because: {
          zh: '下单以后没有再说什么，多半是忘了付',
          en: 'They ordered and said nothing since: most likely forgotten',
        },
        messageId: null,
      }
}

/**
 * Why somebody has not ordered or paid: a fact that keeps them from it, then their own words, the latest before the earlier;
 * then what is ahead; then that they have forgotten (RCV-100). An order that stands holds its pieces: that the product is
 * out now is no reason not to pay for it, unless the buyer says so.
 */
export const reasonOf = (facts: ReasonFacts, rules: ReadyRules): Guess => {
  const out = stockOut(facts)
  if (out)
    return {
      reason: 'out-of-stock',
      confidence: 0.95,
      because: { zh: `“${out.title}”没有库存`, en: `“${out.title}” is out of stock` },
      messageId: null,
    }
  const heard = heardIn(facts, rules)
  const [best] = heard
  if (best)
    return {
      reason: best.reason,
      confidence: sureOf(heard),
      because: because(best.message.text),
      messageId: best.message.id,
    }
  const { ahead, phase, now, order } = facts
  if (ahead && ahead.at > now && (order === null || phase === 'preheat'))
    return {
      reason: 'waiting-coupon',
      confidence: 0.45,
      because: {
        zh: `“${ahead.name}”还没开始，买家可能在等`,
        en: `“${ahead.name}” has not begun: the buyer may be waiting for it`,
      },
      messageId: null,
    }
  if (order) return afterOrdering(facts.messages, order.createdAt)
  return {
    reason: 'other',
    confidence: 0.2,
    because: { zh: '聊天里看不出原因', en: 'The conversation does not tell' },
    messageId: null,
  }
}
