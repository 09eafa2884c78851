/** What is still to happen, soonest first; of equal times, what was written down first. */
export interface Agenda<T> {
  add(at: number, what: T): void
  next(): { at: number; what: T } | null
}

interface Entry<T> {
  at: number
  n: number
  what: T
}

export const agenda = <T>(): Agenda<T> => {
  const heap: Entry<T>[] = []
  let n = 0
  const before = (a: Entry<T> | undefined, b: Entry<T> | undefined): boolean =>
    a !== undefined && (b === undefined || a.at < b.at || (a.at === b.at && a.n < b.n))
  const swap = (i: number, j: number) => {
    const [a, b] = [heap[i], heap[j]]
    if (a && b) [heap[i], heap[j]] = [b, a]
  }
  return {
    add(at, what) {
      heap.push({ at, n: n++, what })
      for (let i = heap.length - 1; i > 0; ) {
        const up = (i - 1) >> 1
        if (!before(heap[i], heap[up])) break
        swap(i, up)
        i = up
      }
    },
    next() {
      const first = heap[0]
      const last = heap.pop()
      if (!first || !last) return null
      if (heap.length === 0) return first
      heap[0] = last
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2]
        const child = before(heap[right], heap[left]) ? right : left
        if (!before(heap[child], heap[i])) return first
        swap(i, child)
        i = child
      }
    },
  }
}
