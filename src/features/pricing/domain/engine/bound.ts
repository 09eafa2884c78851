import type { Candidate } from './candidates.ts'

/** A candidate with what it asks for, as things stand. */
export interface Asking {
  c: Candidate
  fen: number
}

/** Candidates of one key clash with one another, so that one of them at most takes effect. */
const key = ({ ready, taking }: Candidate): string => {
  switch (ready.pick) {
    case 'all':
      return `${ready.id}`
    case 'one':
      return `${ready.slot}`
    case 'one-per-line':
      return `${ready.slot} ${taking.lines[0]}`
    case 'one-per-shop':
      return `${ready.slot} ${taking.shops[0]}`
    case 'card':
      return ready.kind.card === 'item' ? `line ${taking.lines[0]}` : 'shop'
  }
}

/**
 * No allowed choice of these, all of one level, takes off more together. Of each set that clashes among itself the
 * greatest counts; in the class of cards, of each shop, either the greatest card of the shop or its item coupons.
 */
export const mostOf = (asking: readonly Asking[]): number => {
  const first = asking[0]
  if (!first) return 0
  if (asking.length === 1) return first.fen
  if (first.c.ready.pick === 'all') return asking.reduce((sum, a) => sum + a.fen, 0)
  const most = new Map<string, Asking & { shop: string }>()
  for (const a of asking) {
    const of = a.c.ready.pick === 'card' ? `${a.c.taking.shops[0]} ` : ''
    const name = of + key(a.c)
    if (a.fen > (most.get(name)?.fen ?? 0)) most.set(name, { ...a, shop: of })
  }
  if (first.c.ready.pick !== 'card') return [...most.values()].reduce((sum, a) => sum + a.fen, 0)
  const shops = new Map<string, { shop: number; items: number }>()
  for (const a of most.values()) {
    const s = shops.get(a.shop) ?? { shop: 0, items: 0 }
    if (a.c.ready.kind.card === 'item') s.items += a.fen
    else s.shop = Math.max(s.shop, a.fen)
    shops.set(a.shop, s)
  }
  return [...shops.values()].reduce((sum, s) => sum + Math.max(s.shop, s.items), 0)
}
