import { useSyncExternalStore } from 'react'

/** A value outside React that parts of the screen follow: whoever reads a piece is drawn again only when that piece
 * changes. */
export interface Cell<T> {
  get(): T
  set(next: T): void
  update(change: (now: T) => T): void
  follow(heard: () => void): () => void
}

export const cell = <T>(initial: T): Cell<T> => {
  let now = initial
  const followers = new Set<() => void>()
  const set = (next: T) => {
    if (Object.is(next, now)) return
    now = next
    for (const heard of followers) heard()
  }
  return {
    get: () => now,
    set,
    update: (change) => set(change(now)),
    follow(heard) {
      followers.add(heard)
      return () => followers.delete(heard)
    },
  }
}

/** Reads a piece. `pick` must give the same reference while nothing changed. */
export function useCell<T>(of: Cell<T>): T
export function useCell<T, P>(of: Cell<T>, pick: (value: T) => P): P
export function useCell<T, P>(of: Cell<T>, pick?: (value: T) => P): T | P {
  return useSyncExternalStore(of.follow, () => (pick ? pick(of.get()) : of.get()))
}
