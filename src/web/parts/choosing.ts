import { useState } from 'react'
import { ranked } from '../fuzzy.ts'

/** Something to be chosen from a list. */
export interface Choosable {
  id: string
  name: string
  /** Found by this as well. */
  also?: string
  /** Shown, so that nobody looks for it in vain, but not to be chosen. */
  off: boolean
}

/** The next one that may be chosen, round the list. */
export const stepped = (all: readonly Pick<Choosable, 'off'>[], from: number, by: 1 | -1): number => {
  for (let n = 1; n <= all.length; n++) {
    const at = (from + by * n + all.length * n) % all.length
    if (all[at]?.off === false) return at
  }
  return from
}

export interface Choosing<T extends Choosable> {
  text: string
  write(text: string): void
  found: readonly T[]
  chosen: T | undefined
  choose(one: T): void
  step(by: 1 | -1): void
}

/**
 * What is typed, what fits it, and which of that is chosen: the first that may be, until somebody chooses. The list may
 * change while one looks: what was chosen stays chosen, wherever it stands then.
 */
export const useChoosing = <T extends Choosable>(all: readonly T[]): Choosing<T> => {
  const [text, setText] = useState('')
  const [id, setId] = useState<string | null>(null)
  const found = ranked(text, all, ({ name, also }) => (also === undefined ? [name] : [name, also]))
  const kept = found.findIndex((one) => one.id === id)
  const at = kept >= 0 ? kept : found.findIndex(({ off }) => !off)
  return {
    text,
    write(next) {
      setText(next)
      setId(null)
    },
    found,
    chosen: found[at],
    choose({ id: next, off }) {
      if (!off) setId(next)
    },
    step: (by) => setId(found[stepped(found, at, by)]?.id ?? null),
  }
}
