import type { WhatIf } from '../../contract.ts'
import type { Basket } from '../basket.ts'
import type { Terms } from '../reckon.ts'
import type { Candidate } from './candidate.ts'
import { cardChoices } from './cards.ts'
import { atMoments, type Turn } from './moments.ts'
import { cheaperAsTwo } from './split.ts'
import { topUps } from './top-up.ts'

/** All that could be otherwise: the moment, what is added, the card, two orders. The same question has the same answer. */
export const whatIf = (
  basket: Basket,
  terms: Terms,
  { candidates = [], turns = [] }: { candidates?: readonly Candidate[]; turns?: readonly Turn[] } = {},
): WhatIf => {
  const later = atMoments(basket, terms, turns)
  const added = topUps(basket, candidates, terms)
  const cards = cardChoices(basket, terms)
  const two = cheaperAsTwo(basket, terms)
  const stopped = {
    moments: later.stoppedEarly,
    'top-up': added.stoppedEarly,
    cards: cards.stoppedEarly,
    split: two.stoppedEarly,
  }
  return {
    moments: later.moments,
    topUps: added.topUps,
    cards: cards.cards,
    split: two.split,
    stoppedEarly: (['moments', 'top-up', 'cards', 'split'] as const).filter((part) => stopped[part]),
  }
}
