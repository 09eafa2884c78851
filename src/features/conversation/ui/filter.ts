import type { Conversation } from '../domain.ts'

/** The lists of the left column, in the order of their tabs. */
export const lists = ['all', 'mine', 'queue', 'waiting', 'snoozed', 'closed'] as const
export type ListName = (typeof lists)[number]

export interface Filter {
  list: ListName
  shopId: number | null
  tag: string | null
  /** Found in the buyer's name, the last text or a tag. */
  text: string
}

export const noFilter: Filter = { list: 'all', shopId: null, tag: null, text: '' }

/** Whether a conversation asks for a person: a question stands open, or was answered by what does not count. */
export type Needs = (c: Conversation) => boolean

/** Whether this person may claim it: nobody has it, or who has it has left the buyer waiting too long. */
export const isClaimable = (c: Pick<Conversation, 'assignee' | 'route'>, personId: number): boolean =>
  c.assignee === null || (c.assignee !== personId && c.route?.offered === true)

const inList = (c: Conversation, list: ListName, personId: number, needs: Needs): boolean => {
  switch (list) {
    case 'all':
      return c.status === 'open'
    case 'mine':
      return c.status === 'open' && c.assignee === personId
    case 'queue':
      return c.status === 'open' && isClaimable(c, personId)
    case 'waiting':
      return c.status === 'open' && needs(c)
    case 'snoozed':
      return c.status === 'snoozed'
    case 'closed':
      return c.status === 'closed'
  }
}

export const fits = (c: Conversation, filter: Filter, personId: number, needs: Needs): boolean => {
  if (!inList(c, filter.list, personId, needs)) return false
  if (filter.shopId !== null && c.shopId !== filter.shopId) return false
  if (filter.tag !== null && !c.tags.includes(filter.tag)) return false
  const text = filter.text.trim().toLowerCase()
  if (text === '') return true
  return (
    c.buyerName.toLowerCase().includes(text) ||
    c.lastText.toLowerCase().includes(text) ||
    c.tags.some((tag) => tag.toLowerCase().includes(text))
  )
}

export type Counts = Record<ListName, number>

/** How many conversations each list holds. One pass: it runs over thousands several times a second. */
export const countOf = (open: Iterable<Conversation>, personId: number, needs: Needs): Counts => {
  const counts: Counts = { all: 0, mine: 0, queue: 0, waiting: 0, snoozed: 0, closed: 0 }
  for (const c of open) {
    if (c.status === 'snoozed') counts.snoozed++
    if (c.status !== 'open') continue
    counts.all++
    if (c.assignee === personId) counts.mine++
    if (isClaimable(c, personId)) counts.queue++
    if (needs(c)) counts.waiting++
  }
  return counts
}
