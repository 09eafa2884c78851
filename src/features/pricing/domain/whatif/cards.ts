import { yuan } from '../../../../shared/money.ts'
import type { CardChoice } from '../../contract.ts'
import type { Basket } from '../basket.ts'
import type { Quote } from '../quote.ts'
import type { Terms } from '../reckon.ts'

/** Cards that are compared, at most. */
export const MOST_CARDS = 30

/** Ids of the cards in the buyer's hands. */
export const cardsOf = (basket: Basket, terms: Terms): string[] => {
  const all = terms.offers.filter(terms.isCard).map(({ id }) => id)
  const { cards } = basket
  return cards === 'all' ? all : all.filter((id) => cards.includes(id))
}

/**
 * The best quote in which this card is used: those it gives way to are put aside one after another until it is taken.
 * Gives the last quote otherwise: it says why the card cannot be used.
 */
const forced = (basket: Basket, held: readonly string[], card: string, best: Quote, terms: Terms): Quote => {
  let cards = [...held]
  let quote = best
  while (!quote.choice.cards.includes(card)) {
    const why = quote.unused.find(({ offer }) => offer === card)
    // The engine names the card it gave way to; where it names none, any other that was taken may be in the way.
    const aside =
      why?.instead && cards.includes(why.instead) ? why.instead : quote.choice.cards.find((id) => id !== card)
    if (
      !aside ||
      (why &&
        !['better-one', 'excluded', 'nothing-left', 'over-discount', 'below-threshold'].includes(why.why))
    )
      break
    cards = cards.filter((id) => id !== aside)
    const next = terms.quote({ ...basket, cards })
    if (!next) break
    quote = next
  }
  return quote
}

/** What is paid when each card has to be used, the cheapest first. */
export const cardChoices = (
  basket: Basket,
  terms: Terms,
  { most = MOST_CARDS }: { most?: number } = {},
): { cards: CardChoice[]; stoppedEarly: boolean } => {
  const held = cardsOf(basket, terms)
  const best = terms.quote(basket)
  if (!best || held.length === 0) return { cards: [], stoppedEarly: false }
  const choices = held.slice(0, most).map((card): CardChoice => {
    const offer = terms.offers.find(({ id }) => id === card)
    const says = offer ? terms.says(offer) : { zh: card, en: card }
    const quote = forced(basket, held, card, best, terms)
    const used = quote.choice.cards.includes(card)
    const taken = best.choice.cards.includes(card)
    const base = { offer: card, says, taken }
    if (!used) {
      const why = quote.unused.find(({ offer }) => offer === card)?.sentence
      const sentence = why ?? {
        zh: `“${says.zh}”不减这单的任何商品。`,
        en: `“${says.en}” takes nothing off this order.`,
      }
      return { ...base, payableFen: null, differenceFen: null, cards: [], sentence }
    }
    const difference = quote.payableFen - best.payableFen
    const pays = yuan(quote.payableFen)
    const sentence = {
      zh: taken
        ? `“${says.zh}”：在最省的用法里，付 ${pays}。`
        : difference === 0
          ? `“${says.zh}”：换它也一样，付 ${pays}。`
          : `“${says.zh}”：换它付 ${pays}，多付 ${yuan(difference)}。`,
      en: taken
        ? `“${says.en}”: part of the cheapest choice, ${pays} to pay.`
        : difference === 0
          ? `“${says.en}”: as good, ${pays} to pay.`
          : `“${says.en}”: ${pays} to pay with it, ${yuan(difference)} more.`,
    }
    return {
      ...base,
      payableFen: quote.payableFen,
      differenceFen: difference,
      cards: quote.choice.cards,
      sentence,
    }
  })
  const rank = ({ taken, differenceFen }: CardChoice): number =>
    taken ? -1 : (differenceFen ?? Number.POSITIVE_INFINITY)
  return {
    cards: choices.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b))),
    stoppedEarly: held.length > most,
  }
}
