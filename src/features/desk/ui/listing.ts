import { cell } from '../../../web/cell.ts'
import { byUrgency, type Conversation } from '../../conversation/domain.ts'
import { type Counts, countOf, type Filter, fits } from '../../conversation/ui/filter.ts'
import { me } from '../../shop/ui/session.ts'
import { desk } from './live/feed.ts'
import { type Key, keyOf } from './live/state.ts'
import { view } from './view.ts'

export interface Listing {
  keys: readonly Key[]
  counts: Counts
  tags: readonly string[]
}

const NOBODY = 0
/** Sorting 5,000 conversations takes 3 ms: it is done at most this often, ms. */
const PACE = 200

const byClosing = (a: Conversation, b: Conversation) => (b.closedAt ?? 0) - (a.closedAt ?? 0)

/** The rows of a list in their order, and how many each list has. Pure. */
export const listingOf = (
  state: { open: ReadonlyMap<Key, Conversation>; closed: ReadonlyMap<Key, Conversation> },
  filter: Filter,
  personId: number,
): Listing => {
  const from = filter.list === 'closed' ? state.closed : state.open
  const rows: Conversation[] = []
  for (const c of from.values()) if (fits(c, filter, personId)) rows.push(c)
  rows.sort(filter.list === 'closed' ? byClosing : byUrgency)
  const tags = new Set<string>()
  for (const c of state.open.values()) for (const tag of c.tags) tags.add(tag)
  return { keys: rows.map(keyOf), counts: countOf(state.open.values(), personId), tags: [...tags].sort() }
}

const now = () => listingOf(desk.get(), view.get().filter, me.get()?.personId ?? NOBODY)
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
  const offView = view.follow(() => {
    if (view.get().filter === filter) return
    filter = view.get().filter
    refresh()
  })
  refresh()
  return () => {
    offDesk()
    offView()
    clearTimeout(timer)
  }
}
