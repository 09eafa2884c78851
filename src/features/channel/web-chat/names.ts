import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import { type Instant, MINUTE } from '../../../shared/time.ts'
import type { BuyerMessage } from './contract.ts'
import { named, reaches, type Said, shown } from './shown.ts'
import { publicName } from './store.ts'

const FRESH = MINUTE
const MOST = 5000

/** Turns stored messages into what buyers see, with agents' names; a renamed agent is renamed within a minute. */
export const createShowing = ({ db, clock }: { db: Db; clock: Clock }) => {
  const names = new Map<number, { until: Instant; name: Promise<string | null> }>()

  const nameOf = (shopId: number, personId: number): Promise<string | null> => {
    const now = clock.now()
    const held = names.get(personId)
    if (held && held.until > now) return held.name
    if (names.size >= MOST) names.clear()
    const name = db.tx({ shops: [shopId] }, (tx) => publicName(tx, personId)).then((found) => found ?? null)
    names.set(personId, { until: now + FRESH, name })
    name.catch(() => names.delete(personId))
    return name
  }

  return async (shopId: number, messages: readonly Said[]): Promise<BuyerMessage[]> => {
    const seen: BuyerMessage[] = []
    for (const said of messages.filter(reaches)) {
      const name = named(said) && said.personId !== null ? await nameOf(shopId, said.personId) : null
      seen.push(shown(said, name))
    }
    return seen
  }
}
