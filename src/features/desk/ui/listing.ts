import { cell } from '../../../web/cell.ts'
import type { Clocks } from '../../clock/domain/live.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { type Counts, countOf, type Filter, fits } from '../../conversation/ui/filter.ts'
import { inUrgency } from '../../conversation/ui/order.ts'
import { me } from '../../shop/ui/session.ts'
import { ranOf } from './clock/ran.ts'
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
): Listing => {
  const needs = (c: Conversation) => ranOf(c, clocksOfShops).person
  const from = filter.list === 'closed' ? state.closed : state.open
  const rows: Conversation[] = []
  for (const c of from.values()) if (fits(c, filter, personId, needs)) rows.push(c)
  const ordered =
    filter.list === 'closed' ? rows.sort(byClosing) : inUrgency(rows, (c) => ranOf(c, clocksOfShops).due)
  const tags = new Set<string>()
  for (const c of state.open.values()) for (const tag of c.tags) tags.add(tag)
  return {
    keys: ordered.map(keyOf),
    counts: countOf(state.open.values(), personId, needs),
    tags: [...tags].sort(),
    load: loadOf(state.open.values(), personId),
  }
}

const now = () => listingOf(desk.get(), clocks.get(), view.get().filter, me.get()?.personId ?? NOBODY)
export const listing = cell<Listing>(now())

/** Keeps the listing up to date while it is shown. */
export const followListing = (): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let filter = view.get().filter
  const refresh = () => {
    clearTimeout(timer)
    timer = undefined
    listing.set(now())
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
