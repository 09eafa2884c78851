import { defaultRouting } from '../../src/features/routing/domain/defaults.ts'
import type { Colleague, Waiter } from '../../src/features/routing/domain/people.ts'
import { plan } from '../../src/features/routing/domain/plan.ts'
import type { RoutingSettings } from '../../src/features/routing/domain/settings.ts'

/** A way of giving out what waits. It sees what a desk sees: no buyer's patience, nobody's pace. */
export interface Policy {
  name: string
  /** Whether conversations of who is away or silent go to others. */
  moves: boolean
  place(
    waiters: readonly Waiter[],
    people: readonly Colleague[],
    now: number,
  ): { gives: { conversationId: number; to: number }[]; next: number | null }
}

/** The desk's own decision. */
export const ours = (settings: RoutingSettings = defaultRouting('zh-CN')): Policy => ({
  name: 'Peakdesk',
  moves: true,
  place: (waiters, people, now) => plan(waiters, people, settings, 'Asia/Shanghai', now),
})

/**
 * First in, first out; to the next of the team in turn who is online, here and has room; what somebody has, they keep.
 * `everybody`: the turn goes through all people, whatever their team.
 */
export const inTurn = (everybody: boolean): Policy => {
  const last = new Map<string, number>()
  return {
    name: everybody ? 'FIFO, in turn, everybody' : 'FIFO, in turn, own team',
    moves: false,
    place(waiters, people) {
      const gives: { conversationId: number; to: number }[] = []
      const taken = new Map(people.map((p) => [p.personId, p.load]))
      const queue = [...waiters].sort(
        (a, b) => a.queuedAt - b.queuedAt || a.conversationId - b.conversationId,
      )
      for (const w of queue) {
        const team = everybody ? '' : w.team
        const could = people.filter(
          (p) =>
            p.state === 'online' &&
            p.here &&
            (everybody || p.teams.includes(team)) &&
            (taken.get(p.personId) ?? 0) + w.slots <= p.slots,
        )
        const after = last.get(team) ?? 0
        const next = could.find(({ personId }) => personId > after) ?? could[0]
        if (!next) continue
        last.set(team, next.personId)
        taken.set(next.personId, (taken.get(next.personId) ?? 0) + w.slots)
        gives.push({ conversationId: w.conversationId, to: next.personId })
      }
      return { gives, next: null }
    },
  }
}
