import type { Instant } from '../../../shared/time.ts'

/** What comes next of many things at their moments: alike moments in the order in which they were put in. */
export const createHeap = <T>() => {
  const items: { at: Instant; serial: number; item: T }[] = []
  let serial = 0
  const before = (a: number, b: number): boolean => {
    const [x, y] = [items[a], items[b]]
    return x !== undefined && y !== undefined && (x.at < y.at || (x.at === y.at && x.serial < y.serial))
  }
  const swap = (a: number, b: number) => {
    const [x, y] = [items[a], items[b]]
    if (x && y) [items[a], items[b]] = [y, x]
  }
  return {
    size: () => items.length,
    push(at: Instant, item: T) {
      items.push({ at, serial: serial++, item })
      for (let i = items.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (!before(i, parent)) break
        swap(i, parent)
        i = parent
      }
    },
    pop(): { at: Instant; item: T } | undefined {
      const top = items[0]
      const last = items.pop()
      if (items.length === 0 || !last) return top
      items[0] = last
      for (let i = 0; ; ) {
        const left = 2 * i + 1
        const right = left + 1
        let least = i
        if (before(left, least)) least = left
        if (before(right, least)) least = right
        if (least === i) return top
        swap(i, least)
        i = least
      }
    },
  }
}
