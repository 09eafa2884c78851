import type { Instant } from '../../../shared/time.ts'
import { cell } from '../../../web/cell.ts'
import { deskNow } from '../../../web/clock.ts'
import type { Clocks } from '../../clock/domain/live.ts'
import { judge } from '../../clock/ui/judge.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { type Counts, countOf, type Filter, fits } from '../../conversation/ui/filter.ts'
import { inUrgency } from '../../conversation/ui/order.ts'
import { me } from '../../shop/ui/session.ts'
import { desk } from './live/feed.ts'
import { clocks } from './live/rules.ts'
import { type Key, keyOf } from './live/state.ts'
import { loadOf } from './seats.ts'
import { view } from './view.ts'

export interface Listing {
  keys: readonly Key[]
  counts: Counts
  tags: readonly string[]
  /** Slots this person has taken. */
  load: number
}

const NOBODY = 0
/** Sorting 5,000 conversations takes 3 ms: it is done at most this often, ms. */
const PACE = 200

const byClosing = (a: Conversation, b: Conversation) => (b.closedAt ?? 0) - (a.closedAt ?? 0)

/** The rows of a list in their order, and how many each list has. Pure. */
export const listingOf = (
  state: { open: ReadonlyMap<Key, Conversation>; closed: ReadonlyMap<Key, Conversation> },
  clocksOfShops: ReadonlyMap<number, Clocks>,
  filter: Filter,
  personId: number,
  now: Instant,
): Listing => {
  const needs = (c: Conversation) => judge(c, clocksOfShops, now).waits
  const from = filter.list === 'closed' ? state.closed : state.open
  const rows: Conversation[] = []
  for (const c of from.values()) if (fits(c, filter, personId, needs)) rows.push(c)
  const ordered =
    filter.list === 'closed'
      ? rows.sort(byClosing)
      : inUrgency(rows, (c) => judge(c, clocksOfShops, now).standing?.due ?? null)
  const tags = new Set<string>()
  for (const c of state.open.values()) for (const tag of c.tags) tags.add(tag)
  return {
    keys: ordered.map(keyOf),
    counts: countOf(state.open.values(), personId, needs),
    tags: [...tags].sort(),
    load: loadOf(state.open.values(), personId),
  }
}

const current = () =>
  listingOf(desk.get(), clocks.get(), view.get().filter, me.get()?.personId ?? NOBODY, deskNow())
export const listing = cell<Listing>(current())

/** Keeps the listing up to date while it is shown. */
export const followListing = (): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let filter = view.get().filter
  const refresh = () => {
    clearTimeout(timer)
    timer = undefined
    listing.set(current())
  }
  const soon = () => {
    timer ??= setTimeout(refresh, PACE)
  }
  const offDesk = desk.follow(soon)
  const offClocks = clocks.follow(soon)
  const offView = view.follow(() => {
    if (view.get().filter === filter) return
    filter = view.get().filter
    refresh()
  })
  refresh()
  return () => {
    offDesk()
    offClocks()
    offView()
    clearTimeout(timer)
  }
}
