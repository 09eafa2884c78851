import type { Instant } from '../../shared/time.ts'

/** Waits are counted in classes 1 % wide: exact enough to show, and a day of messages takes no memory. */
const WIDTH = Math.log(1.01)

export interface Figures {
  seconds: number
  sent: number
  refused: number
  /** Rounds that got an answer; a round is what a buyer wrote before it. */
  answered: number
  /** Buyers who wait for an answer now. */
  waiting: number
  finished: number
  /** Time to the first answer of a round, ms; null before the first. */
  median: number | null
  p99: number | null
}

/** Counts what happens in a replay. */
export const createTally = (began: Instant) => {
  const since = new Map<string, Instant>()
  const classes: number[] = []
  let [sent, refused, answered, finished] = [0, 0, 0, 0]

  const quantile = (share: number): number | null => {
    if (answered === 0) return null
    let left = Math.ceil(answered * share)
    for (const [i, count] of classes.entries()) {
      left -= count ?? 0
      if (left <= 0) return Math.round(Math.exp(i * WIDTH) - 1)
    }
    return null
  }

  return {
    /** The buyer writes: a round begins, unless one is open. */
    asks(buyer: string, now: Instant) {
      if (!since.has(buyer)) since.set(buyer, now)
    },
    sent() {
      sent += 1
    },
    /** The desk did not take the message, so nobody will answer it. */
    refused(buyer: string) {
      refused += 1
      since.delete(buyer)
    },
    /** An answer came. Whether it was the first of its round. */
    answers(buyer: string, now: Instant): boolean {
      const asked = since.get(buyer)
      if (asked === undefined) return false
      since.delete(buyer)
      answered += 1
      const place = Math.round(Math.log(Math.max(0, now - asked) + 1) / WIDTH)
      classes[place] = (classes[place] ?? 0) + 1
      return true
    },
    waits: (buyer: string): boolean => since.has(buyer),
    finished() {
      finished += 1
    },
    figures: (now: Instant): Figures => ({
      seconds: Math.round((now - began) / 100) / 10,
      sent,
      refused,
      answered,
      waiting: since.size,
      finished,
      median: quantile(0.5),
      p99: quantile(0.99),
    }),
  }
}

export type Tally = ReturnType<typeof createTally>
