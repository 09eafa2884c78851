import type { Said } from '../../../../shared/said.ts'
import type { AtMoment } from '../../contract.ts'
import type { Basket } from '../basket.ts'
import type { Terms } from '../reckon.ts'

/** Moments at most: a campaign has five phases, and nobody plans beyond it. */
export const MOST_MOMENTS = 12

/** A phase of a campaign that begins or ends, told by whoever knows the calendar. */
export interface Turn {
  at: number
  says: Said
}

/** Offers that are named for one moment; at midnight there may be a thousand of them. */
const MOST_NAMED = 5

const joined = (parts: readonly Said[]): Said => {
  const named = parts.slice(0, MOST_NAMED)
  const more = parts.length - named.length
  return {
    zh: `${named.map(({ zh }) => zh).join('；')}${more > 0 ? `；还有 ${more} 项` : ''}`,
    en: `${named.map(({ en }) => en).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
  }
}

/** What would be paid at the next moments at which an offer (or a phase) begins or ends, the basket being the same. */
export const atMoments = (
  basket: Basket,
  terms: Terms,
  turns: readonly Turn[] = [],
  { most = MOST_MOMENTS }: { most?: number } = {},
): { moments: AtMoment[]; stoppedEarly: boolean } => {
  const now = Date.parse(basket.at)
  const before = terms.amounts(basket)
  if (!before) return { moments: [], stoppedEarly: false }
  const known = terms.offers.filter((offer) => basket.lines.some((line) => terms.takesPart(offer, line)))
  const all: Turn[] = known.flatMap((offer) => {
    const { zh, en } = terms.says(offer)
    const begins = { at: Date.parse(offer.from ?? ''), says: { zh: `“${zh}”开始`, en: `“${en}” begins` } }
    const ends = { at: Date.parse(offer.to ?? ''), says: { zh: `“${zh}”结束`, en: `“${en}” ends` } }
    return [begins, ends]
  })
  const later = Map.groupBy(
    [...turns, ...all].filter(({ at }) => at > now),
    ({ at }) => at,
  )
  const times = [...later.keys()].sort((a, b) => a - b)
  const moments = times.slice(0, most).flatMap((at) => {
    const then = terms.amounts({ ...basket, at: new Date(at).toISOString() })
    if (!then) return []
    const says = joined((later.get(at) ?? []).map(({ says }) => says))
    return [{ at, says, payableFen: then.payableFen, differenceFen: then.payableFen - before.payableFen }]
  })
  return { moments, stoppedEarly: times.length > most }
}
