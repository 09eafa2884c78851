import type { Actor } from '../../shared/access.ts'
import type { Instant } from '../../shared/time.ts'

export interface Known {
  actor: Actor
  accountId: string
}

/** How long a session is believed without asking, ms. A look-up costs 1–2.5 ms and a workbench asks many times a
 * second; what ends here ends at once, what ends in another process ends after this time at the latest. */
export const BELIEVED = 5000
const MOST = 10_000

/** Who belongs to which session token, for a few seconds. */
export const sessionMemo = (now: () => Instant) => {
  const known = new Map<string, Known & { until: Instant }>()
  let generation = 0
  const forgetWhere = (gone: (entry: Known) => boolean) => {
    generation += 1
    for (const [token, entry] of known) if (gone(entry)) known.delete(token)
  }
  return {
    get(token: string): Known | undefined {
      const entry = known.get(token)
      if (!entry || entry.until > now()) return entry
      known.delete(token)
      return undefined
    },
    /** Call before looking up; the result is kept only if nothing was forgotten meanwhile. */
    keeper() {
      const begun = generation
      return (token: string, found: Known) => {
        if (begun !== generation) return
        const oldest = known.size >= MOST ? known.keys().next().value : undefined
        if (oldest !== undefined) known.delete(oldest)
        known.set(token, { ...found, until: now() + BELIEVED })
      }
    },
    forgetToken(token: string) {
      generation += 1
      known.delete(token)
    },
    forgetPerson: (personId: number) => forgetWhere((entry) => entry.actor.personId === personId),
    forgetAccount: (accountId: string) => forgetWhere((entry) => entry.accountId === accountId),
  }
}
