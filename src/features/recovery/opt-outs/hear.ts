import type { Tx } from '../../../platform/db/db.ts'
import { DAY, type Instant } from '../../../shared/time.ts'
import { wantsNoMore } from '../../assistant/domain/no-more.ts'
import * as facts from '../engine/facts-store.ts'
import { keepReadTo, readOn, readTo } from '../reading/store.ts'
import { buyerOut, optOut } from './service.ts'

/** What reads, for how far it has. */
export const NO_MORE = 'no-more'
/** How long after a reminder “T” still means the reminders. */
const AFTER = 3 * DAY

/**
 * Reads the next piece of what buyers wrote: who was reminded within three days and asks for no more is opted out of
 * everything, for ever (RCV-81). Gives whether there may be more. A piece that was read is not read again, whoever reads.
 */
export const hearNoMore = async (
  tx: Tx,
  shopId: number,
  now: Instant,
): Promise<{ added: number; more: boolean }> => {
  const after = (await readTo(tx, shopId, NO_MORE)) ?? 0
  const { to, asked, full } = await readOn(tx, shopId, { after, until: now, since: now - AFTER })
  if (to === null) return { added: 0, more: false }
  const tired = asked.filter(({ text }) => wantsNoMore(text))
  const known = new Set(tired.flatMap(({ buyerKey, keys }) => [buyerKey, ...keys]))
  const reminded =
    known.size === 0 ? new Map() : await facts.remindersOf(tx, shopId, [...known], now - 2 * AFTER)
  const buyers = [...new Set(tired.map(({ buyerId }) => buyerId))]
  const inChat =
    buyers.length === 0 ? new Map() : await facts.remindedInChat(tx, shopId, buyers, now - 2 * AFTER)
  let added = 0
  for (const { buyerId, buyerKey, keys, buyerName, at, text } of tired) {
    const before: readonly Instant[] = [
      ...[buyerKey, ...keys].flatMap((key) => reminded.get(key) ?? []),
      ...(inChat.get(buyerId) ?? []),
    ]
    if (!before.some((sent) => sent <= at && at - sent <= AFTER)) continue
    const out = { who: buyerOut(buyerKey), channel: 'all', label: buyerName, how: text.slice(0, 40) } as const
    if (await optOut(tx, shopId, out, now)) added++
  }
  await keepReadTo(tx, shopId, NO_MORE, to)
  return { added, more: full }
}
