import type { Line } from '../basket.ts'
import type { Scope } from '../offer.ts'

/** A scope with its lists as sets. */
export interface ReadyScope {
  index: number
  shops: ReadonlySet<string> | null
  items: ReadonlySet<string> | null
  skus: ReadonlySet<string> | null
  categories: ReadonlySet<string> | null
  exceptItems: ReadonlySet<string> | null
  exceptSkus: ReadonlySet<string> | null
  exceptCategories: ReadonlySet<string> | null
}

const set = (ids: readonly string[] | undefined): ReadonlySet<string> | null =>
  ids === undefined ? null : new Set(ids)

export const readyScope = (s: Scope, index: number): ReadyScope => ({
  index,
  shops: set(s.shops),
  items: set(s.items),
  skus: set(s.skus),
  categories: set(s.categories),
  exceptItems: set(s.except?.items),
  exceptSkus: set(s.except?.skus),
  exceptCategories: set(s.except?.categories),
})

const inside = (ids: ReadonlySet<string> | null, id: string | null): boolean =>
  ids === null || (id !== null && ids.has(id))
const outside = (ids: ReadonlySet<string> | null, id: string | null): boolean =>
  ids === null || id === null || !ids.has(id)

/** Whether a line takes part: it meets every list that is given, and none of those excepted. */
export const takesPart = (s: ReadyScope, line: Line): boolean =>
  inside(s.items, line.item) &&
  inside(s.shops, line.shop) &&
  inside(s.skus, line.sku) &&
  inside(s.categories, line.category) &&
  outside(s.exceptItems, line.item) &&
  outside(s.exceptSkus, line.sku) &&
  outside(s.exceptCategories, line.category)

const canonical = (s: Scope): string => {
  const sorted = (ids: readonly string[] | undefined) => (ids === undefined ? null : [...ids].sort())
  return JSON.stringify([
    sorted(s.items),
    sorted(s.shops),
    sorted(s.skus),
    sorted(s.categories),
    sorted(s.except?.items),
    sorted(s.except?.skus),
    sorted(s.except?.categories),
  ])
}

/**
 * All scopes of a shop's offers, each once however many offers share it, and found from a line by its narrowest list:
 * ten lines against the offers of a thousand other items look at none of them.
 */
export class Scopes {
  readonly all: ReadyScope[] = []
  private readonly known = new Map<string, number>()
  private readonly byItem = new Map<string, ReadyScope[]>()
  private readonly bySku = new Map<string, ReadyScope[]>()
  private readonly byCategory = new Map<string, ReadyScope[]>()
  private readonly byShop = new Map<string, ReadyScope[]>()
  private readonly open: ReadyScope[] = []

  /** The index of a scope. */
  add(scope: Scope): number {
    const key = canonical(scope)
    const known = this.known.get(key)
    if (known !== undefined) return known
    const ready = readyScope(scope, this.all.length)
    this.all.push(ready)
    this.known.set(key, ready.index)
    this.list(ready)
    return ready.index
  }

  private list(s: ReadyScope): void {
    const put = (lists: Map<string, ReadyScope[]>, ids: ReadonlySet<string>) => {
      for (const id of ids) {
        const list = lists.get(id)
        if (list) list.push(s)
        else lists.set(id, [s])
      }
    }
    if (s.items) put(this.byItem, s.items)
    else if (s.skus) put(this.bySku, s.skus)
    else if (s.categories) put(this.byCategory, s.categories)
    else if (s.shops) put(this.byShop, s.shops)
    else this.open.push(s)
  }

  /** Calls back for every scope that the line is in. */
  of(line: Line, found: (scope: number) => void): void {
    const look = (list: readonly ReadyScope[] | undefined) => {
      if (list) for (const s of list) if (takesPart(s, line)) found(s.index)
    }
    look(this.byItem.get(line.item))
    if (line.sku !== null) look(this.bySku.get(line.sku))
    if (line.category !== null) look(this.byCategory.get(line.category))
    look(this.byShop.get(line.shop))
    look(this.open)
  }
}
