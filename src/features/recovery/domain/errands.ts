import { z } from 'zod'
import { fill } from '../../../shared/text.ts'
import { type Instant, MINUTE } from '../../../shared/time.ts'
import { yuan } from '../../../shared/yuan.ts'

/** How a reminder by hand or a call ended. `sent`: said in the chat. */
export const outcomes = [
  'sent',
  'paid',
  'will-pay',
  'not-now',
  'refused',
  'no-answer',
  'wrong-number',
  'dropped',
] as const
export const ErrandOutcome = z.enum(outcomes)
export type ErrandOutcome = z.infer<typeof ErrandOutcome>

/** What a person may say of an errand of a channel: nobody answers a chat “wrong number”. */
export const outcomesOf: Record<'chat' | 'phone', readonly ErrandOutcome[]> = {
  chat: ['sent', 'paid', 'will-pay', 'not-now', 'refused', 'dropped'],
  phone: ['paid', 'will-pay', 'not-now', 'refused', 'no-answer', 'wrong-number', 'dropped'],
}

export interface Hand {
  personId: number
  /** Errands they have open. */
  open: number
  /** Counts up: whoever was given one longest ago is first among equals; 0: never. */
  lastGiven: number
}

/**
 * Who gets each of some errands, in their order (RCV-86): whoever has fewest open; among equals whoever was given one longest
 * ago, so that it goes round. Nobody there: nobody gets them.
 */
export const shareOut = (hands: readonly Hand[], count: number): number[] => {
  const now = hands.map((hand) => ({ ...hand }))
  let turn = Math.max(0, ...now.map(({ lastGiven }) => lastGiven))
  return Array.from({ length: now.length === 0 ? 0 : count }, () => {
    const next = now.reduce((best, hand) =>
      hand.open < best.open ||
      (hand.open === best.open &&
        (hand.lastGiven < best.lastGiven ||
          (hand.lastGiven === best.lastGiven && hand.personId < best.personId)))
        ? hand
        : best,
    )
    next.open++
    next.lastGiven = ++turn
    return next.personId
  })
}

/** What is said, with the values of now: how long an order still lives is another thing an hour later. */
export const errandWords = (
  words: string,
  about: { buyer: string; product: string; order: string; fen: number | null; payBy: Instant | null },
  now: Instant,
  language: string,
): string => {
  const left = about.payBy === null ? null : Math.max(0, Math.ceil((about.payBy - now) / MINUTE))
  return fill(words, {
    buyer: about.buyer,
    product: about.product,
    order: about.order,
    ...(about.fen !== null && { amount: yuan(about.fen) }),
    ...(left !== null && { left: language.startsWith('zh') ? `${left} 分钟` : `${left} min` }),
  })
}

/** Why an order is not given to anybody. */
export const skipReasons = [
  'open',
  'control',
  'opted-out',
  'reminded-today',
  'cap',
  'no-contact',
  'platform',
] as const
export const SkipReason = z.enum(skipReasons)
export type SkipReason = z.infer<typeof SkipReason>

export interface Candidate {
  /** Somebody has an errand about this buyer already. */
  open: boolean
  control: boolean
  optedOut: boolean
  remindedToday: boolean
  /** Reminders of any kind within the days of the cap. */
  reminders: number
  reachable: boolean
  allowed: boolean
}

/** Why an order may not be given to somebody; null where it may (RCV-87). */
export const skipped = (about: Candidate, most: number): SkipReason | null => {
  if (about.control) return 'control'
  if (about.optedOut) return 'opted-out'
  if (about.open) return 'open'
  if (!about.allowed) return 'platform'
  if (about.remindedToday) return 'reminded-today'
  if (about.reminders >= most) return 'cap'
  return about.reachable ? null : 'no-contact'
}
